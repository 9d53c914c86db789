import * as Y from 'yjs'
import { fail, ok, type Result } from '#core/util/result.ts'
import type { ControlEntry } from './facts.ts'
import type { AppendSource } from './group-appender.ts'
import type { ThreadChange } from './change-records.ts'
import { LiveDocument, type Change } from './live-document.ts'
import { encodeControlBody } from './log-body.ts'
import { SERVER } from './member.ts'
import { replay, type Replayed } from './replay.ts'
import type { RoomPorts } from './room-ports.ts'
import { SnapshotSchedule } from './snapshot-schedule.ts'
import type { NewLogEntry } from './update-log.ts'

type State =
  | { readonly kind: 'open' }
  /** Storing failed: nothing is taken, storing is tried again. */
  | { readonly kind: 'stuck'; readonly cancelRetry: () => void }
  /** What was taken goes to the log, nothing new is. */
  | { readonly kind: 'closing' }
  | { readonly kind: 'closed' }

/** What a batch that has become durable means to others. */
export interface Durable<Origin> {
  readonly batch: readonly Change<Origin>[]
  /** All of it as one update; null when the text is as it was. */
  readonly update: Uint8Array | null
  /** The state vector before it, when it was asked for. */
  readonly vectorBefore: Uint8Array | null
  /** The threads that it changed, each once. */
  readonly threads: readonly ThreadChange[]
  readonly seq: number
}

export interface DurableEvents<Origin> {
  readonly durable: (event: Durable<Origin>) => void
  /** Will `durable` need the state vector before the batch? */
  readonly wantsVector: () => boolean
  readonly stuck: () => void
  /** `missed`: what the log held beyond what everybody had seen, up to the entry `seq`. */
  readonly reopened: (missed: Uint8Array, seq: number) => void
}

/**
 * A document and its log: hands staged work to the log in order, makes it durable, and when the log fails drops
 * everything that is not durable for sure and reads the log again, until it takes entries [DOC24].
 */
export class DurableDocument<Origin> implements AppendSource {
  readonly document: string
  readonly #ports: RoomPorts
  readonly #events: DurableEvents<Origin>
  readonly #snapshots: SnapshotSchedule
  #state: State = { kind: 'open' }
  #live: LiveDocument<Origin>
  #drainWaiters: (() => void)[] = []
  #lastWriteAt: number

  constructor(document: string, replayed: Replayed, ports: RoomPorts, events: DurableEvents<Origin>) {
    this.document = document
    this.#ports = ports
    this.#events = events
    this.#live = this.#revive(replayed)
    this.#snapshots = new SnapshotSchedule(ports.limits, replayed.snapshotSeq, replayed.seq)
    this.#lastWriteAt = ports.clock.now()
  }

  get live(): LiveDocument<Origin> {
    return this.#live
  }
  get isWritable(): boolean {
    return this.#state.kind === 'open'
  }
  get isStuck(): boolean {
    return this.#state.kind === 'stuck'
  }

  /** Puts admitted work in line for the log. */
  stage(change: Change<Origin>): void {
    this.#live.stage(change)
    this.#lastWriteAt = this.#ports.clock.now()
    this.#ports.appender.wake(this)
  }

