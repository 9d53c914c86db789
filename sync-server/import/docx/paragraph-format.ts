import { MAX_INDENT, type BlockAttrs } from '#core/schema/block.ts'
import type { WarningList } from '../warning-list.ts'
import type { ListPlace, WordNumbering } from './word-numbering.ts'
import {
  headingByName,
  isQuote,
  outlineLevel,
  switchOf,
  type Properties,
  type WordStyles,
} from './word-styles.ts'
import { childOf, numberOf, valueOf } from './xml-tree.ts'

/** What the properties of a paragraph say, in the words of our schema. */
export interface ParagraphFormat {
  readonly kind: BlockAttrs['kind']
  readonly level: BlockAttrs['level']
  readonly list: BlockAttrs['list']
  readonly indent: number
  readonly align: BlockAttrs['align']
  /** Is it set right to left? What that means for its block depends on its text. */
  readonly isRtl: boolean
  /** Where an ordered item takes its number from. */
  readonly place: ListPlace | null
  /** Only from files of our own: what Word has no word for. */
  readonly own: { readonly dir: BlockAttrs['dir']; readonly numbering: BlockAttrs['numbering'] } | null
}

/** A step to the inside, twentieths of a point. */
export const INDENT_STEP = 720

const ALIGNMENTS: ReadonlyMap<string, NonNullable<BlockAttrs['align']>> = new Map([
  ['left', 'start'],
  ['start', 'start'],
  ['right', 'end'],
  ['end', 'end'],
  ['center', 'center'],
  ['both', 'justify'],
  ['distribute', 'justify'],
  ['lowKashida', 'justify'],
  ['mediumKashida', 'justify'],
  ['highKashida', 'justify'],
])

const levelOfHeading = (outline: number): 1 | 2 | 3 => (outline <= 0 ? 1 : outline === 1 ? 2 : 3)

/** Reads paragraph properties by the styles and lists of their file. */
export class ParagraphFormats {
  readonly #styles: WordStyles
  readonly #numbering: WordNumbering
  readonly #warnings: WarningList
  readonly #isOwn: boolean

  constructor(styles: WordStyles, numbering: WordNumbering, warnings: WarningList, isOwn: boolean) {
    this.#styles = styles
    this.#numbering = numbering
    this.#warnings = warnings
    this.#isOwn = isOwn
  }

  read(properties: Properties): ParagraphFormat {
    const style = valueOf(properties, 'w:pStyle')
    const chain = this.#styles.paragraphChain(style)
    const resolve = <T>(read: (from: Properties) => T | null): T | null =>
      this.#styles.resolve(properties, style, read)
    const isRtl = resolve((from) => switchOf(from, 'w:bidi')) ?? false
    const align = ALIGNMENTS.get(resolve((from) => valueOf(from, 'w:jc')) ?? '') ?? null
    const shared = { isRtl, align, own: this.#ownOf(properties) }
    const outline = resolve(outlineLevel) ?? (headingByName(chain) ?? 10) - 1
    const place = this.#placeOf(properties, style)
    const listed = place === null ? 'none' : this.#numbering.kindOf(place)
    if (outline < 9) {
      if (listed === 'ordered') this.#warnings.add('heading-number')
      const indent = this.#isOwn ? directIndent(properties) : 0
      return { ...shared, kind: 'heading', level: levelOfHeading(outline), list: null, indent, place: null }
    }
    if (place !== null && listed !== 'none') {
      if (place.level > MAX_INDENT) this.#warnings.add('nested-too-deep')
      const indent = Math.min(MAX_INDENT, place.level)
      return { ...shared, kind: 'item', level: null, list: listed, indent, place }
    }
    const kind = isQuote(chain) ? 'quote' : 'paragraph'
    return { ...shared, kind, level: null, list: null, indent: directIndent(properties), place: null }
  }

  #placeOf(properties: Properties, style: string | null): ListPlace | null {
    const direct = childOf(properties, 'w:numPr')
    // A style gives its own list; the level may be said directly, beside it.
    const list =
      valueOf(direct, 'w:numId') ??
      this.#styles.resolve(null, style, (from) => valueOf(childOf(from, 'w:numPr'), 'w:numId'))
    if (list === null || list === '0') return null
    const level =
      this.#styles.resolve(properties, style, (from) =>
        numberOf(valueOf(childOf(from, 'w:numPr'), 'w:ilvl')),
      ) ?? this.#levelOfStyle(list, style)
    return { list, level: Math.max(0, Math.min(8, level ?? 0)) }
  }

  /** A list may name the styles of its levels, where they do not name the level themselves. */
  #levelOfStyle(list: string, style: string | null): number | null {
    for (const { id } of this.#styles.paragraphChain(style)) {
      const level = this.#numbering.levelOfStyle(list, id)
      if (level !== null) return level
    }
    return null
  }

  #ownOf(properties: Properties): ParagraphFormat['own'] {
    if (!this.#isOwn) return null
    const bidi = childOf(properties, 'w:bidi')
    const value = bidi?.attributes.get('w:val')
    return {
      // Right to left because the document is, or because the block says so itself.
      dir: value === '0' ? 'ltr' : value === 'true' ? 'rtl' : null,
      numbering: properties?.attributes.get('siyagha:numbering') === 'continue' ? 'continue' : null,
    }
  }
}

const directIndent = (properties: Properties): number => {
  const indent = childOf(properties, 'w:ind')
  const start = numberOf(indent?.attributes.get('w:start') ?? indent?.attributes.get('w:left'))
  return start === null ? 0 : Math.max(0, Math.min(MAX_INDENT, Math.round(start / INDENT_STEP)))
}
