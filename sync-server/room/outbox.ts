import type { RoomSocket } from './room-socket.ts'

export interface OutboxLimits {
  readonly behindBytes: number
  readonly mergeBytes: number
}

/**
 * What goes out on one socket. While the socket is slow its updates are not queued: the state vector before the first
 * one is kept, and one frame with everything since follows when the socket has caught up [PRO10].
 */
export class Outbox {
  readonly #socket: RoomSocket
  readonly #limits: OutboxLimits
  #lastSentAt: number
  #heldSince: Uint8Array | null = null
  #heldBytes = 0
  /** Bytes of an answer to step 1 that may be under way: a large document is not a slow reader's fault. */
  #answerBytes = 0

  constructor(socket: RoomSocket, limits: OutboxLimits, now: number) {
    this.#socket = socket
    this.#limits = limits
    this.#lastSentAt = now
  }

  get lastSentAt(): number {
    return this.#lastSentAt
  }
  /** Does it hold updates back? */
  get isBehind(): boolean {
    return this.#heldSince !== null
  }
  /** Would an update be held back now? */
  get isSlow(): boolean {
    return this.isBehind || this.#buffered() > this.#limits.mergeBytes + this.#answerBytes
  }
  /** More behind than a socket may be. */
  get isLost(): boolean {
    return this.#buffered() + this.#heldBytes > this.#limits.behindBytes + this.#answerBytes
  }

  /** Bytes that its reader has not taken yet. */
  get unreadBytes(): number {
    return this.#buffered()
  }

  send(frame: Uint8Array, now: number): void {
    this.#lastSentAt = now
    this.#socket.send(frame)
  }

  /** Like `send`, for the answer to a step 1. */
  sendAnswer(frame: Uint8Array, now: number): void {
    this.#buffered()
    this.#answerBytes += frame.length
    this.send(frame, now)
  }

  /** Holds an update back; `vectorBefore` is the durable state vector without it. */
  hold(bytes: number, vectorBefore: Uint8Array): void {
    this.#heldSince ??= vectorBefore
    this.#heldBytes += bytes
  }

  /** The state vector to catch up from, once the socket has room again; else null. */
  release(): Uint8Array | null {
    if (this.#heldSince === null || this.#buffered() > this.#limits.mergeBytes / 2) return null
    const since = this.#heldSince
    this.#heldSince = null
    this.#heldBytes = 0
    return since
  }

  #buffered(): number {
    const bytes = this.#socket.bufferedBytes
    if (bytes <= this.#limits.mergeBytes / 2) this.#answerBytes = 0
    return bytes
  }
}
