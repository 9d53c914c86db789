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
  readonly resolve: (answer: Result<Answer, string>) => void
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
  #count = 0
  #idle: NodeJS.Timeout | undefined
  #isClosed = false

  /** `module`: see {@link startThread}. */
  constructor(module: string, limits: JobLimits) {
    this.#module = module
    this.#limits = limits
  }

  /** Fails, with the reason in words, when it takes too long or too much memory, and when the server ends. */
  ask(question: Question, given: readonly ArrayBuffer[] = []): Promise<Result<Answer, string>> {
    if (this.#isClosed) return Promise.resolve(fail('the server stops'))
    return new Promise((resolve) => {
      clearTimeout(this.#idle)
      const worker = (this.#worker ??= this.#start())
      const job = ++this.#count
      const timer = setTimeout(() => this.#rest(worker), this.#limits.milliseconds)
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
    let why = 'the thread has ended'
    worker.on('message', ({ job, answer }: FromJobWorker<Answer>) => {
      this.#settle(job, ({ resolve }) => resolve(ok(answer)))
      if (this.#jobs.size === 0) this.#idle = setTimeout(() => this.#rest(worker), this.#limits.idle).unref()
    })
    worker.on('error', (error) => {
      why = error instanceof Error ? error.message : String(error)
    })
    // Comes after every error.
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = null
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
