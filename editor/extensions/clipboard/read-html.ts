import { isBlockAttr, type BlockAttrs } from '#core/schema/block.ts'
import {
  NO_FORMATS,
  decodeAttrs,
  withFormat,
  type BlockContent,
  type RawFormats,
  type Run,
} from '#core/schema/content.ts'
import { isSafeHref } from '#core/schema/link.ts'
import { blockOf, joinRuns, pastedDirection, type Pasted } from './pasted-text.ts'

/**
 * HTML of a clipboard (Word, Google Docs, WhatsApp, PDF viewers, browsers, ourselves) as blocks of our schema: text,
 * emphasis, links with safe schemes, headings, lists, quotes, alignment. Everything else is left out ([UI9]).
 *
 * The HTML is parsed into a document of its own, which runs no script and fetches nothing.
 */

/** The attribute under which our own copies carry a block's attributes (clipboard/write.ts). */
export const OWN_BLOCK = 'data-siyagha-block'

const LEFT_OUT = new Set(
  'script style title meta link head noscript template object embed iframe svg math img picture video audio canvas input select textarea button del'.split(
    ' ',
  ),
)
const BLOCK_TAGS = new Set(
  'p div h1 h2 h3 h4 h5 h6 blockquote li ul ol dl dt dd pre table tbody thead tfoot tr td th section article header footer main nav aside figure figcaption address hr form fieldset center'.split(
    ' ',
  ),
)

interface Context {
  readonly formats: RawFormats
  readonly attrs: Partial<BlockAttrs>
  /** Depth of lists around. */
  readonly listDepth: number
  readonly list: 'ordered' | 'bullet'
  readonly keepsSpace: boolean
  /** Inside a block that our own copy wrote: every blank and line break is text. */
  readonly own: boolean
}

const START: Context = {
  formats: NO_FORMATS,
  attrs: {},
  listDepth: 0,
  list: 'bullet',
  keepsSpace: false,
  own: false,
}

/** Under what name styles are read, see {@link withoutStyles}. */
const STYLE = 'data-style'

/**
 * The same with nothing that a browser takes for styles of ours: it would apply them even to a document that nobody sees,
 * and our Content-Security-Policy forbids that aloud.
 */
