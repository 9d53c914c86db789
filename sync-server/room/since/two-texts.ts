import type * as Y from 'yjs'
import { BLOCK_ATTR_NAMES, type BlockAttrs } from '#core/schema/block.ts'
import { decodeAttrs, sameFormats, sameFormatValue, type RawFormats, type Run } from '#core/schema/content.ts'
import { markerElement } from '#core/suggestions/element.ts'
import { keptOriginal } from '#core/suggestions/project.ts'
import { suggestionsOn } from '#core/suggestions/suggestion.ts'
import type { Act } from './acts.ts'
import { cellsOf, type Cell } from './cells.ts'
import type { Passage } from './passage.ts'

/** A block of the text as it stands (all suggestions left out) at one of two moments. */
export interface SideBlock {
  /** Empty for text in front of the first marker. */
  readonly bid: string
  /** The marker itself, by identity: a block that was moved, or deleted and brought back, has another one. */
  readonly marker: Y.Item | null
  readonly attrs: BlockAttrs
  readonly runs: Run[]
  /** Open suggestions in it, in text order. */
  readonly suggestions: Set<string>
  /** By whom it came to be as it is at the second moment, or ceased to be as it was at the first. */
  readonly acts: Act[]
}

/** A suggestion at one moment, wherever it stands. */
interface SideSuggestion {
  /** All that it says, by kind: to be compared, not to be shown. */
  readonly says: Map<string, string>
}

export interface Side {
  readonly blocks: readonly SideBlock[]
  readonly suggestions: ReadonlyMap<string, SideSuggestion>
}

/** Two moments of a text, and who made the second of the first. */
export interface TwoTexts {
  readonly before: Side
  readonly after: Side
  /** Who proposed, widened or cut down a suggestion. */
  readonly suggestionActs: ReadonlyMap<string, readonly Act[]>
  /** What came and went between the moments, by the bid of the block where it did. */
  readonly passing: ReadonlyMap<string, readonly Act[]>
}

export const readTwoTexts = (passage: Passage): TwoTexts => {
  const reader = new Reader()
  for (const cell of cellsOf(passage)) reader.take(cell)
  return reader.end()
}

const push = <T>(map: Map<string, T[]>, key: string, value: T): void => {
  const known = map.get(key)
  if (known === undefined) map.set(key, [value])
  else known.push(value)
}

class SideReader {
  readonly blocks: SideBlock[] = []
  readonly suggestions = new Map<string, SideSuggestion>()
  /** Suggestions in front of the first block: they are told with it. */
  #early: string[] = []

  get current(): SideBlock | null {
    return this.blocks[this.blocks.length - 1] ?? null
  }

  open(marker: Y.Item | null, attrs: BlockAttrs): SideBlock {
    const suggestions = new Set(this.#early)
    this.#early = []
    const block: SideBlock = { bid: attrs.bid ?? '', marker, attrs, runs: [], suggestions, acts: [] }
    this.blocks.push(block)
    return block
  }

  /** The block that text goes into. */
  get home(): SideBlock {
    return this.current ?? this.open(null, decodeAttrs(new Map()))
  }

  suggest(id: string, kind: string, words: string): void {
    if (this.current === null) this.#early.push(id)
    else this.current.suggestions.add(id)
    const known = this.suggestions.get(id)?.says ?? new Map<string, string>()
    known.set(kind, (known.get(kind) ?? '') + words)
    this.suggestions.set(id, { says: known })
  }
}

/** Without suggestions; null for what is itself proposed. */
type Base = RawFormats | null

class Reader {
  readonly #before = new SideReader()
  readonly #after = new SideReader()
  readonly #suggestionActs = new Map<string, Act[]>()
  readonly #passing = new Map<string, Act[]>()
  readonly #bases = new WeakMap<RawFormats, { readonly base: Base }>()
  /** The block, of whichever moment, whose marker stands last in front. */
  #lane = ''
  /** Who last set or took a marker of the text as it stands, going through the text. */
  #cut: Act | null = null

  take(cell: Cell): void {
    if (cell.kind === 'marker') this.#takeMarker(cell)
    else this.#takeText(cell)
  }

