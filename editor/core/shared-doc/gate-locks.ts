import { lockedStretches } from '../locks/locked-stretches.ts'
import type { LockedRange } from '../locks/section-lock.ts'
import type { LockedBlocks } from '../locks/touches-locked.ts'
import type { SequenceBlock } from './sequence-block.ts'
import type { Sequence } from './sequence.ts'

const bidsOf = function* (sequence: Sequence): Generator<string | null> {
  for (let slot = 0; slot < sequence.slots; slot++) yield sequence.block(slot).marker.attrs.bid
}

/** The blocks under `locks` as the text stands now [LCK1]. */
export const lockedBlocks = (
  sequence: Sequence,
  locks: readonly LockedRange[],
): LockedBlocks<SequenceBlock> => {
  const all = new Set<SequenceBlock>()
  const inner = new Set<SequenceBlock>()
  for (const { first, last } of lockedStretches(bidsOf(sequence), locks))
    for (let slot = first; slot <= last; slot++) {
      all.add(sequence.block(slot))
      if (slot < last) inner.add(sequence.block(slot))
    }
  return { all, inner }
}
