import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { Result } from '../util/result.ts'
import { attempt, giveUp, readText, remaining } from './bounded-reader.ts'
import { FRAME_LIMITS, type ProtocolError } from './message.ts'

/** What one client says about itself: the entry of an awareness update. */
export interface PresenceEntry {
  /** Yjs client id. */
  readonly client: number
  /** Later entries of a client have greater clocks. */
  readonly clock: number
  /** JSON of the state; `null` means: gone. */
  readonly state: string
}

/** The bytes of y-protocols' awareness updates. No entries is valid, and changes nothing at the other side. */
export const encodePresence = (entries: readonly PresenceEntry[]): Uint8Array => {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, entries.length)
  for (const { client, clock, state } of entries) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, state)
  }
  return encoding.toUint8Array(encoder)
}

/** Reads any bytes. The states are not parsed, and may be longer than a room takes. */
export const decodePresence = (bytes: Uint8Array): Result<readonly PresenceEntry[], ProtocolError> =>
  attempt(bytes, (decoder) => {
    const count = decoding.readVarUint(decoder)
    if (count * 3 > remaining(decoder)) return giveUp('truncated')
    const entries: PresenceEntry[] = []
    for (let i = 0; i < count; i++) {
      const client = decoding.readVarUint(decoder)
      const clock = decoding.readVarUint(decoder)
      entries.push({ client, clock, state: readText(decoder, FRAME_LIMITS.presence) })
    }
    return entries
  })
