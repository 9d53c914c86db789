import type { LockedRange } from './section-lock.ts'

/** Where a lock lies in a list of blocks: indexes of its first and its last block. */
export interface LockedStretch<Lock extends LockedRange = LockedRange> {
  readonly lock: Lock
  readonly first: number
  readonly last: number
}

/**
 * Where `locks` lie among blocks with these bids, in the order of `locks`. A lock reaches from its one end to its other,
 * in whichever order they stand; with one end gone it holds the other; with both gone it is left out. Of blocks with one
 * bid the first counts [LCK1].
 */
export const lockedStretches = <Lock extends LockedRange>(
  bids: Iterable<string | null>,
  locks: readonly Lock[],
): readonly LockedStretch<Lock>[] => {
  if (locks.length === 0) return []
  const ends = new Set(locks.flatMap((lock) => [lock.from, lock.to]))
  const indexOf = new Map<string, number>()
  let index = 0
  for (const bid of bids) {
    if (bid !== null && ends.has(bid) && !indexOf.has(bid)) indexOf.set(bid, index)
    index++
  }
  return locks.flatMap((lock) => {
    const found = [indexOf.get(lock.from), indexOf.get(lock.to)].filter((at) => at !== undefined)
    return found.length === 0 ? [] : [{ lock, first: Math.min(...found), last: Math.max(...found) }]
  })
}
