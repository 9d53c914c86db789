import type { DeviceDatabase } from '../device-database.ts'
import type { Claim, ThreadKeep, ThreadsName } from './thread-keep.ts'

const ownerOf = ({ member, document }: ThreadsName): string => `${member}/${document}`

/** Does a claim still hold? One that ends later than a new one would was made before the device's clock was put back. */
const isHeld = (claimedUntil: number, now: number, until: number): boolean =>
  claimedUntil > now && claimedUntil <= until

/** {@link ThreadKeep} on IndexedDB, in the database of the text's copies. What the member wrote is written strictly. */
export const createIndexedThreadKeep = ({ attempt }: DeviceDatabase): ThreadKeep => ({
  load: (name) =>
    attempt(async (db) => {
      const owner = ownerOf(name)
      const tx = db.transaction(['threads', 'outbox', 'drafts'])
      const [kept, outbox, drafts] = await Promise.all([
        tx.objectStore('threads').get(owner),
        tx.objectStore('outbox').index('owner').getAll(owner),
        tx.objectStore('drafts').index('owner').getAll(owner),
      ])
      return {
        list: kept?.list ?? null,
        outbox: outbox.map(({ entry }) => entry).toSorted((one, two) => one.at - two.at),
        drafts: new Map(drafts.map(({ name: key, draft }) => [key, draft])),
      }
    }),

  keepList: (name, list) =>
    attempt(async (db) => {
      await db.put('threads', { key: ownerOf(name), document: name.document, list })
    }),

  putEntry: (name, entry) =>
    attempt(async (db) => {
      const tx = db.transaction('outbox', 'readwrite', { durability: 'strict' })
      const { document } = name
      await tx.store.put({ id: entry.id, owner: ownerOf(name), document, entry, inHand: null })
      await tx.done
    }),

  claim: (id, page, now, until) =>
    attempt(async (db) => {
      const tx = db.transaction('outbox', 'readwrite')
      const row = await tx.store.get(id)
      let claim: Claim = 'claimed'
      if (row === undefined) claim = 'gone'
      else if (row.entry.refusal !== null) claim = row.entry.refusal
      else if (row.inHand !== null && row.inHand.page !== page && isHeld(row.inHand.until, now, until))
        claim = 'taken'
      else await tx.store.put({ ...row, inHand: { page, until } })
      await tx.done
      return claim
    }),

  removeEntry: (id) => attempt((db) => db.delete('outbox', id)),

  putDraft: (name, key, draft) =>
    attempt(async (db) => {
      const owner = ownerOf(name)
      const tx = db.transaction('drafts', 'readwrite', { durability: 'strict' })
      const row = `${owner}/${key}`
      if (draft === null) await tx.store.delete(row)
      else await tx.store.put({ key: row, owner, document: name.document, name: key, draft })
      await tx.done
    }),
})
