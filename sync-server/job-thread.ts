import type { Worker } from 'node:worker_threads'
import { fail, ok, type Result } from '#core/util/result.ts'
import { startThread } from './start-thread.ts'

export interface JobLimits {
  /** For one job, those in front of it included. */
  readonly milliseconds: number
  /** Of the thread's own heap. */
  readonly megabytes: number
  /** The thread ends when nothing was asked for so long, and gives its memory back. */
  readonly idle: number
}

/** Why there is no answer: `ended` is what the work itself came to, by a defect of its own too. */
export interface JobFailure {
  readonly reason: 'too-slow' | 'too-much-memory' | 'ended' | 'stopping'
  /** In words, for the log. */
  readonly detail: string
}

export const STOPPING: JobFailure = { reason: 'stopping', detail: 'the server stops' }

export const tooSlow = ({ milliseconds }: JobLimits): JobFailure => ({
  reason: 'too-slow',
  detail: `took longer than ${milliseconds} ms`,
})

/** What goes to the thread and comes back; each answer under the number of its question. */
export interface ToJobWorker<Question> {
  readonly job: number
  readonly question: Question
}
export interface FromJobWorker<Answer> {
  readonly job: number
  readonly answer: Answer
}

interface Job<Answer> {
  readonly worker: Worker
  readonly resolve: (answer: Result<Answer, JobFailure>) => void
  readonly timer: NodeJS.Timeout
}

/**
 * A thread of its own that answers one question after the other, in the order of the calls, while the server goes on.
 * What takes too long or needs too much memory ends it, with everything that waits; the next question starts another.
 */
export class JobThread<Question, Answer> {
  readonly #module: string
  readonly #limits: JobLimits
  readonly #jobs = new Map<number, Job<Answer>>()
  #worker: Worker | null = null
  /** Those that were ended because they took too long. */
  readonly #late = new WeakSet<Worker>()
  #count = 0
  #idle: NodeJS.Timeout | undefined
  #isClosed = false

  /** `module`: see {@link startThread}. */
  constructor(module: string, limits: JobLimits) {
    this.#module = module
    this.#limits = limits
  }

  /** Fails when it takes too long or too much memory, and when the server ends. */
  ask(question: Question, given: readonly ArrayBuffer[] = []): Promise<Result<Answer, JobFailure>> {
    if (this.#isClosed) return Promise.resolve(fail(STOPPING))
    return new Promise((resolve) => {
      clearTimeout(this.#idle)
      const worker = (this.#worker ??= this.#start())
      const job = ++this.#count
      const timer = setTimeout(() => {
        this.#late.add(worker)
        this.#rest(worker)
      }, this.#limits.milliseconds)
      this.#jobs.set(job, { worker, resolve, timer })
      const message: ToJobWorker<Question> = { job, question }
      worker.postMessage(message, given)
    })
  }

  /** What is asked for and not answered yet fails. */
  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#idle)
    await this.#worker?.terminate()
  }

  #start(): Worker {
    const worker = startThread(this.#module, { maxOldGenerationSizeMb: this.#limits.megabytes })
    worker.unref()
    let why: JobFailure = { reason: 'ended', detail: 'the thread has ended' }
    worker.on('message', ({ job, answer }: FromJobWorker<Answer>) => {
      this.#settle(job, ({ resolve }) => resolve(ok(answer)))
      if (this.#jobs.size === 0) this.#idle = setTimeout(() => this.#rest(worker), this.#limits.idle).unref()
    })
    worker.on('error', (error) => {
      const isMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      const detail = error instanceof Error ? error.message : String(error)
      why = { reason: isMemory ? 'too-much-memory' : 'ended', detail }
    })
    // Comes after every error.
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = null
      if (this.#isClosed) why = STOPPING
      else if (this.#late.has(worker)) why = tooSlow(this.#limits)
      for (const [id, job] of this.#jobs)
        if (job.worker === worker) this.#settle(id, ({ resolve }) => resolve(fail(why)))
    })
    return worker
  }

  #rest(worker: Worker): void {
    if (this.#worker === worker) this.#worker = null
    void worker.terminate()
  }

  #settle(id: number, how: (job: Job<Answer>) => void): void {
    const job = this.#jobs.get(id)
    if (job === undefined) return
    this.#jobs.delete(id)
    clearTimeout(job.timer)
    how(job)
  }
}
