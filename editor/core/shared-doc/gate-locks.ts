import { sameFormats } from '../schema/content.ts'
import type { LockedRange } from '../locks/section-lock.ts'
import type { Region } from './regions.ts'
import type { SequenceBlock } from './sequence-block.ts'
import type { Sequence } from './sequence.ts'

/** The blocks that are locked. `inner` are those that a locked block follows in the same range. */
export interface LockedBlocks {
  readonly all: ReadonlySet<SequenceBlock>
  readonly inner: ReadonlySet<SequenceBlock>
}

/**
 * The blocks under `locks` as the text stands now. A lock reaches from its one end to its other, in whichever order
 * they stand; with one end gone it holds the other; with both gone, nothing.
 */
export const lockedBlocks = (sequence: Sequence, locks: readonly LockedRange[]): LockedBlocks => {
  const all = new Set<SequenceBlock>()
  const inner = new Set<SequenceBlock>()
  const ends = new Set(locks.flatMap((lock) => [lock.from, lock.to]))
  const slotOfBid = new Map<string, number>()
  for (let slot = 1; slot < sequence.slots; slot++) {
    const bid = sequence.block(slot).marker.attrs.bid
    if (bid !== null && ends.has(bid) && !slotOfBid.has(bid)) slotOfBid.set(bid, slot)
  }
  for (const lock of locks) {
    const slots = [slotOfBid.get(lock.from), slotOfBid.get(lock.to)].filter((slot) => slot !== undefined)
    if (slots.length === 0) continue
    const last = Math.max(...slots)
    for (let slot = Math.min(...slots); slot <= last; slot++) {
      all.add(sequence.block(slot))
      if (slot < last) inner.add(sequence.block(slot))
    }
  }
  return { all, inner }
}

/**
 * Does the region change anything under a lock [LCK1]: a locked block's text, marks or attributes, its end, or the
 * sequence of the range, by a block that comes between its blocks?
 */
export const touchesLocked = (region: Region, locked: LockedBlocks): boolean => {
  /** The block that the text at hand belonged to, and belongs to. */
  let before: SequenceBlock | null = null
  let after: SequenceBlock | null = null
  const isLocked = (block: SequenceBlock | null): boolean => block !== null && locked.all.has(block)
  for (const op of region.ops) {
    switch (op.kind) {
      case 'keep-marker':
        before = op.block
        after = op.block
        if (isLocked(op.block) && !sameFormats(op.before.entries, op.after.entries)) return true
        break
      case 'delete-marker':
        before = op.block
        if (isLocked(op.block)) return true
        break
      case 'insert-marker':
        if (after !== null && locked.inner.has(after)) return true
        after = op.block
        break
      case 'keep':
        if (!isLocked(before) && !isLocked(after)) break
        if (before !== after || !sameFormats(op.before, op.after)) return true
        break
      case 'insert':
        if (isLocked(after)) return true
        break
      case 'delete':
        if (isLocked(before)) return true
        break
      case 'foreign':
        break
    }
  }
  return false
}
