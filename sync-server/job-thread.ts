import type { Worker } from 'node:worker_threads'
import { fail, ok, type Result } from '#core/util/result.ts'
import { STOPPING, type JobFailure } from './job-failure.ts'
import { OpenJobs } from './open-jobs.ts'
import { startThread } from './start-thread.ts'

export interface JobLimits {
  /** For one job, those in front of it included. */
  readonly milliseconds: number
  /** Of the thread's own heap. */
  readonly megabytes: number
  /** The thread ends when nothing was asked for so long, and gives its memory back. */
  readonly idle: number
}

/** What goes to the thread and comes back; each answer under the number of its question. */
export interface ToJobWorker<Question> {
  readonly job: number
  readonly question: Question
}
export interface FromJobWorker<Answer> {
  readonly job: number
  readonly answer: Answer
}

/**
 * A thread of its own that answers one question after the other, in the order of the calls, while the server goes on.
 * What takes too long or needs too much memory ends it, with everything that waits; the next question starts another.
 */
export class JobThread<Question, Answer> {
  readonly #module: string
  readonly #limits: JobLimits
  readonly #jobs = new OpenJobs<Answer, Worker>()
  #worker: Worker | null = null
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
      const job = this.#jobs.add(worker, this.#limits.milliseconds, resolve, () => this.#rest(worker))
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
      this.#jobs.settle(job, ok(answer))
      if (this.#jobs.isEmpty) this.#idle = setTimeout(() => this.#rest(worker), this.#limits.idle).unref()
    })
    worker.on('error', (error) => {
      const isMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      const detail = error instanceof Error ? error.message : String(error)
      why = { reason: isMemory ? 'too-much-memory' : 'ended', detail }
    })
    // Comes after every error.
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = null
      this.#jobs.failAllOf(worker, this.#isClosed ? STOPPING : why)
    })
    return worker
  }

  #rest(worker: Worker): void {
    if (this.#worker === worker) this.#worker = null
    void worker.terminate()
  }
}
