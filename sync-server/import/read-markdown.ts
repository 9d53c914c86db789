import MarkdownIt, { type Token } from 'markdown-it'
import { NO_FORMATS, withFormat, type RawFormats } from '#core/schema/content.ts'
import { isSafeHref } from '#core/schema/link.ts'
import { fail, ok, type Result } from '#core/util/result.ts'
import { AT_TOP, ContentBuilder, type OpenItem, type Place } from './content-builder.ts'
import type { ImportedBlock, ImportError } from './imported.ts'
import { readHtmlInto } from './read-html.ts'
import type { WarningList } from './warning-list.ts'

/** Inline rules are superlinear on hostile text: a paragraph longer than this is taken as plain text. */
const MAX_INLINE = 50_000
/** Lines this long are no Markdown that anybody wrote. */
const MAX_LINE = 200_000
const MAX_LINES = 1_000_000
/** Each piece of HTML starts a parser. */
const MAX_HTML_BLOCKS = 20_000

const markdown = new MarkdownIt({ html: true, linkify: false, typographer: false })
// Inline content is read by us, paragraph by paragraph, within the limit above.
markdown.core.ruler.disable(['inline', 'text_join'])
// Addresses are judged by isSafeHref and kept as written.
markdown.validateLink = () => true
markdown.normalizeLink = (url) => url

const STYLES: ReadonlyMap<string, 'bold' | 'italic' | 'underline'> = new Map([
  ['strong', 'bold'],
  ['b', 'bold'],
  ['em', 'italic'],
  ['i', 'italic'],
  ['u', 'underline'],
])

const HTML_TAG = /^<(\/?)([A-Za-z][A-Za-z0-9]*)/u

class MarkdownReader {
  readonly builder: ContentBuilder
  readonly #warnings: WarningList
  /** Link definitions of the whole file. */
  readonly #env: Record<string, unknown>
  #lists: { readonly list: 'ordered' | 'bullet' }[] = []
  #items: OpenItem[] = []
  #quotes = 0
  #heading: 1 | 2 | 3 | null = null

  constructor(env: Record<string, unknown>, warnings: WarningList) {
    this.#env = env
    this.builder = new ContentBuilder(warnings)
    this.#warnings = warnings
  }

  #place(): Place {
    const item = this.#items[this.#items.length - 1] ?? null
    if (item !== null) return { ...AT_TOP, item }
    if (this.#heading !== null) return { ...AT_TOP, kind: 'heading', level: this.#heading }
    return this.#quotes > 0 ? { ...AT_TOP, kind: 'quote' } : AT_TOP
  }

