import type { Worker } from 'node:worker_threads'
import { compareTexts, type ComparedBlock } from '#core/history/compare-texts.ts'
import { fail, ok, type Result } from '#core/util/result.ts'
import { memoryOf, packStretch } from './room/since/packed-stretch.ts'
import type { LogStretch } from './room/since/passage.ts'
import type { NoSummary } from './room/since/summaries.ts'
import type { Summary } from './room/since/summary.ts'
import type { AuthoredBlock } from './room/versions/authors.ts'
import type { MomentText } from './room/versions/moment-text.ts'
import { startThread } from './start-thread.ts'
import {
  ABOUT_STRETCH,
  type Answer,
  type StretchAnswers,
  type ToSummaryWorker,
  type TwoTexts,
} from './summary-messages.ts'

/** A stretch of up to so many bytes takes a few milliseconds: less than to hand it over. */
const SMALL = 32 * 1024
/** Two texts of so many characters together are compared at once. */
const SMALL_TEXTS = 20_000
/** For one stretch, those in front of it included. */
const MILLISECONDS = 60_000
/** A text of 16 MiB with a hundred thousand entries fits. */
const MEGABYTES = 1024
/** The thread ends when nothing was asked for so long, and gives its memory back. */
const IDLE = 60_000

interface Job {
  readonly worker: Worker
  readonly resolve: (answer: Answer | Result<never, NoSummary>) => void
  readonly timer: NodeJS.Timeout
}

/**
 * Works out what a stretch of a log holds: a short one here, a long one in a thread of its own, one after the other in
 * the order of the calls, while the server goes on [DOC503].
 */
export class SummaryThread {
  readonly #jobs = new Map<number, Job>()
  #worker: Worker | null = null
  #count = 0
  #idle: NodeJS.Timeout | undefined
  #isClosed = false

  /** What changed. Fails, like everything here, when it takes too long or too much memory, and when the server ends. */
  summarise(stretch: LogStretch): Promise<Result<Summary, NoSummary>> {
    return this.#askAbout('changes', stretch)
  }

  /** The text at its end. */
  textOf(stretch: LogStretch): Promise<Result<MomentText, NoSummary>> {
    return this.#askAbout('text', stretch)
  }

  /** Who wrote the text at the end of a whole log. */
  authorsOf(log: LogStretch): Promise<Result<readonly AuthoredBlock[], NoSummary>> {
    return this.#askAbout('authors', log)
  }

  /** What differs between two texts. */
  compare(texts: TwoTexts): Promise<Result<readonly ComparedBlock[], NoSummary>> {
    if (charactersOf(texts.before) + charactersOf(texts.after) <= SMALL_TEXTS)
      return Promise.resolve(ok(compareTexts(texts.before, texts.after)))
    return this.#ask<Result<readonly ComparedBlock[], never>>(
      (job) => ({ job, about: 'difference', texts }),
      [],
    )
  }

  #askAbout<K extends keyof StretchAnswers>(
    about: K,
    stretch: LogStretch,
  ): Promise<StretchAnswers[K] | Result<never, NoSummary>> {
    if (bytesOf(stretch) <= SMALL) return Promise.resolve(ABOUT_STRETCH[about](stretch))
    const packed = packStretch(stretch)
    return this.#ask((job) => ({ job, about, stretch: packed }), memoryOf(packed))
  }

  #ask<T extends Answer>(
    message: (job: number) => ToSummaryWorker,
    memory: readonly ArrayBuffer[],
  ): Promise<T | Result<never, NoSummary>> {
    if (this.#isClosed) return Promise.resolve(unavailable('the server stops'))
    return new Promise((resolve) => {
      clearTimeout(this.#idle)
      const worker = (this.#worker ??= this.#start())
      const job = ++this.#count
      const timer = setTimeout(() => this.#rest(worker), MILLISECONDS)
      // Decode boundary: the thread answers what it was asked.
      this.#jobs.set(job, { worker, resolve: resolve as Job['resolve'], timer })
      worker.postMessage(message(job), memory)
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
    let why = 'the thread that reads logs has ended'
    worker.on('message', ({ job, answer }: { readonly job: number; readonly answer: Answer }) => {
      this.#settle(job, ({ resolve }) => resolve(answer))
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

const charactersOf = (blocks: TwoTexts['before']): number =>
  blocks.reduce((sum, { runs }) => runs.reduce((length, { text }) => length + text.length, sum + 1), 0)

const unavailable = (detail: string) => fail({ reason: 'unavailable' as const, detail })
