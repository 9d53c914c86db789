import * as Y from 'yjs'
import { CLOSE } from '#core/protocol/close-codes.ts'
import { encodeMessage } from '#core/protocol/encode.ts'
import { FRAME_LIMITS, type WrittenWith } from '#core/protocol/message.ts'
import { decodeStateVector, encodeStateVector } from '#core/protocol/state-vector.ts'
import type { RefusalReason, Sender } from '#core/shared-doc/judge.ts'
import type { Clocks } from '#core/shared-doc/sight.ts'
import { assertNever } from '#core/util/assert.ts'
import { admittedChange } from './admitted.ts'
import type { DurableDocument } from './durable-document.ts'
import type { Examined } from './examined.ts'
import type { Change } from './live-document.ts'
import { MemberRates } from './member-rates.ts'
import { LateKeeping } from './late-keeping.ts'
import type { RoomPorts } from './room-ports.ts'
import type { Session } from './session.ts'

/** One type-0 frame with an update in it, on its way. */
interface Arrival {
  readonly session: Session
  readonly update: Uint8Array
  readonly isStep2: boolean
  /** Its number on its socket. */
  readonly frame: number
  /** What its author knew, where they name all that they know to be deleted. */
  readonly knows: Clocks | null
  /** How far its author had heard, as far as they say so. */
  readonly heard: Sender['heard']
}

export interface UpdatePathEvents {
  /** The member behind a session is none any more. */
  readonly expel: (session: Session, why: 'no-access' | 'no-document') => void
  /** The member who speaks for a client id, before it has written. */
  readonly claimOf: (client: number) => string | undefined
  /** Bytes that the sockets of a member have not read yet. */
  readonly unreadBytesOf: (member: string) => number
}

/** An update without anything in it. */
const NOTHING = Uint8Array.of(0, 0)

/** What happens to every type-0 frame: answer, verdict, log, ack or refusal (docs/PROTOCOL.md, "the path of an update"). */
export class UpdatePath {
  readonly #document: DurableDocument<Session>
  readonly #ports: RoomPorts
  readonly #events: UpdatePathEvents
  readonly #rates: MemberRates

  constructor(document: DurableDocument<Session>, ports: RoomPorts, events: UpdatePathEvents) {
    this.#document = document
    this.#ports = ports
    this.#events = events
    this.#rates = new MemberRates(ports.limits)
  }

