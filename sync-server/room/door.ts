import { permits } from '#core/access/permits.ts'
import { CLOSE } from '#core/protocol/close-codes.ts'
import type { Audience } from './audience.ts'
import type { DurableDocument } from './durable-document.ts'
import { greet } from './greeting.ts'
import type { RoomMember } from './member.ts'
import type { RoomLife } from './room-life.ts'
import type { RoomPorts } from './room-ports.ts'
import type { RoomSocket } from './room-socket.ts'
import { Session, type Joining } from './session.ts'

type NoEntry = 'no-access' | 'no-document'

/** Who comes into a room, stays in it and goes. */
export class Door {
  readonly #durable: DurableDocument<Session>
  readonly #audience: Audience
  readonly #life: RoomLife
  readonly #ports: RoomPorts
  /** Asks who came in for what we lack. */
  readonly #ask: (session: Session) => void

  constructor(
    durable: DurableDocument<Session>,
    audience: Audience,
    life: RoomLife,
    ports: RoomPorts,
    ask: (session: Session) => void,
  ) {
    this.#durable = durable
    this.#audience = audience
    this.#life = life
    this.#ports = ports
    this.#ask = ask
  }

  /** Takes a socket in, or closes it with the reason [PRO8]. */
  admit(socket: RoomSocket, joining: Joining): Session {
    const { clock, limits, schema, epoch } = this.#ports
    const isStale = joining.schema !== null && joining.schema !== schema
    const session = new Session(socket, joining, isStale, clock, limits)
    if (this.#life.isOver) session.close(CLOSE.restart, 'restart')
    else if (!this.#mayFollow(joining.member)) deny(session, 'no-access')
    else if (joining.epoch !== null && joining.epoch !== epoch.current()) session.close(CLOSE.epoch, 'epoch')
    else this.#welcome(session)
    return session
  }

  /** Looks again what a member may do here, everybody without `member`, and acts on their sockets at once [ACC21]. */
  accessChanged(member: string | null): void {
    for (const session of this.#audience.sessions) {
      if (member !== null && session.member.id !== member) continue
      const found = this.#ports.directory.lookup(this.#durable.document, session.member.id)
      if (typeof found === 'string') this.expel(session, found)
      else this.#update(session, found)
    }
  }

  expel(session: Session, why: NoEntry): void {
    deny(session, why)
    this.leave(session, CLOSE.noAccess, why)
  }

  leave(
    session: Session,
    code: typeof CLOSE.later | typeof CLOSE.restart | typeof CLOSE.noAccess,
    why: string,
  ): void {
    session.close(code, why)
    if (this.#audience.leave(session)) this.#life.rest()
  }

  #mayFollow({ role }: RoomMember): boolean {
    return permits(role, this.#durable.live.facts.stage, 'follow')
  }

  #welcome(session: Session): void {
    this.#life.wake()
    this.#audience.enter(session)
    greet(session, this.#durable.live, this.#ports, this.#durable.isWritable)
    this.#ask(session)
    this.#audience.showEverybody(session)
  }

  #update(session: Session, member: RoomMember): void {
    const before = session.member
    session.member = member
    if (!this.#mayFollow(member)) return this.expel(session, 'no-access')
    if (before.role !== member.role) session.control({ type: 'role', role: member.role })
    if (before.name !== member.name || before.color !== member.color) this.#audience.restamp(session)
  }
}

const deny = (session: Session, why: NoEntry): void => {
  session.send({ type: 'denied', reason: why })
  session.close(why === 'no-access' ? CLOSE.noAccess : CLOSE.noDocument, why)
}
