import type { Result } from '#core/util/result.ts'

interface Job<Answer, Worker> {
  readonly worker: Worker
  readonly resolve: (answer: Result<Answer, string>) => void
  readonly timer: NodeJS.Timeout
}

/** Questions on their way to workers, each under a number of its own, with the time that it may take. */
export class OpenJobs<Answer, Worker> {
  readonly #jobs = new Map<number, Job<Answer, Worker>>()
  #count = 0

  get isEmpty(): boolean {
    return this.#jobs.size === 0
  }

  /** A new one; `late` is called when it was not answered within so many milliseconds. Answers its number. */
  add(
    worker: Worker,
    milliseconds: number,
    resolve: (answer: Result<Answer, string>) => void,
    late: () => void,
  ): number {
    const job = ++this.#count
    this.#jobs.set(job, { worker, resolve, timer: setTimeout(late, milliseconds) })
    return job
  }

  /** What was settled before is passed over. */
  settle(id: number, answer: Result<Answer, string>): void {
    const job = this.#jobs.get(id)
    if (job === undefined) return
    this.#jobs.delete(id)
    clearTimeout(job.timer)
    job.resolve(answer)
  }

  /** All that one worker was asked: it has ended. */
  settleAllOf(worker: Worker, answer: Result<Answer, string>): void {
    for (const [id, job] of this.#jobs) if (job.worker === worker) this.settle(id, answer)
  }
}
