import type {
  LoadedLog,
  LogBatch,
  LogEntry,
  LogSnapshot,
  UpdateLog,
} from '../../sync-server/room/update-log.ts'
import { durableFiles, type DurableFiles } from '../../sync-server/store/durable-files.ts'
import type { Meta, MetaStore } from '../../sync-server/store/meta-store.ts'

/** What a test asked for; told apart from real failures. */
export class InjectedFault extends Error {
  override readonly name = 'InjectedFault'
}

/**
 * What becomes of one call. `lost`: it fails and nothing is stored. `landed`: it is stored and fails all the same,
 * as a write does whose fsync failed. `stall`: it waits until the test lets it go, then does its work.
 */
export type Fault = 'lost' | 'landed' | 'stall'

/** Faults by the number of the call, counted from 1; calls without one work. */
export class FaultPlan {
  readonly #faults: ReadonlyMap<number, Fault>
  readonly #stalled = new Set<() => void>()
  #calls = 0

  constructor(faults: Readonly<Record<number, Fault>>) {
    this.#faults = new Map(Object.entries(faults).map(([call, fault]) => [Number(call), fault]))
  }

  /** How many calls have begun. */
  get calls(): number {
    return this.#calls
  }

  /** How many wait to be let go. */
  get stalled(): number {
    return this.#stalled.size
  }

  /** Lets go of everything that stalls now. */
  letGo(): void {
    const waiting = [...this.#stalled]
    this.#stalled.clear()
    for (const go of waiting) go()
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    this.#calls += 1
    const fault = this.#faults.get(this.#calls)
    const message = `call ${this.#calls} fails`
    if (fault === 'lost') throw new InjectedFault(message)
    if (fault === 'stall') await new Promise<void>((go) => this.#stalled.add(go))
    const result = await work()
    if (fault === 'landed') throw new InjectedFault(message)
    return result
  }
}

/** A log whose appends follow a plan, and whose loads follow another. */
export class FaultyUpdateLog implements UpdateLog {
  readonly #log: UpdateLog
  readonly #appends: FaultPlan
  readonly #loads: FaultPlan

  constructor(log: UpdateLog, appends: FaultPlan, loads: FaultPlan = new FaultPlan({})) {
    this.#log = log
    this.#appends = appends
    this.#loads = loads
  }

  load(document: string): Promise<LoadedLog> {
    return this.#loads.run(() => this.#log.load(document))
  }

  append(batches: readonly LogBatch[]): Promise<readonly number[]> {
    return this.#appends.run(() => this.#log.append(batches))
  }

  saveSnapshot(document: string, snapshot: LogSnapshot): Promise<void> {
    return this.#log.saveSnapshot(document, snapshot)
  }

  snapshotAt(document: string, seq: number): Promise<LogSnapshot | null> {
    return this.#log.snapshotAt(document, seq)
  }

  read(document: string, from: number, to: number): AsyncIterable<LogEntry> {
    return this.#log.read(document, from, to)
  }

  heads(): Promise<ReadonlyMap<string, number>> {
    return this.#log.heads()
  }

  remove(document: string): Promise<void> {
    return this.#log.remove(document)
  }
}

/** Metadata whose changes follow a plan. */
export class FaultyMetaStore implements MetaStore {
  readonly #store: MetaStore
  readonly #plan: FaultPlan

  constructor(store: MetaStore, plan: FaultPlan) {
    this.#store = store
    this.#plan = plan
  }

  read(): Meta {
    return this.#store.read()
  }

  transact<T>(change: (meta: Meta) => { readonly meta: Meta; readonly result: T }): Promise<T> {
    return this.#plan.run(() => this.#store.transact(change))
  }
}

/** Every step of a crash-safe write counts as a call of the plan. */
export const faultyFiles = (plan: FaultPlan, files: DurableFiles = durableFiles): DurableFiles => ({
  write: (path, bytes) => plan.run(() => files.write(path, bytes)),
  duplicate: (path, copy) => plan.run(() => files.duplicate(path, copy)),
  rename: (from, to) => plan.run(() => files.rename(from, to)),
  syncFolder: (path) => plan.run(() => files.syncFolder(path)),
  remove: (path) => files.remove(path),
})
