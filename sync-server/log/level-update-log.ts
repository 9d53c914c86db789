import { assert } from '#core/util/assert.ts'
import type { LoadedLog, LogBatch, LogEntry, LogSnapshot, UpdateLog } from '../room/update-log.ts'
import { decodeEntry, encodeEntry } from './entry-bytes.ts'
import type { LevelDatabase, LevelView, Operation } from './level-database.ts'
import { nameKey, nameOf, nameRange, seqKey, seqOf, seqRange, spaceRange } from './level-keys.ts'
import { seal, sealJson, unseal, unsealJson } from './sealed-value.ts'
import { Serial } from './serial.ts'
import { SNAPSHOT_SPACING, snapshotsToDrop } from './snapshot-spacing.ts'
import { StoreDamagedError } from './store-errors.ts'

/** Entries read at once: a reader of a long history holds no place in the database while it thinks. */
const READ_CHUNK = 256
const LAST = Number.MAX_SAFE_INTEGER

interface Numbered {
  readonly seqs: readonly number[]
  readonly written: Promise<void>
}

/** The log in LevelDB: one synced batch per append, every value with its own checksum. */
export class LevelUpdateLog implements UpdateLog {
  readonly #database: LevelDatabase
  readonly #spacing: number
  /** Last sequence numbers, those given to writes under way included. Worth nothing in another generation. */
  #heads = new Map<string, number>()
  #generation: number
  readonly #numbering = new Serial()
  /** A snapshot that is written behind the removal of its document would be left over. */
  readonly #upkeep = new Serial()

  constructor(database: LevelDatabase, spacing: number = SNAPSHOT_SPACING) {
    this.#database = database
    this.#spacing = spacing
    this.#generation = database.generation
  }

