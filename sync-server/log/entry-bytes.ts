import type { LogEntry, NewLogEntry } from '../room/update-log.ts'

const FORMAT = 1
const HEAD_BYTES = 11
const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** `[1][at: float64][length of by: uint16][by: UTF-8][body]`, big-endian. The number is in the key. */
export const encodeEntry = ({ at, by, body }: NewLogEntry): Uint8Array => {
  const author = encoder.encode(by)
  const bytes = new Uint8Array(HEAD_BYTES + author.byteLength + body.byteLength)
  const view = new DataView(bytes.buffer)
  view.setUint8(0, FORMAT)
  view.setFloat64(1, at)
  view.setUint16(9, author.byteLength)
  bytes.set(author, HEAD_BYTES)
  bytes.set(body, HEAD_BYTES + author.byteLength)
  return bytes
}

/** The inverse of {@link encodeEntry}; null for bytes that it never makes. */
export const decodeEntry = (seq: number, bytes: Uint8Array): LogEntry | null => {
  if (bytes.byteLength < HEAD_BYTES) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const body = HEAD_BYTES + view.getUint16(9)
  if (view.getUint8(0) !== FORMAT || bytes.byteLength < body) return null
  return {
    seq,
    at: view.getFloat64(1),
    by: decoder.decode(bytes.subarray(HEAD_BYTES, body)),
    body: bytes.subarray(body),
  }
}
