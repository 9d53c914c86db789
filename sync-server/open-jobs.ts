import { fail, type Result } from '#core/util/result.ts'
import { tooSlow, type JobFailure } from './job-failure.ts'

interface Job<Answer, Worker> {
  readonly worker: Worker
  readonly resolve: (answer: Result<Answer, JobFailure>) => void
  readonly timer: NodeJS.Timeout
}

/** Questions on their way to workers, each under a number of its own, with the time that it may take. */
export class OpenJobs<Answer, Worker extends object> {
  readonly #jobs = new Map<number, Job<Answer, Worker>>()
  /** Those that are ended because they took too long: why what they were asked fails. */
  readonly #late = new WeakMap<Worker, JobFailure>()
  #count = 0

  get isEmpty(): boolean {
    return this.#jobs.size === 0
  }

  /** A new one; `end` ends the worker when it was not answered within so many milliseconds. Answers its number. */
  add(
    worker: Worker,
    milliseconds: number,
    resolve: (answer: Result<Answer, JobFailure>) => void,
    end: () => void,
  ): number {
    const job = ++this.#count
    const timer = setTimeout(() => {
      this.#late.set(worker, tooSlow(milliseconds))
      end()
    }, milliseconds)
    this.#jobs.set(job, { worker, resolve, timer })
    return job
  }

  /** What was settled before is passed over. */
  settle(id: number, answer: Result<Answer, JobFailure>): void {
    const job = this.#jobs.get(id)
    if (job === undefined) return
    this.#jobs.delete(id)
    clearTimeout(job.timer)
    job.resolve(answer)
  }

  /** All that one worker was asked fails: it has ended, for this reason if it was in time. */
  failAllOf(worker: Worker, why: JobFailure): void {
    const answer = fail(this.#late.get(worker) ?? why)
    for (const [id, job] of this.#jobs) if (job.worker === worker) this.settle(id, answer)
  }
}
