import { crc32, deflateRawSync } from 'node:zlib'

/** One part of a Word file that is a text. */
export interface Part {
  readonly name: string
  readonly text: string
}

/** One that is none. */
export interface BytesPart {
  readonly name: string
  readonly bytes: Uint8Array
}

const LOCAL_LENGTH = 30
const DIRECTORY_LENGTH = 46
const END_LENGTH = 22
const DEFLATED = 8
/** Names are UTF-8. */
const FLAGS = 0x800
const VERSION = 20
/** 1 January 1980, the first day that a zip knows: when a file was written is nobody's business ([DOC622]). */
const DATE = 0x21

interface Packed {
  readonly name: Uint8Array
  readonly bytes: Uint8Array
  readonly size: number
  readonly crc: number
}

/** The 16 bytes that the header of a part and its line in the directory have in common, from the flags on. */
const writeShared = (view: DataView, at: number, { bytes, size, crc, name }: Packed): void => {
  view.setUint16(at, FLAGS, true)
  view.setUint16(at + 2, DEFLATED, true)
  view.setUint16(at + 6, DATE, true)
  view.setUint32(at + 8, crc, true)
  view.setUint32(at + 12, bytes.length, true)
  view.setUint32(at + 16, size, true)
  view.setUint16(at + 20, name.length, true)
}

/** The parts as a zip archive, in their order. Equal parts give equal bytes. */
export const writeZip = (parts: readonly (Part | BytesPart)[]): Uint8Array => {
  const packed = parts.map((part): Packed => {
    const raw = 'bytes' in part ? part.bytes : new TextEncoder().encode(part.text)
    const bytes = deflateRawSync(raw, { level: 6 })
    return { name: new TextEncoder().encode(part.name), bytes, size: raw.length, crc: crc32(raw) }
  })
  const body = packed.reduce((sum, { name, bytes }) => sum + LOCAL_LENGTH + name.length + bytes.length, 0)
  const directory = packed.reduce((sum, { name }) => sum + DIRECTORY_LENGTH + name.length, 0)
  const zip = new Uint8Array(body + directory + END_LENGTH)
  const view = new DataView(zip.buffer)
  let [at, line] = [0, body]
  for (const part of packed) {
    view.setUint32(line, 0x02014b50, true)
    view.setUint16(line + 4, VERSION, true)
    view.setUint16(line + 6, VERSION, true)
    writeShared(view, line + 8, part)
    view.setUint32(line + 42, at, true)
    zip.set(part.name, line + DIRECTORY_LENGTH)
    line += DIRECTORY_LENGTH + part.name.length
    view.setUint32(at, 0x04034b50, true)
    view.setUint16(at + 4, VERSION, true)
    writeShared(view, at + 6, part)
    zip.set(part.name, at + LOCAL_LENGTH)
    zip.set(part.bytes, at + LOCAL_LENGTH + part.name.length)
    at += LOCAL_LENGTH + part.name.length + part.bytes.length
  }
  view.setUint32(line, 0x06054b50, true)
  view.setUint16(line + 8, packed.length, true)
  view.setUint16(line + 10, packed.length, true)
  view.setUint32(line + 12, directory, true)
  view.setUint32(line + 16, body, true)
  return zip
}
