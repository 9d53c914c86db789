import { CLOSE } from '#core/protocol/close-codes.ts'
import { decodeMessage } from '#core/protocol/decode.ts'
import { FRAME_LIMITS, type NumberedUpdate } from '#core/protocol/message.ts'
import { decodePresence } from '#core/protocol/presence.ts'
import { assertNever } from '#core/util/assert.ts'
import type { Audience } from './audience.ts'
import type { DurableDocument } from './durable-document.ts'
import type { RoomPorts } from './room-ports.ts'
import type { Session } from './session.ts'
import type { UpdatePath } from './update-path.ts'

/** What the frames of a socket say, and to whom in the room. */
export class ReceivedFrames {
  readonly #durable: DurableDocument<Session>
  readonly #audience: Audience
  readonly #path: UpdatePath
  readonly #report: RoomPorts['report']

  constructor(
    durable: DurableDocument<Session>,
    audience: Audience,
    path: UpdatePath,
    report: RoomPorts['report'],
  ) {
    this.#durable = durable
    this.#audience = audience
    this.#path = path
    this.#report = report
  }

  /** Takes one frame. Never throws. */
  receive(session: Session, frame: Uint8Array): void {
    const decoded = decodeMessage(frame)
    if (!decoded.ok) return this.#reject(session, decoded.error.reason)
    const message = decoded.value
    switch (message.type) {
      case 'sync-step-1':
        if (!this.#path.answer(session, message.stateVector)) this.#reject(session, 'malformed')
        return
      case 'sync-step-2':
        return this.#path.take(session, message.update, true)
      case 'update':
        return this.#path.take(session, message.update, false)
      case 'numbered-update':
        return this.#takeNumbered(session, message)
      case 'written-with':
        if (!session.isNumbered) return this.#reject(session, 'not asked for')
        session.writtenWith = message
        return
      case 'presence':
        return this.#hearPresence(session, message.update)
      case 'query-presence':
        if (session.mayAsk()) return this.#audience.showEverybody(session)
        return session.close(CLOSE.later, 'too many requests')
      case 'denied':
      case 'ack':
      case 'control':
        return this.#reject(session, 'only the server says this')
      default:
        return assertNever(message)
    }
  }

  /** Only of who asked for it; what the server sends so may be larger. */
  #takeNumbered(session: Session, { seq, update }: NumberedUpdate): void {
    if (!session.isNumbered) return this.#reject(session, 'not asked for')
    if (update.length > FRAME_LIMITS.update) return this.#reject(session, 'too-large')
    this.#path.take(session, update, false, seq)
  }

  #hearPresence(session: Session, update: Uint8Array): void {
    const entries = decodePresence(update)
    if (!entries.ok) return this.#reject(session, entries.error.reason)
    this.#audience.hear(session, entries.value, (client) => this.#durable.live.ownerOf(client))
  }

  /** A frame that is no message of a client: its socket ends, nobody else notices [PRO3]. */
  #reject(session: Session, reason: string): void {
    this.#report({ type: 'protocol-error', document: this.#durable.document, reason })
    session.close(reason === 'too-large' ? CLOSE.tooLarge : CLOSE.malformed, reason)
  }
}
