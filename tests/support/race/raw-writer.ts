import WebSocket from 'ws'
import * as Y from 'yjs'
import type { Control } from '#core/protocol/control.ts'
import { decodeMessage } from '#core/protocol/decode.ts'
import { encodeMessage } from '#core/protocol/encode.ts'
import { keepRedundantFormats } from '#core/shared-doc/changes.ts'
import type { Person } from '../device.ts'
import { seededRandom, type SeededRandom } from '../seeded-random.ts'

export interface RawTarget {
  readonly port: number
  readonly document: string
  /** With extensions, or as y-websocket has it. */
  readonly ext: boolean
  /** Milliseconds between two edits. */
  readonly every: number
  /** May they write directly, or do they propose? */
  readonly isWriter: boolean
}

/**
 * Somebody at a bare socket who writes without a pause, whatever the server says. Refused or cut off, they come back at
 * once with an empty page and go on, until the server closes for good.
 */
export class RawWriter {
  readonly person: Person
  readonly controls: Control[] = []
  readonly closes: number[] = []
  /** Edits sent. */
  sent = 0
  readonly #target: RawTarget
  readonly #random: SeededRandom
  readonly #timer: ReturnType<typeof setInterval>
  #doc: Y.Doc
  #socket: WebSocket
  #isSynced = false
  #isOver = false
  #suggestions = 0

  constructor(person: Person, target: RawTarget, seed: number) {
    this.person = person
    this.#target = target
    this.#random = seededRandom(seed)
    this.#doc = this.#newPage()
    this.#socket = this.#open()
    this.#timer = setInterval(() => this.#edit(), target.every)
  }

  /** Has the page what the server sent it? */
  get isSynced(): boolean {
    return this.#isSynced
  }

  /** Frames that the server refused on this socket or an earlier one, by reason. */
  get refusals(): readonly string[] {
    return this.controls.flatMap((control) => (control.type === 'refused' ? [control.reason] : []))
  }

  end(): void {
    this.#isOver = true
    clearInterval(this.#timer)
    this.#socket.terminate()
  }

  #newPage(): Y.Doc {
    const doc = new Y.Doc()
    keepRedundantFormats(doc)
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'server') this.#socket.send(encodeMessage({ type: 'update', update }), () => undefined)
    })
    return doc
  }

  #open(): WebSocket {
    const { port, document, ext } = this.#target
    const socket = new WebSocket(`ws://127.0.0.1:${port}/sync/${document}${ext ? '?ext=1' : ''}`, {
      headers: { cookie: this.person.cookie },
    })
    this.#isSynced = false
    this.#doc = this.#newPage()
    socket.on('open', () =>
      socket.send(encodeMessage({ type: 'sync-step-1', stateVector: Y.encodeStateVector(this.#doc) })),
    )
    socket.on('message', (frame: Buffer) => this.#hear(frame))
    // The server may be down: there is another try after the close.
    socket.on('error', () => undefined)
    socket.on('close', (code: number) => {
      if (this.#isOver || socket !== this.#socket) return
      this.closes.push(code)
      this.#isSynced = false
      // For good: nothing opens this document to them again.
      if (code === 4403 || code === 4401) this.#isOver = true
      else setTimeout(() => (this.#isOver ? undefined : this.#startOver()), 50)
    })
    return socket
  }

  #startOver(): void {
    const before = this.#socket
    this.#socket = this.#open()
    before.terminate()
  }

  #hear(frame: Buffer): void {
    const decoded = decodeMessage(new Uint8Array(frame))
    if (!decoded.ok) throw new Error(`the server sent a bad frame: ${decoded.error.reason}`)
    const message = decoded.value
    if (message.type === 'sync-step-2' || message.type === 'update')
      Y.applyUpdate(this.#doc, message.update, 'server')
    if (message.type === 'sync-step-2') this.#isSynced = true
    if (message.type !== 'control') return
    this.controls.push(message.control)
    if (message.control.type === 'refused') this.#startOver()
  }

  #edit(): void {
    if (!this.#isSynced || this.#socket.readyState !== WebSocket.OPEN) return
    const text = this.#doc.getText('content')
    if (text.length === 0) return
    const { id } = this.person.member
    const at = 1 + this.#random.below(text.length)
    const key = `insertion--${id}-${this.#doc.clientID}-${++this.#suggestions}`
    text.insert(at, 'ن ', this.#target.isWriter ? {} : { [key]: { by: id, at: Date.now() } })
    this.sent++
  }
}
