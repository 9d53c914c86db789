import { encodePresence, type PresenceEntry } from '#core/protocol/presence.ts'
import type { Control } from '#core/protocol/control.ts'
import type { Clock } from './clock.ts'
import { HEARTBEAT, sendPresence } from './fan-out.ts'
import type { RoomLimits } from './limits.ts'
import { PresenceBoard } from './presence-board.ts'
import type { Session } from './session.ts'

export interface AudienceEvents {
  /** Everything since a state vector, for a socket that has caught up. */
  readonly since: (vector: Uint8Array) => { readonly seq: number; readonly update: Uint8Array }
  /** Other members are here than before. */
  readonly othersHere: () => void
  /** Called every few seconds while somebody is here. */
  readonly tick: (now: number) => void
}

/** How often a slow socket is looked at again, milliseconds. */
const CATCH_UP = 100

/** Everybody in a room: presence, the heartbeat, and the sockets that lag. */
export class Audience {
  readonly sessions = new Set<Session>()
  readonly presence = new PresenceBoard<Session>()
  readonly #clock: Clock
  readonly #limits: RoomLimits
  readonly #events: AudienceEvents
  #membersHere = ''
  #presenceTimer: (() => void) | null = null
  #tickTimer: (() => void) | null = null
  #catchUpTimer: (() => void) | null = null

  constructor(clock: Clock, limits: RoomLimits, events: AudienceEvents) {
    this.#clock = clock
    this.#limits = limits
    this.#events = events
  }

  get isAnySlow(): boolean {
    for (const { outbox } of this.sessions) if (outbox.isSlow) return true
    return false
  }

  /** Bytes that wait for the sockets of one member. */
  unreadBytesOf(member: string): number {
    let bytes = 0
    for (const session of this.sessions) if (session.member.id === member) bytes += session.outbox.unreadBytes
    return bytes
  }

  enter(session: Session): void {
    this.sessions.add(session)
    this.#tick()
  }

  /** False when the session was not here. */
  leave(session: Session): boolean {
    if (!this.sessions.delete(session)) return false
    this.presence.leave(session, this.#clock.now())
    this.tellPresence()
    return true
  }

  hear(
    session: Session,
    entries: readonly PresenceEntry[],
    ownerOf: (client: number) => string | undefined,
  ): void {
    this.presence.hear(session, session.member, entries, ownerOf, this.#clock.now())
    this.tellPresence()
  }

  /** The member behind a session has another name or colour. */
  restamp(session: Session): void {
    this.presence.restamp(session, session.member, this.#clock.now())
    this.tellPresence()
  }

  /** Tells one session who is here. */
  showEverybody(session: Session): void {
    session.send({ type: 'presence', update: encodePresence(this.presence.everybody()) })
  }

  control(control: Control): void {
    for (const session of this.sessions) session.control(control)
  }

  tellPresence(): void {
    if (this.#presenceTimer !== null || !this.presence.hasNews) return
    this.#presenceTimer = this.#clock.after(this.#limits.presenceEvery, () => {
      this.#presenceTimer = null
      sendPresence(this.sessions, this.presence.news(), (session) => this.presence.clientOf(session))
      const here = this.presence.members().join()
      if (here === this.#membersHere) return
      this.#membersHere = here
      this.#events.othersHere()
    })
  }

  /** Sees to it that sockets which hold updates back get them. */
  catchUpLater(): void {
    if (this.#catchUpTimer !== null) return
    this.#catchUpTimer = this.#clock.after(CATCH_UP, () => {
      this.#catchUpTimer = null
      let isBehind = false
      for (const session of this.sessions) {
        this.#catchUp(session)
        isBehind ||= session.outbox.isBehind
      }
      if (isBehind) this.catchUpLater()
    })
  }

  end(): void {
    for (const cancel of [this.#presenceTimer, this.#tickTimer, this.#catchUpTimer]) cancel?.()
  }

  #catchUp(session: Session): void {
    const since = session.outbox.release()
    if (since === null) return
    const { seq, update } = this.#events.since(since)
    session.sendUpdate(update, seq)
    this.showEverybody(session)
  }

  #tick(): void {
    if (this.#tickTimer !== null || this.sessions.size === 0) return
    this.#tickTimer = this.#clock.after(this.#limits.heartbeat / 6, () => {
      this.#tickTimer = null
      const now = this.#clock.now()
      for (const session of this.sessions)
        if (now - session.outbox.lastSentAt >= this.#limits.heartbeat) session.sendFrame(HEARTBEAT)
      this.#events.tick(now)
      this.#tick()
    })
  }
}
