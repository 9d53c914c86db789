import { CLOSE } from '#core/protocol/close-codes.ts'
import { WebSocket } from 'ws'
import type { Clock } from '../room/clock.ts'
import type { RoomSocket } from '../room/room-socket.ts'

const MESSAGE_TOO_BIG = 1009

/**
 * The server's end of a WebSocket. A frame over the limit ends it with 4413 in place of ws's own 1009: y-websocket
 * takes 1009 for a passing trouble, and would send the same frame again for ever.
 */
export class SyncWebSocket extends WebSocket {
  override close(code?: number, reason?: string | Buffer): void {
    if (code === MESSAGE_TOO_BIG) super.close(CLOSE.tooLarge, 'too-large')
    else super.close(code, reason)
  }
}

/** A peer that does not answer the close within this time is cut off, milliseconds. */
const CLOSE_TIMEOUT = 3_000
/** With more than this waiting, a closing handshake would only wait behind it. */
const HOPELESS_BYTES = 1024 * 1024

/** A WebSocket as the room's port. */
export const roomSocket = (socket: WebSocket, clock: Clock): RoomSocket => ({
  send: (frame) => {
    // Errors end the socket through its own events.
    if (socket.readyState === WebSocket.OPEN) socket.send(frame, { binary: true }, () => undefined)
  },
  get bufferedBytes() {
    return socket.bufferedAmount
  },
  close: (code, reason) => {
    closeSocket(socket, clock, code, reason)
  },
})

/** Ends a socket with a code, by force if the peer does not cooperate. */
export const closeSocket = (socket: WebSocket, clock: Clock, code: number, reason: string): void => {
  if (socket.readyState === WebSocket.CLOSED) return
  if (socket.bufferedAmount > HOPELESS_BYTES) {
    socket.terminate()
    return
  }
  socket.close(code, reason)
  const cancel = clock.after(CLOSE_TIMEOUT, () => socket.terminate())
  socket.once('close', cancel)
}
