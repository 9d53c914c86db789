import { assert } from '#core/util/assert.ts'
import type { LoadedLog, LogBatch, LogEntry, LogSnapshot, UpdateLog } from '../room/update-log.ts'
import { SNAPSHOT_SPACING, snapshotsToDrop } from './snapshot-spacing.ts'

interface Kept {
  readonly entries: readonly LogEntry[]
  readonly snapshots: readonly LogSnapshot[]
}

const NOTHING: Kept = { entries: [], snapshots: [] }

/**
 * The log in memory, for tests: keeps the whole contract but durability. An instance outlives the rooms that use it,
 * so a test "restarts the server" by making new rooms over the same instance.
 */
export class MemoryUpdateLog implements UpdateLog {
  readonly #documents = new Map<string, Kept>()
  readonly #spacing: number

  constructor(spacing: number = SNAPSHOT_SPACING) {
    this.#spacing = spacing
  }

  async load(document: string): Promise<LoadedLog> {
    const { entries, snapshots } = this.#kept(document)
    const snapshot = snapshots.at(-1) ?? null
    return { snapshot, seq: entries.length, tail: entries.slice(snapshot?.seq ?? 0) }
  }

  async append(batches: readonly LogBatch[]): Promise<readonly number[]> {
    return batches.map(({ document, entries }) => {
      const kept = this.#kept(document)
      const added = entries.map(({ at, by, body }, index) => ({
        seq: kept.entries.length + index + 1,
        at,
        by,
        body: body.slice(),
      }))
      this.#documents.set(document, { ...kept, entries: kept.entries.concat(added) })
      return kept.entries.length + added.length
    })
  }

  async saveSnapshot(document: string, snapshot: LogSnapshot): Promise<void> {
    const kept = this.#kept(document)
    assert(
      snapshot.seq >= 1 && snapshot.seq <= kept.entries.length,
      'a snapshot holds entries that are in the log',
    )
    const copy = { seq: snapshot.seq, body: snapshot.body.slice() }
    const snapshots = [...kept.snapshots.filter(({ seq }) => seq !== copy.seq), copy].toSorted(
      (one, other) => one.seq - other.seq,
    )
    const drop = new Set(
      snapshotsToDrop(
        snapshots.map(({ seq }) => seq),
        this.#spacing,
      ),
    )
    this.#documents.set(document, { ...kept, snapshots: snapshots.filter(({ seq }) => !drop.has(seq)) })
  }

  async snapshotAt(document: string, seq: number): Promise<LogSnapshot | null> {
    return this.#kept(document).snapshots.findLast((snapshot) => snapshot.seq <= seq) ?? null
  }

  async *read(document: string, from: number, to: number): AsyncIterable<LogEntry> {
    yield* this.#kept(document).entries.slice(Math.max(from, 1) - 1, Math.max(to, 0))
  }

  async heads(): Promise<ReadonlyMap<string, number>> {
    return new Map([...this.#documents].map(([document, { entries }]) => [document, entries.length]))
  }

  async remove(document: string): Promise<void> {
    this.#documents.delete(document)
  }

  #kept(document: string): Kept {
    return this.#documents.get(document) ?? NOTHING
  }
}
