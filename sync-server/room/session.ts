import { CLOSE, type CloseCode } from '#core/protocol/close-codes.ts'
import type { Control } from '#core/protocol/control.ts'
import { encodeMessage } from '#core/protocol/encode.ts'
import type { Message, WrittenWith } from '#core/protocol/message.ts'
import type { RefusalReason } from '#core/shared-doc/judge.ts'
import type { Clocks } from '#core/shared-doc/sight.ts'
import type { Clock } from './clock.ts'
import { FrameLedger } from './frame-ledger.ts'
import type { LateKeeping } from './late-keeping.ts'
import type { RoomLimits } from './limits.ts'
import type { RoomMember } from './member.ts'
import { Outbox } from './outbox.ts'
import { spend, type Allowance } from './rate.ts'
import type { RoomSocket } from './room-socket.ts'

/** What a socket says about itself when it joins. */
export interface Joining {
  readonly member: RoomMember
  /** Does it understand 101 and 102? */
  readonly ext: boolean
  /** Does it understand 103? */
  readonly numbered?: boolean
  /** Its schema and epoch, where it names them. */
  readonly schema: string | null
  readonly epoch: string | null
  /** The last sequence number that it knows: what was decided after it is told at once. */
  readonly seq?: number | null
}

/** One socket in a room, from its join to its close. */
export class Session {
  member: RoomMember
  readonly ext: boolean
  /** Its updates say how far one has heard, in both directions [PRO410]. */
  readonly isNumbered: boolean
  /** Its schema is not the server's: it reads. */
  readonly isStale: boolean
  /** See {@link Joining}. */
  readonly seq: number | null
  readonly ledger = new FrameLedger()
  readonly outbox: Outbox
  /** Client ids of its member that it has brought along: what an ack speaks about. */
  readonly clients = new Set<number>()
  /** It asked for the document: from now on it hears of every update. */
  isSynced = false
  /** Our step 1 is under way. */
  isAsked = false
  /** The clocks that it knew when it came, until it has answered our first step 1: that went before our first answer. */
  knows: Clocks | null = null
  /** What its next step 2 was written with, where it said so. */
  writtenWith: WrittenWith | null = null
  /** Something was refused: what builds on it goes the same way. */
  forkedBy: RefusalReason | 'schema' | null = null
  /** Where that is kept. */
  late: LateKeeping | null = null
  /** Too much was refused: nothing more is taken, and it closes when that has been told. */
  isEnding = false
  #isOpen = true
  readonly #socket: RoomSocket
  readonly #clock: Clock
  readonly #limits: RoomLimits
  #refusals: Allowance | undefined
  #requests: Allowance | undefined

  constructor(socket: RoomSocket, joining: Joining, isStale: boolean, clock: Clock, limits: RoomLimits) {
    this.member = joining.member
    this.ext = joining.ext
    this.isNumbered = joining.ext && joining.numbered === true
    this.isStale = isStale
    this.seq = joining.seq ?? null
    this.outbox = new Outbox(socket, limits, clock.now())
    this.#socket = socket
    this.#clock = clock
    this.#limits = limits
  }

  get isOpen(): boolean {
    return this.#isOpen
  }

  send(message: Message): void {
    this.sendFrame(encodeMessage(message))
  }

  sendFrame(frame: Uint8Array): void {
    if (!this.#isOpen) return
    this.outbox.send(frame, this.#clock.now())
    this.endIfLost()
  }

  /** What others wrote; with it the text has come up to the entry `seq`. */
  sendUpdate(update: Uint8Array, seq: number): void {
    this.send(this.isNumbered ? { type: 'numbered-update', seq, update } : { type: 'update', update })
  }

  sendAnswer(frame: Uint8Array): void {
    if (this.#isOpen) this.outbox.sendAnswer(frame, this.#clock.now())
  }

  /** Only to sockets that asked for extensions [PRO6]. */
  control(control: Control): void {
    if (this.ext) this.send({ type: 'control', control })
  }

  endIfLost(): void {
    if (this.#isOpen && this.outbox.isLost) this.close(CLOSE.later, 'too slow')
  }

  /** Counts one request for the document or for everybody's presence; false when there were too many. */
  mayAsk(): boolean {
    const rate = { perSecond: this.#limits.step1PerSecond, atOnce: this.#limits.step1AtOnce }
    const left = spend(this.#requests, rate, this.#clock.now(), 1)
    if (left !== null) this.#requests = left
    return left !== null
  }

  /** Counts one refusal; false when there were too many. */
  mayBeRefused(): boolean {
    const rate = { perSecond: this.#limits.refusalsPerSecond, atOnce: this.#limits.refusalsAtOnce }
    const left = spend(this.#refusals, rate, this.#clock.now(), 1)
    if (left !== null) this.#refusals = left
    return left !== null
  }

  /** Ends the socket. Nothing is read from it or sent to it afterwards. */
  close(code: CloseCode, reason: string): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    this.#socket.close(code, reason)
  }
}
