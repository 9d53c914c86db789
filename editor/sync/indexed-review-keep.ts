import type { DeviceDatabase } from './device-database.ts'
import type { ReviewKeep, ReviewPlace } from './review-keep.ts'

const ownerOf = ({ member, place }: ReviewPlace): string => `${member}/${place}`

/** {@link ReviewKeep} in the device's database, so that what erases that erases it too. Committed by hand, as drafts are. */
export const createIndexedReviewKeep = ({ attempt }: DeviceDatabase): ReviewKeep => ({
  list: (of) =>
    attempt(async (db) => {
      const rows = await db.getAllFromIndex('reviews', 'owner', ownerOf(of))
      return rows.map(({ kept }) => kept).toSorted((one, two) => two.at - one.at)
    }),

  put: (of, kept) =>
    attempt(async (db) => {
      const tx = db.transaction('reviews', 'readwrite', { durability: 'strict' })
      const put = tx.store.put({ id: kept.id, owner: ownerOf(of), document: of.place, kept })
      tx.commit()
      await Promise.all([put, tx.done])
    }),

  remove: (id) => attempt((db) => db.delete('reviews', id)),
})
