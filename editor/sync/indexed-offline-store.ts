import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import { fail, ok, type Result } from '#core/util/result.ts'
import {
  holdsWords,
  type CopyName,
  type OfflineStore,
  type SetAside,
  type StoreFailure,
} from './offline-store.ts'

const DATABASE = 'siyagha'
const VERSION = 1
/** A copy with more rows than this is merged into one. */
const COMPACT_AFTER = 200

interface CopyRow {
  readonly key: string
  readonly name: CopyName
  /** Orders the copies of one document by age of their last change. */
  readonly changedAt: number
}

interface Tables extends DBSchema {
  copies: { key: string; value: CopyRow; indexes: { document: string } }
  updates: {
    key: number
    value: { readonly copy: string; readonly update: Uint8Array }
    indexes: { copy: string }
  }
  unsent: {
    key: string
    value: {
      readonly key: string
      readonly copy: string
      readonly client: number
      readonly document: string
    }
    indexes: { copy: string }
  }
  aside: { key: string; value: SetAside; indexes: { document: string } }
}

const copyKey = ({ member, document, epoch }: CopyName): string => [member, document, epoch].join('/')

const open = (): Promise<IDBPDatabase<Tables>> =>
  openDB<Tables>(DATABASE, VERSION, {
    upgrade: (db) => {
      db.createObjectStore('copies', { keyPath: 'key' }).createIndex('document', 'name.document')
      db.createObjectStore('updates', { autoIncrement: true }).createIndex('copy', 'copy')
      db.createObjectStore('unsent', { keyPath: 'key' }).createIndex('copy', 'copy')
      db.createObjectStore('aside', { keyPath: 'id' }).createIndex('document', 'document')
    },
  })

/** Quota errors come as `QuotaExceededError`, at the request or at the commit. */
const failureOf = (error: unknown): StoreFailure =>
  error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'closed'

/**
 * {@link OfflineStore} on IndexedDB, in a database of our own: y-indexeddb does not say when a transaction completed
 * and swallows quota errors. Edits of this member are written with strict durability, what came from the server with
 * the browser's default, since the server has it.
 *
 * @param now this device's clock, milliseconds since 1970.
 * @param askToPersist asks the browser not to clear the store when the disk is full; called once, at the first own work.
 */
export const createIndexedOfflineStore = (now: () => number, askToPersist: () => void): OfflineStore => {
  let asked = false
  let connection: Promise<IDBPDatabase<Tables>> | null = null

  const database = async (): Promise<IDBPDatabase<Tables>> => {
    connection ??= open()
    const db = await connection
    // Another page wipes or upgrades: give way, and open anew at the next call.
    db.onversionchange = () => {
      db.close()
      connection = null
    }
    db.onclose = () => {
      connection = null
    }
    return db
  }

  const attempt = async <T>(
    action: (db: IDBPDatabase<Tables>) => Promise<T>,
  ): Promise<Result<T, StoreFailure>> => {
    try {
      return ok(await action(await database()))
    } catch (error) {
      if (error instanceof DOMException && error.name === 'InvalidStateError') connection = null
      return fail(failureOf(error))
    }
  }

  /** Merges the rows of a copy into one. Reads the rows in its own transaction: another tab may append meanwhile. */
  const compact = async (db: IDBPDatabase<Tables>, key: string): Promise<void> => {
    // Fetched before the transaction opens: the shell, which only wipes and asks, never loads Yjs for it.
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
        await Promise.all([
          tx.objectStore('copies').put({ key, name, changedAt: now() }),
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
        const [unsent, aside] = await Promise.all([db.getAll('unsent'), db.getAll('aside')])
        return [...new Set([...unsent, ...aside.filter(holdsWords)].map((row) => row.document))]
      }),

    wipe: () =>
      attempt(async (db) => {
        const tables = ['copies', 'updates', 'unsent', 'aside'] as const
        const tx = db.transaction(tables, 'readwrite', { durability: 'strict' })
        await Promise.all(tables.map((table) => tx.objectStore(table).clear()))
        await tx.done
      }),
  }
}
