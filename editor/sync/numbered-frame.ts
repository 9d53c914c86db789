import * as encoding from 'lib0/encoding'
import { WIRE } from '#core/protocol/message.ts'

/**
 * The frame of an update of ours, saying up to which number of the log the text had come to us when it was written;
 * any other frame, and without such a number, as it is [PRO410].
 */
export const numberedFrame = (frame: Uint8Array, heard: number | null): Uint8Array => {
  if (heard === null || frame[0] !== WIRE.sync || frame[1] !== WIRE.update) return frame
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, WIRE.numbered)
  encoding.writeVarUint(encoder, heard)
  // Behind its two numbers stand the bytes of the update, with their length.
  encoding.writeUint8Array(encoder, frame.subarray(2))
  return encoding.toUint8Array(encoder)
}
