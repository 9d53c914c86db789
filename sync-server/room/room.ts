import * as Y from 'yjs'
import { permits } from '#core/access/permits.ts'
import type { Stage } from '#core/access/stages.ts'
import { CLOSE } from '#core/protocol/close-codes.ts'
import type { Control } from '#core/protocol/control.ts'
import { decodeMessage } from '#core/protocol/decode.ts'
import { FRAME_LIMITS, type NumberedUpdate } from '#core/protocol/message.ts'
import { decodePresence } from '#core/protocol/presence.ts'
import type { BlockContent } from '#core/schema/content.ts'
import type { SectionLock } from '#core/locks/section-lock.ts'
import { readBlocks } from '#core/shared-doc/whole-text.ts'
import { assertNever } from '#core/util/assert.ts'
import type { Result } from '#core/util/result.ts'
import { Audience } from './audience.ts'
import { CleanText } from './clean-text.ts'
import { tellNews } from './batch-news.ts'
import { missedControls } from './decision-controls.ts'
import { Decisions } from './decisions.ts'
import { DurableDocument, type Durable } from './durable-document.ts'
import { sendBatch } from './fan-out.ts'
import { Finals } from './finals.ts'
import type { RoomMember } from './member.ts'
import type { NoticeFeed } from './notices/notice-feed.ts'
import { roomFeed } from './notices/room-feed.ts'
import type { Replayed } from './replay.ts'
import type { RoomPorts } from './room-ports.ts'
import type { RoomSocket } from './room-socket.ts'
import { Filling } from './filling.ts'
import { LateReturns } from './late-returns.ts'
import { SectionLocks } from './section-locks.ts'
import { Session, type Joining } from './session.ts'
import { StageChanges } from './stage-changes.ts'
import { Threads } from './threads.ts'
import { UpdatePath } from './update-path.ts'
import { Restores } from './versions/restores.ts'

type TitleControl = Extract<Control, { readonly type: 'title' }>

type State =
  | { readonly kind: 'open' }
  /** Nobody is here: it closes when the grace is over. */
  | { readonly kind: 'resting'; readonly cancelGrace: () => void }
  | { readonly kind: 'closing' }
  | { readonly kind: 'closed' }

/** The room's side of one socket, for the adapter that owns the socket. */
export interface RoomConnection {
  /** Takes one frame. Never throws. */
  receive(frame: Uint8Array): void
  /** The socket has closed. */
  leave(): void
}

/**
 * One open document: who is here, what each may do, and what everybody hears. Nobody sees anything that the server
 * could still lose [DOC20].
 */
export class Room {
  readonly document: string
  /** What is decided about suggestions. */
  readonly decisions: Decisions<Session>
  /** What it is open for. */
  readonly stages: StageChanges<Session>
  /** When it becomes final. */
  readonly finals: Finals<Session>
  /** Which sections of it are locked. */
  readonly sectionLocks: SectionLocks<Session>
  /** Puts a text into it while it has none. */
  readonly filling: Filling<Session>
  /** What was refused and kept. */
  readonly late: LateReturns<Session>
  /** The discussions about it. */
  readonly threads: Threads<Session>
  /** Earlier versions of it that come back. */
  readonly restores: Restores<Session>
  readonly #ports: RoomPorts
  readonly #durable: DurableDocument<Session>
  readonly #audience: Audience
  readonly #path: UpdatePath
  readonly #feed: NoticeFeed
  readonly #onClosed: () => void
  #state: State = { kind: 'open' }
  readonly #clean = new CleanText(() => this.content())

