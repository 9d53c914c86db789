import * as Y from 'yjs'
import { encodeMarker, sameFormatValue, type RawFormats } from '../schema/content.ts'
import { joinRuns, sameElements, textElement, type SequenceElement } from '../suggestions/element.ts'
import type {
  DecidedCell,
  DecidedMarker,
  DecidedParts,
  DecidedStretch,
  Entries,
} from './decided-stretches.ts'
import { editFromEnd } from './edit-from-end.ts'
import { resolvePlace } from './places.ts'
import type { SequenceEdit, SequencePosition } from './sequence-edit.ts'
import type { Sequence } from './sequence.ts'

/** Something to set back, where it stands now. */
interface Restoration {
  readonly slot: number
  /** −1 for the marker of the block. */
  readonly offset: number
  readonly apply: (edit: SequenceEdit) => void
}

/** Takes a decision back, in one transaction under `origin`. */
export type Undoing = (origin: unknown) => void

/**
 * What takes a decision back; null when something was built on it: when any of its stretches is not exactly as the
 * decision left it [SUG406]. What stands beside a stretch may have changed as it likes.
 */
export const undoingOf = (sequence: Sequence, { stretches, markers }: DecidedParts): Undoing | null => {
  const restorations: Restoration[] = []
  for (const stretch of stretches) {
    const restoration = restoreStretch(sequence, stretch)
    if (restoration === null) return null
    restorations.push(restoration)
  }
  for (const marker of markers) {
    const restoration = restoreMarker(sequence, marker)
    if (restoration === null) return null
    restorations.push(restoration)
  }
  const fromTheEnd = restorations
    .map((restoration, index) => ({ ...restoration, index }))
    .sort((one, two) => two.slot - one.slot || two.offset - one.offset || two.index - one.index)
  return (origin) =>
    editFromEnd(sequence, origin, (edit) => {
      for (const { apply } of fromTheEnd) apply(edit)
    })
}

const formatsFrom = (entries: Entries): RawFormats => new Map(Object.entries(entries))

const restoreStretch = (sequence: Sequence, { start, end, cells }: DecidedStretch): Restoration | null => {
  const [from, to] = [placeOf(sequence, start), placeOf(sequence, end)]
  if (from === null || to === null || from.slot !== to.slot || from.offset > to.offset) return null
  const left = cells.flatMap((cell) =>
    cell.kind === 'text' && cell.after !== null ? [textElement(cell.text, formatsFrom(cell.after))] : [],
  )
  if (!sameElements(joinRuns(left), joinRuns(textBetween(sequence, from, to.offset)))) return null
  for (const cell of cells) if (cell.kind === 'marker' && stands(sequence, cell.before['bid'])) return null
  return { ...from, apply: (edit) => restoreCells(edit, to, cells) }
}

const placeOf = (sequence: Sequence, json: unknown): SequencePosition | null =>
  resolvePlace(sequence, Y.createRelativePositionFromJSON(json))

const stands = (sequence: Sequence, bid: unknown): boolean =>
  typeof bid === 'string' && sequence.slotsOfBid(bid).length > 0

const textBetween = (
  sequence: Sequence,
  { slot, offset }: SequencePosition,
  end: number,
): SequenceElement[] => {
  const elements: SequenceElement[] = []
  let at = 0
  for (const { text, formats } of sequence.runs(slot)) {
    const part = text.slice(Math.max(0, offset - at), Math.max(0, end - at))
    if (part !== '') elements.push(textElement(part, formats))
    at += text.length
  }
  return elements
}

/** From the last to the first: what stayed gets its formats back, what went is written again. */
const restoreCells = (
  edit: SequenceEdit,
  { slot, offset: end }: SequencePosition,
  cells: readonly DecidedCell[],
): void => {
  let offset = end
  for (const cell of [...cells].reverse()) {
    if (cell.kind === 'marker') {
      edit.insertMarker({ slot, offset }, formatsFrom(cell.before))
    } else if (cell.after === null) {
      edit.insertText({ slot, offset }, cell.text, formatsFrom(cell.before))
    } else {
      offset -= cell.text.length
      edit.format({ slot, offset }, cell.text.length, changesFrom(cell.after, cell.before))
    }
  }
}

const changesFrom = (now: Entries, before: Entries): ReadonlyMap<string, unknown> => {
  const changes = new Map<string, unknown>()
  for (const key of Object.keys(now)) if (!Object.hasOwn(before, key)) changes.set(key, null)
  for (const [key, value] of Object.entries(before))
    if (!sameFormatValue(now[key], value)) changes.set(key, value)
  return changes
}

const restoreMarker = (sequence: Sequence, { bid, before, after }: DecidedMarker): Restoration | null => {
  const [slot, ...others] = sequence.slotsOfBid(bid)
  if (slot === undefined || others.length > 0) return null
  const { marker } = sequence.block(slot)
  // An attribute at its default may be named or not.
  const named = encodeMarker(marker.attrs, marker.formats)
  for (const [key, value] of Object.entries(after))
    if (!sameEntry(named.get(key), value) && !sameEntry(marker.entries.get(key), value)) return null
  return { slot, offset: -1, apply: (edit) => edit.setMarker(slot, formatsFrom(before)) }
}

const sameEntry = (now: unknown, then: unknown): boolean => sameFormatValue(now ?? null, then ?? null)