const withoutStyles = (html: string): string =>
  html
    .replaceAll(/<style\b[\s\S]*?<\/style\s*>/giu, '')
    .replaceAll(/<[a-z][^>]*>/giu, (tag) => tag.replaceAll(/([\s"'])style(?=\s*=)/giu, `$1${STYLE}`))

const styleOf = (element: Element): string => (element.getAttribute(STYLE) ?? '').toLowerCase()
const declared = (style: string, property: string): string | null =>
  new RegExp(`(?:^|;)\\s*${property}\\s*:\\s*([^;]+)`).exec(style)?.[1]?.trim() ?? null

const formatsInside = (element: Element, tag: string, style: string, outer: RawFormats): RawFormats => {
  let formats = outer
  const weight = declared(style, 'font-weight')
  if (weight !== null)
    formats = withFormat(formats, 'bold', /^(?:bold|bolder|[6-9]00)$/.test(weight) ? true : null)
  else if (tag === 'b' || tag === 'strong') formats = withFormat(formats, 'bold', true)
  const slant = declared(style, 'font-style')
  if (slant !== null) formats = withFormat(formats, 'italic', /italic|oblique/.test(slant) ? true : null)
  else if (tag === 'i' || tag === 'em') formats = withFormat(formats, 'italic', true)
  const decoration = declared(style, 'text-decoration(?:-line)?')
  // A link is underlined by itself, in every source.
  if (outer.has('link')) return formats
  if (decoration !== null && tag !== 'a') {
    if (decoration.includes('underline')) formats = withFormat(formats, 'underline', true)
    else if (decoration === 'none') formats = withFormat(formats, 'underline', null)
  } else if (tag === 'u') formats = withFormat(formats, 'underline', true)
  const href = tag === 'a' ? element.getAttribute('href') : null
  if (isSafeHref(href)) formats = withFormat(withFormat(formats, 'link', { href }), 'underline', null)
  return formats
}

const alignOf = (element: Element, style: string): BlockAttrs['align'] => {
  const align = declared(style, 'text-align') ?? element.getAttribute('align')?.toLowerCase() ?? null
  return align === 'center' || align === 'justify' ? align : null
}

const ownAttrs = (element: Element): Partial<BlockAttrs> | null => {
  const json = element.getAttribute(OWN_BLOCK)
  if (json === null) return null
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null ? decodeAttrs(new Map(Object.entries(value))) : null
  } catch {
    return null // not ours after all: read like any other HTML
  }
}

const headingLevel = (element: Element, tag: string): BlockAttrs['level'] => {
  if (/^h[1-6]$/.test(tag)) return tag === 'h1' ? 1 : tag === 'h2' ? 2 : 3
  return tag === 'p' && /\bMsoTitle\b/.test(element.className) ? 1 : null
}

/** Word writes items as paragraphs: `mso-list: l0 level2 lfo1`, with the drawn marker in a span of its own. */
const wordItem = (element: Element, style: string): Partial<BlockAttrs> | null => {
  const level = /mso-list\s*:\s*l\d+\s+level(\d+)/.exec(style)?.[1]
  if (level === undefined) return null
  const marker =
    [...element.querySelectorAll('span')].find((span) => isWordMarker(styleOf(span)))?.textContent ?? ''
  return {
    kind: 'item',
    list: /[\d\u0660-\u0669a-z\u0621-\u064a][.)\-ـ]/iu.test(marker.trim()) ? 'ordered' : 'bullet',
    indent: Math.min(5, Number(level) - 1),
  }
}

const isWordMarker = (style: string): boolean => /mso-list\s*:\s*ignore/.test(style)
const isHidden = (element: Element, style: string): boolean =>
  element.hasAttribute('hidden') ||
  declared(style, 'display') === 'none' ||
  // The sign of a comment, `[A1]`, that Word draws behind what it is about.
  /\bMsoCommentReference\b|\bmsocomanchor\b/.test(element.className) ||
  /mso-hide\s*:\s*all|mso-special-character\s*:\s*comment|mso-element\s*:\s*(?:comment|footnote-list|header|footer)/.test(
    style,
  )

/** Gathers blocks while the tree is walked: text goes to the open block, a block element closes it and opens one. */
class BlockReader {
  readonly blocks: BlockContent[] = []
  #runs: Run[] = []
  #attrs: Partial<BlockAttrs> = {}
  #own = false

  /** Opens a block; one of our own is kept as it is, even when empty: it was copied on purpose. */
  open(attrs: Partial<BlockAttrs>, own: boolean): void {
    this.close()
    this.#attrs = attrs
    this.#own = own
  }

  add(text: string, formats: RawFormats): void {
    this.#runs.push({ text, formats })
  }

  endsWithSpace(): boolean {
    const last = this.#runs.at(-1)
    return last === undefined || /[ \n]$/.test(last.text)
  }

  /** Two line breaks in a row are how chats and mail write a paragraph. */
  lineBreak({ formats, own }: Context): void {
    const last = this.#runs.at(-1)
    if (!own && last?.text.endsWith('\n') === true) {
      const attrs = this.#attrs
      this.close()
      this.#attrs = attrs.kind === 'item' ? {} : attrs
    } else this.add('\n', formats)
  }

  close(): void {
    const own = this.#own
    const runs = own ? joinRuns(this.#runs) : trimmed(this.#runs)
    if (runs.length > 0 || own) {
      const text = runs.map((run) => run.text).join('')
      this.blocks.push(blockOf({ dir: pastedDirection(text), ...this.#attrs }, runs))
    }
    this.#runs = []
    this.#attrs = {}
    this.#own = false
  }
}

/**
 * Without blanks and line breaks at both ends, which are only how the HTML was written: Word's empty lines are
 * paragraphs that hold a no-break blank.
 */
const trimmed = (runs: readonly Run[]): Run[] => {
  const joined = joinRuns(runs)
  const first = joined[0]
  if (first !== undefined) joined[0] = { ...first, text: first.text.replace(/^[ \u00a0\n]+/, '') }
  const last = joined.at(-1)
  if (last !== undefined)
    joined[joined.length - 1] = { ...last, text: last.text.replace(/[ \u00a0\n]+$/, '') }
  const rest = joined.filter(({ text }) => text !== '')
  return rest.length === joined.length ? rest : trimmed(rest)
}

const readText = (text: string, context: Context, reader: BlockReader): void => {
  if (context.own) {
    reader.add(text, context.formats)
    return
  }
  if (context.keepsSpace) {
    text.split(/\r\n?|\n/).forEach((line, index) => {
      if (index > 0) reader.lineBreak(context)
      if (line !== '') reader.add(line.replaceAll('\t', ' '), context.formats)
    })
    return
  }
  const collapsed = text.replace(/[ \t\r\n\f]+/g, ' ')
  const rest = collapsed.startsWith(' ') && reader.endsWithSpace() ? collapsed.slice(1) : collapsed
  if (rest !== '') reader.add(rest, context.formats)
}

const blockAttrs = (element: Element, tag: string, style: string, context: Context): Partial<BlockAttrs> => {
  const own = ownAttrs(element)
  if (own !== null) return own
  const align = alignOf(element, style)
  const level = headingLevel(element, tag)
  const item = wordItem(element, style)
  const base = align === null ? context.attrs : { ...context.attrs, align }
  if (level !== null) return { ...base, kind: 'heading', level }
  if (item !== null) return { ...base, ...item }
  if (tag === 'blockquote') return { ...base, kind: 'quote' }
  if (tag !== 'li') return base
  const list = element.parentElement
  const number = list?.tagName.toLowerCase() === 'ol' ? Number(list.getAttribute('start') ?? '1') : 1
  const continues = number > 1 && list?.firstElementChild === element
  return {
    ...base,
    kind: 'item',
    list: context.list,
    indent: Math.min(5, Math.max(0, context.listDepth - 1)),
    ...(continues ? { numbering: 'continue' } : {}),
  }
}

const readBlock = (
  element: Element,
  tag: string,
  style: string,
  context: Context,
  reader: BlockReader,
): void => {
  if (tag === 'ul' || tag === 'ol') {
    const list = tag === 'ol' ? 'ordered' : 'bullet'
    readChildren(
      element,
      { ...context, list, listDepth: context.listDepth + 1, attrs: {}, own: false },
      reader,
    )
    return
  }
  const attrs = blockAttrs(element, tag, style, context)
  const keepsSpace =
    context.keepsSpace || tag === 'pre' || (declared(style, 'white-space') ?? '').startsWith('pre')
  // A heading is bold by itself, in every source: what counts is weight within it.
  const outer = attrs.kind === 'heading' ? withFormat(context.formats, 'bold', null) : context.formats
  const formats = formatsInside(element, tag, style, outer)
  // What is inside an item is its text; only the first paragraph of it is the item itself.
  const inner = attrs.kind === 'quote' ? { kind: 'quote' as const } : {}
  const own = element.hasAttribute(OWN_BLOCK)
  if (!startsInsideItem(element)) reader.open(attrs, own)
  readChildren(element, { ...context, formats, attrs: inner, keepsSpace, own }, reader)
  reader.close()
}

/** `<li><p>…`: the first paragraph of an item does not close the item and open a block of its own. */
const startsInsideItem = (element: Element): boolean =>
  element.tagName !== 'LI' &&
  element.parentElement?.tagName === 'LI' &&
  element.parentElement.firstElementChild === element &&
  (element.parentElement.firstChild === element ||
    element.parentElement.firstChild?.textContent?.trim() === '')

const readElement = (element: Element, context: Context, reader: BlockReader): void => {
  const tag = element.tagName.toLowerCase()
  const style = styleOf(element)
  if (LEFT_OUT.has(tag) || isHidden(element, style) || isWordMarker(style)) return
  if (tag === 'br') {
    if (!element.classList.contains('Apple-interchange-newline')) reader.lineBreak(context)
    return
  }
  if (BLOCK_TAGS.has(tag)) {
    readBlock(element, tag, style, context, reader)
    return
  }
  const keepsSpace = context.keepsSpace || /^(?:pre|break-spaces)/.test(declared(style, 'white-space') ?? '')
  const formats = formatsInside(element, tag, style, context.formats)
  readChildren(element, { ...context, formats, keepsSpace }, reader)
}

const readChildren = (element: Element, context: Context, reader: BlockReader): void => {
  for (const node of element.childNodes) {
    if (node.nodeType === 3) readText(node.textContent ?? '', context, reader)
    else if (node.nodeType === 1 && node instanceof Element) readElement(node, context, reader)
  }
}

/** Our own copy says how open its ends are: `data-pm-slice="1 1 []"`. */
const ownOpenness = (body: Element): { openStart: boolean; openEnd: boolean } | null => {
  const match = /^(\d+) (\d+)/.exec(
    body.querySelector('[data-pm-slice]')?.getAttribute('data-pm-slice') ?? '',
  )
  return match === null ? null : { openStart: match[1] !== '0', openEnd: match[2] !== '0' }
}

/** Reads clipboard HTML; no blocks when there is no text in it. Foreign text is open at both ends. */
export const readHtml = (html: string): Pasted => {
  const { body } = new DOMParser().parseFromString(withoutStyles(html), 'text/html')
  const reader = new BlockReader()
  readChildren(body, START, reader)
  reader.close()
  const openness = ownOpenness(body) ?? { openStart: true, openEnd: true }
  return { blocks: reader.blocks.filter(({ attrs }) => isBlockAttr('kind', attrs.kind)), ...openness }
}
