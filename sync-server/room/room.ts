import * as Y from 'yjs'
import { permits } from '#core/access/permits.ts'
import type { Stage } from '#core/access/stages.ts'
import { CLOSE } from '#core/protocol/close-codes.ts'
import { decodeMessage } from '#core/protocol/decode.ts'
import { encodeMessage } from '#core/protocol/encode.ts'
import { FRAME_LIMITS } from '#core/protocol/message.ts'
import { decodePresence, encodePresence } from '#core/protocol/presence.ts'
import { decodeStateVector, encodeStateVector } from '#core/protocol/state-vector.ts'
import type { BlockContent } from '#core/schema/content.ts'
import { readBlocks } from '#core/shared-doc/whole-text.ts'
import type { RefusalReason, SectionLock } from '#core/shared-doc/judge.ts'
import { blocksToElements, elementsToBlocks } from '#core/suggestions/element.ts'
import { projectOriginal } from '#core/suggestions/project.ts'
import { assertNever } from '#core/util/assert.ts'
import { fail, ok, type Result } from '#core/util/result.ts'
import type { Examined } from './examined.ts'
import type { ControlEntry } from './facts.ts'
import { HEARTBEAT, sendBatch, sendPresence } from './fan-out.ts'
import type { AppendSource } from './group-appender.ts'
import { LiveDocument, type Change } from './live-document.ts'
import { encodeControlBody } from './log-body.ts'
import { MemberRates } from './member-rates.ts'
import { SERVER, type RoomMember } from './member.ts'
import { PresenceBoard } from './presence-board.ts'
import { readableText } from './readable-text.ts'
import { replay, type Replayed } from './replay.ts'
import type { RoomPorts } from './room-ports.ts'
import type { RoomSocket } from './room-socket.ts'
import { isUnwritten, writeSeed } from './seed.ts'
import { Session, type Joining } from './session.ts'
import type { NewLogEntry } from './update-log.ts'

type State =
  | { readonly kind: 'open' }
  /** Storing failed: people read on, work stays on their devices, storing is tried again. */
  | { readonly kind: 'read-only' }
  /** Nothing new is taken; what was taken goes to the log. */
  | { readonly kind: 'closing' }
  | { readonly kind: 'closed' }

/** The room's side of one socket, for the adapter that owns the socket. */
export interface RoomConnection {
  /** Takes one frame. Never throws. */
  receive(frame: Uint8Array): void
  /** The socket has closed. */
  leave(): void
}

/** Why the server's own write did not happen. */
export type WriteFailure = 'not-empty' | 'unavailable'

/**
 * One open document: the path of every update (docs/PROTOCOL.md), who is here, and what becomes durable when.
 * Nobody sees anything that the server could still lose [DOC3].
 */
export class Room implements AppendSource {
  readonly document: string
  readonly #ports: RoomPorts
  readonly #sessions = new Set<Session>()
  readonly #presence = new PresenceBoard<Session>()
  readonly #rates: MemberRates
  readonly #onIdle: () => void
  #state: State = { kind: 'open' }
  #live: LiveDocument<Session>
  #drainWaiters: (() => void)[] = []
  #clean: { readonly seq: number; readonly blocks: readonly BlockContent[] } | null = null
  #presenceTimer: (() => void) | null = null
  #tickTimer: (() => void) | null = null
  #catchUpTimer: (() => void) | null = null
  #graceTimer: (() => void) | null = null
  #retryTimer: (() => void) | null = null
  #snapshot = { seq: 0, at: 0, entries: 0, bytes: 0, isSaving: false }
  #lastWriteAt: number

