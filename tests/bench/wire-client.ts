/**
 * One connection to any of the measured servers: the same Yjs updates, in each server's own framing. A receiver keeps
 * no document: it finds the numbered tokens of the writers in the raw bytes, so that the generator stays cheaper than
 * what it measures.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import type { ServerName } from './peers.ts'

const SYNC = 0
const HOCUSPOCUS_AUTH = 2
const ACK = 101

export interface WireTarget {
  readonly server: ServerName
  readonly port: number
  readonly document: string
  readonly cookie: string | null
}

export interface WireEvents {
  /** A token of some writer arrived. */
  readonly token?: (token: number) => void
  /** The server said that so many of our frames are durable (this server only). */
  readonly ack?: (handled: number) => void
}

const TOKEN = /#(\d+);/g

/** Keeps no document, only the state at the first answer, or that and everything after it. */
export type Keeps = 'nothing' | 'first-state' | 'everything'

export class WireClient {
  readonly doc = new Y.Doc()
  readonly #socket: WebSocket
  readonly #target: WireTarget
  #sent = 0

  private constructor(target: WireTarget, socket: WebSocket) {
    this.#target = target
    this.#socket = socket
  }

  /** Connects and resolves when the first step 2 of the server has been applied. */
  static connect(target: WireTarget, events: WireEvents, keeps: Keeps): Promise<WireClient> {
    const path = target.server === 'siyagha' ? `sync/${target.document}?ext=1` : target.document
    const socket = new WebSocket(`ws://127.0.0.1:${target.port}/${path}`, {
      perMessageDeflate: false,
      headers: {
        origin: `http://127.0.0.1:${target.port}`,
        ...(target.cookie === null ? {} : { cookie: target.cookie }),
      },
    })
    socket.binaryType = 'nodebuffer'
    const client = new WireClient(target, socket)
    return new Promise((resolve, reject) => {
      socket.on('error', reject)
      socket.on('close', (code, reason) => reject(new Error(`closed ${code} ${reason.toString()}`)))
      socket.on('open', () => client.#greet())
      socket.on('message', (data: Buffer) => client.#receive(data, events, keeps, () => resolve(client)))
    })
  }

  /** Sends an update of its own; returns the number of this frame among its type-0 frames. */
  send(update: Uint8Array): number {
    this.#frame(SYNC, (encoder) => {
      encoding.writeVarUint(encoder, 2)
      encoding.writeVarUint8Array(encoder, update)
    })
    return this.#sent
  }

  close(): void {
    this.#socket.removeAllListeners('close')
    this.#socket.close()
  }

  #greet(): void {
    if (this.#target.server === 'hocuspocus')
      this.#frame(HOCUSPOCUS_AUTH, (encoder) => {
        encoding.writeVarUint(encoder, 0)
        encoding.writeVarString(encoder, '')
      })
    this.#frame(SYNC, (encoder) => {
      encoding.writeVarUint(encoder, 0)
      encoding.writeVarUint8Array(encoder, Y.encodeStateVector(this.doc))
    })
  }

  #frame(type: number, write: (encoder: encoding.Encoder) => void): void {
    const encoder = encoding.createEncoder()
    if (this.#target.server === 'hocuspocus') encoding.writeVarString(encoder, this.#target.document)
    encoding.writeVarUint(encoder, type)
    write(encoder)
    if (type === SYNC) this.#sent++
    this.#socket.send(encoding.toUint8Array(encoder))
  }

  #receive(data: Buffer, events: WireEvents, keeps: Keeps, ready: () => void): void {
    const decoder = decoding.createDecoder(data)
    if (this.#target.server === 'hocuspocus') decoding.readVarString(decoder)
    const type = decoding.readVarUint(decoder)
    if (type === ACK) {
      decoding.readVarUint8Array(decoder)
      events.ack?.(decoding.readVarUint(decoder))
      return
    }
    // Hocuspocus has a second type (4) for answers to a step 1.
    if (type !== SYNC && !(this.#target.server === 'hocuspocus' && type === 4)) return
    const step = decoding.readVarUint(decoder)
    if (step === 0) return
    const update = decoding.readVarUint8Array(decoder)
    if (step === 1) {
      if (keeps !== 'nothing') Y.applyUpdate(this.doc, update)
      ready()
    } else if (keeps === 'everything') Y.applyUpdate(this.doc, update)
    if (events.token !== undefined)
      for (const match of data.toString('latin1').matchAll(TOKEN)) events.token(Number(match[1]))
  }
}
