import * as encoding from 'lib0/encoding'
import { assertNever } from '../util/assert.ts'
import { WIRE, type Message, type WrittenWith } from './message.ts'

const sync = (encoder: encoding.Encoder, step: number, bytes: Uint8Array): void => {
  encoding.writeVarUint(encoder, WIRE.sync)
  encoding.writeVarUint(encoder, step)
  encoding.writeVarUint8Array(encoder, bytes)
}

/** Those at one clock of the page stand behind a stretch of length 0 there: so many numbers, and a page of before, are read. */
const writeDeletions = (encoder: encoding.Encoder, { client: page, deleted }: WrittenWith): void => {
  const rows = deleted.flatMap(({ client, clock, length, at }, index) => {
    const row = [client, clock, length]
    return at === (deleted[index - 1]?.at ?? 0) ? [row] : [[page, at, 0], row]
  })
  encoding.writeVarUint(encoder, rows.length)
  for (const number of rows.flat()) encoding.writeVarUint(encoder, number)
}

const write = (encoder: encoding.Encoder, message: Message): void => {
  switch (message.type) {
    case 'sync-step-1':
      return sync(encoder, WIRE.step1, message.stateVector)
    case 'sync-step-2':
      return sync(encoder, WIRE.step2, message.update)
    case 'update':
      return sync(encoder, WIRE.update, message.update)
    case 'numbered-update':
      encoding.writeVarUint(encoder, WIRE.numbered)
      encoding.writeVarUint(encoder, message.seq)
      return encoding.writeVarUint8Array(encoder, message.update)
    case 'written-with':
      encoding.writeVarUint(encoder, WIRE.writtenWith)
      encoding.writeVarUint(encoder, message.client)
      encoding.writeVarUint(encoder, message.from.length)
      for (const { clock, seq } of message.from) {
        encoding.writeVarUint(encoder, clock)
        encoding.writeVarUint(encoder, seq)
      }
      return writeDeletions(encoder, message)
    case 'presence':
      encoding.writeVarUint(encoder, WIRE.presence)
      return encoding.writeVarUint8Array(encoder, message.update)
    case 'denied':
      encoding.writeVarUint(encoder, WIRE.auth)
      encoding.writeVarUint(encoder, WIRE.permissionDenied)
      return encoding.writeVarString(encoder, message.reason)
    case 'query-presence':
      return encoding.writeVarUint(encoder, WIRE.queryPresence)
    case 'ack':
      encoding.writeVarUint(encoder, WIRE.ack)
      encoding.writeVarUint8Array(encoder, message.stateVector)
      encoding.writeVarUint(encoder, message.handled)
      return encoding.writeVarUint(encoder, message.seq)
    case 'control':
      encoding.writeVarUint(encoder, WIRE.control)
      return encoding.writeVarString(encoder, JSON.stringify(message.control))
    default:
      return assertNever(message)
  }
}

/** The frame of a message. Types 0–3 are byte for byte what y-protocols writes [PRO1]. */
export const encodeMessage = (message: Message): Uint8Array => {
  const encoder = encoding.createEncoder()
  write(encoder, message)
  return encoding.toUint8Array(encoder)
}
