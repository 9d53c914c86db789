import type { Duplex } from 'node:stream'
import type { Bus } from './room/bus.ts'
import type { SessionStore } from './store/session-store.ts'

interface Connection {
  readonly tokenHash: string
  readonly members: readonly string[]
  readonly socket: Duplex
}

/**
 * Which session each open WebSocket came with. When a session ends (log out, re-issued device link) its connections
 * are cut; the client comes back at once and is told that it is not signed in. Rooms see to members, this to devices
 * [ACC114].
 */
export class SessionSockets {
  readonly #sessions: SessionStore
  readonly #open = new Set<Connection>()
  readonly #report: (error: unknown) => void

  constructor(sessions: SessionStore, bus: Bus, report: (error: unknown) => void) {
    this.#sessions = sessions
    this.#report = report
    bus.subscribe((event) => {
      if (event.type === 'access') this.#check(event.member).catch(this.#report)
    })
  }

  add(connection: Connection): void {
    this.#open.add(connection)
    connection.socket.once('close', () => this.#open.delete(connection))
  }

  async #check(member: string): Promise<void> {
    for (const connection of this.#open) {
      if (!connection.members.includes(member)) continue
      if ((await this.#sessions.get(connection.tokenHash)) === null) connection.socket.destroy()
    }
  }
}
