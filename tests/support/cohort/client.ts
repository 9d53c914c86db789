import * as Y from 'yjs'
import type { Control } from '#core/protocol/control.ts'
import { decodeMessage } from '#core/protocol/decode.ts'
import { encodeMessage } from '#core/protocol/encode.ts'
import { WIRE, type Ack, type Message } from '#core/protocol/message.ts'
import { decodePresence, encodePresence } from '#core/protocol/presence.ts'
import { decodeStateVector } from '#core/protocol/state-vector.ts'
import { keepRedundantFormats } from '#core/shared-doc/changes.ts'
import { contentOf } from '#core/shared-doc/elements.ts'
import { readBlocks } from '#core/shared-doc/whole-text.ts'
import { numberedFrame } from '../../../editor/sync/numbered-frame.ts'
import { createWrittenWithMemory } from '../../../editor/sync/written-with.ts'
import { settled, type Line, type World } from './world.ts'

/** The words of a text, a line for each block. */
export const plainOf = (text: Y.Text): string =>
  readBlocks(text)
    .map(({ runs }) => runs.map((run) => run.text).join(''))
    .join('\n')

/** A Yjs client as y-websocket has it: one frame per transaction, step 2 for every step 1. Frames go when `flush` says so. */
export class Client {
  readonly member: string
  readonly doc: Y.Doc
  readonly outgoing: Uint8Array[] = []
  readonly controls: Control[] = []
  readonly presence = new Map<number, unknown>()
  acks: Ack[] = []
  /** Type-0 frames sent on the present line. */
  sent = 0
  line: Line | null = null
  /** Does the server of this line speak of numbers? */
  #isNumbered = false
  /** The number up to which the text has come; null where nothing says so. */
  #heard: number | null = null
  /** Our own clock as the server's step 1 had it. */
  #serverHas = 0
  readonly #writtenWith = createWrittenWithMemory()
  readonly #world: World

  constructor(world: World, member: string, clientId: number) {
    this.#world = world
    this.member = member
    this.doc = new Y.Doc()
    this.doc.clientID = clientId
    keepRedundantFormats(this.doc)
    this.doc.on('update', (update: Uint8Array, origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
      if (origin !== 'server') this.#writtenWith.note(transaction, this.#heard)
      if (origin !== 'server' && this.line !== null)
        this.outgoing.push(
          numberedFrame(encodeMessage({ type: 'update', update }), this.#isNumbered ? this.#heard : null),
        )
    })
  }

  get text(): Y.Text {
    return contentOf(this.doc)
  }
  get isOnline(): boolean {
    return this.line !== null
  }
  get plain(): string {
    return plainOf(this.text)
  }

  async connect(
    options: { ext?: boolean; numbered?: boolean; schema?: string; epoch?: string; seq?: number | null } = {},
  ): Promise<void> {
    this.line = await this.#world.join(this.member, options)
    this.sent = 0
    this.#serverHas = 0
    this.#isNumbered = false
    this.acks = []
    this.#queue({ type: 'sync-step-1', stateVector: Y.encodeStateVector(this.doc) })
  }

  /** The line breaks: what lay on it in either direction is gone. */
  disconnect(): void {
    this.line?.connection.leave()
    this.line = null
    this.outgoing.length = 0
  }

  /** The server is gone without a word. */
  lose(): void {
    this.line = null
    this.outgoing.length = 0
  }

  say(message: Message): void {
    this.#queue(message)
  }

  showPresence(state: unknown, clock: number, client = this.doc.clientID): void {
    const update = encodePresence([{ client, clock, state: JSON.stringify(state) }])
    this.#queue({ type: 'presence', update })
  }

  #queue(message: Message): void {
    this.outgoing.push(encodeMessage(message))
  }

  /** Sends up to `count` waiting frames. */
  flush(count = Infinity): void {
    for (let sent = 0; sent < count && this.line !== null; sent++) {
      const frame = this.outgoing.shift()
      if (frame === undefined) return
      if (frame[0] === WIRE.sync || frame[0] === WIRE.numbered) this.sent++
      this.line.connection.receive(frame)
    }
  }

  /** Takes in up to `count` frames of the server. */
  receive(count = Infinity): void {
    const line = this.line
    for (const frame of line?.socket.sent.splice(0, count) ?? []) {
      const decoded = decodeMessage(frame)
      if (!decoded.ok) throw new Error(`the server sent a bad frame: ${decoded.error.reason}`)
      this.#take(decoded.value)
    }
    if (line !== null && line.socket.closed !== null && line.socket.sent.length === 0) this.disconnect()
  }

  #take(message: Message): void {
    switch (message.type) {
      case 'sync-step-1': {
        const vector = decodeStateVector(message.stateVector)
        this.#serverHas = (vector.ok ? vector.value.get(this.doc.clientID) : undefined) ?? 0
        const written = this.#isNumbered ? this.#writtenWith.message(this.doc.clientID) : null
        if (written !== null) this.#queue(written)
        return this.#queue({
          type: 'sync-step-2',
          update: Y.encodeStateAsUpdate(this.doc, message.stateVector),
        })
      }
      case 'sync-step-2':
      case 'update':
        return Y.applyUpdate(this.doc, message.update, 'server')
      case 'numbered-update':
        this.#heard = message.seq
        return Y.applyUpdate(this.doc, message.update, 'server')
      case 'presence': {
        const entries = decodePresence(message.update)
        if (!entries.ok) throw new Error('the server sent bad presence')
        for (const { client, state } of entries.value) {
          const said: unknown = JSON.parse(state)
          if (said === null) this.presence.delete(client)
          else this.presence.set(client, said)
        }
        return
      }
      case 'ack':
        this.acks.push(message)
        if (this.isSaved) this.#writtenWith.settled(Y.getState(this.doc.store, this.doc.clientID), true)
        return
      case 'control':
        this.controls.push(message.control)
        if (message.control.type === 'hello') this.#isNumbered = message.control.numbered
        return
      case 'written-with':
      case 'denied':
      case 'query-presence':
        return
    }
  }

  /** Is everything that was written here durable, as far as the server has told? */
  get isSaved(): boolean {
    const last = this.acks.at(-1)
    if (last === undefined || this.outgoing.length > 0 || last.handled !== this.sent) return false
    const vector = decodeStateVector(last.stateVector)
    const own = Y.getState(this.doc.store, this.doc.clientID)
    return vector.ok && Math.max(vector.value.get(this.doc.clientID) ?? 0, this.#serverHas) >= own
  }
}

/** Everybody sends and receives until nothing is under way. */
export const settleAll = async (clients: readonly Client[]): Promise<void> => {
  for (let round = 0; round < 8; round++) {
    for (const client of clients) client.flush()
    await settled()
    for (const client of clients) client.receive()
  }
}
