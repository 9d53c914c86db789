import * as Y from 'yjs'
import type { Stage } from '#core/access/stages.ts'
import { CLOSE } from '#core/protocol/close-codes.ts'
import type { Control } from '#core/protocol/control.ts'
import type { BlockContent } from '#core/schema/content.ts'
import type { SectionLock } from '#core/locks/section-lock.ts'
import { readBlocks } from '#core/shared-doc/whole-text.ts'
import type { Result } from '#core/util/result.ts'
import { Audience } from './audience.ts'
import { tellBatch, tellReopened } from './batch-news.ts'
import { CleanText } from './clean-text.ts'
import { Decisions } from './decisions.ts'
import { Door } from './door.ts'
import { DurableDocument, type Durable } from './durable-document.ts'
import { Finals } from './finals.ts'
import type { NoticeFeed } from './notices/notice-feed.ts'
import { roomFeed } from './notices/room-feed.ts'
import { ReceivedFrames } from './received-frames.ts'
import type { Replayed } from './replay.ts'
import { RoomLife } from './room-life.ts'
import type { RoomPorts } from './room-ports.ts'
import type { RoomSocket } from './room-socket.ts'
import { Filling } from './filling.ts'
import { LateReturns } from './late-returns.ts'
import { SectionLocks } from './section-locks.ts'
import type { Joining, Session } from './session.ts'
import { StageChanges } from './stage-changes.ts'
import { Threads } from './threads.ts'
import { UpdatePath } from './update-path.ts'
import { Restores } from './versions/restores.ts'

type TitleControl = Extract<Control, { readonly type: 'title' }>

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
  readonly #frames: ReceivedFrames
  readonly #feed: NoticeFeed
  readonly #life: RoomLife
  readonly #door: Door
  readonly #clean = new CleanText(() => this.content())

  /** `onClosed` is called once, when the room can be forgotten: everything is durable. */
  constructor(document: string, replayed: Replayed, ports: RoomPorts, onClosed: () => void) {
    this.document = document
    this.#ports = ports
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
    this.#life = new RoomLife(ports.clock, ports.limits.grace, {
      isEmpty: () => this.sockets === 0,
      settle: () => this.#settle(),
      isSettled: () => this.isWritable && this.#durable.live.isDrained,
      end: () => {
        this.#audience.end()
        this.#feed.stop()
        this.#durable.end()
        onClosed()
      },
    })
    this.#path = new UpdatePath(this.#durable, ports, {
      expel: (session, why) => this.#door.expel(session, why),
      claimOf: (client) => this.#audience.presence.claimOf(client),
      unreadBytesOf: (member) => this.#audience.unreadBytesOf(member),
    })
    this.#frames = new ReceivedFrames(this.#durable, this.#audience, this.#path, ports.report)
    this.#door = new Door(this.#durable, this.#audience, this.#life, ports, (session) =>
      this.#path.ask(session),
    )
    this.#feed = roomFeed(document, replayed, ports, {
      decisions: () => this.#durable.live.decisions,
      thread: (id) => this.threads.get(id),
      content: () => this.content(),
      sessions: () => this.#audience.sessions,
    })
    this.#life.rest()
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
    return this.#life.isClosed
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
    const session = this.#door.admit(socket, joining)
    return {
      receive: (frame) => {
        if (session.isOpen && this.#audience.sessions.has(session)) this.#frames.receive(session, frame)
      },
      leave: () => this.#door.leave(session, CLOSE.later, 'left'),
    }
  }

  /**
   * Somebody's role, name or access may have changed (everybody's, without `member`): looks again, and acts on their
   * sockets at once [ACC21].
   */
  accessChanged(member: string | null): void {
    this.#door.accessChanged(member)
  }

  /** Somebody uses the room without a socket: it stays for another grace. */
  touch(): void {
    this.#life.touch()
  }

  /** Takes nothing new, waits for the log, tells everybody to come back, leaves a snapshot. */
  async shutdown(): Promise<void> {
    if (!this.#life.beginClosing()) return
    this.#durable.beginClosing()
    await this.#durable.drained(this.#ports.limits.shutdown)
    for (const session of this.#audience.sessions) this.#door.leave(session, CLOSE.restart, 'restart')
    await this.#leaveSnapshot()
    this.#life.end()
  }

  async #settle(): Promise<void> {
    await this.#durable.drained()
    await this.#leaveSnapshot()
  }

  async #leaveSnapshot(): Promise<void> {
    await this.#durable.saveSnapshot()
    await this.#feed.settle()
  }

  /** A batch is durable: everybody hears of it, then its authors are told. */
  #tell(event: Durable<Session>): void {
    const { batch, seq } = event
    tellBatch(this.#audience, event, this.#durable.live)
    for (const session of new Set(batch.map(({ origin }) => origin)))
      if (session !== null) this.#path.acknowledge(session)
    this.#feed.note(
      batch.flatMap(({ entries }) => entries),
      seq,
    )
  }

  /** The log takes entries again: everybody hears what it held after `seq`, and brings again what was forgotten. */
  #reopen(missed: Uint8Array, seq: number): void {
    this.#feed.reread({ seq: this.seq, locks: this.locks })
    tellReopened(this.#audience, missed, this.#durable.live)
    for (const session of this.#audience.sessions) {
      session.isAsked = false
      this.#path.ask(session)
    }
    for (const thread of this.threads.since(seq))
      this.#audience.control({ type: 'thread', thread: thread.id, seq: thread.seq })
  }
}
