import * as Y from 'yjs'
import { withFormat, type RawFormats } from '../schema/content.ts'
import { parseSuggestionKey } from '../schema/formats.ts'
import type { DecidedBlock, DecidedElement } from './decide-suggestions.ts'
import { relativePlace, type Cling } from './places.ts'
import type { Sequence } from './sequence.ts'

/** Formats or entries of a marker as JSON. */
export type Entries = Readonly<Record<string, unknown>>

/** An element of a stretch. A marker in it has gone; a kept one is a {@link DecidedMarker}. */
export type DecidedCell =
  | { readonly kind: 'text'; readonly text: string; readonly before: Entries; readonly after: Entries | null }
  | { readonly kind: 'marker'; readonly before: Entries }

/**
 * Neighbouring elements that a decision changed, with what they were and became: enough to take the decision back,
 * and to see whether anything was built on it. `start` and `end` are Yjs relative positions as JSON, which cling to
 * what stood before and behind.
 */
export interface DecidedStretch {
  readonly ids: readonly string[]
  readonly start: unknown
  readonly end: unknown
  readonly cells: readonly DecidedCell[]
}

/** A marker that stayed, by its bid; null stands for a key that is not there. */
export interface DecidedMarker {
  readonly ids: readonly string[]
  readonly bid: string
  readonly before: Entries
  readonly after: Entries
}

export interface DecidedParts {
  readonly stretches: readonly DecidedStretch[]
  readonly markers: readonly DecidedMarker[]
}

export const entriesOf = (formats: RawFormats): Entries => Object.fromEntries(formats)

/** The suggestions that stood on an element and no longer do. */
const idsGone = (formats: RawFormats, { changes, isGone }: DecidedElement): string[] =>
  [...formats.keys()].flatMap((key) => {
    const isTaken = isGone || (changes.has(key) && (changes.get(key) ?? null) === null)
    return isTaken ? (parseSuggestionKey(key)?.id ?? []) : []
  })

const changed = (formats: RawFormats, changes: ReadonlyMap<string, unknown>): RawFormats => {
  let after = formats
  for (const [key, value] of changes) after = withFormat(after, key, value)
  return after
}

/** What a decision is about to change. Call before it is carried out. */
export const decidedParts = (sequence: Sequence, blocks: readonly DecidedBlock[]): DecidedParts => {
  const stretches: DecidedStretch[] = []
  const markers: DecidedMarker[] = []
  let open: Growing | null = null
  const flush = (): void => {
    if (open !== null) stretches.push(open.done(sequence))
    open = null
  }
  const grow = (at: Place): Growing => {
    if (open === null || !open.reaches(at)) {
      flush()
      open = new Growing(at)
    }
    return open
  }
  for (const { slot, runs, marker } of blocks) {
    const { marker: now } = sequence.block(slot)
    if (marker?.isGone && slot > 0) {
      const at = { slot: slot - 1, offset: sequence.block(slot - 1).length }
      grow(at).add({ kind: 'marker', before: entriesOf(now.entries) }, idsGone(now.formats, marker), {
        slot,
        offset: 0,
      })
    } else if (marker !== null && now.attrs.bid !== null) {
      flush()
      const names = [...marker.changes.keys()]
      const read = (from: ReadonlyMap<string, unknown>): Entries =>
        Object.fromEntries(names.map((name) => [name, from.get(name) ?? null]))
      const ids = idsGone(now.formats, marker)
      markers.push({ ids, bid: now.attrs.bid, before: read(now.entries), after: read(marker.changes) })
    }
    for (const run of runs) {
      const { offset, text, formats, isGone } = run
      const after = isGone ? null : entriesOf(changed(formats, run.changes))
      const end = { slot, offset: offset + text.length }
      grow({ slot, offset }).add(
        { kind: 'text', text, before: entriesOf(formats), after },
        idsGone(formats, run),
        end,
      )
    }
  }
  flush()
  return { stretches, markers }
}

interface Place {
  readonly slot: number
  readonly offset: number
}

class Growing {
  readonly #start: Place
  #end: Place
  readonly #cells: DecidedCell[] = []
  readonly #ids = new Set<string>()

  constructor(start: Place) {
    this.#start = this.#end = start
  }

  reaches({ slot, offset }: Place): boolean {
    return this.#end.slot === slot && this.#end.offset === offset
  }

  add(cell: DecidedCell, ids: readonly string[], end: Place): void {
    this.#cells.push(cell)
    for (const id of ids) this.#ids.add(id)
    this.#end = end
  }

  done(sequence: Sequence): DecidedStretch {
    const place = (at: Place, cling: Cling): unknown =>
      Y.relativePositionToJSON(relativePlace(sequence, at, cling))
    return {
      ids: [...this.#ids],
      start: place(this.#start, 'before'),
      end: place(this.#end, 'after'),
      cells: this.#cells,
    }
  }
}