  /** One token of the block structure. A failure is that of HTML inside. */
  block(token: Token): Result<null, ImportError> {
    switch (token.type) {
      case 'heading_open':
        this.#heading = token.tag === 'h1' ? 1 : token.tag === 'h2' ? 2 : 3
        break
      case 'heading_close':
        this.builder.boundary(this.#place())
        this.#heading = null
        break
      case 'bullet_list_open':
      case 'ordered_list_open':
        this.builder.flush()
        this.#lists.push({ list: token.type === 'ordered_list_open' ? 'ordered' : 'bullet' })
        break
      case 'bullet_list_close':
      case 'ordered_list_close':
        this.builder.flush()
        this.#lists.pop()
        break
      case 'list_item_open':
        this.builder.flush()
        this.#items.push(this.#item(token.info))
        break
      case 'list_item_close':
        this.builder.flush()
        this.#items.pop()
        break
      case 'blockquote_open':
        this.#quotes++
        break
      case 'blockquote_close':
        this.#quotes--
        break
      case 'table_open':
        this.#warnings.add('table')
        break
      case 'hr':
        this.#warnings.add('formatting', 'hr')
        break
      case 'fence':
      case 'code_block':
        this.#warnings.add('code')
        this.builder.boundary(this.#place())
        this.builder.text(token.content, NO_FORMATS, this.#place())
        this.builder.boundary(this.#place())
        break
      case 'html_block':
        this.builder.boundary(this.#place())
        return readHtmlInto(token.content, this.builder, this.#place(), this.#warnings)
      case 'inline':
        this.builder.boundary(this.#place())
        this.#inline(token.content)
        this.builder.boundary(this.#place())
        break
      default:
        break
    }
    return ok(null)
  }

  #item(info: string): OpenItem {
    const list = this.#lists[this.#lists.length - 1]?.list ?? 'bullet'
    const number = Number.parseInt(info, 10)
    const depth = Math.max(0, this.#lists.length - 1)
    return { list, number: Number.isSafeInteger(number) ? number : null, depth, isUsed: false }
  }

  #inline(content: string): void {
    if (content.length > MAX_INLINE) {
      this.#warnings.add('formatting', 'long paragraph')
      this.builder.text(content, NO_FORMATS, this.#place())
      return
    }
    const tokens: Token[] = []
    markdown.inline.parse(content, markdown, this.#env, tokens)
    const place = this.#place()
    let open: readonly { readonly tag: string; readonly outside: RawFormats }[] = []
    let formats = NO_FORMATS
    const enter = (tag: string, inside: RawFormats): void => {
      open = [...open, { tag, outside: formats }]
      formats = inside
    }
    const leave = (tag: string): void => {
      const at = open.findLastIndex((entry) => entry.tag === tag)
      const entry = open[at]
      if (entry === undefined) return
      formats = entry.outside
      open = open.slice(0, at)
    }
    for (const token of tokens) {
      const style = STYLES.get(token.tag)
      switch (token.type) {
        case 'text':
        case 'text_special':
        case 'code_inline':
          this.builder.text(token.content.replaceAll('\n', ' '), formats, place)
          break
        case 'softbreak':
          this.builder.text(' ', formats, place)
          break
        case 'hardbreak':
          this.builder.text('\n', formats, place)
          break
        case 'strong_open':
        case 'em_open':
          if (style !== undefined) enter(token.type, withFormat(formats, style, true))
          break
        case 'strong_close':
        case 'em_close':
          leave(token.type.replace('close', 'open'))
          break
        case 'link_open': {
          const href = token.attrGet('href')
          if (!isSafeHref(href)) this.#warnings.add('link')
          enter('a', isSafeHref(href) ? withFormat(formats, 'link', { href }) : formats)
          break
        }
        case 'link_close':
          leave('a')
          break
        case 'image':
          this.#warnings.add('image')
          break
        case 's_open':
          this.#warnings.add('formatting', 's')
          break
        case 'html_inline': {
          const tag = HTML_TAG.exec(token.content)
          const name = tag?.[2]?.toLowerCase() ?? ''
          const named = STYLES.get(name)
          if (name === 'br') this.builder.text('\n', formats, place)
          else if (named === undefined) this.#warnings.add('formatting', name === '' ? 'html' : name)
          else if (tag?.[1] === '/') leave(`html ${name}`)
          else enter(`html ${name}`, withFormat(formats, named, true))
          break
        }
        default:
          break
      }
    }
  }
}

/**
 * CommonMark (with tables, whose cells become paragraphs) as blocks ([SCH23]). HTML blocks inside are read as HTML;
 * of inline HTML only emphasis and line breaks count.
 */
export const readMarkdown = (
  source: string,
  warnings: WarningList,
): Result<readonly ImportedBlock[], ImportError> => {
  const lines = source.split('\n')
  if (lines.length > MAX_LINES) return fail({ reason: 'too-complex', detail: 'too many lines' })
  if (lines.some((line) => line.length > MAX_LINE))
    return fail({ reason: 'too-complex', detail: 'a line is too long' })
  const env: Record<string, unknown> = {}
  const tokens = markdown.parse(source, env)
  if (tokens.filter((token) => token.type === 'html_block').length > MAX_HTML_BLOCKS)
    return fail({ reason: 'too-complex', detail: 'too many pieces of HTML' })
  const reader = new MarkdownReader(env, warnings)
  for (const token of tokens) {
    const read = reader.block(token)
    if (!read.ok) return read
    if (reader.builder.isFull) break
  }
  reader.builder.flush()
  return ok(reader.builder.blocks)
}
