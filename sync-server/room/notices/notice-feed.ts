import type { LockedRange } from '#core/locks/section-lock.ts'
import type { Clock } from '../clock.ts'
import { decodeLogBody } from '../log-body.ts'
import type { LogEntry, NewLogEntry, UpdateLog } from '../update-log.ts'
import { concerned, isTold, type FedEntry, type Surroundings } from './concerned.ts'
import type { FeedMark, Inbox, NewNotice } from './inbox.ts'

/** So many entries that tell nobody anything may lie behind the durable mark. */
const MARK_EVERY = 1_000

export interface FeedPorts {
  readonly inbox: Inbox
  readonly log: Pick<UpdateLog, 'read'>
  readonly clock: Clock
  /** How long to wait after storing failed, milliseconds. */
  readonly retry: number
  readonly around: Surroundings
  /** These members have something new. */
  readonly told: (members: readonly string[]) => void
  readonly failed: (error: unknown) => void
}

/** What the log held when it was loaded. */
export interface FeedStart {
  readonly seq: number
  readonly locks: readonly LockedRange[]
}

type State =
  /** What lies between the durable mark and the loaded log has not been looked at. */
  { readonly kind: 'behind'; readonly upTo: number } | { readonly kind: 'even' }

/**
 * Tells members what a document's log says of them, each entry once whatever breaks [ACC602]: the mark of how far that
 * is done is stored with the notices, and what lies behind it is read from the log again. Never in the way of the
 * document: what cannot be stored now waits.
 */
export class NoticeFeed {
  readonly #document: string
  readonly #ports: FeedPorts
  #state: State
  /** Of the last entry that was looked at. */
  #seq: number
  #locks: readonly LockedRange[]
  #waiting: readonly NewNotice[] = []
  /** Something to store waits, if only a mark. */
  #isDue = false
  #stored = 0
  #running: Promise<void> | null = null
  #cancelRetry: (() => void) | null = null
  #isEnded = false

  constructor(document: string, start: FeedStart, ports: FeedPorts) {
    this.#document = document
    this.#ports = ports
    this.#seq = start.seq
    this.#locks = start.locks
    this.#state = { kind: 'behind', upTo: start.seq }
    this.#wake()
  }

