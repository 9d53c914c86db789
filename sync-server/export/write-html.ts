import { DEFAULT_BLOCK_ATTRS, BLOCK_ATTR_NAMES, type BlockAttrs } from '#core/schema/block.ts'
import type { BlockContent, Run } from '#core/schema/content.ts'
import { OWN_GENERATOR, portableTagOf } from '#core/schema/html-tag.ts'
import { numberBlocks, type DocumentDigits } from '#core/schema/numbering.ts'
import { directionIn, type DocumentLanguage } from '#core/text/language.ts'
import { htmlStyle } from './html-style.ts'
import { viewFormats } from './run-view.ts'

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
])

const escapeHtml = (text: string): string => text.replace(/[&<>"]/gu, (sign) => ESCAPES.get(sign) ?? sign)

const writeRun = (run: Run): string => {
  const view = viewFormats(run.formats)
  let html = escapeHtml(run.text).replaceAll('\n', '<br>')
  if (view.underline) html = `<u>${html}</u>`
  if (view.italic) html = `<em>${html}</em>`
  if (view.bold) html = `<strong>${html}</strong>`
  if (view.href !== null) html = `<a href="${escapeHtml(view.href)}" rel="noopener noreferrer">${html}</a>`
  if (view.changed !== null) html = `<span data-change>${html}</span>`
  if (view.deleted !== null) html = `<del>${html}</del>`
  return view.inserted === null ? html : `<ins>${html}</ins>`
}

/** All attributes that differ from the default, so that the page can be read back exactly. */
const dataAttributes = (attrs: BlockAttrs): string =>
  BLOCK_ATTR_NAMES.filter((name) => attrs[name] !== DEFAULT_BLOCK_ATTRS[name])
    .map((name) => ` data-${name}="${escapeHtml(String(attrs[name]))}"`)
    .join('')

const styleAttribute = (attrs: BlockAttrs): string => {
  const rules: string[] = []
  if (attrs.align !== null) rules.push(`text-align: ${attrs.align}`)
  if (attrs.kind !== 'item' && attrs.indent > 0) rules.push(`margin-inline-start: ${attrs.indent * 2}em`)
  return rules.length === 0 ? '' : ` style="${rules.join('; ')}"`
}

const openingAttributes = (block: BlockContent): string => {
  const view = viewFormats(block.formats)
  const dir = block.attrs.dir === null ? '' : ` dir="${block.attrs.dir}"`
  return (
    dir +
    styleAttribute(block.attrs) +
    ' data-block' +
    dataAttributes(block.attrs) +
    (view.inserted === null ? '' : ' data-inserted') +
    (view.deleted === null ? '' : ' data-deleted') +
    (view.changed === null ? '' : ' data-change')
  )
}

type ListTag = 'ul' | 'ol'

/** Opens and closes nested lists as the indents of items go; an indent that no item stands on gets an empty level. */
class ListWriter {
  #open: ListTag[] = []

  item(indent: number, tag: ListTag): string {
    let html = this.#closeTo(indent + 1)
    if (this.#open.length === indent + 1) {
      if (this.#open[indent] === tag) return `${html}</li>\n`
      html += this.#closeTo(indent)
    }
    while (this.#open.length <= indent) {
      this.#open.push(tag)
      html += `<${tag}>`
      if (this.#open.length <= indent) html += '<li class="level">'
    }
    return html
  }

  end(): string {
    return this.#closeTo(0)
  }

  #closeTo(depth: number): string {
    let html = ''
    for (let tag = this.#open[this.#open.length - 1]; this.#open.length > depth;) {
      this.#open.pop()
      html += `</li></${tag ?? 'ul'}>`
      tag = this.#open[this.#open.length - 1]
    }
    return html === '' || depth > 0 ? html : `${html}\n`
  }
}

/** The blocks as HTML, one after another, without a page around them. */
export const writeHtmlBlocks = (blocks: readonly BlockContent[]): string => {
  const numbers = numberBlocks(blocks.map((block) => block.attrs))
  const lists = new ListWriter()
  let html = ''
  blocks.forEach((block, index) => {
    const { attrs } = block
    const content = block.runs.map(writeRun).join('')
    if (attrs.kind === 'item') {
      const number = numbers[index] ?? null
      html += lists.item(attrs.indent, number === null ? 'ul' : 'ol')
      html += `<li${number === null ? '' : ` value="${number}"`}${openingAttributes(block)}>${content}`
      return
    }
    const tag = portableTagOf(attrs)
    html += `${lists.end()}<${tag}${openingAttributes(block)}>${content}</${tag}>\n`
  })
  return html + lists.end()
}

/**
 * A page that stands alone: in the language and direction of the text, its style inside, no script, nothing fetched (the policy in it says
 * so), real headings and lists with their numbers. Fit for print. Read back it gives the same blocks.
 */
export const writeHtml = ({
  title,
  blocks,
  digits = 'latn',
  language = 'ar',
}: {
  readonly title: string
  readonly blocks: readonly BlockContent[]
  readonly digits?: DocumentDigits
  readonly language?: DocumentLanguage
}): string =>
  `<!doctype html>
<html lang="${language}" dir="${directionIn(language)}"${digits === 'arab' ? ' data-digits="arab"' : ''}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="generator" content="${OWN_GENERATOR}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${htmlStyle(language)}</style>
</head>
<body>
<main>
${writeHtmlBlocks(blocks)}</main>
</body>
</html>
`
