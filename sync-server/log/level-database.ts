import { ClassicLevel } from 'classic-level'
import type { DiskReserve } from './disk-reserve.ts'
import type { KeyRange } from './level-keys.ts'
import { asStoreError, StoreUnavailableError } from './store-errors.ts'

export type Operation =
  | { readonly type: 'put'; readonly key: Uint8Array; readonly value: Uint8Array }
  | { readonly type: 'del'; readonly key: Uint8Array }

type Record = readonly [key: Uint8Array, value: Uint8Array]
type Database = ClassicLevel<Uint8Array, Uint8Array>
type State = 'open' | 'reopening' | 'failed' | 'closed'

/** Makes one group of operations durable, all or nothing. A parameter so that tests can let it fail. */
export type Commit = (database: Database, operations: readonly Operation[]) => Promise<void>

/** One moment of the database: what is read through it does not change while it is open. */
export interface LevelView {
  get(key: Uint8Array): Promise<Uint8Array | null>
  records(range: KeyRange, limit?: number): Promise<readonly Record[]>
  keys(range: KeyRange): Promise<readonly Uint8Array[]>
}

interface Waiting {
  readonly operations: readonly Operation[]
  readonly done: () => void
  readonly failed: (error: Error) => void
}

/** Waiting writes are put into one fsync up to this many bytes, so that no paste delays everybody's save for long. */
const GROUP_BYTES = 1024 * 1024

const ENCODINGS = { keyEncoding: 'view', valueEncoding: 'view' } as const

/** A chained batch: an array of operations costs twice the time on the way into LevelDB (measured), for the same write. */
const commitSynced: Commit = async (database, operations) => {
  const batch = database.batch()
  try {
    for (const operation of operations) {
      if (operation.type === 'put') batch.put(operation.key, operation.value)
      else batch.del(operation.key)
    }
  } catch (error) {
    await batch.close()
    throw error
  }
  await batch.write({ sync: true })
}

const weight = (operations: readonly Operation[]): number =>
  operations.reduce(
    (bytes, operation) => bytes + (operation.type === 'put' ? operation.value.byteLength : 0),
    0,
  )

const useView = async <T>(database: Database, use: (view: LevelView) => Promise<T>): Promise<T> => {
  const snapshot = database.snapshot()
  try {
    return await use({
      get: async (key) => (await database.get(key, { ...ENCODINGS, snapshot })) ?? null,
      records: (range, limit) =>
        database.iterator({ ...ENCODINGS, ...range, limit: limit ?? -1, snapshot }).all(),
      keys: (range) => database.keys({ keyEncoding: 'view', ...range, snapshot }).all(),
    })
  } finally {
    await snapshot.close()
  }
}

/**
 * The one LevelDB of a server. Every write is synced; writes that wait while one is in flight go out together,
 * in order, each whole.
 *
 * After any failed write the database is closed and opened again before anything else happens, because LevelDB goes
 * on writing behind a torn record of its log, and what follows a torn record is lost at the next start; opening
 * again also settles whether the failed write has landed. [LOG4] [LOG10]
 */
export class LevelDatabase {
  readonly #database: Database
  readonly #reserve: DiskReserve
  readonly #commit: Commit
  readonly #waiting: Waiting[] = []
  #state: State = 'open'
  #generation = 0
  #writing: Promise<void> | null = null
  #reopening: Promise<void> | null = null
  #readers = 0
  #idle: (() => void) | null = null

  private constructor(database: Database, reserve: DiskReserve, commit: Commit) {
    this.#database = database
    this.#reserve = reserve
    this.#commit = commit
  }

  /** Rejects with LevelDB's own error: the one place where a lock held by another process shows. */
  static async open(
    location: string,
    options: { readonly create: boolean; readonly reserve: DiskReserve; readonly commit?: Commit },
  ): Promise<LevelDatabase> {
    const database: Database = new ClassicLevel(location, ENCODINGS)
    await database.open({ createIfMissing: options.create })
    return new LevelDatabase(database, options.reserve, options.commit ?? commitSynced)
  }

  /** Grows when a write has failed: what was remembered of the contents is worth nothing then. */
  get generation(): number {
    return this.#generation
  }