  end(): TwoTexts {
    return {
      before: { blocks: this.#before.blocks, suggestions: this.#before.suggestions },
      after: { blocks: this.#after.blocks, suggestions: this.#after.suggestions },
      suggestionActs: this.#suggestionActs,
      passing: this.#passing,
    }
  }

  #takeText(cell: Extract<Cell, { kind: 'text' }>): void {
    const { text, before, after, brought, taken } = cell
    if (before === null && after === null) return this.#pass(brought, taken)
    const old = before === null ? null : this.#baseOf(before)
    const now = after === null ? null : this.#baseOf(after)
    const was = old === null ? null : this.#before.home
    const is = now === null ? null : this.#after.home
    if (was !== null && old !== null) pushRun(was.runs, text, old)
    if (is !== null && now !== null) pushRun(is.runs, text, now)
    if (before !== after) this.#note(cell, before, after)
    if (was === null || is === null) (is ?? was)?.acts.push(...actsOf(cell, before, after))
    else {
      if (old !== now) is.acts.push(...changeActs(cell, old, now))
      // It stands, but in another block: a block was split or joined in front of it.
      if (was.bid !== is.bid && this.#cut !== null) {
        was.acts.push(this.#cut)
        is.acts.push(this.#cut)
      }
    }
    if (before !== null) this.#suggest(this.#before, before, text)
    if (after !== null) this.#suggest(this.#after, after, text)
  }

  #takeMarker(cell: Extract<Cell, { kind: 'marker' }>): void {
    const { marker, before, after, brought, taken } = cell
    const old = before === null ? null : markerElement(before)
    const now = after === null ? null : after === before ? old : markerElement(after)
    const bid = (now ?? old)?.attrs.get('bid')
    if (typeof bid === 'string') this.#lane = bid
    if (old === null && now === null) return this.#pass(brought, taken)
    const isBaseBefore = old !== null && this.#baseOf(old.formats) !== null
    const isBaseAfter = now !== null && this.#baseOf(now.formats) !== null
    const was = isBaseBefore ? this.#before.open(marker, decodeAttrs(old.attrs)) : null
    const is = isBaseAfter ? this.#after.open(marker, decodeAttrs(now.attrs)) : null
    if (old !== now) this.#note(cell, old?.formats ?? null, now?.formats ?? null)
    if (was !== null && is !== null) {
      const acts = before === after ? [] : attrActs(cell, was.attrs, is.attrs)
      is.acts.push(...acts)
      if (was.bid !== is.bid) was.acts.push(...acts)
    } else if (was !== null || is !== null) {
      const acts = actsOf(cell, old?.formats ?? null, now?.formats ?? null)
      this.#cut = acts[acts.length - 1] ?? null
      ;(is ?? was)?.acts.push(...acts)
    }
    if (old !== null) this.#suggest(this.#before, old.formats, '\n')
    if (now !== null) this.#suggest(this.#after, now.formats, '\n')
  }

  /** Notes who changed what is proposed on an element. */
  #note(cell: Cell, before: RawFormats | null, after: RawFormats | null): void {
    const keys = new Map<string, string>()
    for (const formats of [before, after])
      for (const { kind, id } of formats === null ? [] : suggestionsOn(formats))
        keys.set(`${kind}--${id}`, id)
    for (const [key, id] of keys) {
      if (before !== null && after !== null && sameFormatValue(before.get(key), after.get(key))) continue
      const act = cell.brought ?? cell.taken ?? cell.changed(key)
      if (act !== null) push(this.#suggestionActs, id, act)
    }
  }

  #suggest(side: SideReader, formats: RawFormats, words: string): void {
    for (const { kind, id, whole, set } of suggestionsOn(formats))
      side.suggest(id, `${kind} ${String(whole)} ${set ?? ''}`, words)
  }

  #pass(brought: Act | null, taken: Act | null): void {
    if (brought !== null) push(this.#passing, this.#lane, brought)
    if (taken !== null) push(this.#passing, this.#lane, taken)
  }

  /** As {@link keptOriginal} has it, once for every set of formats. */
  #baseOf(formats: RawFormats): Base {
    if (formats.size === 0) return formats
    const known = this.#bases.get(formats)
    if (known !== undefined) return known.base
    const [kept] = keptOriginal([{ kind: 'text', text: '-', formats }])
    const base = kept?.element.formats ?? null
    this.#bases.set(formats, { base })
    return base
  }
}

const pushRun = (runs: Run[], text: string, formats: RawFormats): void => {
  const last = runs[runs.length - 1]
  if (last !== undefined && sameFormats(last.formats, formats))
    runs[runs.length - 1] = { text: last.text + text, formats: last.formats }
  else runs.push({ text, formats })
}

/** Who brought or took an element; of one that stands, who made it a part of the text or a mere proposal. */
const actsOf = (cell: Cell, before: RawFormats | null, after: RawFormats | null): readonly Act[] => {
  const act = cell.brought ?? cell.taken
  if (act === null) return changeActs(cell, before, after)
  return after === null || cell.decided === null ? [act] : [act, cell.decided]
}

/** Who changed the keys in which two sets of formats differ. */
const changeActs = (cell: Cell, before: RawFormats | null, after: RawFormats | null): Act[] => {
  const acts: Act[] = []
  for (const key of new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])) {
    const act = sameFormatValue(before?.get(key), after?.get(key)) ? null : cell.changed(key)
    if (act !== null) acts.push(act)
  }
  return acts
}

/** Who changed an attribute of a block that stands, its bid included. */
const attrActs = (cell: Cell, was: BlockAttrs, is: BlockAttrs): readonly Act[] =>
  BLOCK_ATTR_NAMES.flatMap((name) => (was[name] === is[name] ? [] : (cell.changed(name) ?? [])))
