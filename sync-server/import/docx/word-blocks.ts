import { DEFAULT_BLOCK_ATTRS, type BlockAttrs } from '#core/schema/block.ts'
import { NO_FORMATS, withFormat, type RawFormats, type Run } from '#core/schema/content.ts'
import { STYLE_KEYS, suggestionKey, type SuggestionKind, type SuggestionValue } from '#core/schema/formats.ts'
import { suggestionsOn } from '#core/suggestions/suggestion.ts'
import {
  hasArabicLetter,
  pastedDirection,
  rebasedDirection,
  type TextDirection,
} from '#core/text/direction.ts'
import { appendRun } from '../content-builder.ts'
import type { ImportedBlock } from '../imported.ts'
import { ListNumbers } from '#core/text/lines/list-numbers.ts'
import type { WarningList } from '../warning-list.ts'
import { markerFates, type MarkerFate, type Settled } from './marker-fates.ts'
import type { ParagraphFormat } from './paragraph-format.ts'
import type { SuggestionIds } from './suggestion-ids.ts'
import { tidyParagraph } from './tidy-paragraph.ts'
import type { EdgePiece, TextPiece, WordParagraph } from './word-paragraph.ts'

/** A place in the blocks; `offset` in UTF-16 units of the text with everything that is proposed. */
export interface BlockPlace {
  readonly block: number
  readonly offset: number
}

export interface CommentRange {
  start: BlockPlace | null
  end: BlockPlace | null
}

export interface WordBlocks {
  readonly blocks: readonly ImportedBlock[]
  /** By the comment's id in the file. */
  readonly ranges: ReadonlyMap<string, CommentRange>
}

type Attrs = Omit<BlockAttrs, 'bid'>
const CHANGEABLE = [
  'kind',
  'level',
  'list',
  'numbering',
  'indent',
  'dir',
  'align',
] as const satisfies readonly (keyof Attrs)[]

/** Paragraphs of a Word file as blocks of ours, what is tracked in it as suggestions ([DOC610], [DOC611]). */
export class WordBlockWriter {
  readonly #ids: SuggestionIds
  readonly #warnings: WarningList
  readonly #isOwn: boolean
  readonly #direction: TextDirection
  readonly #numbers = new ListNumbers()
  readonly #blocks: ImportedBlock[] = []
  readonly #ranges = new Map<string, CommentRange>()

  /** `direction`: of the document that the blocks are of. */
  constructor(ids: SuggestionIds, warnings: WarningList, isOwn: boolean, direction: TextDirection) {
    this.#ids = ids
    this.#warnings = warnings
    this.#isOwn = isOwn
    this.#direction = direction
  }

  write(paragraphs: readonly WordParagraph[]): WordBlocks {
    const settled = paragraphs.map((paragraph, index): Settled => {
      const before = paragraphs[index - 1]
      const isJoined = (before?.markInserted ?? before?.markDeleted ?? null) !== null
      return { paragraph, pieces: tidyParagraph(paragraph, this.#isOwn, isJoined) }
    })
    const fates = markerFates(settled)
    settled.forEach((one, index) => {
      const fate = fates[index]
      const next = fates[index + 1]
      if (fate !== undefined) this.#block(one, fate, next === undefined || isPlain(next))
    })
    return { blocks: this.#blocks, ranges: this.#ranges }
  }

  #block({ paragraph, pieces }: Settled, fate: MarkerFate, isFree: boolean): void {
    const text = pieces.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('')
    // Word sets texts apart with empty paragraphs; those that something is proposed about mean something.
    const isLeftOut = !this.#isOwn && text === '' && isFree && isPlain(fate)
    const block = this.#blocks.length
    this.#ids.step()
    const marker = isLeftOut ? null : this.#marker(fate, text, paragraph.number)
    const runs: Run[] = []
    let offset = 0
    for (const piece of pieces) {
      if (piece.kind === 'edge') {
        this.#edge(piece.comment, piece.side, { block, offset })
        continue
      }
      this.#ids.step()
      appendRun(runs, piece.text, this.#textFormats(piece))
      offset += piece.text.length
    }
    if (marker !== null) this.#blocks.push({ ...marker, runs })
  }

  /** Attributes of the block, and what is proposed about it itself. */
  #marker(
    { inserted, deleted, base, change }: MarkerFate,
    text: string,
    number: number | null,
  ): Pick<ImportedBlock, 'attrs' | 'formats'> {
    const shown = this.#attrsOf(change?.to ?? base, text)
    const numbering = this.#numberingOf(change?.to ?? base, shown, number)
    const to: Attrs = { ...shown, numbering }
    const before = change === null ? to : this.#attrsOf(base, text)
    const from =
      change === null || this.#isOwn || before.list !== 'ordered' ? before : { ...before, numbering }
    let formats = NO_FORMATS
    if (inserted !== null) formats = this.#with(formats, 'insertion', inserted, {})
    if (deleted !== null)
      formats = this.#with(
        formats,
        'deletion',
        deleted.revision,
        deleted.isWhole ? { whole: true } : {},
        formats,
      )
    const set = differences(from, to)
    if (change !== null && set !== null)
      formats = this.#with(formats, 'formatChange', change.revision, { set })
    return { attrs: { ...DEFAULT_BLOCK_ATTRS, ...from }, formats }
  }

  #textFormats({ formats, inserted, deleted, changed }: TextPiece): RawFormats {
    const isOwnChange = inserted !== null && changed?.revision.author === inserted.author
    const change = isOwnChange ? null : changed
    let marked = change?.before ?? formats
    if (inserted !== null) marked = this.#with(marked, 'insertion', inserted, {})
    if (deleted !== null) marked = this.#with(marked, 'deletion', deleted, {}, marked)
    if (change === null) return marked
    const set: Record<string, true | null> = {}
    for (const key of STYLE_KEYS)
      if (key !== 'link' && change.before.has(key) !== formats.has(key))
        set[key] = formats.has(key) ? true : null
    if (Object.keys(set).length === 0) return marked
    return this.#with(marked, 'formatChange', change.revision, { set: JSON.stringify(set) })
  }

