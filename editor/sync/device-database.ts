import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import { fail, ok, type Result } from '#core/util/result.ts'
import type { CopyName, SetAside, StoreFailure } from './offline-store.ts'
import type { KeptReview } from './review-keep.ts'
import type { ThreadList } from './threads/thread-keep.ts'
import type { OutboxEntry } from './threads/thread-command.ts'
import { createDraftSlips, type DraftRow, type DraftSlips } from './threads/draft-slips.ts'

const DATABASE = 'siyagha'
/** 2: threads, their outbox and drafts. 3: the last answers of the server. 4: reviews of damaged texts. */
const VERSION = 4

export interface CopyRow {
  readonly key: string
  readonly name: CopyName
  /** Orders the copies of one document by age of their last change. */
  readonly changedAt: number
  /** Rows of older pages do not have it. */
  readonly restores?: number
}

export interface Tables extends DBSchema {
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
  threads: {
    key: string
    value: { readonly key: string; readonly document: string; readonly list: ThreadList }
  }
  outbox: { key: string; value: OutboxRow; indexes: { owner: string } }
  drafts: { key: string; value: DraftRow; indexes: { owner: string } }
  answers: { key: string; value: { readonly key: string; readonly answer: unknown } }
  reviews: { key: string; value: ReviewRow; indexes: { owner: string } }
}

/** `owner` is member and document. */
export interface OutboxRow {
  readonly id: string
  readonly owner: string
  readonly document: string
  readonly entry: OutboxEntry
  /** Which page has it in hand, and until when (milliseconds since 1970); null when none. */
  readonly inHand: { readonly page: string; readonly until: number } | null
}

/** `owner` is member and place, `document` the place: a document, or a group with its sign before it. */
interface ReviewRow {
  readonly id: string
  readonly owner: string
  readonly document: string
  readonly kept: KeptReview
}

const open = (): Promise<IDBPDatabase<Tables>> =>
  openDB<Tables>(DATABASE, VERSION, {
    upgrade: (db, before) => {
      if (before < 1) {
        db.createObjectStore('copies', { keyPath: 'key' }).createIndex('document', 'name.document')
        db.createObjectStore('updates', { autoIncrement: true }).createIndex('copy', 'copy')
        db.createObjectStore('unsent', { keyPath: 'key' }).createIndex('copy', 'copy')
        db.createObjectStore('aside', { keyPath: 'id' }).createIndex('document', 'document')
      }
      if (before < 2) {
        db.createObjectStore('threads', { keyPath: 'key' })
        db.createObjectStore('outbox', { keyPath: 'id' }).createIndex('owner', 'owner')
        db.createObjectStore('drafts', { keyPath: 'key' }).createIndex('owner', 'owner')
      }
      if (before < 3) db.createObjectStore('answers', { keyPath: 'key' })
      if (before < 4) db.createObjectStore('reviews', { keyPath: 'id' }).createIndex('owner', 'owner')
    },
  })

/** Empties every table in one transaction. */
const erase = async (db: IDBPDatabase<Tables>): Promise<void> => {
  const tables = [...db.objectStoreNames]
  const tx = db.transaction(tables, 'readwrite', { durability: 'strict' })
  await Promise.all(tables.map((table) => tx.objectStore(table).clear()))
  await tx.done
}

/** Quota errors come as `QuotaExceededError`, at the request or at the commit. */
const failureOf = (error: unknown): StoreFailure =>
  error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'closed'

/** Everything that this browser keeps, in one database and beside it, so that one act wipes it ([THR101]). */
export interface DeviceDatabase {
  /** Takes nothing more from this page, and erases everything: its member has left, here or on another page. */
  readonly end: () => Promise<void>
  /** Runs `action` on the open database; a failure is a value. */
  readonly attempt: <T>(action: (db: IDBPDatabase<Tables>) => Promise<T>) => Promise<Result<T, StoreFailure>>
  /** Drafts that are on their way into it; none is taken any more once it has ended. */
  readonly slips: DraftSlips
}

/** Opened at the first use, and again whenever the browser or another page closed it. */
export const createDeviceDatabase = (): DeviceDatabase => {
  let connection: Promise<IDBPDatabase<Tables>> | null = null
  let ended = false
  const slips = createDraftSlips(() => localStorage)

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

  const attempt: DeviceDatabase['attempt'] = async (action) => {
    if (ended) return fail('closed')
    try {
      return ok(await action(await database()))
    } catch (error) {
      if (error instanceof DOMException && error.name === 'InvalidStateError') connection = null
      return fail(failureOf(error))
    }
  }

  return {
    end: async () => {
      ended = true
      slips.clear()
      await erase(await database())
    },
    attempt,
    slips: {
      ...slips,
      write: (row) => {
        if (!ended) slips.write(row)
      },
    },
  }
}