  load(document: string): Promise<LoadedLog> {
    return this.#database.view(async (view) => {
      const head = await readHead(view, document)
      const snapshot = await newestSnapshot(view, document, LAST)
      const tail = await readEntries(view, document, (snapshot?.seq ?? 0) + 1, LAST)
      const seq = tail.at(-1)?.seq ?? snapshot?.seq ?? 0
      if (seq !== head) {
        throw new StoreDamagedError(`entries up to ${head} were written, ${seq} can be read`, document)
      }
      return { snapshot, seq, tail }
    })
  }

  async append(batches: readonly LogBatch[]): Promise<readonly number[]> {
    // Numbers are given in the order of the calls; the writes themselves are not waited for here.
    const { seqs, written } = await this.#numbering.run(async () => {
      for (;;) {
        await this.#learnHeads(batches.map(({ document }) => document))
        const given = this.#appendNow(batches)
        if (given !== null) return given
      }
    })
    await written
    return seqs
  }

  saveSnapshot(document: string, snapshot: LogSnapshot): Promise<void> {
    return this.#upkeep.run(() => this.#writeSnapshot(document, snapshot))
  }

  remove(document: string): Promise<void> {
    return this.#upkeep.run(() => this.#removeNow(document))
  }

  async #writeSnapshot(document: string, snapshot: LogSnapshot): Promise<void> {
    const [head, stored] = await this.#database.view(async (view) => [
      await readHead(view, document),
      (await view.keys(nameRange('snapshot', document))).map(seqOf),
    ])
    assert(snapshot.seq >= 1 && snapshot.seq <= head, 'a snapshot holds entries that are in the log')
    const seqs = [...new Set([...stored, snapshot.seq])].toSorted((one, other) => one - other)
    const key = seqKey('snapshot', document, snapshot.seq)
    await this.#database.write([
      { type: 'put', key, value: seal(key, snapshot.body) },
      ...snapshotsToDrop(seqs, this.#spacing).map((seq): Operation => {
        return { type: 'del', key: seqKey('snapshot', document, seq) }
      }),
    ])
  }

  snapshotAt(document: string, seq: number): Promise<LogSnapshot | null> {
    return this.#database.view((view) => newestSnapshot(view, document, Math.max(seq, 0)))
  }

  async *read(document: string, from: number, to: number): AsyncIterable<LogEntry> {
    for (let next = Math.max(from, 1); next <= to;) {
      const start = next
      const chunk = await this.#database.view((view) =>
        readEntries(view, document, start, Math.min(to, start + READ_CHUNK - 1)),
      )
      yield* chunk
      next += READ_CHUNK
      if (chunk.length < READ_CHUNK) return
    }
  }

  heads(): Promise<ReadonlyMap<string, number>> {
    return this.#database.view(async (view) => {
      const heads = new Map<string, number>()
      for (const [key, value] of await view.records(spaceRange('head'))) {
        const head = unsealJson(key, value)
        if (typeof head === 'number') heads.set(nameOf('head', key), head)
      }
      return heads
    })
  }

  async #removeNow(document: string): Promise<void> {
    const ranges = [
      nameRange('entry', document),
      nameRange('snapshot', document),
      nameRange('head', document),
    ]
    let keys: readonly Uint8Array[]
    do {
      this.#heads.delete(document)
      await this.#database.settled()
      keys = await this.#database.view(async (view) =>
        (await Promise.all(ranges.map((range) => view.keys(range)))).flat(),
      )
      // Somebody appended meanwhile: look again, so that no entry outlives its document.
    } while (this.#head(document) !== undefined)
    if (keys.length === 0) return
    this.#heads.set(document, 0)
    await this.#database.write(keys.map((key) => ({ type: 'del', key })))
    for (const range of ranges) await this.#database.compact(range)
  }

  /** Null when the numbers were forgotten meanwhile. Nothing waits in here: none comes between numbers and write. */
  #appendNow(batches: readonly LogBatch[]): Numbered | null {
    const operations: Operation[] = []
    const seqs: number[] = []
    if (batches.some(({ document }) => this.#head(document) === undefined)) return null
    for (const { document, entries } of batches) {
      let seq = this.#head(document) ?? 0
      for (const entry of entries) {
        seq += 1
        const key = seqKey('entry', document, seq)
        operations.push({ type: 'put', key, value: seal(key, encodeEntry(entry)) })
      }
      if (entries.length > 0) {
        const key = nameKey('head', document)
        operations.push({ type: 'put', key, value: sealJson(key, seq) })
      }
      this.#heads.set(document, seq)
      seqs.push(seq)
    }
    return { seqs, written: operations.length === 0 ? Promise.resolve() : this.#database.write(operations) }
  }

  async #learnHeads(documents: readonly string[]): Promise<void> {
    for (;;) {
      this.#forgetOldHeads()
      const unknown = documents.filter((document) => !this.#heads.has(document))
      if (unknown.length === 0) return
      const generation = this.#generation
      // A damaged document is found here too: nothing is added behind a hole.
      const heads = await this.#database.view((view) =>
        Promise.all(unknown.map((document) => readHead(view, document))),
      )
      this.#forgetOldHeads()
      if (generation !== this.#generation) continue
      unknown.forEach((document, index) => {
        if (!this.#heads.has(document)) this.#heads.set(document, heads[index] ?? 0)
      })
    }
  }

  #head(document: string): number | undefined {
    this.#forgetOldHeads()
    return this.#heads.get(document)
  }

  #forgetOldHeads(): void {
    if (this.#generation === this.#database.generation) return
    this.#generation = this.#database.generation
    this.#heads = new Map()
  }
}

/** The last sequence number; 0 only when nothing at all is stored under this name. */
const readHead = async (view: LevelView, document: string): Promise<number> => {
  const key = nameKey('head', document)
  const value = await view.get(key)
  if (value === null) {
    const orphans = await Promise.all([
      view.records(nameRange('entry', document), 1),
      view.records(nameRange('snapshot', document), 1),
    ])
    if (orphans.flat().length > 0) throw new StoreDamagedError('its last number is missing', document)
    return 0
  }
  const head = unsealJson(key, value)
  if (typeof head !== 'number') throw new StoreDamagedError('its last number is unreadable', document)
  return head
}

/** Entries from ≤ seq ≤ to that are there, each the successor of the one before, the first being `from`. */
const readEntries = async (
  view: LevelView,
  document: string,
  from: number,
  to: number,
): Promise<readonly LogEntry[]> => {
  const records = await view.records(seqRange('entry', document, from, to))
  return records.map(([key, value], index) => {
    const seq = seqOf(key)
    if (seq !== from + index) throw new StoreDamagedError(`entry ${from + index} is missing`, document)
    const payload = unseal(key, value)
    const entry = payload === null ? null : decodeEntry(seq, payload)
    if (entry === null) throw new StoreDamagedError(`entry ${seq} is unreadable`, document)
    return entry
  })
}

/** A damaged snapshot is passed over: the log holds everything that it held. [LOG8] */
const newestSnapshot = async (
  view: LevelView,
  document: string,
  upTo: number,
): Promise<LogSnapshot | null> => {
  const keys = await view.keys(seqRange('snapshot', document, 0, upTo))
  for (const key of keys.toReversed()) {
    const body = unseal(key, (await view.get(key)) ?? new Uint8Array())
    if (body !== null) return { seq: seqOf(key), body }
  }
  return null
}
