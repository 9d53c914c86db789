import { constants, crc32, inflateRawSync } from 'node:zlib'
import { damaged, tooComplex, UnreadableDocx } from './docx-errors.ts'
import { readZipDirectory, type ZipEntry } from './zip-directory.ts'

/** Of one part, unpacked: a text of some thousand pages. */
const MAX_PART = 32 * 1024 * 1024
/** Of all parts that are read, unpacked. */
const MAX_ALL = 48 * 1024 * 1024
/** Enough to see how a part begins. */
const BEGINNING = 256

const MACROS =
  /(?:^|\/)(?:vbaProject[^/]*\.bin|vbaData\.xml|vbaProjectSignature[^/]*\.bin)$|(?:^|\/)activeX\//iu
const ARCHIVE =
  /\.(?:zip|docx|docm|dotx|dotm|xlsx|xlsm|xlsb|pptx|pptm|odt|ods|odp|jar|7z|rar|gz|bz2|xz|cab|tar)$/iu

const isArchive = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] ?? 9) < 9

/**
 * The parts of a Word file. Refused before a byte is unpacked: macros and controls that run, other archives inside,
 * parts that claim to be too large; and while it is unpacked what is larger than it claims ([DOC600], [DOC601]).
 */
export class ZipParts {
  readonly #entries: ReadonlyMap<string, ZipEntry>
  #unpacked = 0

  constructor(bytes: Uint8Array) {
    this.#entries = readZipDirectory(bytes)
    for (const { name } of this.#entries.values())
      if (MACROS.test(name)) throw new UnreadableDocx({ reason: 'macros' })
    for (const entry of this.#entries.values())
      if (ARCHIVE.test(entry.name) || isArchive(beginningOf(entry)))
        throw new UnreadableDocx({ reason: 'nested-archive', detail: entry.name.slice(0, 100) })
  }

  has(name: string): boolean {
    return this.#entries.has(name)
  }

  /** Null when there is no such part. */
  read(name: string): Uint8Array | null {
    const entry = this.#entries.get(name)
    if (entry === undefined) return null
    const left = Math.min(MAX_PART, MAX_ALL - this.#unpacked)
    if (entry.size > left) throw tooComplex('unpacked it is too large')
    const bytes = unpack(entry, left)
    this.#unpacked += bytes.length
    if (bytes.length !== entry.size || crc32(bytes) !== entry.crc)
      throw damaged(`the part ${name} is damaged`)
    return bytes
  }
}

const unpack = (entry: ZipEntry, limit: number): Uint8Array => {
  if (entry.method === 0) return entry.packed
  try {
    // The limit is on what comes out, whatever the directory said; zlib stops there.
    return inflateRawSync(entry.packed, { maxOutputLength: Math.max(1, Math.min(limit, entry.size)) })
  } catch (error) {
    if (error instanceof RangeError) throw tooComplex('unpacked it is larger than it says')
    throw damaged(`the part ${entry.name} cannot be unpacked`)
  }
}

const beginningOf = ({ method, packed }: ZipEntry): Uint8Array => {
  const start = packed.subarray(0, BEGINNING)
  if (method === 0) return start
  try {
    return inflateRawSync(start, { finishFlush: constants.Z_SYNC_FLUSH })
  } catch {
    // Damaged: told when, and if, it is read.
    return new Uint8Array()
  }
}
