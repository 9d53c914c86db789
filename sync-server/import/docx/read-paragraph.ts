import { NO_FORMATS, sameFormats, withFormat, type RawFormats } from '#core/schema/content.ts'
import { isSafeHref } from '#core/schema/link.ts'
import type { WarningList } from '../warning-list.ts'
import type { ParagraphFormat } from './paragraph-format.ts'
import { emphasisOf, lostFormats, type RunSurroundings } from './run-format.ts'
import { addressIn, type WordFields } from './word-fields.ts'
import type { Relationship } from './word-package.ts'
import type { EdgePiece, Piece, TextPiece } from './word-paragraph.ts'
import { revisionOf, sameRevision, type Revision } from './word-revision.ts'
import { symbolOf } from './word-symbols.ts'
import type { Properties, WordStyles } from './word-styles.ts'
import {
  childOf,
  elementsOf,
  isXmlElement,
  textBelow,
  UNKNOWN_PREFIX,
  valueOf,
  type XmlElement,
} from './xml-tree.ts'

/** What reading a paragraph needs of its file, and tells it. */
export interface ParagraphSurroundings {
  readonly styles: WordStyles
  readonly warnings: WarningList
  readonly fields: WordFields
  readonly isOwn: boolean
  readonly relation: (id: string) => Relationship | null
  /** A note is referred to here: the sign that stands for it. */
  readonly note: (kind: 'footnote' | 'endnote', id: string) => string
  /** A drawing stands here: what is written in it comes after the paragraph. */
  readonly drawing: (element: XmlElement) => void
  /** The name of the move whose range is open here; null when the file does not say. */
  readonly move: (side: 'from' | 'to') => string | null
  readonly range: (element: XmlElement) => void
}

interface Around {
  readonly inserted: Revision | null
  readonly deleted: Revision | null
  readonly href: string | null
}

/** Elements around runs that are nothing but that: their content is content. */
const WRAPPERS = new Set([
  'w:smartTag',
  'w:customXml',
  'w:sdt',
  'w:sdtContent',
  'w:dir',
  'w:bdo',
  'w:ruby',
  'w:rubyBase',
])
const RANGES = /^w:move(?:From|To)Range(?:Start|End)$/u

/** Reads what stands in one paragraph. */
export class ParagraphReader {
  readonly #around: ParagraphSurroundings
  readonly #runs: RunSurroundings
  readonly #pieces: Piece[] = []

  constructor(around: ParagraphSurroundings, properties: Properties, format: ParagraphFormat) {
    this.#around = around
    const paragraphStyle = valueOf(properties, 'w:pStyle')
    const { styles, isOwn } = around
    this.#runs = { styles, paragraphStyle, isHeading: format.kind === 'heading', isOwn }
  }

  read(paragraph: XmlElement): readonly Piece[] {
    this.#children(paragraph, { inserted: null, deleted: null, href: null })
    return this.#pieces
  }

