import { createHash } from 'node:crypto'
import type { LevelDatabase, LevelView } from '../log/level-database.ts'
import type { KeyRange } from '../log/level-keys.ts'
import type { Meta } from './meta-store.ts'
import { decodeMeta, encodeMeta } from './meta-format.ts'

/**
 * A backup: this line, then records of `[length of key: uint32][length of value: uint32][key][value]`, big-endian,
 * the first with an empty key holding the metadata file, then four bytes 0xff, then the SHA-256 of all before it.
 */
const MAGIC = new TextEncoder().encode('siyagha-backup 1\n')
const END = new Uint8Array([0xff, 0xff, 0xff, 0xff])
const HASH_BYTES = 32
const LENGTHS = 8
const CHUNK = 64
const EVERYTHING: KeyRange = { gte: new Uint8Array([0]), lte: new Uint8Array([0xff]) }

/** A file that is no whole backup. */
export class BackupDamagedError extends Error {
  override readonly name = 'BackupDamagedError'
}

export interface BackupRecord {
  /** Empty for the metadata. */
  readonly key: Uint8Array
  readonly value: Uint8Array
}

const record = (key: Uint8Array, value: Uint8Array): Uint8Array => {
  const bytes = Buffer.alloc(LENGTHS + key.byteLength + value.byteLength)
  bytes.writeUInt32BE(key.byteLength, 0)
  bytes.writeUInt32BE(value.byteLength, 4)
  bytes.set(key, LENGTHS)
  bytes.set(value, LENGTHS + key.byteLength)
  return bytes
}

/** Gives one moment of log and metadata to `take`, piece by piece, while the server goes on. [LOG17] */
export const writeBackup = async (
  database: LevelDatabase,
  readMeta: () => Meta,
  take: (bytes: Uint8Array) => Promise<void>,
): Promise<void> => {
  await database.longView(async (view) => {
    // In the tick in which the view was taken: metadata and log of one moment.
    const meta = readMeta()
    const hash = createHash('sha256')
    const give = (bytes: Uint8Array): Promise<void> => {
      hash.update(bytes)
      return take(bytes)
    }
    await give(MAGIC)
    await give(record(new Uint8Array(), encodeMeta(meta)))
    for await (const [key, value] of recordsOf(view)) await give(record(key, value))
    await give(END)
    await take(hash.digest())
  })
}

async function* recordsOf(view: LevelView): AsyncIterable<readonly [Uint8Array, Uint8Array]> {
  let range = EVERYTHING
  for (;;) {
    const records = await view.records(range, CHUNK)
    yield* records
    const last = records.at(-1)
    if (last === undefined || records.length < CHUNK) return
    // The smallest key behind the last one.
    range = { ...range, gte: Buffer.concat([last[0], new Uint8Array([0])]) }
  }
}

/** The records of a backup, in order. Throws {@link BackupDamagedError} at the latest when the end is reached. */
export async function* readBackup(file: AsyncIterable<Uint8Array>): AsyncIterable<BackupRecord> {
  const hash = createHash('sha256')
  const source = new Source(file)
  const take = async (count: number): Promise<Buffer> => {
    const bytes = await source.take(count)
    hash.update(bytes)
    return bytes
  }
  if (!(await take(MAGIC.byteLength)).equals(MAGIC)) throw new BackupDamagedError('this is no backup')
  for (;;) {
    const keyLength = await take(4)
    if (keyLength.equals(END)) break
    const valueLength = (await take(4)).readUInt32BE(0)
    const key = await take(keyLength.readUInt32BE(0))
    yield { key, value: await take(valueLength) }
  }
  const expected = hash.digest()
  if (!(await source.take(HASH_BYTES)).equals(expected)) throw new BackupDamagedError('its checksum is wrong')
  if (!(await source.ended())) throw new BackupDamagedError('there is something behind its end')
}

/** Reads a backup to its end and checks everything that can be checked. */
export const verifyBackup = async (
  file: AsyncIterable<Uint8Array>,
): Promise<{ readonly records: number }> => {
  let records = 0
  let hasMeta = false
  for await (const { key, value } of readBackup(file)) {
    records += 1
    if (key.byteLength > 0) continue
    if (hasMeta || !decodeMeta(value).ok) throw new BackupDamagedError('its metadata cannot be read')
    hasMeta = true
  }
  if (!hasMeta) throw new BackupDamagedError('it has no metadata')
  return { records }
}

/** Takes a stream of chunks apart by byte counts, holding no more than the chunks it needs. */
class Source {
  readonly #chunks: AsyncIterator<Uint8Array>
  #rest: Buffer = Buffer.alloc(0)

  constructor(file: AsyncIterable<Uint8Array>) {
    this.#chunks = file[Symbol.asyncIterator]()
  }

  async take(count: number): Promise<Buffer> {
    const parts = [this.#rest]
    let length = this.#rest.byteLength
    while (length < count) {
      const next = await this.#chunks.next()
      if (next.done === true) throw new BackupDamagedError('it is cut short')
      parts.push(Buffer.from(next.value))
      length += next.value.byteLength
    }
    const bytes = parts.length === 1 ? this.#rest : Buffer.concat(parts)
    this.#rest = bytes.subarray(count)
    return bytes.subarray(0, count)
  }

  async ended(): Promise<boolean> {
    return this.#rest.byteLength === 0 && (await this.#chunks.next()).done === true
  }
}