  /** These entries are durable, the last of them under the number `seq`. Looks at them in this tick. */
  note(entries: readonly NewLogEntry[], seq: number): void {
    const first = seq - entries.length + 1
    for (const [index, entry] of entries.entries()) {
      const fed = fedEntry({ ...entry, seq: first + index })
      if (fed === null) continue
      this.#waiting = [...this.#waiting, ...this.#look(fed)]
      this.#isDue = true
    }
    this.#seq = Math.max(seq, this.#seq)
    if (this.#isDue || this.#seq - this.#stored > MARK_EVERY) this.#wake()
  }

  /** The log was read again after a failure: it may hold entries that nobody noted. */
  reread(start: FeedStart): void {
    this.#waiting = []
    this.#seq = start.seq
    this.#locks = start.locks
    this.#state = { kind: 'behind', upTo: start.seq }
    this.#wake()
  }

  /** Resolves when everything noted is stored, or could not be: the mark then says what to read again. */
  async settle(): Promise<void> {
    if (this.#state.kind === 'behind' || this.#seq > this.#stored) {
      this.#isDue = true
      this.#cancelRetry?.()
      this.#cancelRetry = null
      this.#wake()
    }
    await this.#running
  }

  /** Begins nothing any more. */
  stop(): void {
    this.#isEnded = true
    this.#cancelRetry?.()
  }

  #wake(): void {
    if (this.#running !== null || this.#cancelRetry !== null || this.#isEnded) return
    this.#running = this.#run()
  }

  async #run(): Promise<void> {
    // Notes of the same tick go along.
    await Promise.resolve()
    let isStored = await this.#once()
    while (isStored && this.#isDue) isStored = await this.#once()
    this.#running = null
    if (!isStored) this.#retryLater()
  }

  #retryLater(): void {
    if (this.#isEnded) return
    this.#cancelRetry = this.#ports.clock.after(this.#ports.retry, () => {
      this.#cancelRetry = null
      this.#wake()
    })
  }

  /** False when it could not be stored: whether some of it was, the next delivery finds out. */
  async #once(): Promise<boolean> {
    const { inbox, told, failed } = this.#ports
    try {
      const state = this.#state
      if (state.kind === 'behind') {
        const caught = await this.#catchUp(state.upTo)
        if (this.#state !== state) return true
        this.#waiting = [...caught, ...this.#waiting]
        this.#state = { kind: 'even' }
      }
      if (!this.#isDue && this.#seq - this.#stored <= MARK_EVERY) return true
      const mark: FeedMark = { seq: this.#seq, locks: this.#locks }
      this.#isDue = false
      const waiting = await this.#withoutTold(this.#waiting)
      const members = await inbox.deliver(this.#document, mark, waiting)
      this.#waiting = this.#waiting.filter(({ seq }) => seq > mark.seq)
      this.#stored = Math.max(mark.seq, this.#stored)
      if (members.length > 0) told(members)
      return true
    } catch (error) {
      this.#isDue = true
      failed(error)
      return false
    }
  }

  /** Of one comment a member is told once, however often it is changed. */
  async #withoutTold(waiting: readonly NewNotice[]): Promise<readonly NewNotice[]> {
    const told = new Map<string, Set<string>>()
    const fresh: NewNotice[] = []
    for (const notice of waiting) {
      const comment = commentOf(notice)
      if (comment !== null) {
        const known = told.get(notice.member) ?? (await this.#toldComments(notice.member))
        told.set(notice.member, known)
        if (known.has(comment)) continue
        known.add(comment)
      }
      fresh.push(notice)
    }
    return fresh
  }

  async #toldComments(member: string): Promise<Set<string>> {
    const { notices } = await this.#ports.inbox.list(member)
    const here = notices.filter(({ document }) => document === this.#document)
    return new Set(here.flatMap((notice) => commentOf(notice) ?? []))
  }

  /** What the entries between the durable mark and `upTo` say, by the document as it is now. */
  async #catchUp(upTo: number): Promise<readonly NewNotice[]> {
    const { inbox, log } = this.#ports
    const mark = (await inbox.mark(this.#document)) ?? { seq: 0, locks: [] }
    this.#stored = Math.max(mark.seq, this.#stored)
    let locks = mark.locks
    const notices: NewNotice[] = []
    if (mark.seq >= upTo) return notices
    for await (const entry of log.read(this.#document, mark.seq + 1, upTo)) {
      const fed = fedEntry(entry)
      if (fed === null) continue
      notices.push(...this.#concerned(fed, locks))
      if (fed.entry.type === 'locks') locks = fed.entry.locks
    }
    if (notices.length > 0) this.#isDue = true
    return notices
  }

  #look(fed: FedEntry): readonly NewNotice[] {
    const before = this.#locks
    if (fed.entry.type === 'locks') this.#locks = fed.entry.locks
    return this.#concerned(fed, before)
  }

  #concerned(fed: FedEntry, locks: readonly LockedRange[]): readonly NewNotice[] {
    const { inbox, around, failed } = this.#ports
    if (fed.at < inbox.since) return []
    try {
      return concerned(fed, locks, around)
    } catch (error) {
      // A bug of ours costs a notice, not the document.
      failed(error)
      return []
    }
  }
}

const commentOf = ({ notice }: Pick<NewNotice, 'notice'>): string | null =>
  notice.type === 'mention' || notice.type === 'reply' ? notice.comment : null

/** Null for what tells nobody anything: nearly everything, and not decoded further than its kind. */
export const fedEntry = ({ seq, at, by, body }: LogEntry): FedEntry | null => {
  const decoded = decodeLogBody(body)
  if (!decoded.ok || decoded.value.kind !== 'control') return null
  const { entry } = decoded.value
  return isTold(entry) ? { seq, at, by, entry } : null
}
