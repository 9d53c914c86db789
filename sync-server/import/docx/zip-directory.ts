import { damaged, tooComplex, UnreadableDocx } from './docx-errors.ts'

/** One file inside the archive, as its central directory has it. */
export interface ZipEntry {
  readonly name: string
  /** 0: stored, 8: deflated. */
  readonly method: 0 | 8
  /** Bytes, as the directory claims: believed by nobody. */
  readonly size: number
  /** The bytes as they stand in the archive. */
  readonly packed: Uint8Array
  readonly crc: number
}

/** Word writes some twenty; a book with pictures some hundreds. */
const MAX_ENTRIES = 2_000

const END = 0x06054b50
const DIRECTORY = 0x02014b50
const LOCAL = 0x04034b50
const END_LENGTH = 22
const DIRECTORY_LENGTH = 46
const LOCAL_LENGTH = 30
const ENCRYPTED = 0x1 | 0x40

const endOf = (view: DataView): number => {
  const first = Math.max(0, view.byteLength - END_LENGTH - 0xffff)
  for (let at = view.byteLength - END_LENGTH; at >= first; at--)
    if (view.getUint32(at, true) === END) return at
  throw damaged('no directory of the archive')
}

const methodOf = (method: number): 0 | 8 => {
  if (method === 0 || method === 8) return method
  throw damaged(`a part is packed in a way that Word does not use (${method})`)
}

/**
 * The directory of a zip archive, read without inflating anything ([DOC600]). Strict where programs differ in what they
 * take: no second part of the same name, no parts that lie over each other, nothing spread over several files.
 */
export const readZipDirectory = (bytes: Uint8Array): ReadonlyMap<string, ZipEntry> => {
  if (bytes.length < END_LENGTH) throw damaged('too short for an archive')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOf(view)
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  if (view.getUint16(end + 8, true) !== count || count === 0xffff || at === 0xffffffff)
    throw damaged('an archive in several files, or of more than 4 GB')
  if (count > MAX_ENTRIES) throw tooComplex('more than 2,000 parts')
  const entries = new Map<string, ZipEntry>()
  let packedBytes = 0
  for (let index = 0; index < count; index++) {
    if (at + DIRECTORY_LENGTH > end || view.getUint32(at, true) !== DIRECTORY)
      throw damaged('the directory of the archive is cut')
    const nameLength = view.getUint16(at + 28, true)
    const name = nameOf(bytes.subarray(at + DIRECTORY_LENGTH, at + DIRECTORY_LENGTH + nameLength))
    if ((view.getUint16(at + 8, true) & ENCRYPTED) !== 0) throw new UnreadableDocx({ reason: 'protected' })
    const packed = packedOf(bytes, view, view.getUint32(at + 42, true), view.getUint32(at + 20, true), end)
    // Parts that share their bytes make a small archive endless: together they cannot be longer than it is.
    packedBytes += packed.length
    if (packedBytes > bytes.length) throw damaged('parts that lie over each other')
    if (entries.has(name)) throw damaged('two parts of one name')
    const method = methodOf(view.getUint16(at + 10, true))
    entries.set(name, {
      name,
      method,
      size: view.getUint32(at + 24, true),
      packed,
      crc: view.getUint32(at + 16, true),
    })
    at += DIRECTORY_LENGTH + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

const nameOf = (bytes: Uint8Array): string => {
  const name = new TextDecoder().decode(bytes).replace(/^\//u, '')
  if (name === '' || name.includes('\\') || name.split('/').includes('..'))
    throw damaged('a part without a proper name')
  return name
}

const packedOf = (bytes: Uint8Array, view: DataView, at: number, length: number, end: number): Uint8Array => {
  if (at + LOCAL_LENGTH > end || view.getUint32(at, true) !== LOCAL)
    throw damaged('a part is not where it should be')
  const start = at + LOCAL_LENGTH + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  if (start + length > end) throw damaged('a part is cut')
  return bytes.subarray(start, start + length)
}
