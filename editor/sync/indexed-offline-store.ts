import type { IDBPDatabase } from 'idb'
import type { DeviceDatabase, Tables } from './device-database.ts'
import { holdsWords, type CopyName, type OfflineStore } from './offline-store.ts'

/** A copy with more rows than this is merged into one. */
const COMPACT_AFTER = 200

const copyKey = ({ member, document, epoch }: CopyName): string => [member, document, epoch].join('/')

/**
 * {@link OfflineStore} on IndexedDB, in a database of our own: y-indexeddb does not say when a transaction completed
 * and swallows quota errors. Edits of this member are written with strict durability, what came from the server with
 * the browser's default, since the server has it.
 *
 * @param database of which the copies are one part.
 * @param now this device's clock, milliseconds since 1970.
 * @param askToPersist asks the browser not to clear the store when the disk is full; called once, at the first own work.
 */
export const createIndexedOfflineStore = (
  { attempt, slips }: DeviceDatabase,
  now: () => number,
  askToPersist: () => void,
): OfflineStore => {
  let asked = false
  /** Merges the rows of a copy into one. Reads the rows in its own transaction: another tab may append meanwhile. */
  const compact = async (db: IDBPDatabase<Tables>, key: string): Promise<void> => {
    // Fetched before the transaction opens: the shell, which only asks, never loads Yjs for it.
    const { mergeUpdates } = await import('yjs')
    const tx = db.transaction('updates', 'readwrite')
    const index = tx.store.index('copy')
    const [keys, rows] = await Promise.all([index.getAllKeys(key), index.getAll(key)])
    if (keys.length > COMPACT_AFTER) {
      const merged = mergeUpdates(rows.map((row) => row.update))
      await Promise.all([
        ...keys.map((row) => tx.store.delete(row)),
        tx.store.add({ copy: key, update: merged }),
      ])
    }
    await tx.done
  }

  return {
    load: (member, document) =>
      attempt(async (db) => {
        const copies = (await db.getAllFromIndex('copies', 'document', document))
          .filter((copy) => copy.name.member === member)
          .toSorted((a, b) => b.changedAt - a.changedAt)
        const newest = copies[0]
        if (newest === undefined) return null
        const tx = db.transaction(['updates', 'unsent'])
        const [rows, unsent] = await Promise.all([
          tx.objectStore('updates').index('copy').getAll(newest.key),
          tx.objectStore('unsent').index('copy').getAll(newest.key),
        ])
        return {
          name: newest.name,
          updates: rows.map((row) => row.update),
          unsentClients: unsent.map((row) => row.client),
          restores: newest.restores ?? 0,
        }
      }),

    append: (name, updates, unsentBy) =>
      attempt(async (db) => {
        if (unsentBy !== null && !asked) {
          asked = true
          askToPersist()
        }
        const key = copyKey(name)
        const tx = db.transaction(['copies', 'updates', 'unsent'], 'readwrite', {
          durability: unsentBy === null ? 'default' : 'strict',
        })
        const rows = tx.objectStore('updates')
        const copies = tx.objectStore('copies')
        const known = await copies.get(key)
        // A clock that was ahead once must not make an older copy the newest for ever.
        const before = known === undefined ? await copies.index('document').getAll(name.document) : [known]
        const changedAt = Math.max(
          now(),
          ...before.map((copy) => copy.changedAt + (copy.key === key ? 0 : 1)),
        )
        await Promise.all([
          copies.put({ ...known, key, name, changedAt }),
          ...updates.map((update) => rows.add({ copy: key, update })),
          ...(unsentBy === null
            ? []
            : [
                tx.objectStore('unsent').put({
                  key: `${key}#${unsentBy}`,
                  copy: key,
                  client: unsentBy,
                  document: name.document,
                }),
              ]),
        ])
        const count = await rows.index('copy').count(key)
        await tx.done
        if (count > COMPACT_AFTER) await compact(db, key)
      }),

    noteRestores: (name, restores) =>
      attempt(async (db) => {
        const tx = db.transaction('copies', 'readwrite')
        const known = await tx.store.get(copyKey(name))
        // A copy that another tab emptied meanwhile is begun anew: nothing is known of that one.
        if (known !== undefined) await tx.store.put({ ...known, restores })
        await tx.done
      }),

    settle: (name, clients) =>
      attempt(async (db) => {
        const tx = db.transaction('unsent', 'readwrite')
        await Promise.all(clients.map((client) => tx.store.delete(`${copyKey(name)}#${client}`)))
        await tx.done
      }),

    replace: (name, entry) =>
      attempt(async (db) => {
        const key = copyKey(name)
        const tx = db.transaction(['copies', 'updates', 'unsent', 'aside'], 'readwrite', {
          durability: 'strict',
        })
        if (entry !== null) await tx.objectStore('aside').put(entry)
        const updates = tx.objectStore('updates')
        const unsent = tx.objectStore('unsent')
        const [rows, marks] = await Promise.all([
          updates.index('copy').getAllKeys(key),
          unsent.index('copy').getAllKeys(key),
        ])
        await Promise.all([
          tx.objectStore('copies').delete(key),
          ...rows.map((row) => updates.delete(row)),
          ...marks.map((mark) => unsent.delete(mark)),
        ])
        await tx.done
      }),

    setAside: (entry) =>
      attempt(async (db) => {
        const tx = db.transaction('aside', 'readwrite', { durability: 'strict' })
        await tx.store.put(entry)
        await tx.done
      }),

    setAsides: (member, document) =>
      attempt(async (db) =>
        (await db.getAllFromIndex('aside', 'document', document)).filter((entry) => entry.member === member),
      ),

    letGo: (id) => attempt((db) => db.delete('aside', id)),

    unsentDocuments: () =>
      attempt(async (db) => {
        const [unsent, aside, outbox, drafts, reviews] = await Promise.all([
          db.getAll('unsent'),
          db.getAll('aside'),
          db.getAll('outbox'),
          db.getAll('drafts'),
          db.getAll('reviews'),
        ])
        const rows = [
          ...unsent,
          ...aside.filter(holdsWords),
          ...outbox,
          ...drafts,
          ...reviews,
          ...slips.all(),
        ]
        return [...new Set(rows.map((row) => row.document))]
      }),
  }
}
