import { fork, type ChildProcess } from 'node:child_process'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { fail, ok, type Result } from '#core/util/result.ts'
import { STOPPING, type JobFailure } from './job-failure.ts'
import type { FromJobWorker, JobLimits, ToJobWorker } from './job-thread.ts'
import { OpenJobs } from './open-jobs.ts'

/** From TypeScript a process needs what translates it. */
const argumentsFor = (file: string, megabytes: number): string[] => {
  const memory = `--max-old-space-size=${megabytes}`
  if (!file.endsWith('.ts')) return [memory]
  return [memory, '--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href]
}

/**
 * As a `JobThread`, but a process: for native code, which no thread can be stopped in, and which ends the whole process
 * when it meets a defect of its own. It knows nothing of the server's environment, and writes to no log, since
 * what it would write there may quote the text.
 */
export class JobProcess<Question, Answer> {
  readonly #file: string
  readonly #limits: JobLimits
  readonly #jobs = new OpenJobs<Answer, ChildProcess>()
  #child: ChildProcess | null = null
  #idle: NodeJS.Timeout | undefined
  #isClosed = false

  constructor(file: string, limits: JobLimits) {
    this.#file = file
    this.#limits = limits
  }

  /** Fails when it takes too long, when the process ends, and when the server does. */
  ask(question: Question): Promise<Result<Answer, JobFailure>> {
    if (this.#isClosed) return Promise.resolve(fail(STOPPING))
    return new Promise((resolve) => {
      clearTimeout(this.#idle)
      const child = (this.#child ??= this.#start())
      const job = this.#jobs.add(child, this.#limits.milliseconds, resolve, () => this.#end(child))
      const message: ToJobWorker<Question> = { job, question }
      // What cannot be sent has nobody to go to: the end of the process answers.
      child.send(message, () => {})
    })
  }

  /** What is asked for and not answered yet fails; resolves when the process is gone. */
  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#idle)
    const child = this.#child
    if (child === null || child.exitCode !== null || child.signalCode !== null) return
    await new Promise<void>((resolve) => {
      child.once('exit', () => resolve())
      this.#end(child)
    })
  }

  #start(): ChildProcess {
    const child = fork(this.#file, [], {
      execArgv: argumentsFor(this.#file, this.#limits.megabytes),
      env: {},
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    child.unref()
    child.channel?.unref()
    child.on('message', (message) => this.#hear(child, message as FromJobWorker<Answer>)) // decode boundary: our own process
    const gone = (detail: string): void => {
      if (this.#child === child) this.#child = null
      this.#jobs.failAllOf(child, this.#isClosed ? STOPPING : { reason: 'ended', detail })
    }
    child.on('error', (error) => gone(error.message))
    child.on('exit', (code, signal) => gone(`the process has ended (${signal ?? code ?? 'unknown'})`))
    return child
  }

  #hear(child: ChildProcess, { job, answer }: FromJobWorker<Answer>): void {
    this.#jobs.settle(job, ok(answer))
    if (this.#jobs.isEmpty) this.#idle = setTimeout(() => this.#end(child), this.#limits.idle).unref()
  }

  #end(child: ChildProcess): void {
    if (this.#child === child) this.#child = null
    child.kill('SIGKILL')
  }
}