  /**
   * Answers a step 1 out of the durable document: nobody reads what could still be lost [DOC20]. An answer is as large
   * as the document, so who leaves answers unread gets no more of them [PRO311]. False when the state vector is none.
   */
  answer(session: Session, stateVector: Uint8Array): boolean {
    const frame = session.ledger.receive()
    const clocks = decodeStateVector(stateVector)
    if (!clocks.ok) return false
    if (!session.isSynced) session.knows = clocks.value
    if (!session.mayAsk() || !this.#rates.step1(session.member.id, this.#ports.clock.now())) {
      session.close(CLOSE.later, 'too many requests')
      return true
    }
    if (this.#events.unreadBytesOf(session.member.id) > this.#ports.limits.unreadBytes) {
      session.close(CLOSE.later, 'too slow')
      return true
    }
    const update = Y.encodeStateAsUpdate(this.#document.live.doc, stateVector)
    session.isSynced = true
    // What has come and its number in one frame: between two, somebody might write.
    if (session.isNumbered)
      session.sendAnswer(encodeMessage({ type: 'numbered-update', seq: this.#document.live.seq, update }))
    session.sendAnswer(encodeMessage({ type: 'sync-step-2', update: session.isNumbered ? NOTHING : update }))
    session.ledger.settle(frame)
    this.acknowledge(session)
    return true
  }

  /** Takes an update or a step 2; `seq` is the number that an update came with. */
  take(session: Session, update: Uint8Array, isStep2: boolean, seq: number | null = null): void {
    const { clock, directory } = this.#ports
    const frame = session.ledger.receive()
    if (session.isEnding) return
    if (!this.#rates.update(session.member.id, update.length, clock.now()))
      return session.close(CLOSE.later, 'too many updates')
    if (!this.#document.isWritable) return session.ledger.postpone(frame)
    const member = directory.lookup(this.#document.document, session.member.id)
    if (typeof member === 'string') return this.#events.expel(session, member)
    session.member = member
    const knows = isStep2 ? session.knows : null
    const heard = isStep2 ? heardFrom(session.writtenWith) : heardUpTo(seq)
    if (isStep2) {
      session.writtenWith = null
      session.isAsked = false
      session.knows = null
    }
    const arrival = { session, update, isStep2, frame, knows, heard }
    this.#follow(arrival, this.#examine(arrival))
  }

  #follow(arrival: Arrival, examined: Examined): void {
    const { session, frame } = arrival
    if ('clients' in examined) for (const client of examined.clients) session.clients.add(client)
    switch (examined.kind) {
      case 'admitted':
        return this.#store(arrival, examined)
      case 'contained':
        return this.#settleInTurn(arrival)
      case 'missing':
        if (session.forkedBy !== null)
          return this.#refuse(arrival, session.forkedBy, 'builds on what was refused')
        session.ledger.postpone(frame)
        return this.ask(session)
      case 'refused':
        return this.#refuse(arrival, examined.reason, examined.detail)
      default:
        return assertNever(examined)
    }
  }

  /** Asks a client for what we lack. */
  ask(session: Session): void {
    if (session.isAsked) return
    session.isAsked = true
    session.send({ type: 'sync-step-1', stateVector: Y.encodeStateVector(this.#document.live.doc) })
  }

  /** Tells a session what of its work is durable [PRO5]. */
  acknowledge(session: Session): void {
    if (!session.ext || !session.isOpen) return
    const { doc, seq } = this.#document.live
    const vector = new Map<number, number>()
    for (const client of session.clients) vector.set(client, Y.getState(doc.store, client))
    session.send({
      type: 'ack',
      stateVector: encodeStateVector(vector),
      handled: session.ledger.handled,
      seq,
    })
  }

  #examine({ session, update, isStep2, knows, heard }: Arrival): Examined {
    const { live, document } = this.#document
    const { id, role } = session.member
    try {
      return live.examine(
        update,
        isStep2 ? FRAME_LIMITS.step2 : FRAME_LIMITS.update,
        { member: id, role: session.isStale ? null : role, knows, heard: heard ?? null },
        this.#events.claimOf,
      )
    } catch (error) {
      // A bug in the gate: this update is kept aside, the copy is made anew, the room goes on.
      live.restJudge()
      this.#ports.report({ type: 'broken', document, error })
      return { kind: 'refused', reason: 'not-allowed-content', detail: 'could not be judged' }
    }
  }

  #store(arrival: Arrival, examined: Extract<Examined, { kind: 'admitted' }>): void {
    const { live } = this.#document
    const by = arrival.session.member.id
    this.#document.stage({ ...this.#change(arrival), ...admittedChange(live, this.#ports, by, examined) })
  }

  /** Contained in what is staged: dealt with when that is durable. */
  #settleInTurn(arrival: Arrival): void {
    if (!this.#document.live.isDrained) return this.#document.stage(this.#change(arrival))
    settle(arrival)
    this.acknowledge(arrival.session)
  }

  #change(arrival: Arrival): Change<Session> {
    return {
      origin: arrival.session,
      entries: [],
      updates: [],
      repairs: null,
      controls: [],
      settle: (seq) => (seq === null ? arrival.session.ledger.postpone(arrival.frame) : settle(arrival)),
    }
  }

  /**
   * Work of a page of another version is neither taken nor refused: a page empties its copy of what is refused, while
   * this will fit as soon as it is loaded anew, and is sent then [PRO13].
   */
  #leaveWithPage(session: Session, frame: number): void {
    session.ledger.postpone(frame)
    session.control({ type: 'reload', schema: this.#ports.schema })
  }

  /**
   * Keeps a refused update in the late tray and says so; who cannot be told is closed, and so is, after its last
   * refusal was told, who is refused again and again [DOC30] [PRO312].
   */
  #refuse(arrival: Arrival, reason: RefusalReason | 'schema', detail: string): void {
    const { session, update, frame } = arrival
    const { report, lateTray, clock, newId } = this.#ports
    const { document } = this.#document
    report({ type: 'refused', document, reason })
    if (reason === 'malformed') return session.close(CLOSE.malformed, reason)
    if (reason === 'schema' && session.ext) return this.#leaveWithPage(session, frame)
    session.forkedBy = reason
    session.isEnding ||= !session.mayBeRefused()
    const isLast = session.isEnding
    const told = (late: string | null): void => {
      session.control({ type: 'refused', reason, detail, frame, late })
      settle(arrival)
      this.acknowledge(session)
      if (isLast) session.close(CLOSE.refused, reason)
    }
    const by = session.member.id
    const entry = { id: newId(), document, by, at: clock.now(), reason, update: update.slice() }
    session.late ??= new LateKeeping(lateTray)
    session.late.keep(entry).then(told, (error: unknown) => {
      report({ type: 'tray-failed', document, error })
      told(null)
    })
    if (!session.ext) session.close(reason === 'too-large' ? CLOSE.tooLarge : CLOSE.refused, reason)
  }
}

/** By what a page said of the work in its step 2, which item was written with how much heard. */
const heardFrom = (written: WrittenWith | null): Sender['heard'] => {
  if (written === null) return null
  return {
    upTo: ({ client, clock }) =>
      client === written.client ? (written.from.findLast((one) => one.clock <= clock)?.seq ?? null) : null,
    deletedAt: ({ client, clock }) =>
      written.deleted.find(
        (one) => one.client === client && one.clock <= clock && clock < one.clock + one.length,
      )?.at ?? null,
  }
}

const heardUpTo = (seq: number | null): Sender['heard'] =>
  seq === null ? null : { upTo: () => seq, deletedAt: null }

const settle = ({ session, frame, isStep2 }: Arrival): void => {
  if (isStep2) session.ledger.settleWithPostponed(frame)
  else session.ledger.settle(frame)
}