  /** `shield`: formats with an insertion that must not be later than what is added, or the deletion would not mean it. */
  #with(
    formats: RawFormats,
    kind: SuggestionKind,
    revision: NonNullable<MarkerFate['inserted']>,
    more: Pick<SuggestionValue, 'whole' | 'set'>,
    shield: RawFormats = NO_FORMATS,
  ): RawFormats {
    const told = this.#ids.of(revision)
    const shielded = latestOfOthers(shield, told.value)
    const { id, value } = shielded > told.value.at ? this.#ids.of(revision, shielded) : told
    return withFormat(formats, suggestionKey(kind, id), { ...value, ...more })
  }

  #attrsOf(format: ParagraphFormat, text: string): Attrs {
    const { kind, level, list, indent, align, isRtl, own } = format
    const attrs = { kind, level, list, indent }
    if (own !== null) return { ...attrs, align, ...own }
    const dir = isRtl
      ? rebasedDirection(null, 'rtl', this.#direction)
      : pastedDirection(text, this.#direction)
    const isForced = !isRtl && (dir ?? this.#direction) === 'rtl' && hasArabicLetter(text)
    return {
      ...attrs,
      numbering: null,
      // Arabic in a paragraph that was never set right to left stands at its right side by hand.
      align: align === 'start' || (isForced && align === 'end') ? null : align,
      dir,
    }
  }

  #numberingOf(
    format: ParagraphFormat,
    { kind, list, indent }: Attrs,
    number: number | null,
  ): Attrs['numbering'] {
    if (kind !== 'item') this.#numbers.passBlock()
    else if (list !== 'ordered') this.#numbers.passBullet(indent)
    else {
      const { numbering, isExact } = this.#numbers.passOrdered(indent, number)
      if (format.own !== null) return format.own.numbering
      if (!isExact) this.#warnings.add('renumbered')
      return numbering
    }
    return format.own?.numbering ?? null
  }

  #edge(comment: string, side: EdgePiece['side'], place: BlockPlace): void {
    const range = this.#ranges.get(comment) ?? { start: null, end: null }
    this.#ranges.set(comment, range)
    if (side === 'start') range.start ??= place
    else if (side === 'end') range.end = place
    else range.end ??= place
  }
}

const isPlain = ({ inserted, deleted, change }: MarkerFate): boolean =>
  inserted === null && deleted === null && change === null

/** The time of the last suggestion among these that is somebody else's; 0 without any. */
const latestOfOthers = (formats: RawFormats, { by }: Pick<SuggestionValue, 'by'>): number =>
  suggestionsOn(formats).reduce((latest, one) => (one.by === by ? latest : Math.max(latest, one.at)), 0)

/** JSON of what the second has that the first has not; null when there is nothing. */
const differences = (from: Attrs, to: Attrs): string | null => {
  const set = Object.fromEntries(
    CHANGEABLE.filter((name) => from[name] !== to[name]).map((name) => [name, to[name]]),
  )
  return Object.keys(set).length === 0 ? null : JSON.stringify(set)
}
