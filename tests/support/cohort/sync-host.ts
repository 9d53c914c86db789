import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import WebSocket from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { ConnectionLimits } from '../../../sync-server/ws/connection-limits.ts'
import { SyncServer } from '../../../sync-server/ws/sync-server.ts'
import { systemClock } from '../../../sync-server/store/system-clock.ts'
import { World, type WorldOptions } from './world.ts'

/** The real adapter on a real port, over a world in memory. A cookie `member=<id>` is a session. */
export class SyncHost {
  readonly world: World
  readonly server: Server
  readonly sync: SyncServer
  #port = 0

  constructor(options: WorldOptions = {}, limits?: ConnectionLimits) {
    this.world = new World({ clock: systemClock, ...options })
    this.server = createServer()
    this.sync = new SyncServer({
      registry: this.world.registry,
      authenticate: async (request, document) => {
        const member = /(?:^|; )member=([^;]*)/.exec(request.headers.cookie ?? '')?.[1]
        if (member === undefined) return 'no-session'
        if (document !== this.world.document) return 'no-document'
        return this.world.members.get(member) ?? 'no-access'
      },
      allowsOrigin: (origin) => origin === 'http://here.example',
      addressOf: (request: IncomingMessage) => request.socket.remoteAddress ?? '',
      clock: systemClock,
      ...(limits === undefined ? {} : { limits }),
    })
    this.server.on('upgrade', (request: IncomingMessage, socket, head: Buffer) => {
      if (!this.sync.handleUpgrade(request, socket, head)) socket.destroy()
    })
  }

  async start(port: number): Promise<void> {
    this.#port = port
    this.server.listen(port, '127.0.0.1')
    await once(this.server, 'listening')
  }

  get url(): string {
    return `ws://127.0.0.1:${this.#port}/sync`
  }

  /** A raw socket of somebody. */
  raw(
    member: string | null,
    options: { query?: string; headers?: Record<string, string>; document?: string } = {},
  ): WebSocket {
    const cookie: Record<string, string> = member === null ? {} : { cookie: `member=${member}` }
    const url = `${this.url}/${options.document ?? this.world.document}${options.query ?? ''}`
    const socket = new WebSocket(url, { headers: { ...cookie, ...options.headers } })
    socket.binaryType = 'nodebuffer'
    socket.on('error', () => undefined)
    return socket
  }

  /** A stock y-websocket client with a session cookie. */
  provider(member: string, doc: Y.Doc, params: Record<string, string> = {}): WebsocketProvider {
    class WithCookie extends WebSocket {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols, { headers: { cookie: `member=${member}` } })
      }
    }
    return new WebsocketProvider(this.url, this.world.document, doc, {
      // The polyfill stands for the browser's WebSocket; ws has the same face.
      WebSocketPolyfill: WithCookie as unknown as typeof globalThis.WebSocket,
      disableBc: true,
      params,
    })
  }

  async stop(): Promise<void> {
    this.sync.close()
    await this.world.registry.closeAll()
    this.sync.terminateAll()
    this.server.closeAllConnections()
    this.server.close()
  }
}

/** Waits until `holds`, at most five seconds, looking at every turn of the event loop. */
export const until = async (holds: () => boolean): Promise<void> => {
  const end = Date.now() + 5_000
  while (!holds()) {
    if (Date.now() > end) throw new Error(`not within five seconds: ${holds.toString()}`)
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}

/** The code and reason with which a socket is closed. */
export const closeOf = async (socket: WebSocket): Promise<{ code: number; reason: string }> => {
  const [code, reason]: unknown[] = await once(socket, 'close')
  return { code: Number(code), reason: String(reason) }
}
