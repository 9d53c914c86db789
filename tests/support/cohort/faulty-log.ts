import { MemoryUpdateLog } from '../../../sync-server/log/memory-update-log.ts'
import type { LogBatch, LogSnapshot, UpdateLog } from '../../../sync-server/room/update-log.ts'

/** How an append goes wrong: nothing stored, or everything stored and nobody told. */
export type Fault = 'lost' | 'stored-but-failed'

/** A log in memory whose appends the test holds back or lets fail. */
export class FaultyLog implements UpdateLog {
  readonly inner: UpdateLog
  /** Appends so far. */
  appends = 0
  loads = 0
  /** Decides about the n-th append, counted from 1. */
  fault: (append: number) => Fault | null = () => null
  failLoad: ((load: number) => boolean) | null = null
  failSnapshot = false
  #isHolding = false
  #held: (() => void)[] = []

  constructor(inner: UpdateLog = new MemoryUpdateLog()) {
    this.inner = inner
  }

  /** From here on appends wait. */
  hold(): void {
    this.#isHolding = true
  }

  release(): void {
    this.#isHolding = false
    for (const go of this.#held.splice(0)) go()
  }

  /** The process dies: what waits is never stored, and nobody is told. */
  crash(): void {
    this.#isHolding = false
    this.#held = []
  }

  async append(batches: readonly LogBatch[]): Promise<readonly number[]> {
    const fault = this.fault(++this.appends)
    if (this.#isHolding) await new Promise<void>((resolve) => this.#held.push(resolve))
    if (fault === 'lost') throw new Error('disk full')
    const seqs = await this.inner.append(batches)
    if (fault === 'stored-but-failed') throw new Error('the answer was lost')
    return seqs
  }

  async load(document: string) {
    if (this.failLoad?.(++this.loads) === true) throw new Error('cannot read')
    return this.inner.load(document)
  }

  async saveSnapshot(document: string, snapshot: LogSnapshot): Promise<void> {
    if (this.failSnapshot) throw new Error('no space for a snapshot')
    return this.inner.saveSnapshot(document, snapshot)
  }

  snapshotAt(document: string, seq: number) {
    return this.inner.snapshotAt(document, seq)
  }

  read(document: string, from: number, to: number) {
    return this.inner.read(document, from, to)
  }

  heads() {
    return this.inner.heads()
  }

  remove(document: string): Promise<void> {
    return this.inner.remove(document)
  }
}