  /** `onIdle` is called when the room has been without sockets for the grace and everything is durable. */
  constructor(
    document: string,
    replayed: Replayed,
    tailEntries: number,
    ports: RoomPorts,
    onIdle: () => void,
  ) {
    this.document = document
    this.#ports = ports
    this.#rates = new MemberRates(ports.limits)
    this.#live = this.#revive(replayed)
    this.#onIdle = onIdle
    this.#lastWriteAt = ports.clock.now()
    this.#snapshot = {
      seq: replayed.seq - tailEntries,
      at: 0,
      entries: tailEntries,
      bytes: 0,
      isSaving: false,
    }
    this.#waitForGrace()
  }

  // — What others ask —

  /** The last durable sequence number: the version of everything below. */
  get seq(): number {
    return this.#live.seq
  }
  get stage(): Stage {
    return this.#live.facts.stage
  }
  get locks(): readonly SectionLock[] {
    return this.#live.facts.locks
  }
  get isWritable(): boolean {
    return this.#state.kind === 'open'
  }
  get isClosed(): boolean {
    return this.#state.kind === 'closed'
  }
  get sockets(): number {
    return this.#sessions.size
  }

  /** The durable clean text: all suggestions left out (the original projection) [DOC6]. */
  cleanText(): readonly BlockContent[] {
    if (this.#clean?.seq !== this.seq)
      this.#clean = {
        seq: this.seq,
        blocks: elementsToBlocks(projectOriginal(blocksToElements(this.content()))),
      }
    return this.#clean.blocks
  }

  /** The durable text with every suggestion in it. */
  content(): readonly BlockContent[] {
    return readBlocks(this.#live.text)
  }

  /** The durable document as a Yjs update. */
  stateAsUpdate(): Uint8Array {
    return Y.encodeStateAsUpdate(this.#live.doc)
  }

  // — What the server writes —

  /** Fills a document in which nobody has written yet; resolves to the sequence number when it is durable [DOC4]. */
  seedIfEmpty(blocks: readonly BlockContent[], by: string): Promise<Result<number, WriteFailure>> {
    if (!this.isWritable) return Promise.resolve(fail('unavailable'))
    let isEmpty = false
    const update = this.#live.writeAsServer((text) => {
      isEmpty = isUnwritten(text)
      if (isEmpty) writeSeed(text, blocks, this.#ports.newId)
    })
    if (!isEmpty || update === null) return Promise.resolve(fail('not-empty'))
    return this.#record(by, { type: 'seeded', blocks: blocks.length }, update)
  }

  /** Opens the document for something else. Judged by it is everything that comes after this call [ACC3]. */
  setStage(stage: Stage, by: string, reason: string | null): Promise<Result<number, WriteFailure>> {
    return this.#record(by, { type: 'stage', stage, reason }, null)
  }

  /** Replaces the section locks. */
  setLocks(locks: readonly SectionLock[], by: string): Promise<Result<number, WriteFailure>> {
    return this.#record(by, { type: 'locks', locks }, null)
  }

  #record(
    by: string,
    control: ControlEntry,
    update: Uint8Array | null,
  ): Promise<Result<number, WriteFailure>> {
    if (!this.isWritable) return Promise.resolve(fail('unavailable'))
    const now = this.#ports.clock.now()
    const entries = [this.#live.controlEntry(now, by, control)]
    if (update !== null) entries.push(this.#live.entry(now, SERVER, update))
    return new Promise((resolve) => {
      this.#stage({
        origin: null,
        entries,
        updates: update === null ? [] : [update],
        repairs: null,
        controls: [control],
        settle: (seq) => resolve(seq === null ? fail('unavailable') : ok(seq)),
      })
    })
  }

  // — Sockets —

  /** Takes a socket in, or closes it with the reason. */
  join(socket: RoomSocket, joining: Joining): RoomConnection {
    const { clock, limits, schema, epoch } = this.#ports
    const isStale = joining.schema !== null && joining.schema !== schema
    const session = new Session(socket, joining, isStale, clock, limits)
    if (this.#state.kind === 'closing' || this.isClosed) session.close(CLOSE.restart, 'restart')
    else if (!permits(joining.member.role, this.stage, 'follow')) this.#deny(session)
    else if (joining.epoch !== null && joining.epoch !== epoch.current()) session.close(CLOSE.epoch, 'epoch')
    else this.#welcome(session)
    return {
      receive: (frame) => {
        if (session.isOpen && this.#sessions.has(session)) this.#receive(session, frame)
      },
      leave: () => this.#leave(session),
    }
  }

  #welcome(session: Session): void {
    const { clock, schema, epoch } = this.#ports
    this.#sessions.add(session)
    this.#graceTimer?.()
    this.#graceTimer = null
    this.#tick()
    const { role, id } = session.member
    const { stage, locks } = this.#live.facts
    session.control({
      type: 'hello',
      epoch: epoch.current(),
      schema,
      seq: this.seq,
      now: clock.now(),
      role,
      stage,
      locks,
      member: id,
      writable: this.isWritable,
    })
    if (session.isStale) session.control({ type: 'reload', schema })
    this.#ask(session)
    const entries = this.#presence.everybody()
    if (entries.length > 0) session.send({ type: 'presence', update: encodePresence(entries) })
  }

  #deny(session: Session): void {
    session.send({ type: 'denied', reason: 'no-access' })
    session.close(CLOSE.noAccess, 'no-access')
  }

  #leave(session: Session): void {
    session.close(CLOSE.later, 'left')
    if (!this.#sessions.delete(session)) return
    this.#presence.leave(session, this.#ports.clock.now())
    this.#tellPresence()
    this.#waitForGrace()
  }

  /** Somebody's role, name or access may have changed: looks again, and acts on their sockets at once [ACC4]. */
  accessChanged(member: string | null): void {
    for (const session of this.#sessions) {
      if (member !== null && session.member.id !== member) continue
      const found = this.#ports.directory.lookup(this.document, session.member.id)
      if (typeof found === 'string') this.#expel(session, found)
      else this.#update(session, found)
    }
  }

  #update(session: Session, member: RoomMember): void {
    const before = session.member
    session.member = member
    if (!permits(member.role, this.stage, 'follow')) return this.#expel(session, 'no-access')
    if (before.role !== member.role) session.control({ type: 'role', role: member.role })
    if (before.name === member.name && before.color === member.color) return
    this.#presence.restamp(session, member, this.#ports.clock.now())
    this.#tellPresence()
  }

  #expel(session: Session, why: 'no-access' | 'no-document'): void {
    session.send({ type: 'denied', reason: why })
    session.close(why === 'no-access' ? CLOSE.noAccess : CLOSE.noDocument, why)
    this.#leave(session)
  }

  // — Frames —

  #receive(session: Session, frame: Uint8Array): void {
    const decoded = decodeMessage(frame)
    if (!decoded.ok) return this.#reject(session, decoded.error.reason)
    const message = decoded.value
    switch (message.type) {
      case 'sync-step-1':
        return this.#answer(session, message.stateVector)
      case 'sync-step-2':
        return this.#write(session, message.update, true)
      case 'update':
        return this.#write(session, message.update, false)
      case 'presence':
        return this.#hearPresence(session, message.update)
      case 'query-presence':
        return session.send({ type: 'presence', update: encodePresence(this.#presence.everybody()) })
      case 'denied':
      case 'ack':
      case 'control':
        return this.#reject(session, 'only the server says this')
      default:
        return assertNever(message)
    }
  }

  /** A frame that is no message of a client: the socket ends, nobody else notices [PRO3]. */
  #reject(session: Session, reason: string): void {
    this.#ports.report({ type: 'protocol-error', document: this.document, reason })
    session.close(reason === 'too-large' ? CLOSE.tooLarge : CLOSE.malformed, reason)
  }

  #answer(session: Session, stateVector: Uint8Array): void {
    const frame = session.ledger.receive()
    if (!decodeStateVector(stateVector).ok) return this.#reject(session, 'malformed')
    if (!this.#rates.step1(session.member.id, this.#ports.clock.now()))
      return session.close(CLOSE.later, 'too many requests')
    const update = Y.encodeStateAsUpdate(this.#live.doc, stateVector)
    session.isSynced = true
    session.sendAnswer(encodeMessage({ type: 'sync-step-2', update }))
    session.ledger.settle(frame)
  }

  #write(session: Session, update: Uint8Array, isStep2: boolean): void {
    const { clock, directory } = this.#ports
    const frame = session.ledger.receive()
    if (!this.#rates.update(session.member.id, update.length, clock.now()))
      return session.close(CLOSE.later, 'too many updates')
    if (this.#state.kind !== 'open') return session.ledger.postpone(frame)
    const found = directory.lookup(this.document, session.member.id)
    if (typeof found === 'string') return this.#expel(session, found)
    session.member = found
    const settle = isStep2
      ? () => session.ledger.settleWithPostponed(frame)
      : () => session.ledger.settle(frame)
    if (isStep2) session.isAsked = false
    const examined = this.#examine(session, update, isStep2)
    switch (examined.kind) {
      case 'admitted':
        this.#noteClients(session, examined.update)
        return this.#stageUpdate(session, frame, examined.update, examined.repairs, settle)
      case 'contained':
        return this.#settleInTurn(session, frame, settle)
      case 'missing':
        if (session.forkedBy !== null)
          return this.#refuse(session, frame, session.forkedBy, 'builds on what was refused', update, settle)
        session.ledger.postpone(frame)
        return this.#ask(session)
      case 'refused':
        return this.#refuse(session, frame, examined.reason, examined.detail, update, settle)
      default:
        return assertNever(examined)
    }
  }

  #examine(session: Session, update: Uint8Array, isStep2: boolean): Examined {
    const { id, role } = session.member
    try {
      return this.#live.examine(
        update,
        isStep2 ? FRAME_LIMITS.step2 : FRAME_LIMITS.update,
        { member: id, role: session.isStale ? null : role },
        (client) => this.#presence.claimOf(client),
      )
    } catch (error) {
      // A bug in the gate: this update is kept aside, the copy is made anew, the room goes on.
      this.#live.restJudge()
      this.#ports.report({ type: 'broken', document: this.document, error })
      return { kind: 'refused', reason: 'not-allowed-content', detail: 'could not be judged' } as const
    }
  }

  #noteClients(session: Session, update: Uint8Array): void {
    for (const client of Y.parseUpdateMeta(update).to.keys())
      if (this.#live.ownerOf(client) === session.member.id) session.clients.add(client)
  }

  #stageUpdate(
    session: Session,
    frame: number,
    update: Uint8Array,
    repairs: Uint8Array | null,
    settle: () => void,
  ): void {
    const now = this.#ports.clock.now()
    const entries = [this.#live.entry(now, session.member.id, update)]
    if (repairs !== null) entries.push(this.#live.entry(now, SERVER, repairs))
    this.#stage({
      origin: session,
      entries,
      updates: repairs === null ? [update] : [update, repairs],
      repairs,
      controls: [],
      settle: (seq) => (seq === null ? session.ledger.postpone(frame) : settle()),
    })
  }

  /** Contained in what is staged: dealt with when that is durable. */
  #settleInTurn(session: Session, frame: number, settle: () => void): void {
    if (this.#live.isDrained) {
      settle()
      return this.#acknowledge(session)
    }
    this.#stage({
      origin: session,
      entries: [],
      updates: [],
      repairs: null,
      controls: [],
      settle: (seq) => (seq === null ? session.ledger.postpone(frame) : settle()),
    })
  }

  #refuse(
    session: Session,
    frame: number,
    reason: RefusalReason | 'schema',
    detail: string,
    update: Uint8Array,
    settle: () => void,
  ): void {
    const { report, lateTray, clock, newId } = this.#ports
    report({ type: 'refused', document: this.document, reason })
    if (reason === 'malformed') return session.close(CLOSE.malformed, reason)
    session.forkedBy = reason
    const entry = {
      id: newId(),
      document: this.document,
      by: session.member.id,
      at: clock.now(),
      reason,
      text: readableText(update),
      update: update.slice(),
    }
    const told = (late: string | null): void => {
      session.control({ type: 'refused', reason, detail, frame, late })
      settle()
      this.#acknowledge(session)
    }
    lateTray.add(entry).then(
      (isKept) => told(isKept ? entry.id : null),
      (error: unknown) => {
        report({ type: 'tray-failed', document: this.document, error })
        told(null)
      },
    )
    if (reason === 'too-large') session.close(CLOSE.tooLarge, reason)
    else if (!session.ext || !session.mayBeRefused()) session.close(CLOSE.refused, reason)
  }

  #hearPresence(session: Session, update: Uint8Array): void {
    const entries = decodePresence(update)
    if (!entries.ok) return this.#reject(session, entries.error.reason)
    const ownerOf = (client: number): string | undefined => this.#live.ownerOf(client)
    this.#presence.hear(session, session.member, entries.value, ownerOf, this.#ports.clock.now())
    this.#tellPresence()
  }

  /** Asks a client for what we lack. */
  #ask(session: Session): void {
    if (session.isAsked) return
    session.isAsked = true
    session.send({ type: 'sync-step-1', stateVector: Y.encodeStateVector(this.#live.doc) })
  }

  #acknowledge(session: Session): void {
    if (!session.ext || !session.isOpen) return
    const vector = new Map<number, number>()
    for (const client of session.clients) vector.set(client, Y.getState(this.#live.doc.store, client))
    session.send({
      type: 'ack',
      stateVector: encodeStateVector(vector),
      handled: session.ledger.handled,
      seq: this.seq,
    })
  }

  // — The log —

  #stage(change: Change<Session>): void {
    this.#live.stage(change)
    this.#lastWriteAt = this.#ports.clock.now()
    this.#ports.appender.wake(this)
  }

  take(): readonly NewLogEntry[] {
    if (this.#state.kind !== 'open' && this.#state.kind !== 'closing') return []
    const entries = this.#live.take()
    // What only waited its turn: everything before it is durable.
    if (entries.length === 0) this.stored(this.seq)
    for (const { body } of entries) this.#snapshot.bytes += body.length
    this.#snapshot.entries += entries.length
    return entries
  }

  stored(seq: number): void {
    const sessions = [...this.#sessions]
    const isAnySlow = sessions.some(({ outbox }) => outbox.isSlow)
    const vectorBefore = isAnySlow ? Y.encodeStateVector(this.#live.doc) : null
    const { clock, report, bus } = this.#ports
    const seqBefore = this.seq
    let stored
    try {
      stored = this.#live.stored(seq)
    } catch (error) {
      report({ type: 'broken', document: this.document, error })
      return this.#stopStoring()
    }
    const { batch, update } = stored
    if (update !== null) sendBatch(sessions, batch, update, vectorBefore)
    if (isAnySlow) this.#catchUpLater()
    for (const change of batch) change.settle(seq)
    for (const change of batch) change.controls.forEach((control) => this.#tellControl(control))
    for (const origin of new Set(batch.map(({ origin }) => origin)))
      if (origin !== null) this.#acknowledge(origin)
    if (seq > seqBefore) {
      report({ type: 'durable', document: this.document, entries: seq - seqBefore })
      bus.publish({ type: 'seq', document: this.document, seq })
    }
    this.#snapshotIfDue(clock.now())
    this.#tellDrained()
  }

  failed(error: unknown): void {
    this.#ports.report({ type: 'append-failed', document: this.document, error })
    this.#stopStoring()
  }

  #tellControl(control: ControlEntry): void {
    if (control.type === 'stage')
      for (const session of this.#sessions) session.control({ type: 'stage', stage: control.stage })
    if (control.type === 'locks')
      for (const session of this.#sessions) session.control({ type: 'locks', locks: control.locks })
  }

  /** Forgets everything that is not durable for sure and tries until the log takes entries again [LOG4]. */
  #stopStoring(): void {
    const wasClosing = this.#state.kind === 'closing'
    this.#state = { kind: 'read-only' }
    for (const change of this.#live.drop()) change.settle(null)
    this.#tellDrained()
    if (wasClosing) return
    for (const session of this.#sessions) session.control({ type: 'storage', writable: false })
    this.#retryLater()
  }

  #retryLater(): void {
    this.#retryTimer = this.#ports.clock.after(this.#ports.limits.retry, () => void this.#retry())
  }

  async #retry(): Promise<void> {
    const { log, clock, report } = this.#ports
    const body = encodeControlBody({ type: 'recovered' })
    try {
      await log.append([{ document: this.document, entries: [{ at: clock.now(), by: SERVER, body }] }])
      const loaded = await log.load(this.document)
      const replayed = replay(loaded)
      if (this.#state.kind !== 'read-only') return
      if (!replayed.ok) throw new Error(replayed.error.detail)
      this.#reopen(replayed.value)
    } catch (error) {
      report({ type: 'append-failed', document: this.document, error })
      if (this.#state.kind === 'read-only') this.#retryLater()
    }
  }

  #reopen(replayed: Replayed): void {
    const before = this.#live
    const missed = Y.encodeStateAsUpdate(replayed.doc, Y.encodeStateVector(before.doc))
    this.#live = this.#revive(replayed)
    before.doc.destroy()
    this.#state = { kind: 'open' }
    this.#ports.report({ type: 'recovered', document: this.document })
    this.#ports.bus.publish({ type: 'seq', document: this.document, seq: this.seq })
    const { stage, locks } = this.#live.facts
    for (const session of this.#sessions) {
      if (session.isSynced) session.send({ type: 'update', update: missed })
      if (stage !== before.facts.stage) session.control({ type: 'stage', stage })
      if (locks !== before.facts.locks) session.control({ type: 'locks', locks })
      session.control({ type: 'storage', writable: true })
      // Their step 2 brings back what was forgotten.
      session.isAsked = false
      this.#ask(session)
    }
    this.#waitForGrace()
  }

  #revive(replayed: Replayed): LiveDocument<Session> {
    const { newJudge, newId, newClientId, limits } = this.#ports
    const { newClientsPerFrame } = limits
    return new LiveDocument(replayed, { newJudge, newBid: newId, newClientId, newClientsPerFrame })
  }

  #snapshotIfDue(now: number): void {
    const { limits } = this.#ports
    const { entries, bytes, at } = this.#snapshot
    if (entries < limits.snapshotEntries && bytes < limits.snapshotBytes) return
    if (now - at >= limits.snapshotSpacing) void this.#saveSnapshot()
  }

  /** Saves the durable document. A failure costs only a longer load. */
  async #saveSnapshot(): Promise<void> {
    const { seq } = this
    if (this.#snapshot.isSaving || seq === this.#snapshot.seq) return
    this.#snapshot = { seq, at: this.#ports.clock.now(), entries: 0, bytes: 0, isSaving: true }
    try {
      await this.#ports.log.saveSnapshot(this.document, { seq, body: this.#live.snapshot() })
    } catch (error) {
      this.#ports.report({ type: 'snapshot-failed', document: this.document, error })
      this.#snapshot.seq = 0
    } finally {
      this.#snapshot.isSaving = false
    }
  }

  // — Time —

  #tick(): void {
    if (this.#tickTimer !== null || this.#sessions.size === 0) return
    const { clock, limits } = this.#ports
    this.#tickTimer = clock.after(limits.heartbeat / 6, () => {
      this.#tickTimer = null
      const now = clock.now()
      for (const session of this.#sessions)
        if (now - session.outbox.lastSentAt >= limits.heartbeat) session.sendFrame(HEARTBEAT)
      if (now - this.#lastWriteAt >= limits.judgeIdle) this.#live.restJudge()
      this.#tick()
    })
  }

  #tellPresence(): void {
    if (this.#presenceTimer !== null || !this.#presence.hasNews) return
    const { clock, limits } = this.#ports
    this.#presenceTimer = clock.after(limits.presenceEvery, () => {
      this.#presenceTimer = null
      sendPresence(this.#sessions, this.#presence.news(), (session) => this.#presence.clientOf(session))
    })
  }

  #catchUpLater(): void {
    if (this.#catchUpTimer !== null) return
    this.#catchUpTimer = this.#ports.clock.after(100, () => {
      this.#catchUpTimer = null
      for (const session of this.#sessions) this.#catchUp(session)
      if ([...this.#sessions].some(({ outbox }) => outbox.isBehind)) this.#catchUpLater()
    })
  }

  #catchUp(session: Session): void {
    const since = session.outbox.release()
    if (since === null) return
    session.send({ type: 'update', update: Y.encodeStateAsUpdate(this.#live.doc, since) })
    session.send({ type: 'presence', update: encodePresence(this.#presence.everybody()) })
  }

  #waitForGrace(): void {
    if (this.#graceTimer !== null || this.#sessions.size > 0) return
    this.#graceTimer = this.#ports.clock.after(this.#ports.limits.grace, () => {
      this.#graceTimer = null
      void this.#closeIfIdle()
    })
  }

  async #closeIfIdle(): Promise<void> {
    if (this.#state.kind !== 'open' || this.#sessions.size > 0) return
    await this.#drained()
    await this.#saveSnapshot()
    const isIdle = this.#state.kind === 'open' && this.#sessions.size === 0 && this.#graceTimer === null
    if (!isIdle) return
    if (!this.#live.isDrained) return this.#waitForGrace()
    this.#end()
  }

  /** Somebody is about to use the room without a socket: it stays for another grace. */
  touch(): void {
    this.#graceTimer?.()
    this.#graceTimer = null
    this.#waitForGrace()
  }

  /** Takes nothing new, waits for the log, tells everybody to come back, leaves a snapshot. */
  async shutdown(): Promise<void> {
    if (this.#state.kind === 'closing' || this.isClosed) return
    if (this.#state.kind === 'open') {
      this.#state = { kind: 'closing' }
      await this.#drained(this.#ports.limits.shutdown)
    }
    for (const session of this.#sessions) {
      session.close(CLOSE.restart, 'restart')
      this.#leave(session)
    }
    if (this.#live.isDrained) await this.#saveSnapshot()
    this.#end()
  }

  #end(): void {
    this.#state = { kind: 'closed' }
    for (const cancel of [
      this.#presenceTimer,
      this.#tickTimer,
      this.#catchUpTimer,
      this.#graceTimer,
      this.#retryTimer,
    ])
      cancel?.()
    this.#live.drop()
    this.#live.doc.destroy()
    this.#onIdle()
  }

  #drained(within?: number): Promise<void> {
    if (this.#live.isDrained) return Promise.resolve()
    return new Promise((resolve) => {
      this.#drainWaiters.push(resolve)
      if (within !== undefined) this.#ports.clock.after(within, resolve)
    })
  }

  #tellDrained(): void {
    if (!this.#live.isDrained) return
    const waiters = this.#drainWaiters
    this.#drainWaiters = []
    for (const tell of waiters) tell()
  }
}
