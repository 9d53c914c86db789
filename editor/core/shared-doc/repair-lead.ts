import type { RawFormats } from '../schema/content.ts'
import { suggestionKey } from '../schema/formats.ts'
import { ownerOf } from '../suggestions/suggestion.ts'
import type { Region } from './regions.ts'
import type { RepairStep } from './repair-survivors.ts'
import type { SequenceBlock } from './sequence-block.ts'
import type { Sequence } from './sequence.ts'

/**
 * What the marker in front of text without a block has to bear: nothing when base text stands there, or when it is
 * the only marker (a text has a block whatever becomes of the proposals in it). Otherwise the insertion that owns the
 * first of the proposals, so that rejecting them leaves no empty block of the base behind [GAT300].
 */
export const leadEntries = (sequence: Sequence): ReadonlyMap<string, unknown> => {
  const entries = new Map<string, unknown>()
  if (sequence.slots === 1) return entries
  const runs = sequence.runs(0)
  const proposed = runs.every(({ formats }) => ownerOf(formats) !== null)
    ? insertionOf(runs[0]?.formats)
    : null
  if (proposed !== null) entries.set(proposed.key, proposed.value)
  return entries
}

/** Text before the first marker, or a text without any, gets a marker [GAT12]. */
export const leadRepair =
  (sequence: Sequence, newBid: () => string): RepairStep =>
  (edit) => {
    if (!sequence.virtual) return
    edit.insertMarker({ slot: 0, offset: 0 }, new Map([...leadEntries(sequence), ['bid', newBid()]]))
  }

/**
 * A proposed block that the server itself set in front of everything goes when the change emptied it: nobody
 * proposed a block there [GAT301].
 */
export const idleLead = (
  sequence: Sequence,
  regions: readonly Region[],
  locked: ReadonlySet<SequenceBlock>,
): RepairStep[] => {
  const isIdle = (block: SequenceBlock): boolean =>
    sequence.slots > 2 &&
    sequence.block(1) === block &&
    block.length === 0 &&
    sequence.block(0).length === 0 &&
    block.item?.id.client === sequence.doc.clientID &&
    ownerOf(block.marker.formats) !== null &&
    !locked.has(block)
  const lead = sequence.slots > 2 ? sequence.block(1) : null
  const isEmptied = regions.some(({ ops }) =>
    ops.some((op, index) => {
      const next = ops[index + 1]
      return op.kind === 'keep-marker' && op.block === lead && next?.kind === 'delete'
    }),
  )
  if (lead === null || !isEmptied || !isIdle(lead)) return []
  return [
    (edit) => {
      if (isIdle(lead)) edit.delete({ slot: 0, offset: 0 }, { slot: 1, offset: 0 })
    },
  ]
}

const insertionOf = (
  formats: RawFormats | undefined,
): { readonly key: string; readonly value: unknown } | null => {
  const owner = formats === undefined ? null : ownerOf(formats)
  if (formats === undefined || owner === null) return null
  const key = suggestionKey(owner.kind, owner.id)
  return { key, value: formats.get(key) }
}
