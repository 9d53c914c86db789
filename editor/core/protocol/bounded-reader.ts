import * as decoding from 'lib0/decoding'
import { fail, ok, type Result } from '../util/result.ts'
import type { ProtocolError } from './message.ts'

/** Thrown inside a decoder and caught by {@link attempt}: never leaves this folder. */
class Undecodable extends Error {
  readonly reason: ProtocolError['reason']
  constructor(reason: ProtocolError['reason']) {
    super(reason)
    this.reason = reason
  }
}

/** Gives up the decoding under way with `reason`. */
export const giveUp = (reason: ProtocolError['reason']): never => {
  throw new Undecodable(reason)
}

/** Bytes not read yet. */
export const remaining = (decoder: decoding.Decoder): number => decoder.arr.length - decoder.pos

/**
 * A byte string as a view, at most `limit` bytes. The claimed length is compared with what is there before
 * anything is made: lib0's own reader would answer with whatever lies behind the frame in the same buffer.
 */
export const readBytes = (decoder: decoding.Decoder, limit: number): Uint8Array => {
  const length = decoding.readVarUint(decoder)
  if (length > remaining(decoder)) return giveUp('truncated')
  if (length > limit) return giveUp('too-large')
  return decoding.readUint8Array(decoder, length)
}

/** A string in UTF-8, at most `limit` bytes; broken UTF-8 is malformed. */
export const readText = (decoder: decoding.Decoder, limit: number): string => {
  const start = decoder.pos
  readBytes(decoder, limit)
  decoder.pos = start
  return decoding.readVarString(decoder)
}

/** Runs a decoder over all of `bytes`: the value, or why there is none. Never throws. */
export const attempt = <T>(
  bytes: Uint8Array,
  read: (decoder: decoding.Decoder) => T,
): Result<T, ProtocolError> => {
  const decoder = decoding.createDecoder(bytes)
  try {
    const value = read(decoder)
    return remaining(decoder) > 0 ? fail({ reason: 'trailing-bytes' }) : ok(value)
  } catch (error) {
    if (error instanceof Undecodable) return fail({ reason: error.reason })
    return fail({ reason: remaining(decoder) <= 0 ? 'truncated' : 'malformed' })
  }
}
