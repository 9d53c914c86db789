import { fail, type Result } from '#core/util/result.ts'
import { READ_BY_NOBODY, type ImportAs } from './docx/import-as.ts'
import { ImportThread, type ReadFailure } from './import-thread.ts'
import type { Imported } from './imported.ts'

export interface ImportLimits {
  /** For one file, from its turn to its last block. */
  readonly milliseconds: number
  /** Of the thread's own heap. */
  readonly megabytes: number
  /** The thread ends when nothing was to be read for so long, and gives its memory back. */
  readonly idleMilliseconds: number
}

/**
 * The worst files that are known are read or refused in 10 s of a busy machine and a heap of 200 MB (the tests read all
 * of theirs within it; in 144 MB some that can be read could not). The bytes lie beside it: 10 MB of a file and the one
 * unpacked part of 32 MiB that is read.
 */
export const IMPORT_LIMITS: ImportLimits = { milliseconds: 30_000, megabytes: 200, idleMilliseconds: 60_000 }

/**
 * Reads files in a thread of its own, one after the other, in the order of the calls: however long a file takes, the
 * server goes on [DIR300]. A file that takes too long or needs too much memory ends the thread and is `too-complex`;
 * the next one gets a new thread [DIR301]. How many may wait is for the caller to bound.
 */
export class ImportReader {
  readonly #limits: ImportLimits
  #thread: ImportThread | null = null
  #idle: NodeJS.Timeout | undefined
  #turn: Promise<unknown> = Promise.resolve()
  #isClosed = false

  constructor(limits: ImportLimits = IMPORT_LIMITS) {
    this.#limits = limits
  }

  /** Rejects only for a bug of ours: a reader that throws. */
  read(
    filename: string,
    bytes: Uint8Array,
    as: ImportAs = READ_BY_NOBODY,
  ): Promise<Result<Imported, ReadFailure>> {
    const read = this.#turn.then(() => this.#readNow(filename, bytes, as))
    this.#turn = read.catch(() => undefined)
    return read
  }

  /** Ends the thread; what is being read or waits is `stopped`. */
  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#idle)
    await this.#thread?.end()
    await this.#turn
  }

  async #readNow(filename: string, bytes: Uint8Array, as: ImportAs): Promise<Result<Imported, ReadFailure>> {
    if (this.#isClosed) return fail({ reason: 'stopped' })
    clearTimeout(this.#idle)
    const thread =
      this.#thread === null || this.#thread.isOver ? new ImportThread(this.#limits.megabytes) : this.#thread
    this.#thread = thread
    try {
      return await thread.read(filename, bytes, as, this.#limits.milliseconds)
    } finally {
      if (!this.#isClosed)
        this.#idle = setTimeout(() => void thread.end(), this.#limits.idleMilliseconds).unref()
    }
  }
}
