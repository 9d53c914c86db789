import { randomFillSync } from 'node:crypto'
import { open, rm, stat, statfs } from 'node:fs/promises'
import { DiskFullError } from './store-errors.ts'

/** LevelDB needs up to two write buffers of 4 MB to open again after a failure; twice that is kept. */
export const RESERVE_BYTES = 16 * 1024 * 1024

const CHUNK = 64 * 1024

/**
 * A file of random bytes whose only worth is the space it takes. When the disk is full, giving it up lets the
 * database open again and be read; when it can be taken back, there is space to write again. So a full disk makes
 * the server read-only instead of dead, and it recovers without a restart. [LOG10]
 */
export class DiskReserve {
  readonly #path: string
  readonly #bytes: number
  #held = false

  constructor(path: string, bytes: number = RESERVE_BYTES) {
    this.#path = path
    this.#bytes = bytes
  }

  /** Takes the space unless it is held already; throws {@link DiskFullError} when there is not enough. */
  async take(): Promise<void> {
    if (this.#held || this.#bytes === 0) return
    if (!(await this.#isThere())) await this.#write()
    this.#held = true
  }

  async release(): Promise<void> {
    this.#held = false
    await rm(this.#path, { force: true })
  }

  async #isThere(): Promise<boolean> {
    try {
      return (await stat(this.#path)).size === this.#bytes
    } catch {
      return false
    }
  }

  async #write(): Promise<void> {
    try {
      const file = await open(this.#path, 'w', 0o600)
      try {
        const { bavail, bsize } = await statfs(this.#path)
        if (bavail * bsize < this.#bytes) throw new DiskFullError(this.#path)
        for (let written = 0; written < this.#bytes;) {
          // Random: a file system that compresses must not give the space away.
          const chunk = randomFillSync(new Uint8Array(Math.min(CHUNK, this.#bytes - written)))
          const { bytesWritten } = await file.write(chunk)
          written += bytesWritten
        }
      } finally {
        await file.close()
      }
    } catch (cause) {
      await rm(this.#path, { force: true })
      throw cause instanceof DiskFullError ? cause : new DiskFullError(this.#path, { cause })
    }
  }
}
