import * as Y from 'yjs'
import type { Control } from '#core/protocol/control.ts'
import { decodeMessage } from '#core/protocol/decode.ts'
import { encodeMessage } from '#core/protocol/encode.ts'
import type { Message } from '#core/protocol/message.ts'
import { encodeStateVector, type StateVector } from '#core/protocol/state-vector.ts'

type Sent = string | ArrayBufferLike | Blob | ArrayBufferView

/** The part of a browser's WebSocket that y-websocket uses, in the hands of a test. */
export class FakeSocket {
  static readonly OPEN = 1
  readonly OPEN = 1
  static readonly made: FakeSocket[] = []
  readonly url: string
  readonly frames: Uint8Array[] = []
  readyState = 0
  binaryType = 'blob'
  onopen: (() => void) | null = null
  onmessage: ((event: { data: ArrayBufferLike }) => void) | null = null
  onclose: ((event: { code: number; reason: string }) => void) | null = null
  onerror: (() => void) | null = null

  constructor(url: string | URL) {
    this.url = String(url)
    FakeSocket.made.push(this)
  }

  send(frame: Sent): void {
    if (frame instanceof Uint8Array) this.frames.push(frame.slice())
  }

  close(): void {
    this.readyState = 3
  }

  open(): void {
    this.readyState = 1
    this.onopen?.()
  }

  /** The other side closes, or the network does. */
  drop(code = 1006, reason = ''): void {
    this.readyState = 3
    this.onclose?.({ code, reason })
  }

  receive(message: Message): void {
    const frame = encodeMessage(message)
    this.onmessage?.({ data: frame.slice().buffer })
  }
}

/** The newest socket of the session under test. */
export const newestSocket = (): FakeSocket => {
  const socket = FakeSocket.made.at(-1)
  if (socket === undefined) throw new Error('no socket was made')
  return socket
}

export const HELLO: Extract<Control, { type: 'hello' }> = {
  type: 'hello',
  epoch: 'e1',
  schema: 's1',
  seq: 0,
  now: 5_000,
  role: 'editor',
  stage: 'drafting',
  stageSet: null,
  locks: [],
  restores: 0,
  member: 'm1',
  writable: true,
  numbered: false,
}

/** A server that takes in what it is sent and acks when told: one document, one socket at a time. */
export class FakeServer {
  readonly doc = new Y.Doc()
  #socket: FakeSocket | null = null
  #read = 0
  handled = 0

  /** Opens the socket: hello, step 1, and the answer to the client's step 1. */
  greet(socket: FakeSocket, hello: Partial<typeof HELLO> = {}): void {
    this.#socket = socket
    this.#read = 0
    this.handled = 0
    socket.open()
    this.say({ type: 'control', control: { ...HELLO, ...hello } })
    this.say({ type: 'sync-step-1', stateVector: Y.encodeStateVector(this.doc) })
    this.read()
  }

  say(message: Message): void {
    this.#socket?.receive(message)
  }

  /** Takes in the frames that came since, and answers step 1. Acks nothing. */
  read(): void {
    const socket = this.#socket
    if (socket === null) return
    // What is sent while this reads is read as well.
    while (this.#read < socket.frames.length) {
      const frame = socket.frames[this.#read++]
      if (frame === undefined) return
      const message = decodeMessage(frame)
      if (!message.ok) continue
      switch (message.value.type) {
        case 'sync-step-1':
          this.handled++
          this.say({
            type: 'sync-step-2',
            update: Y.encodeStateAsUpdate(this.doc, message.value.stateVector),
          })
          break
        case 'sync-step-2':
        case 'update':
          this.handled++
          Y.applyUpdate(this.doc, message.value.update)
          break
        default:
          break
      }
    }
  }

  /** Everything read is durable. */
  ack(vector: StateVector = Y.decodeStateVector(Y.encodeStateVector(this.doc))): void {
    this.say({ type: 'ack', stateVector: encodeStateVector(vector), handled: this.handled, seq: 1 })
  }

  text(): string {
    return this.doc.getText('content').toJSON()
  }
}
