import * as Y from 'yjs'
import { sameFormats } from '../schema/content.ts'
import { parseSuggestionKey } from '../schema/formats.ts'
import { markerMap, type Marker } from './elements.ts'
import type { DoubleMove } from './judge.ts'
import type { Region } from './regions.ts'
import { liveNeighbour } from './repair-places.ts'
import type { RepairStep } from './repair-survivors.ts'
import type { ClockRange } from './scan-update.ts'
import type { SequenceBlock } from './sequence-block.ts'
import type { Sequence } from './sequence.ts'

/** Blocks that came with a change, in document order. */
export const insertedBlocks = (regions: readonly Region[]): SequenceBlock[] =>
  regions.flatMap(({ ops }) => ops.flatMap((op) => (op.kind === 'insert-marker' ? [op.block] : [])))

/** Blocks that came with a change, or got another bid by it, in document order. */
const blocksWithNewBid = (regions: readonly Region[]): SequenceBlock[] =>
  regions.flatMap(({ ops }) =>
    ops.flatMap((op) => {
      if (op.kind === 'insert-marker') return [op.block]
      return op.kind === 'keep-marker' && op.before.attrs.bid !== op.after.attrs.bid ? [op.block] : []
    }),
  )

const sameButBid = (one: Marker, two: Marker): boolean => {
  const plain = ({ entries }: Marker) => new Map([...entries].filter(([key]) => key !== 'bid'))
  return sameFormats(plain(one), plain(two))
}

const hasSuggestions = (block: SequenceBlock): boolean =>
  [...block.marker.formats.keys()].some((key) => parseSuggestionKey(key) !== null)

/**
 * Two people split at the same place at once: between their markers stands an empty block that neither wanted. The
 * marker that came last goes [GAT15]. Both must have been set between the same two neighbours, which nobody does who
 * sees the other's, be of one kind and be proposals of nobody.
 */
export const twinSplits = (
  sequence: Sequence,
  regions: readonly Region[],
  written: ReadonlyMap<number, ClockRange>,
  locked: ReadonlySet<SequenceBlock>,
): RepairStep[] => {
  const steps: RepairStep[] = []
  for (const block of insertedBlocks(regions)) {
    const { item } = block
    if (item === null) continue
    const twins = [liveNeighbour(item, 'before'), liveNeighbour(item, 'after')].flatMap((neighbour) => {
      const map = neighbour === null ? null : markerMap(neighbour)
      const other = map === null ? null : sequence.blockOfMap(map)
      return other === null ? [] : [other]
    })
    const isTwin = twins.some(
      (other) =>
        other.item !== null &&
        !written.has(other.item.id.client) &&
        Y.compareIDs(other.item.origin, item.origin) &&
        Y.compareIDs(other.item.rightOrigin, item.rightOrigin) &&
        !hasSuggestions(other) &&
        !hasSuggestions(block) &&
        sameButBid(other.marker, block.marker),
    )
    if (isTwin) steps.push((edit) => removeMarker(sequence, edit, block, locked))
  }
  return steps
}

/** Not where its text would come into a locked block. */
const removeMarker = (
  sequence: Sequence,
  edit: Parameters<RepairStep>[0],
  block: SequenceBlock,
  locked: ReadonlySet<SequenceBlock>,
): void => {
  const slot = sequence.slotOfBlock(block)
  if (slot < 1 || (block.length > 0 && locked.has(sequence.block(slot - 1)))) return
  edit.delete({ slot: slot - 1, offset: sequence.block(slot - 1).length }, { slot, offset: 0 })
}

/** Are the two blocks equal, text, formats and attributes, and free of suggestions? */
const isSameBase = (sequence: Sequence, one: SequenceBlock, two: SequenceBlock): boolean => {
  const slots = [one, two].map((block) => sequence.slotOfBlock(block))
  // Another repair has taken one of them away since.
  if (slots.some((slot) => slot < 0)) return false
  const [first, second] = slots.map((slot) => sequence.runs(slot))
  if (first === undefined || second === undefined) return false
  if (first.length === 0 || first.length !== second.length || !sameButBid(one.marker, two.marker))
    return false
  return (
    !hasSuggestions(one) &&
    first.every((run, index) => {
      const other = second[index]
      const isProposed = [...run.formats.keys()].some((key) => parseSuggestionKey(key) !== null)
      return (
        other !== undefined &&
        !isProposed &&
        run.text === other.text &&
        sameFormats(run.formats, other.formats)
      )
    })
  )
}

export interface BidRepairOptions {
  readonly newBid: () => string
  readonly locked: ReadonlySet<SequenceBlock>
  /** May the sender take base text away? */
  readonly mayWrite: boolean
  /** Was a block of this bid deleted before? Then two bearers are two moves of it. */
  readonly wasDeleted: (bid: string) => boolean
  /** Hears of every block that two people moved at once [GAT330]. */
  readonly movedTwice: (move: DoubleMove) => void
}

/**
 * Every block has a bid of its own: who comes later in the log gets a new one [GAT12]. Two moves of one block at once
 * leave two copies with one bid: of equal copies the later in the log stays, unequal ones are both kept [GAT16].
 */
export const bidRepairs = (
  sequence: Sequence,
  regions: readonly Region[],
  { newBid, locked, mayWrite, wasDeleted, movedTwice }: BidRepairOptions,
): RepairStep[] => {
  const newcomers = blocksWithNewBid(regions)
  if (newcomers.length === 0) return []
  const bearers = new Map<string, SequenceBlock[]>()
  for (let slot = 1; slot < sequence.slots; slot++) {
    const block = sequence.block(slot)
    const { bid } = block.marker.attrs
    if (bid === null) continue
    const known = bearers.get(bid)
    if (known === undefined) bearers.set(bid, [block])
    else known.push(block)
  }
  const steps: RepairStep[] = []
  const isNewcomer = new Set(newcomers)
  const taken = new Set<string>()
  for (const block of newcomers) {
    const { bid } = block.marker.attrs
    const older = bid === null ? [] : (bearers.get(bid) ?? []).filter((other) => !isNewcomer.has(other))
    const [copy] = older
    if (bid !== null && copy === undefined && !taken.has(bid)) {
      taken.add(bid)
      continue
    }
    if (bid !== null && copy?.item && copy.item.id.client !== block.item?.id.client && wasDeleted(bid))
      movedTwice({ bid, client: copy.item.id.client })
    const isSecondMove =
      bid !== null &&
      copy !== undefined &&
      older.length === 1 &&
      !taken.has(bid) &&
      mayWrite &&
      wasDeleted(bid) &&
      !locked.has(copy) &&
      isSameBase(sequence, copy, block)
    if (isSecondMove) taken.add(bid)
    steps.push((edit) => {
      // Other repairs may have changed one of them since.
      if (isSecondMove && isSameBase(sequence, copy, block)) return removeBlock(sequence, edit, copy)
      const slot = sequence.slotOfBlock(block)
      if (slot >= 0) edit.setMarker(slot, new Map([['bid', newBid()]]))
    })
  }
  return steps
}

const removeBlock = (sequence: Sequence, edit: Parameters<RepairStep>[0], block: SequenceBlock): void => {
  const slot = sequence.slotOfBlock(block)
  if (slot < 1) return
  const before = { slot: slot - 1, offset: sequence.block(slot - 1).length }
  edit.delete(before, { slot, offset: block.length })
}
