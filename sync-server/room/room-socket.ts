/** Port: one connection to a document as the room sees it. `send` never blocks and never throws. */
export interface RoomSocket {
  send(frame: Uint8Array): void
  /** Bytes accepted by `send` that have not left yet. */
  readonly bufferedBytes: number
  close(code: number, reason: string): void
}