  /** `onClosed` is called once, when the room can be forgotten: everything is durable. */
  constructor(document: string, replayed: Replayed, ports: RoomPorts, onClosed: () => void) {
    this.document = document
    this.#ports = ports
    this.#onClosed = onClosed
    this.#durable = new DurableDocument(document, replayed, ports, {
      durable: (event) => this.#tell(event),
      wantsVector: () => this.#audience.isAnySlow,
      stuck: () => this.#audience.control({ type: 'storage', writable: false }),
      reopened: (missed, seq) => this.#reopen(missed, seq),
    })
    this.#audience = new Audience(ports.clock, ports.limits, {
      since: (vector) => ({ seq: this.seq, update: Y.encodeStateAsUpdate(this.#durable.live.doc, vector) }),
      othersHere: () => ports.bus.publish({ type: 'here', document }),
      tick: (now) => this.#durable.restIfIdle(now),
    })
    this.decisions = new Decisions(this.#durable, ports)
    this.stages = new StageChanges(this.#durable, ports)
    this.finals = new Finals(this.#durable, ports)
    this.sectionLocks = new SectionLocks(this.#durable, ports)
    this.filling = new Filling(this.#durable, ports)
    this.late = new LateReturns(this.#durable, ports)
    this.threads = new Threads(this.#durable, ports)
    this.restores = new Restores(this.#durable, ports)
    this.#path = new UpdatePath(this.#durable, ports, {
      expel: (session, why) => this.#expel(session, why),
      claimOf: (client) => this.#audience.presence.claimOf(client),
      unreadBytesOf: (member) => this.#audience.unreadBytesOf(member),
    })
    this.#feed = roomFeed(document, replayed, ports, {
      decisions: () => this.#durable.live.decisions,
      thread: (id) => this.threads.get(id),
      content: () => this.content(),
      sessions: () => this.#audience.sessions,
    })
    this.#rest()
  }

  /** The last durable sequence number: the version of all that can be read here. */
  get seq(): number {
    return this.#durable.live.seq
  }
  get stage(): Stage {
    return this.#durable.live.facts.stage
  }
  get locks(): readonly SectionLock[] {
    return this.#durable.live.facts.locks
  }
  /** False while the log takes nothing. */
  get isWritable(): boolean {
    return this.#durable.isWritable
  }
  get isStuck(): boolean {
    return this.#durable.isStuck
  }
  get isClosed(): boolean {
    return this.#state.kind === 'closed'
  }
  get sockets(): number {
    return this.#audience.sessions.size
  }
  /** Ids of the members whom the others see here, in the order in which they came. */
  get membersHere(): readonly string[] {
    return this.#audience.presence.members()
  }

  /** The durable clean text: every suggestion left out (the original projection) [DOC101]. */
  cleanText(): readonly BlockContent[] {
    return this.#clean.at(this.seq)
  }

  /** The durable text with every suggestion in it. */
  content(): readonly BlockContent[] {
    return readBlocks(this.#durable.live.text)
  }

  /** The durable document as a Yjs update. */
  stateAsUpdate(): Uint8Array {
    return Y.encodeStateAsUpdate(this.#durable.live.doc)
  }

  /** Tells everybody here what the document is called and how it is written, which the room does not keep. */
  tellHead({ title, digits, language }: Required<Omit<TitleControl, 'type'>>): void {
    this.#audience.control({ type: 'title', title, digits, language })
  }

  /** Gives the text as it was with the entry `of` as its last a name. */
  nameVersion(id: string, name: string, of: number, by: string): Promise<Result<number, 'unavailable'>> {
    return this.#durable.record(by, { type: 'version-named', id, name, of }, null)
  }

  /** Takes a socket in, or closes it with the reason. */
  join(socket: RoomSocket, joining: Joining): RoomConnection {
    const { clock, limits, schema, epoch } = this.#ports
    const isStale = joining.schema !== null && joining.schema !== schema
    const session = new Session(socket, joining, isStale, clock, limits)
    if (this.#state.kind === 'closing' || this.isClosed) session.close(CLOSE.restart, 'restart')
    else if (!permits(joining.member.role, this.stage, 'follow')) this.#deny(session, 'no-access')
    else if (joining.epoch !== null && joining.epoch !== epoch.current()) session.close(CLOSE.epoch, 'epoch')
    else this.#welcome(session)
    return {
      receive: (frame) => {
        if (session.isOpen && this.#audience.sessions.has(session)) this.#receive(session, frame)
      },
      leave: () => this.#leave(session, CLOSE.later, 'left'),
    }
  }

  /**
   * Somebody's role, name or access may have changed (everybody's, without `member`): looks again, and acts on their
   * sockets at once [ACC21].
   */
  accessChanged(member: string | null): void {
    for (const session of this.#audience.sessions) {
      if (member !== null && session.member.id !== member) continue
      const found = this.#ports.directory.lookup(this.document, session.member.id)
      if (typeof found === 'string') this.#expel(session, found)
      else this.#update(session, found)
    }
  }

  /** Somebody uses the room without a socket: it stays for another grace. */
  touch(): void {
    if (this.#state.kind !== 'resting') return
    this.#wake()
    this.#rest()
  }

  /** Takes nothing new, waits for the log, tells everybody to come back, leaves a snapshot. */
  async shutdown(): Promise<void> {
    if (this.#state.kind === 'closing' || this.isClosed) return
    this.#wake()
    this.#state = { kind: 'closing' }
    this.#durable.beginClosing()
    await this.#durable.drained(this.#ports.limits.shutdown)
    for (const session of this.#audience.sessions) this.#leave(session, CLOSE.restart, 'restart')
    await this.#durable.saveSnapshot()
    await this.#feed.settle()
    this.#end()
  }

  #welcome(session: Session): void {
    this.#wake()
    this.#audience.enter(session)
    const { clock, schema, epoch } = this.#ports
    const { facts, seq } = this.#durable.live
    session.control({
      type: 'hello',
      epoch: epoch.current(),
      schema,
      seq,
      now: clock.now(),
      role: session.member.role,
      stage: facts.stage,
      stageSet: facts.stageSet,
      locks: facts.locks,
      restores: facts.restores,
      member: session.member.id,
      writable: this.isWritable,
      numbered: session.isNumbered,
    })
    if (session.isStale) session.control({ type: 'reload', schema })
    const missed =
      session.seq === null ? [] : missedControls(this.#durable.live.decisions, session.seq, session.member.id)
    for (const control of missed) session.control(control)
    this.#path.ask(session)
    this.#audience.showEverybody(session)
  }

  #deny(session: Session, why: 'no-access' | 'no-document'): void {
    session.send({ type: 'denied', reason: why })
    session.close(why === 'no-access' ? CLOSE.noAccess : CLOSE.noDocument, why)
  }

  #update(session: Session, member: RoomMember): void {
    const before = session.member
    session.member = member
    if (!permits(member.role, this.stage, 'follow')) return this.#expel(session, 'no-access')
    if (before.role !== member.role) session.control({ type: 'role', role: member.role })
    if (before.name !== member.name || before.color !== member.color) this.#audience.restamp(session)
  }

  #expel(session: Session, why: 'no-access' | 'no-document'): void {
    this.#deny(session, why)
    this.#leave(session, CLOSE.noAccess, why)
  }

  #leave(
    session: Session,
    code: typeof CLOSE.later | typeof CLOSE.restart | typeof CLOSE.noAccess,
    why: string,
  ): void {
    session.close(code, why)
    if (this.#audience.leave(session)) this.#rest()
  }

  #receive(session: Session, frame: Uint8Array): void {
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
    this.#ports.report({ type: 'protocol-error', document: this.document, reason })
    session.close(reason === 'too-large' ? CLOSE.tooLarge : CLOSE.malformed, reason)
  }

  /** A batch is durable: now, and not before, everybody hears of it; then its authors are told. */
  #tell(event: Durable<Session>): void {
    const { batch, update, vectorBefore, seq } = event
    const isRestored = event.batch.some(({ controls }) =>
      controls.some(({ entry }) => entry.type === 'restored'),
    )
    // In front of the text and behind it: no undo in between either.
    if (isRestored) this.#tellRestored()
    if (update !== null) sendBatch(this.#audience.sessions, { batch, update, seq, vectorBefore })
    if (vectorBefore !== null) this.#audience.catchUpLater()
    if (isRestored) this.#tellRestored()
    tellNews(this.#audience, event)
    for (const session of new Set(batch.map(({ origin }) => origin)))
      if (session !== null) this.#path.acknowledge(session)
    this.#feed.note(
      batch.flatMap(({ entries }) => entries),
      seq,
    )
  }

  #tellRestored(): void {
    this.#audience.control({ type: 'restored', restores: this.#durable.live.facts.restores })
  }

  /** The log takes entries again: everybody hears what it held after `seq`, and brings again what was forgotten. */
  #reopen(missed: Uint8Array, seq: number): void {
    const { stage, stageSet, locks, restores } = this.#durable.live.facts
    this.#feed.reread({ seq: this.seq, locks })
    for (const session of this.#audience.sessions) {
      session.control({ type: 'restored', restores })
      if (session.isSynced) session.sendUpdate(missed, this.seq)
      session.control({ type: 'stage', stage, set: stageSet })
      session.control({ type: 'locks', locks })
      session.control({ type: 'storage', writable: true })
      session.isAsked = false
      this.#path.ask(session)
    }
    for (const thread of this.threads.since(seq))
      this.#audience.control({ type: 'thread', thread: thread.id, seq: thread.seq })
  }

  #wake(): void {
    if (this.#state.kind !== 'resting') return
    this.#state.cancelGrace()
    this.#state = { kind: 'open' }
  }

  #rest(): void {
    if (this.#state.kind !== 'open' || this.sockets > 0) return
    const cancelGrace = this.#ports.clock.after(this.#ports.limits.grace, () => void this.#closeIfResting())
    this.#state = { kind: 'resting', cancelGrace }
  }

  /** Closes a room that nobody came back to. Never while something is on its way to the log [DOC27]. */
  async #closeIfResting(): Promise<void> {
    const resting = this.#state
    if (resting.kind !== 'resting') return
    await this.#durable.drained()
    await this.#durable.saveSnapshot()
    await this.#feed.settle()
    if (this.#state !== resting) return
    if (this.isWritable && this.#durable.live.isDrained) return this.#end()
    this.#state = { kind: 'open' }
    this.#rest()
  }

  #end(): void {
    this.#state = { kind: 'closed' }
    this.#audience.end()
    this.#feed.stop()
    this.#durable.end()
    this.#onClosed()
  }
}
