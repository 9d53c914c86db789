import type { RoomSocket } from '../../../sync-server/room/room-socket.ts'
import type { Message } from '#core/protocol/message.ts'
import { decodeMessage } from '#core/protocol/decode.ts'

/** A socket whose far end is the test: frames lie in `sent` until they are taken. */
export class FakeSocket implements RoomSocket {
  readonly sent: Uint8Array[] = []
  closed: { readonly code: number; readonly reason: string } | null = null
  /** A reader that does not read: what is sent counts as waiting. */
  isStalled = false
  #waiting = 0

  send(frame: Uint8Array): void {
    if (this.closed !== null) throw new Error('sent after the close')
    this.sent.push(frame.slice())
    if (this.isStalled) this.#waiting += frame.length
  }

  get bufferedBytes(): number {
    return this.#waiting
  }

  /** The stalled reader reads everything. */
  drain(): void {
    this.isStalled = false
    this.#waiting = 0
  }

  close(code: number, reason: string): void {
    this.closed ??= { code, reason }
  }

  /** Takes all frames away, decoded. */
  take(): Message[] {
    return this.sent.splice(0).map((frame) => {
      const decoded = decodeMessage(frame)
      if (!decoded.ok) throw new Error(`the server sent a bad frame: ${decoded.error.reason}`)
      return decoded.value
    })
  }
}
