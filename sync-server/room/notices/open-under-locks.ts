import type { BlockContent } from '#core/schema/content.ts'
import { lockedStretches } from '#core/locks/locked-stretches.ts'
import type { LockedRange } from '#core/locks/section-lock.ts'
import { piecesOf } from '#core/suggestions/cards.ts'

/** Places of the blocks under locks [LCK1]. */
const placesUnder = (blocks: readonly BlockContent[], locks: readonly LockedRange[]): ReadonlySet<number> => {
  const places = new Set<number>()
  const bids = blocks.map(({ attrs }) => attrs.bid)
  for (const { first, last } of lockedStretches(bids, locks))
    for (let place = first; place <= last; place++) places.add(place)
  return places
}

/** Author → ids, in text order, of the suggestions that stand in what is under `locks` and was not under `before`. */
export const openUnderLocks = (
  blocks: readonly BlockContent[],
  locks: readonly LockedRange[],
  before: readonly LockedRange[],
): ReadonlyMap<string, readonly string[]> => {
  const known = placesUnder(blocks, before)
  const found = new Map<string, string[]>()
  for (const place of placesUnder(blocks, locks)) {
    const block = blocks[place]
    if (block === undefined || known.has(place)) continue
    for (const { by, id } of piecesOf(block)) {
      const own = found.get(by)
      if (own === undefined) found.set(by, [id])
      else if (!own.includes(id)) own.push(id)
    }
  }
  return found
}
