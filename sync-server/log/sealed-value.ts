import { crc32 } from 'node:zlib'

const CRC_BYTES = 4

const checksum = (key: Uint8Array, payload: Uint8Array): number => crc32(payload, crc32(key))

/**
 * A value with a checksum over itself and its key. LevelDB checks its log but not its tables when it reads them,
 * so a flipped bit, or a value under the wrong key, would come back as if it had been written.
 */
export const seal = (key: Uint8Array, payload: Uint8Array): Uint8Array => {
  const value = new Uint8Array(payload.byteLength + CRC_BYTES)
  value.set(payload)
  new DataView(value.buffer).setUint32(payload.byteLength, checksum(key, payload))
  return value
}

/** The payload, or null when it is not what was sealed under this key. */
export const unseal = (key: Uint8Array, value: Uint8Array): Uint8Array | null => {
  if (value.byteLength < CRC_BYTES) return null
  // Not `subarray`: of a Buffer that is a Buffer again, whose `slice` shares its bytes instead of copying them.
  const payload = new Uint8Array(value.buffer, value.byteOffset, value.byteLength - CRC_BYTES)
  const claimed = new DataView(value.buffer, value.byteOffset).getUint32(payload.byteLength)
  return claimed === checksum(key, payload) ? payload : null
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** A small JSON value, sealed. */
export const sealJson = (key: Uint8Array, json: unknown): Uint8Array =>
  seal(key, encoder.encode(JSON.stringify(json)))

/** What {@link sealJson} sealed, to be checked by the caller; undefined when damaged. */
export const unsealJson = (key: Uint8Array, value: Uint8Array): unknown => {
  const payload = unseal(key, value)
  return payload === null ? undefined : JSON.parse(decoder.decode(payload))
}
