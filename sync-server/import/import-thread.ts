import type { Worker } from 'node:worker_threads'
import { assertNever } from '#core/util/assert.ts'
import { fail, ok, type Result } from '#core/util/result.ts'
import { startThread } from '../start-thread.ts'
import type { ImportAs } from './docx/import-as.ts'
import type { FromImportWorker, ToImportWorker } from './import-messages.ts'
import type { Imported, ImportedBlock, ImportError } from './imported.ts'

/** `stopped`: the thread was ended from outside, because the server ends. */
export type ReadFailure = ImportError | { readonly reason: 'stopped' }

interface Job {
  readonly blocks: ImportedBlock[]
  readonly resolve: (read: Result<Imported, ReadFailure>) => void
  readonly reject: (error: unknown) => void
  readonly timer: NodeJS.Timeout
}

/** A thread that reads one file at a time. It ends for good with the first file that is too much for it. */
export class ImportThread {
  readonly #worker: Worker
  #job: Job | null = null
  #isOver = false
  #ending: Result<Imported, ReadFailure> = fail({ reason: 'stopped' })
  #bug: unknown = null

  /** `megabytes` bounds its heap. */
  constructor(megabytes: number) {
    this.#worker = startThread('import/import-worker', { maxOldGenerationSizeMb: megabytes })
    this.#worker.unref()
    this.#worker.on('message', (message: FromImportWorker) => this.#take(message))
    this.#worker.on('error', (error) => {
      const isMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      if (isMemory) this.#ending = fail({ reason: 'too-complex', detail: 'needs too much memory' })
      else this.#bug = error
    })
    // Comes after every error.
    this.#worker.on('exit', () => {
      this.#isOver = true
      if (this.#bug === null) this.#settle((job) => job.resolve(this.#ending))
      else this.#settle((job) => job.reject(this.#bug))
    })
  }

  /** It reads nothing more. */
  get isOver(): boolean {
    return this.#isOver
  }

  /** Rejects only when the reader itself throws. Not before the file before has been read. */
  read(
    filename: string,
    bytes: Uint8Array,
    as: ImportAs,
    milliseconds: number,
  ): Promise<Result<Imported, ReadFailure>> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#ending = fail({ reason: 'too-complex', detail: 'takes too long' })
        void this.end()
      }, milliseconds)
      this.#job = { blocks: [], resolve, reject, timer }
      // A copy: the bytes of a small body lie in a pool that cannot be given away.
      const own = new Uint8Array(bytes)
      this.#tell({ type: 'read', filename, bytes: own, as }, [own.buffer])
    })
  }

  /** What is being read fails. Resolves when the thread is gone. */
  async end(): Promise<void> {
    this.#isOver = true
    await this.#worker.terminate()
  }

  #tell(message: ToImportWorker, given: readonly ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, given)
  }

  #take(message: FromImportWorker): void {
    switch (message.type) {
      case 'failed':
        this.#settle((job) => job.resolve(fail(message.error)))
        return
      case 'part': {
        const { rest } = message
        this.#job?.blocks.push(...message.blocks)
        if (rest !== null) this.#settle((job) => job.resolve(ok({ blocks: job.blocks, ...rest })))
        // After whatever else waits: the parts are not unpacked one right after the other.
        else setImmediate(() => this.#tell({ type: 'more' }))
        return
      }
      default:
        assertNever(message)
    }
  }

  #settle(how: (job: Job) => void): void {
    const job = this.#job
    if (job === null) return
    this.#job = null
    clearTimeout(job.timer)
    how(job)
  }
}
