import type * as Y from 'yjs'
import { isFresh, type FreshClocks } from './fresh-clocks.ts'
import type { DecidedIds } from './late-ids.ts'
import type { ScannedUpdate } from './scan-update.ts'
import type { Sight } from './sight.ts'
import { firstWhere } from '../util/first-where.ts'

/** What an update names as deleted, and what its author had before them. */
export interface ToldDeletions {
  readonly ranges: ScannedUpdate['deleted']
  /**
   * What they had before them when they wrote an item. Null where it is not known: of who is there and does not say how
   * far they have heard. They name what they delete now.
   */
  readonly sightOf: (item: Y.ID) => Sight | null
}

/** Did the author of `item` know that `id` was gone, as far as they tell? */
const isToldDeleted = ({ ranges, sightOf }: ToldDeletions, item: Y.Item, id: Y.ID): boolean => {
  const sight = sightOf(item.id)
  return sight === null ? isNamed(ranges, id) : sight.isGone(id)
}

/** Yjs writes the stretches of a client in order; of others the answer may be no. */
export const isNamed = (all: ToldDeletions['ranges'], { client, clock }: Y.ID): boolean => {
  const ranges = all.get(client) ?? []
  const range = ranges[firstWhere(ranges.length, (index) => clock < (ranges[index]?.end ?? 0))]
  return range !== undefined && clock >= range.start
}

interface Told {
  readonly told: ToldDeletions
  readonly fresh: FreshClocks
  readonly decided: DecidedIds
}

/**
 * Did its author write it in front of a letter that to them was text, the insertion being accepted? What stood between
 * the two then, the mark, they name as deleted, and the letter they do not. `isOf` tells what is a part of the insertion,
 * and what they took away themselves: beside that the mark was there.
 */
export const isPastMark = (
  item: Y.Item,
  { told, fresh, decided }: Told,
  isOf: (id: Y.ID) => boolean,
): boolean => {
  const { origin, rightOrigin } = item
  return (
    origin !== null &&
    rightOrigin !== null &&
    !isFresh(fresh, origin) &&
    isToldDeleted(told, item, origin) &&
    !isToldDeleted(told, item, rightOrigin) &&
    decided.workAt(rightOrigin.client, rightOrigin.clock) !== null &&
    !isOf(origin)
  )
}
