import type { BlockContent } from '#core/schema/content.ts'
import type { LockedRange } from '#core/locks/section-lock.ts'
import { piecesOf } from '#core/suggestions/cards.ts'

/** Places of the blocks under locks; a lock with one end gone holds the other, as in the gate. */
const placesUnder = (blocks: readonly BlockContent[], locks: readonly LockedRange[]): ReadonlySet<number> => {
  const placeOf = new Map(blocks.map(({ attrs }, place) => [attrs.bid, place]))
  const places = new Set<number>()
  for (const { from, to } of locks) {
    const ends = [placeOf.get(from), placeOf.get(to)].filter((place) => place !== undefined)
    for (let place = Math.min(...ends); place <= Math.max(...ends); place++) places.add(place)
  }
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
