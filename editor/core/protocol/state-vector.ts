import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { Result } from '../util/result.ts'
import { attempt, giveUp, remaining } from './bounded-reader.ts'
import type { ProtocolError } from './message.ts'

/** Client id → the clock that comes next. */
export type StateVector = ReadonlyMap<number, number>

/** The bytes of Yjs's own state vectors. */
export const encodeStateVector = (vector: StateVector): Uint8Array => {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, vector.size)
  for (const [client, clock] of vector) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
  }
  return encoding.toUint8Array(encoder)
}

/** Reads any bytes; a client named twice is malformed. Never throws, never believes a claimed length. */
export const decodeStateVector = (bytes: Uint8Array): Result<StateVector, ProtocolError> =>
  attempt(bytes, (decoder) => {
    const count = decoding.readVarUint(decoder)
    if (count * 2 > remaining(decoder)) return giveUp('truncated')
    const vector = new Map<number, number>()
    for (let i = 0; i < count; i++) {
      const client = decoding.readVarUint(decoder)
      if (vector.has(client)) return giveUp('malformed')
      vector.set(client, decoding.readVarUint(decoder))
    }
    return vector
  })
