import * as decoding from 'lib0/decoding'
import type { Result } from '../util/result.ts'
import { attempt, giveUp, readBytes, readText, remaining } from './bounded-reader.ts'
import { readControl } from './control.ts'
import { FRAME_LIMITS, WIRE, type Message, type OwnDeletion, type ProtocolError } from './message.ts'

const readSync = (decoder: decoding.Decoder): Message => {
  switch (decoding.readVarUint(decoder)) {
    case WIRE.step1:
      return { type: 'sync-step-1', stateVector: readBytes(decoder, FRAME_LIMITS.stateVector) }
    case WIRE.step2:
      return { type: 'sync-step-2', update: readBytes(decoder, FRAME_LIMITS.step2) }
    case WIRE.update:
      return { type: 'update', update: readBytes(decoder, FRAME_LIMITS.update) }
    default:
      return giveUp('unknown-type')
  }
}

const readAuth = (decoder: decoding.Decoder): Message =>
  decoding.readVarUint(decoder) === WIRE.permissionDenied
    ? { type: 'denied', reason: readText(decoder, FRAME_LIMITS.reason) }
    : giveUp('unknown-type')

const readControlFrame = (decoder: decoding.Decoder): Message => {
  const json: unknown = JSON.parse(readText(decoder, FRAME_LIMITS.control))
  const control = readControl(json)
  if (control === 'unknown') return giveUp('unknown-type')
  return control === 'malformed' ? giveUp('malformed') : { type: 'control', control }
}

const readAck = (decoder: decoding.Decoder): Message => ({
  type: 'ack',
  stateVector: readBytes(decoder, FRAME_LIMITS.stateVector),
  handled: decoding.readVarUint(decoder),
  seq: decoding.readVarUint(decoder),
})

const readNumbered = (decoder: decoding.Decoder): Message => ({
  type: 'numbered-update',
  seq: decoding.readVarUint(decoder),
  update: readBytes(decoder, FRAME_LIMITS.step2),
})

/** How many of something follow, each of at least `bytes` bytes. */
const readCount = (decoder: decoding.Decoder, bytes: number): number => {
  const count = decoding.readVarUint(decoder)
  if (count * bytes > remaining(decoder)) return giveUp('truncated')
  return count > FRAME_LIMITS.writtenWith ? giveUp('too-large') : count
}

const readWrittenWith = (decoder: decoding.Decoder): Message => {
  const client = decoding.readVarUint(decoder)
  const from: { readonly clock: number; readonly seq: number }[] = []
  for (let left = readCount(decoder, 2); left > 0; left--) {
    const clock = decoding.readVarUint(decoder)
    if (clock <= (from.at(-1)?.clock ?? -1)) return giveUp('malformed')
    from.push({ clock, seq: decoding.readVarUint(decoder) })
  }
  const deleted: OwnDeletion[] = []
  let at = 0
  for (let left = readCount(decoder, 3); left > 0; left--) {
    const of = decoding.readVarUint(decoder)
    const clock = decoding.readVarUint(decoder)
    const length = decoding.readVarUint(decoder)
    if (length > 0) deleted.push({ client: of, clock, length, at })
    else if (of === client && clock > at) at = clock
    else return giveUp('malformed')
  }
  return { type: 'written-with', client, from, deleted }
}

const read = (decoder: decoding.Decoder): Message => {
  switch (decoding.readVarUint(decoder)) {
    case WIRE.sync:
      return readSync(decoder)
    case WIRE.presence:
      return { type: 'presence', update: readBytes(decoder, FRAME_LIMITS.presence) }
    case WIRE.auth:
      return readAuth(decoder)
    case WIRE.queryPresence:
      return { type: 'query-presence' }
    case WIRE.ack:
      return readAck(decoder)
    case WIRE.numbered:
      return readNumbered(decoder)
    case WIRE.writtenWith:
      return readWrittenWith(decoder)
    case WIRE.control:
      return readControlFrame(decoder)
    default:
      return giveUp('unknown-type')
  }
}

/**
 * Reads any bytes as one message: the message, or why it is none. Never throws, allocates nothing from a claimed
 * length, and lets nothing stand after the end [PRO2]. Byte strings are views into `frame`. The updates inside
 * are not looked at: that is the scan's work.
 */
export const decodeMessage = (frame: Uint8Array): Result<Message, ProtocolError> => attempt(frame, read)
