import type { DeviceDatabase } from '../device-database.ts'
import type { DraftRow } from './draft-slips.ts'
import type { Claim, Draft, ThreadKeep, ThreadsName } from './thread-keep.ts'

const ownerOf = ({ member, document }: ThreadsName): string => `${member}/${document}`

const rowOf = (threads: ThreadsName, name: string, draft: Draft): DraftRow => {
  const owner = ownerOf(threads)
  return { key: `${owner}/${name}`, owner, document: threads.document, name, draft }
}

/** Does a claim still hold? One that ends later than a new one would was made before the device's clock was put back. */
const isHeld = (claimedUntil: number, now: number, until: number): boolean =>
  claimedUntil > now && claimedUntil <= until

/**
 * {@link ThreadKeep} on IndexedDB, in the database of the text's copies. What the member wrote is written strictly, and
 * committed by hand: the browser commits by itself only when the page has heard of the last request, and one that goes
 * before that takes its words with it.
 */
export const createIndexedThreadKeep = ({ attempt, slips }: DeviceDatabase): ThreadKeep => ({
  load: (name) =>
    attempt(async (db) => {
      const owner = ownerOf(name)
      // Before the database is read: a slip that goes while it is read has its words in there.
      const noted = slips.all().filter((row) => row.owner === owner)
      const tx = db.transaction(['threads', 'outbox', 'drafts'])
      const [kept, outbox, drafts] = await Promise.all([
        tx.objectStore('threads').get(owner),
        tx.objectStore('outbox').index('owner').getAll(owner),
        tx.objectStore('drafts').index('owner').getAll(owner),
      ])
      return {
        list: kept?.list ?? null,
        outbox: outbox.map(({ entry }) => entry).toSorted((one, two) => one.at - two.at),
        drafts: new Map([...drafts, ...noted].map(({ name: key, draft }) => [key, draft])),
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
      const put = tx.store.put({ id: entry.id, owner: ownerOf(name), document, entry, inHand: null })
      tx.commit()
      await Promise.all([put, tx.done])
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

  noteDraft: (name, key, draft) => {
    slips.write(rowOf(name, key, draft))
  },

  putDraft: (name, key, draft) =>
    attempt(async (db) => {
      const row = rowOf(name, key, draft ?? { text: '' })
      const takeAway = slips.seen(row.key)
      const tx = db.transaction('drafts', 'readwrite', { durability: 'strict' })
      const put = draft === null ? tx.store.delete(row.key) : tx.store.put(row)
      tx.commit()
      await Promise.all([put, tx.done])
      takeAway()
    }),
})
