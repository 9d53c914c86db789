import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Adapter } from 'lowdb'
import { fail, type Result } from '#core/util/result.ts'
import { failureCode } from '../log/store-errors.ts'
import { durableFiles, type DurableFiles } from './durable-files.ts'
import { decodeMeta, encodeMeta, type MetaDamage } from './meta-format.ts'
import type { Meta } from './meta-store.ts'

export const META_FILE = 'metadata.json'
export const PREVIOUS_META_FILE = 'metadata.previous.json'
const TEMPORARY = /^metadata\..*\.tmp$/

/** A metadata file that is there, or should be, and cannot be read. It has not been touched. */
export class MetaDamagedError extends Error {
  override readonly name = 'MetaDamagedError'
  readonly file: string
  readonly damage: MetaDamage

  constructor(file: string, damage: MetaDamage) {
    super(`${file}: ${damage}`)
    this.file = file
    this.damage = damage
  }
}

/**
 * Where lowdb keeps the metadata. lowdb's own file adapter does not sync, uses one fixed temporary name and keeps
 * nothing of what it replaces; this one writes a new file, syncs it, keeps the file before as the previous
 * generation, renames and syncs the folder. [LOG13]
 */
export class MetaFile implements Adapter<Meta> {
  readonly #folder: string
  readonly #files: DurableFiles

  constructor(folder: string, files: DurableFiles = durableFiles) {
    this.#folder = folder
    this.#files = files
  }

  /** Null when there is neither a file nor a previous generation of it. */
  async read(): Promise<Meta | null> {
    const read = await readMetaFile(join(this.#folder, META_FILE))
    if (read.ok) return read.value
    if (read.error === 'missing') {
      const previous = await readMetaFile(join(this.#folder, PREVIOUS_META_FILE))
      if (!previous.ok && previous.error === 'missing') return null
    }
    throw new MetaDamagedError(join(this.#folder, META_FILE), read.error)
  }

  /** When it rejects, the file says what it said before; only a power cut just then may show the new one. */
  async write(meta: Meta): Promise<void> {
    const target = join(this.#folder, META_FILE)
    const [next, kept] = [this.#temporary(), this.#temporary()]
    let replaced = false
    try {
      await this.#files.write(next, encodeMeta(meta))
      if (await this.#exists()) {
        await this.#files.duplicate(target, kept)
        await this.#files.rename(kept, join(this.#folder, PREVIOUS_META_FILE))
      }
      // Before, not after: a rename that fails may have happened.
      replaced = true
      await this.#files.rename(next, target)
      await this.#files.syncFolder(this.#folder)
    } catch (error) {
      if (replaced) await this.#putBack()
      await this.#discard(next, kept)
      throw error
    }
  }

  /** Takes away what a crash left in the middle of a write. */
  async sweep(): Promise<void> {
    const names = await readdir(this.#folder)
    await this.#discard(
      ...names.filter((name) => TEMPORARY.test(name)).map((name) => join(this.#folder, name)),
    )
  }

  async #exists(): Promise<boolean> {
    return (await readdir(this.#folder)).includes(META_FILE)
  }

  /** The change was refused, so a restart must not show it. */
  async #putBack(): Promise<void> {
    const copy = this.#temporary()
    const previous = join(this.#folder, PREVIOUS_META_FILE)
    try {
      await this.#files.duplicate(previous, copy)
      await this.#files.rename(copy, join(this.#folder, META_FILE))
    } catch {
      // The disk takes nothing at all now. The next change that succeeds writes the whole file anyway.
      await this.#discard(copy)
    }
  }

  /** What stays behind is swept at the next start. */
  async #discard(...paths: readonly string[]): Promise<void> {
    await Promise.allSettled(paths.map((path) => this.#files.remove(path)))
  }

  #temporary(): string {
    return join(this.#folder, `metadata.${randomBytes(8).toString('hex')}.tmp`)
  }
}

export const readMetaFile = async (path: string): Promise<Result<Meta, MetaDamage>> => {
  try {
    return decodeMeta(await readFile(path))
  } catch (error) {
    if (failureCode(error) === 'ENOENT') return fail('missing')
    throw error
  }
}