  #children(element: XmlElement, around: Around): void {
    for (const child of element.children) if (isXmlElement(child)) this.#child(child, around)
  }

  #child(element: XmlElement, around: Around): void {
    const { name } = element
    switch (name) {
      case 'w:r':
        return this.#run(element, around)
      case 'w:ins':
        return this.#children(element, { ...around, inserted: revisionOf(element, null) })
      case 'w:moveTo':
        return this.#children(element, { ...around, inserted: this.#moved(element, 'to') })
      case 'w:del':
        return this.#children(element, { ...around, deleted: revisionOf(element, null) })
      case 'w:moveFrom':
        return this.#children(element, { ...around, deleted: this.#moved(element, 'from') })
      case 'w:hyperlink':
        return this.#children(element, { ...around, href: this.#hrefOf(element) ?? around.href })
      case 'w:fldSimple': {
        const href = this.#safe(addressIn(element.attributes.get('w:instr') ?? ''))
        return this.#children(element, { ...around, href: href ?? around.href })
      }
      case 'w:commentRangeStart':
        return this.#edge(element, 'start')
      case 'w:commentRangeEnd':
        return this.#edge(element, 'end')
      case 'mc:AlternateContent':
        return this.#children(chosen(element), around)
      case 'm:oMath':
      case 'm:oMathPara':
        this.#around.warnings.add('unknown-content', 'formula')
        return this.#text(formulaText(element), NO_FORMATS, around, null)
      default:
        if (RANGES.test(name)) this.#around.range(element)
        else if (WRAPPERS.has(name)) this.#children(element, around)
    }
  }

  /** One side of a move. LibreOffice begins the range inside the first change that it is about. */
  #moved(element: XmlElement, side: 'from' | 'to'): Revision {
    const [first] = elementsOf(element)
    const start = side === 'to' ? 'w:moveToRangeStart' : 'w:moveFromRangeStart'
    if (first?.name === start) this.#around.range(first)
    return revisionOf(element, this.#around.move(side))
  }

  #run(element: XmlElement, around: Around): void {
    const properties = childOf(element, 'w:rPr')
    let text = ''
    const flush = (): void => {
      this.#emphasised(text, properties, around)
      text = ''
    }
    for (const child of saidOnce(element)) {
      const written = this.#written(child)
      if (written !== null) text += written
      else {
        flush()
        this.#within(child, around)
      }
    }
    flush()
  }

  /** The text that an element of a run stands for; null when it is none. */
  #written(element: XmlElement): string | null {
    switch (element.name) {
      case 'w:t':
      case 'w:delText': {
        const text = textBelow(element)
        // Blanks at the ends count only where the file says so: others come from whoever laid the XML out.
        return element.attributes.get('space') === 'preserve'
          ? text
          : text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/gu, '')
      }
      case 'w:tab':
      case 'w:ptab':
        return '\t'
      case 'w:br':
        return this.#isPageBreak(element) ? '' : '\n'
      case 'w:cr':
        return '\n'
      case 'w:noBreakHyphen':
        return '\u2011'
      case 'w:softHyphen':
        return '\u00ad'
      case 'w:sym': {
        const { attributes } = element
        const symbol = symbolOf(attributes.get('w:font') ?? '', attributes.get('w:char') ?? '')
        if (symbol === null) this.#around.warnings.add('unknown-content', 'symbol')
        return symbol ?? '\ufffd'
      }
      case 'w:footnoteReference':
        return this.#around.note('footnote', element.attributes.get('w:id') ?? '')
      case 'w:endnoteReference':
        return this.#around.note('endnote', element.attributes.get('w:id') ?? '')
      default:
        return null
    }
  }

  #within(element: XmlElement, around: Around): void {
    const { fields, drawing } = this.#around
    switch (element.name) {
      case 'w:fldChar':
        return fields.character(element.attributes.get('w:fldCharType'))
      case 'w:instrText':
        return fields.instruction(textBelow(element))
      case 'w:drawing':
      case 'w:pict':
      case 'w:object':
        return drawing(element)
      case 'w:ruby':
        return this.#children(element, around)
      case 'w:commentReference':
        return this.#edge(element, 'reference')
      default:
    }
  }

  #isPageBreak({ attributes }: XmlElement): boolean {
    const type = attributes.get('w:type')
    return type === 'page' || type === 'column'
  }

  #emphasised(text: string, properties: Properties, around: Around): void {
    if (text === '' || this.#around.fields.isInInstruction) return
    const formats = emphasisOf(properties, text, this.#runs)
    for (const detail of lostFormats(properties, this.#runs.styles))
      this.#around.warnings.add('formatting', detail)
    const change = childOf(properties, 'w:rPrChange')
    if (change === null) return this.#text(text, formats, around, null)
    const before = emphasisOf(childOf(change, 'w:rPr'), text, this.#runs)
    if (sameFormats(before, formats)) this.#around.warnings.add('formatting', 'tracked')
    this.#text(text, formats, around, { revision: revisionOf(change, null), before })
  }

  #text(text: string, emphasis: RawFormats, around: Around, changed: TextPiece['changed']): void {
    const href = around.href ?? this.#safe(this.#around.fields.address)
    const linked = (formats: RawFormats): RawFormats => {
      if (href === null) return formats
      // Word underlines every link: only in a file of our own is it meant.
      const kept = this.#around.isOwn ? formats : withFormat(formats, 'underline', null)
      return withFormat(kept, 'link', { href })
    }
    const { inserted, deleted } = around
    const isChange = changed !== null && !sameFormats(changed.before, emphasis)
    const piece: TextPiece = {
      kind: 'text',
      text,
      formats: linked(emphasis),
      inserted,
      deleted,
      changed: isChange ? { ...changed, before: linked(changed.before) } : null,
    }
    const last = this.#pieces[this.#pieces.length - 1]
    if (last?.kind === 'text' && samePiece(last, piece))
      this.#pieces[this.#pieces.length - 1] = { ...last, text: last.text + text }
    else this.#pieces.push(piece)
  }

  #edge({ attributes }: XmlElement, side: EdgePiece['side']): void {
    this.#pieces.push({ kind: 'edge', comment: attributes.get('w:id') ?? '', side })
  }

  #hrefOf({ attributes }: XmlElement): string | null {
    const relation = this.#around.relation(attributes.get('r:id') ?? '')
    if (relation === null || !relation.isExternal) return null
    const anchor = attributes.get('w:anchor')
    return this.#safe(anchor === undefined ? relation.target : `${relation.target}#${anchor}`)
  }

  #safe(address: string | null): string | null {
    if (address === null) return null
    const href: unknown = address.trim()
    if (isSafeHref(href)) return href
    this.#around.warnings.add('link')
    return null
  }
}

const samePiece = (one: TextPiece, two: TextPiece): boolean =>
  sameFormats(one.formats, two.formats) &&
  sameRevision(one.inserted, two.inserted) &&
  sameRevision(one.deleted, two.deleted) &&
  sameRevision(one.changed?.revision ?? null, two.changed?.revision ?? null) &&
  sameFormats(one.changed?.before ?? NO_FORMATS, two.changed?.before ?? NO_FORMATS)

/**
 * Of the same thing said in several ways the first that we know anything of, which is the newest: never two, or it stands
 * there twice.
 */
export const chosen = (alternatives: XmlElement): XmlElement =>
  elementsOf(alternatives, 'mc:Choice').find((choice) =>
    elementsOf(choice).some(({ name }) => !name.startsWith(UNKNOWN_PREFIX)),
  ) ??
  childOf(alternatives, 'mc:Fallback') ??
  alternatives

/** What stands in a run, of what is said in several ways one. */
const saidOnce = (run: XmlElement): readonly XmlElement[] =>
  elementsOf(run).flatMap((child) =>
    child.name === 'mc:AlternateContent' ? saidOnce(chosen(child)) : [child],
  )

const formulaText = (element: XmlElement): string =>
  elementsOf(element)
    .map((child) => (child.name === 'm:t' ? textBelow(child) : formulaText(child)))
    .join('')
