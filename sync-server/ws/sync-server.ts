import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { CLOSE, type CloseCode } from '#core/protocol/close-codes.ts'
import { encodeMessage } from '#core/protocol/encode.ts'
import { FRAME_LIMITS } from '#core/protocol/message.ts'
import type { Clock } from '../room/clock.ts'
import type { RoomMember } from '../room/member.ts'
import type { RoomRegistry } from '../room/room-registry.ts'
import { ConnectionCount, CONNECTION_LIMITS, type ConnectionLimits } from './connection-limits.ts'
import { closeSocket, roomSocket, SyncWebSocket } from './socket.ts'
import { readSyncUrl, type SyncTarget } from './sync-url.ts'

/** Why somebody may not have a document. */
export type Denied = 'no-session' | 'no-access' | 'no-document'

export interface SyncServerOptions {
  readonly registry: RoomRegistry
  /** Who asks, by the cookie of the request. */
  readonly authenticate: (request: IncomingMessage, document: string) => Promise<RoomMember | Denied>
  /** May a page of this origin connect? Without an origin it is no browser, and the cookie alone speaks. */
  readonly allowsOrigin: (origin: string, request: IncomingMessage) => boolean
  /** The address to count by (a proxy's header, where one is trusted). */
  readonly addressOf: (request: IncomingMessage) => string
  readonly clock: Clock
  readonly limits?: ConnectionLimits
  readonly report?: (event: {
    readonly type: 'socket-error' | 'upgrade-failed'
    readonly error: unknown
  }) => void
}

/** Half-open connections are found out after two of these, milliseconds. */
const PING_EVERY = 30_000

const DENIED: { readonly [K in Denied]: CloseCode } = {
  'no-session': CLOSE.noSession,
  'no-access': CLOSE.noAccess,
  'no-document': CLOSE.noDocument,
}

/**
 * `/sync/:documentId` on the HTTP server's port. Accepts first and closes with a code afterwards, because a browser
 * cannot tell one refused upgrade from another [PRO8]; only what no honest page does is refused before.
 */
export class SyncServer {
  readonly #options: SyncServerOptions
  readonly #count: ConnectionCount
  // Deflate off: it costs memory per socket, updates are small and mostly incompressible.
  readonly #server = new WebSocketServer({
    noServer: true,
    clientTracking: true,
    perMessageDeflate: false,
    maxPayload: FRAME_LIMITS.frame,
    WebSocket: SyncWebSocket,
  })
  #cancelPing: () => void
  readonly #silent = new WeakSet<WebSocket>()
  #isClosing = false

  constructor(options: SyncServerOptions) {
    this.#options = options
    this.#count = new ConnectionCount(options.limits ?? CONNECTION_LIMITS)
    this.#cancelPing = this.#pingLater()
  }

  /** For the HTTP server's `upgrade` event. False when the path is none of ours: the caller ends the socket. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    const target = readSyncUrl(request.url ?? '')
    if (target === null) return false
    const { allowsOrigin, addressOf, clock } = this.#options
    const { origin } = request.headers
    if (origin !== undefined && !allowsOrigin(origin, request)) refuse(socket, '403 Forbidden')
    else if (this.#isClosing) refuse(socket, '503 Service Unavailable')
    else if (!this.#count.mayUpgrade(addressOf(request), clock.now())) refuse(socket, '429 Too Many Requests')
    else this.#upgrade(request, socket, head, target).catch((error: unknown) => this.#fail(socket, error))
    return true
  }

  /** Takes no more connections. The sockets of rooms are closed by the rooms. */
  close(): void {
    this.#isClosing = true
    this.#cancelPing()
    this.#server.close()
  }

  /** Cuts off whoever is still there. */
  terminateAll(): void {
    for (const socket of this.#server.clients) socket.terminate()
  }

  #fail(socket: Duplex, error: unknown): void {
    this.#options.report?.({ type: 'upgrade-failed', error })
    socket.destroy()
  }

  async #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, target: SyncTarget): Promise<void> {
    const ignore = (): void => undefined
    socket.on('error', ignore)
    const member = await this.#options.authenticate(request, target.document)
    if (socket.destroyed) return
    const accepted = await new Promise<SyncWebSocket>((resolve) => {
      this.#server.handleUpgrade(request, socket, head, resolve)
    })
    socket.off('error', ignore)
    accepted.on('error', (error) => this.#options.report?.({ type: 'socket-error', error }))
    accepted.on('pong', () => this.#silent.delete(accepted))
    if (typeof member === 'string') return this.#deny(accepted, DENIED[member], member)
    const leave = this.#count.enter(this.#options.addressOf(request), member.id)
    if (leave === null) return closeSocket(accepted, this.#options.clock, CLOSE.later, 'too many connections')
    accepted.once('close', leave)
    await this.#join(accepted, member, target)
  }

  #deny(socket: WebSocket, code: CloseCode, reason: string): void {
    socket.send(encodeMessage({ type: 'denied', reason }))
    closeSocket(socket, this.#options.clock, code, reason)
  }

  async #join(socket: WebSocket, member: RoomMember, target: SyncTarget): Promise<void> {
    const { registry, clock } = this.#options
    // What the client sends before the room is there stays in the kernel.
    socket.pause()
    const opened = await registry.open(target.document)
    socket.resume()
    if (!opened.ok) return closeSocket(socket, clock, CLOSE.later, opened.error.reason)
    const connection = opened.value.join(roomSocket(socket, clock), {
      member,
      ext: target.ext,
      numbered: target.numbered,
      schema: target.schema,
      epoch: target.epoch,
      seq: target.seq,
    })
    socket.on('message', (frame, isBinary) => {
      if (isBinary && frame instanceof Uint8Array) connection.receive(frame)
      else closeSocket(socket, clock, CLOSE.malformed, 'not binary')
    })
    socket.on('close', () => connection.leave())
    if (socket.readyState !== socket.OPEN && socket.readyState !== socket.CONNECTING) connection.leave()
  }

  #pingLater(): () => void {
    return this.#options.clock.after(PING_EVERY, () => {
      for (const socket of this.#server.clients) {
        if (this.#silent.has(socket)) socket.terminate()
        else {
          this.#silent.add(socket)
          socket.ping()
        }
      }
      this.#cancelPing = this.#pingLater()
    })
  }
}

/** Answers an upgrade with plain HTTP. */
const refuse = (socket: Duplex, status: string): void => {
  socket.on('error', () => undefined)
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