  /** Resolves when durable. When it rejects, this write, and those that waited behind it, landed or not: read again. */
  write(operations: readonly Operation[]): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.push({ operations, done, failed })
      this.#writing ??= this.#writeAll()
    })
  }

  /** Resolves when every write asked for so far has ended, well or not. */
  async settled(): Promise<void> {
    await this.#writing
  }

  /** `use` begins in the tick in which the moment is taken. A failed write elsewhere waits for it to end. */
  view<T>(use: (view: LevelView) => Promise<T>): Promise<T> {
    return this.#reading((database) => useView(database, use))
  }

  /** As {@link view}, for reading that may take minutes: it rejects when the database has to be opened again. */
  async longView<T>(use: (view: LevelView) => Promise<T>): Promise<T> {
    await this.#usable()
    try {
      return await useView(this.#database, use)
    } catch (error) {
      throw asStoreError(error)
    }
  }

  /** Takes deleted keys off the disk. */
  compact(range: KeyRange): Promise<void> {
    return this.#reading((database) => database.compactRange(range.gte, range.lte))
  }

  /** Can a write succeed now, as far as can be known without one? Rejects with the reason. */
  async probe(): Promise<void> {
    await this.#usable()
    await this.#reserve.take()
  }

  /** Waits for the writes under way. Afterwards every call rejects. */
  async close(): Promise<void> {
    await this.settled()
    await this.#reopening?.catch(() => undefined)
    this.#state = 'closed'
    await this.#noReaders()
    await this.#database.close()
  }

  async #writeAll(): Promise<void> {
    // Let everything asked for in this tick join the first group.
    await Promise.resolve()
    while (this.#waiting.length > 0) await this.#writeGroup(this.#nextGroup())
    this.#writing = null
  }

  #nextGroup(): readonly Waiting[] {
    let count = 0
    for (let bytes = 0; count < this.#waiting.length && (count === 0 || bytes < GROUP_BYTES); count += 1) {
      bytes += weight(this.#waiting[count]?.operations ?? [])
    }
    return this.#waiting.splice(0, count)
  }

  async #writeGroup(group: readonly Waiting[]): Promise<void> {
    try {
      await this.#usable()
      await this.#reserve.take()
    } catch (error) {
      this.#refuse(group, error)
      return
    }
    try {
      await this.#commit(
        this.#database,
        group.flatMap(({ operations }) => operations),
      )
    } catch (error) {
      this.#state = 'failed'
      this.#generation += 1
      // Those behind counted on this group: their sequence numbers follow its own.
      const doomed = [...group, ...this.#waiting.splice(0)]
      // When it does not open either, the next call tries again: the reason told is that of the write.
      await this.#reopen().catch(() => undefined)
      for (const { failed } of doomed) failed(asStoreError(error))
      return
    }
    for (const { done } of group) done()
  }

  /** The database was not touched, but sequence numbers were given out. */
  #refuse(group: readonly Waiting[], error: unknown): void {
    this.#generation += 1
    for (const { failed } of [...group, ...this.#waiting.splice(0)]) failed(asStoreError(error))
  }

  async #reading<T>(use: (database: Database) => Promise<T>): Promise<T> {
    await this.#usable()
    this.#readers += 1
    try {
      return await use(this.#database)
    } catch (error) {
      throw asStoreError(error)
    } finally {
      this.#readers -= 1
      if (this.#readers === 0) this.#idle?.()
    }
  }

  async #usable(): Promise<void> {
    while (this.#state !== 'open') {
      if (this.#state === 'closed') throw new StoreUnavailableError('the store is closed')
      await this.#reopen()
    }
  }

  #reopen(): Promise<void> {
    this.#reopening ??= this.#openAgain().finally(() => {
      this.#reopening = null
    })
    return this.#reopening
  }

  async #openAgain(): Promise<void> {
    this.#state = 'reopening'
    try {
      await this.#noReaders()
      await this.#reserve.release()
      await this.#database.close()
      await this.#database.open({ createIfMissing: false })
      this.#state = 'open'
    } catch (error) {
      this.#state = 'failed'
      throw asStoreError(error)
    }
  }

  async #noReaders(): Promise<void> {
    if (this.#readers === 0) return
    await new Promise<void>((resolve) => {
      this.#idle = resolve
    })
    this.#idle = null
  }
}