  /** Records a fact, with what the server writes along with it; resolves when it is durable. */
  record(
    by: string,
    control: ControlEntry,
    update: Uint8Array | null,
  ): Promise<Result<number, 'unavailable'>> {
    if (!this.isWritable) return Promise.resolve(fail('unavailable'))
    const now = this.#ports.clock.now()
    const entries = [this.#live.controlEntry(now, by, control)]
    if (update !== null) entries.push(this.#live.entry(now, SERVER, update))
    return new Promise((resolve) => {
      this.stage({
        origin: null,
        entries,
        updates: update === null ? [] : [update],
        repairs: null,
        controls: [{ entry: control, by, at: now }],
        settle: (seq) => resolve(seq === null ? fail('unavailable') : ok(seq)),
      })
    })
  }

  /** Resolves when everything staged so far is durable, with the number of the log then; to null when it was lost. */
  settled(): Promise<number | null> {
    if (this.#live.isDrained) return Promise.resolve(this.#live.seq)
    return new Promise((resolve) => {
      this.stage({ origin: null, entries: [], updates: [], repairs: null, controls: [], settle: resolve })
    })
  }

  take(): readonly NewLogEntry[] {
    if (this.#state.kind !== 'open' && this.#state.kind !== 'closing') return []
    const entries = this.#live.take()
    // What only waited its turn: everything before it is durable.
    if (entries.length === 0) this.stored(this.#live.seq)
    this.#snapshots.note(entries)
    return entries
  }

  stored(seq: number): void {
    const vectorBefore = this.#events.wantsVector() ? Y.encodeStateVector(this.#live.doc) : null
    const seqBefore = this.#live.seq
    let stored
    try {
      stored = this.#live.stored(seq)
    } catch (error) {
      this.#ports.report({ type: 'broken', document: this.document, error })
      return this.#stop()
    }
    for (const change of stored.batch) change.settle(seq)
    this.#events.durable({ ...stored, vectorBefore, seq })
    if (seq > seqBefore) this.#publish(seq - seqBefore)
    if (this.#snapshots.isDue(this.#ports.clock.now())) void this.saveSnapshot()
    this.#tellDrained()
  }

  failed(error: unknown): void {
    this.#ports.report({ type: 'append-failed', document: this.document, error })
    this.#stop()
  }

  /** Saves the durable document. A failure costs only a longer load. */
  async saveSnapshot(): Promise<void> {
    const { seq } = this.#live
    if (!this.#snapshots.begin(seq, this.#ports.clock.now())) return
    try {
      await this.#ports.log.saveSnapshot(this.document, { seq, body: this.#live.snapshot() })
      this.#snapshots.end(true)
    } catch (error) {
      this.#snapshots.end(false)
      this.#ports.report({ type: 'snapshot-failed', document: this.document, error })
    }
  }

  /** Resolves when everything staged is durable or dropped, at the latest after `within` milliseconds. */
  drained(within?: number): Promise<void> {
    if (this.#live.isDrained) return Promise.resolve()
    return new Promise((resolve) => {
      this.#drainWaiters.push(resolve)
      if (within !== undefined) this.#ports.clock.after(within, resolve)
    })
  }

  /** Frees the staging copy of a document in which nobody has written for a while. */
  restIfIdle(now: number): void {
    if (now - this.#lastWriteAt >= this.#ports.limits.judgeIdle) this.#live.restJudge()
  }

  /** Takes nothing new from here on. */
  beginClosing(): void {
    if (this.#state.kind === 'open') this.#state = { kind: 'closing' }
  }

  end(): void {
    if (this.#state.kind === 'stuck') this.#state.cancelRetry()
    this.#state = { kind: 'closed' }
    this.#live.drop()
    this.#live.doc.destroy()
  }

  #publish(entries: number): void {
    this.#ports.report({ type: 'durable', document: this.document, entries })
    this.#ports.bus.publish({ type: 'seq', document: this.document, seq: this.#live.seq })
  }

  #stop(): void {
    const wasClosing = this.#state.kind !== 'open'
    const lost = this.#live.drop()
    if (!wasClosing) this.#retryLater()
    for (const change of lost) change.settle(null)
    this.#tellDrained()
    if (!wasClosing) this.#events.stuck()
  }

  #retryLater(): void {
    const cancelRetry = this.#ports.clock.after(this.#ports.limits.retry, () => void this.#retry())
    this.#state = { kind: 'stuck', cancelRetry }
  }

  /** Stores a mark; when that succeeds, the log is the truth about everything before it. */
  async #retry(): Promise<void> {
    const { log, clock, report } = this.#ports
    const body = encodeControlBody({ type: 'recovered' })
    try {
      await log.append([{ document: this.document, entries: [{ at: clock.now(), by: SERVER, body }] }])
      const replayed = replay(await log.load(this.document))
      if (!this.isStuck) return
      if (!replayed.ok) throw new Error(replayed.error.detail)
      this.#reopen(replayed.value)
    } catch (error) {
      report({ type: 'append-failed', document: this.document, error })
      if (this.isStuck) this.#retryLater()
    }
  }

  #reopen(replayed: Replayed): void {
    const before = this.#live
    const missed = Y.encodeStateAsUpdate(replayed.doc, Y.encodeStateVector(before.doc))
    this.#live = this.#revive(replayed)
    before.doc.destroy()
    this.#state = { kind: 'open' }
    this.#ports.report({ type: 'recovered', document: this.document })
    this.#events.reopened(missed, before.seq)
    this.#publish(replayed.seq - before.seq)
  }

  #revive(replayed: Replayed): LiveDocument<Origin> {
    const { newJudge, newId, newClientId, limits } = this.#ports
    const { newClientsPerFrame } = limits
    return new LiveDocument(replayed, { newJudge, newBid: newId, newClientId, newClientsPerFrame })
  }

  #tellDrained(): void {
    if (!this.#live.isDrained) return
    const waiters = this.#drainWaiters
    this.#drainWaiters = []
    for (const tell of waiters) tell()
  }
}
