import type { Worker } from 'node:worker_threads'
import { fail, type Result } from '#core/util/result.ts'
import { memoryOf, packStretch } from './room/since/packed-stretch.ts'
import type { LogStretch } from './room/since/passage.ts'
import type { NoSummary } from './room/since/summaries.ts'
import { changesOf, type Summary } from './room/since/summary.ts'
import { startThread } from './start-thread.ts'
import type { FromSummaryWorker, ToSummaryWorker } from './summary-messages.ts'

/** A stretch of up to so many bytes takes a few milliseconds: less than to hand it over. */
const SMALL = 32 * 1024
/** For one stretch, those in front of it included. */
const MILLISECONDS = 60_000
/** A text of 16 MiB with a hundred thousand entries fits. */
const MEGABYTES = 1024
/** The thread ends when nothing was asked for so long, and gives its memory back. */
const IDLE = 60_000

interface Job {
  readonly worker: Worker
  readonly resolve: (summary: Result<Summary, NoSummary>) => void
  readonly timer: NodeJS.Timeout
}

/**
 * Works out what changed in a stretch of a log: a short one here, a long one in a thread of its own, one after the
 * other in the order of the calls, while the server goes on [DOC503].
 */
export class SummaryThread {
  readonly #jobs = new Map<number, Job>()
  #worker: Worker | null = null
  #count = 0
  #idle: NodeJS.Timeout | undefined
  #isClosed = false

  /** Fails when it takes too long or too much memory, and when the server ends. */
  summarise(stretch: LogStretch): Promise<Result<Summary, NoSummary>> {
    if (bytesOf(stretch) <= SMALL) return Promise.resolve(changesOf(stretch))
    if (this.#isClosed) return Promise.resolve(unavailable('the server stops'))
    return new Promise((resolve) => {
      clearTimeout(this.#idle)
      const worker = (this.#worker ??= this.#start())
      const job = ++this.#count
      const timer = setTimeout(() => this.#rest(worker), MILLISECONDS)
      this.#jobs.set(job, { worker, resolve, timer })
      const packed = packStretch(stretch)
      const message: ToSummaryWorker = { job, stretch: packed }
      worker.postMessage(message, memoryOf(packed))
    })
  }

  /** What is asked for and not answered yet fails. */
  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#idle)
    await this.#worker?.terminate()
  }

  #start(): Worker {
    const worker = startThread('summary-worker', { maxOldGenerationSizeMb: MEGABYTES })
    worker.unref()
    let why = 'the thread that compares texts has ended'
    worker.on('message', ({ job, summary }: FromSummaryWorker) => {
      this.#settle(job, ({ resolve }) => resolve(summary))
      if (this.#jobs.size === 0) this.#idle = setTimeout(() => this.#rest(worker), IDLE).unref()
    })
    worker.on('error', (error) => {
      why = error instanceof Error ? error.message : String(error)
    })
    // Comes after every error.
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = null
      for (const [id, job] of this.#jobs)
        if (job.worker === worker) this.#settle(id, ({ resolve }) => resolve(unavailable(why)))
    })
    return worker
  }

  #rest(worker: Worker): void {
    if (this.#worker === worker) this.#worker = null
    void worker.terminate()
  }

  #settle(id: number, how: (job: Job) => void): void {
    const job = this.#jobs.get(id)
    if (job === undefined) return
    this.#jobs.delete(id)
    clearTimeout(job.timer)
    how(job)
  }
}

const bytesOf = ({ snapshot, entries }: LogStretch): number =>
  entries.reduce((bytes, { body }) => bytes + body.length, snapshot?.body.length ?? 0)

const unavailable = (detail: string) => fail({ reason: 'unavailable' as const, detail })
