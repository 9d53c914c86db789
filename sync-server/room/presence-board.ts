import type { PresenceEntry } from '#core/protocol/presence.ts'
import { FRAME_LIMITS } from '#core/protocol/message.ts'
import type { RoomMember } from './member.ts'
import { type Fields, isFields } from '#core/util/fields.ts'

interface Shown {
  /** Member id. */
  readonly member: string
  readonly clock: number
  /** JSON, stamped; `null` for somebody who has left. */
  readonly state: string
}

const FORBIDDEN_KEYS = ['__proto__', 'constructor', 'prototype']
const MAX_DEPTH = 6
/** Client ids whose speaker is remembered. */
const REMEMBERED = 20_000

const isHarmless = (value: unknown, depth = 0): boolean => {
  if (typeof value !== 'object' || value === null) return true
  if (depth >= MAX_DEPTH) return false
  return Object.entries(value).every(
    ([key, inner]) => !FORBIDDEN_KEYS.includes(key) && isHarmless(inner, depth + 1),
  )
}

/** What a client says about itself as an object; null when it says that it is gone; undefined when it is no use. */
export const readPresenceState = (json: string): Fields | null | undefined => {
  if (json.length > FRAME_LIMITS.presenceState) return undefined
  try {
    const state: unknown = JSON.parse(json)
    if (state === null) return null
    return isFields(state) && isHarmless(state) ? state : undefined
  } catch {
    return undefined
  }
}

/**
 * Who is here [PRO7]. A socket speaks for one client id, the first that is not somebody else's; what it says about
 * others (y-websocket echoes everything) is passed over. Member id, name and colour are the server's, whatever the
 * state claims. Clocks are the server's too, taken from the time, so that a client that comes back is heard at once.
 */
export class PresenceBoard<Socket extends object> {
  readonly #shown = new Map<number, Shown>()
  readonly #speaker = new Map<Socket, number>()
  readonly #claims = new Map<number, string>()
  #changed = new Set<number>()
  #clock = 0

  /** The member who spoke for this client id first, while the room lives. */
  claimOf(client: number): string | undefined {
    return this.#claims.get(client)
  }

  /** The client id for which a socket speaks. */
  clientOf(socket: Socket): number | undefined {
    return this.#speaker.get(socket)
  }

  /** Takes what a socket says. `ownerOf` names the member who writes under a client id, if any. */
  hear(
    socket: Socket,
    member: RoomMember,
    entries: readonly PresenceEntry[],
    ownerOf: (client: number) => string | undefined,
    now: number,
  ): void {
    for (const { client, state } of entries) {
      if (!this.#maySpeak(socket, member.id, client, ownerOf)) continue
      const said = readPresenceState(state)
      if (said === undefined) continue
      this.#claim(client, member.id)
      this.#speaker.set(socket, client)
      const user = { id: member.id, name: member.name, color: member.color }
      this.#show(client, member.id, said === null ? 'null' : JSON.stringify({ ...said, user }), now)
    }
  }

  /** The member behind a socket was renamed. */
  restamp(socket: Socket, member: RoomMember, now: number): void {
    const client = this.#speaker.get(socket)
    const shown = client === undefined ? undefined : this.#shown.get(client)
    const state = shown === undefined ? undefined : readPresenceState(shown.state)
    if (client === undefined || !state) return
    const user = { id: member.id, name: member.name, color: member.color }
    this.#show(client, member.id, JSON.stringify({ ...state, user }), now)
  }

  /** The socket has closed: its presence ends. */
  leave(socket: Socket, now: number): void {
    const client = this.#speaker.get(socket)
    this.#speaker.delete(socket)
    const shown = client === undefined ? undefined : this.#shown.get(client)
    if (client !== undefined && shown !== undefined) this.#show(client, shown.member, 'null', now)
  }

  /** Is there anything to tell? */
  get hasNews(): boolean {
    return this.#changed.size > 0
  }

  /** What changed since the last call; those who left are forgotten with it. */
  news(): readonly PresenceEntry[] {
    const news = this.#entries([...this.#changed])
    this.#changed = new Set()
    for (const { client, state } of news) if (state === 'null') this.#shown.delete(client)
    return news
  }

  /** Everybody who is here. */
  everybody(): readonly PresenceEntry[] {
    return this.#entries([...this.#shown.keys()]).filter(({ state }) => state !== 'null')
  }

  /** The members who are here, each once however many devices, in the order in which they came. */
  members(): readonly string[] {
    const here = [...this.#shown.values()].filter(({ state }) => state !== 'null')
    return [...new Set(here.map(({ member }) => member))]
  }

  #maySpeak(
    socket: Socket,
    member: string,
    client: number,
    ownerOf: (client: number) => string | undefined,
  ): boolean {
    const own = this.#speaker.get(socket)
    if (own !== undefined) return own === client
    if ((ownerOf(client) ?? this.#claims.get(client) ?? member) !== member) return false
    return ![...this.#speaker.values()].includes(client)
  }

  #claim(client: number, member: string): void {
    if (this.#claims.has(client)) return
    const oldest = this.#claims.size >= REMEMBERED ? this.#claims.keys().next().value : undefined
    if (oldest !== undefined) this.#claims.delete(oldest)
    this.#claims.set(client, member)
  }

  #show(client: number, member: string, state: string, now: number): void {
    this.#clock = Math.max(this.#clock + 1, now)
    this.#shown.set(client, { member, clock: this.#clock, state })
    this.#changed.add(client)
  }

  #entries(clients: readonly number[]): readonly PresenceEntry[] {
    return clients.flatMap((client) => {
      const shown = this.#shown.get(client)
      return shown === undefined ? [] : [{ client, clock: shown.clock, state: shown.state }]
    })
  }
}
