import { NO_FORMATS, type RawFormats } from '#core/schema/content.ts'
import { languageOfTag } from '#core/text/guess-language.ts'
import { ok, type Result } from '#core/util/result.ts'
import { AT_TOP, ContentBuilder, type OpenItem, type Place } from './content-builder.ts'
import { formatsInside } from './html-formats.ts'
import {
  attributeOf,
  isElement,
  isText,
  parseHtml,
  visitElements,
  type HtmlDocument,
  type HtmlElement,
  type HtmlNode,
} from './html-tree.ts'
import type { ImportError } from './imported.ts'
import { isOwnHtml, readOwnHtml } from './read-own-html.ts'
import type { ReadText } from './text-language.ts'
import type { WarningList } from './warning-list.ts'

/** Elements that stand on lines of their own. */
const BLOCKS = new Set(
  'address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
)

/** Elements of which nothing is taken, and the warning they leave; null: nothing a reader would miss. */
const LEFT_OUT: ReadonlyMap<string, string | null> = new Map([
  ['head', null],
  ['style', null],
  ['title', null],
  ['template', null],
  ['noscript', null],
  ['script', 'script'],
  ['img', 'image'],
  ['svg', 'image'],
  ['picture', 'image'],
  ['canvas', 'image'],
  ['video', 'embedded'],
  ['audio', 'embedded'],
  ['iframe', 'embedded'],
  ['object', 'embedded'],
  ['embed', 'embedded'],
  ['math', 'embedded'],
  ['input', 'form'],
  ['select', 'form'],
  ['textarea', 'form'],
  ['button', 'form'],
  ['del', 'deleted-text'],
])

const LOST_FORMATTING = new Set(['s', 'strike', 'sub', 'sup', 'mark', 'font', 'hr'])

const alignOf = (element: HtmlElement, around: Place['align']): Place['align'] => {
  const style = /text-align\s*:\s*(center|justify)/iu.exec(
    attributeOf(element, 'style')?.slice(0, 2000) ?? '',
  )
  const align = (style?.[1] ?? attributeOf(element, 'align') ?? '').toLowerCase()
  return align === 'center' || align === 'justify' ? align : around
}

const headingLevel = (tag: string): 1 | 2 | 3 => (tag === 'h1' ? 1 : tag === 'h2' ? 2 : 3)

interface OpenList {
  readonly list: 'ordered' | 'bullet'
  readonly depth: number
  /** Number of the next item; null when items are not numbered. */
  next: number | null
}

class HtmlReader {
  readonly builder: ContentBuilder
  readonly #warnings: WarningList

  constructor(builder: ContentBuilder, warnings: WarningList) {
    this.builder = builder
    this.#warnings = warnings
  }

  read(
    nodes: readonly HtmlNode[],
    formats: RawFormats,
    place: Place,
    list: OpenList | null,
    isPre: boolean,
  ): void {
    for (const node of nodes) {
      if (this.builder.isFull) return
      if (isText(node)) {
        this.builder.text(isPre ? node.value : node.value.replace(/\s+/gu, ' '), formats, place)
      } else if (isElement(node)) this.#element(node, formats, place, list, isPre)
    }
  }

  #element(
    element: HtmlElement,
    formats: RawFormats,
    place: Place,
    list: OpenList | null,
    isPre: boolean,
  ): void {
    const tag = element.tagName
    const leftOut = LEFT_OUT.get(tag)
    if (leftOut !== undefined) {
      if (leftOut !== null) this.#warnings.add(leftOut)
      return
    }
    if (tag === 'br') {
      this.builder.text('\n', formats, place)
      return
    }
    if (tag === 'table') this.#warnings.add('table')
    if (LOST_FORMATTING.has(tag)) this.#warnings.add('formatting', tag)
    const inside = formatsInside(element, formats, this.#warnings)
    if (!BLOCKS.has(tag)) {
      this.read(element.childNodes, inside, place, list, isPre)
      return
    }
    this.builder.boundary(place)
    const innerList = this.#list(element, list)
    const innerPlace = this.#place(element, place, innerList)
    this.read(element.childNodes, inside, innerPlace, innerList, isPre || tag === 'pre')
    this.builder.boundary(place)
  }

  #list(element: HtmlElement, around: OpenList | null): OpenList | null {
    if (element.tagName !== 'ul' && element.tagName !== 'ol') return around
    const depth = around === null ? 0 : around.depth + 1
    if (element.tagName === 'ul') return { list: 'bullet', depth, next: null }
    const start = Number.parseInt(attributeOf(element, 'start') ?? '1', 10)
    return { list: 'ordered', depth, next: Number.isSafeInteger(start) ? start : 1 }
  }

  #place(element: HtmlElement, around: Place, list: OpenList | null): Place {
    const tag = element.tagName
    const align = alignOf(element, around.align)
    if (tag === 'li') return { ...AT_TOP, align, item: this.#item(element, list) }
    if (around.item !== null) return { ...around, align }
    if (tag === 'blockquote') return { ...around, kind: 'quote', align }
    if (/^h[1-6]$/u.test(tag)) return { ...around, kind: 'heading', level: headingLevel(tag), align }
    return align === around.align ? around : { ...around, align }
  }

  #item(element: HtmlElement, list: OpenList | null): OpenItem {
    const depth = list?.depth ?? 0
    if (list === null || list.next === null) return { list: 'bullet', number: null, depth, isUsed: false }
    const value = Number.parseInt(attributeOf(element, 'value') ?? '', 10)
    const number = Number.isSafeInteger(value) ? value : list.next
    list.next = number + 1
    return { list: 'ordered', number, depth, isUsed: false }
  }
}

/** The language that a page says it is in, on its root or its body; null when it says none. */
const langOf = (page: HtmlDocument): string | null => {
  let lang: string | null = null
  visitElements(page, (element) => {
    lang ??= attributeOf(element, 'lang')
    return lang === null && element.tagName === 'html'
  })
  return lang
}

/** Reads HTML into blocks that another reader is building. */
export const readHtmlInto = (
  source: string,
  builder: ContentBuilder,
  place: Place,
  warnings: WarningList,
): Result<null, ImportError> => {
  const parsed = parseHtml(source)
  if (!parsed.ok) return parsed
  new HtmlReader(builder, warnings).read(parsed.value.childNodes, NO_FORMATS, place, null, false)
  return ok(null)
}

/**
 * HTML as blocks ([SCH21]), through a parser, never a browser. A page that this program wrote is read back exactly;
 * of any other page headings, paragraphs, lists, quotes, emphasis and safe links are taken, and everything else is
 * left out and told. Cells of a table become paragraphs.
 */
export const readHtml = (source: string, warnings: WarningList): Result<ReadText, ImportError> => {
  const parsed = parseHtml(source)
  if (!parsed.ok) return parsed
  const declared = languageOfTag(langOf(parsed.value))
  if (isOwnHtml(parsed.value))
    return ok({ blocks: readOwnHtml(parsed.value, warnings), language: { own: declared ?? 'ar' } })
  const builder = new ContentBuilder(warnings)
  new HtmlReader(builder, warnings).read(parsed.value.childNodes, NO_FORMATS, AT_TOP, null, false)
  builder.flush()
  return ok({ blocks: builder.blocks, language: { declared } })
}
