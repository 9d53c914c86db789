import type { Clock } from '../clock.ts'
import { LogFollower, notedLog } from '../log-follower.ts'
import type { UpdateLog } from '../update-log.ts'
import { counted, EMPTY_TALLY, type Tally } from './tally.ts'
import type { TallyStore } from './tally-store.ts'

const WRITE_EVERY = 60_000

/**
 * The tally of every document, in memory: known at once after each append, written once a minute for all of them, and
 * counted on from the log where a write is missing [LOG500]. A document of which none was ever written counts from
 * where it stands then: nobody has a mark in it, since a mark is written only behind its document's tally.
 */
export class Tallies {
  readonly #log: UpdateLog
  readonly #store: TallyStore
  readonly #clock: Clock
  readonly #report: (error: unknown) => void
  readonly #tallies: Map<string, Tally>
  readonly #unwritten = new Set<string>()
  readonly #follower: LogFollower
  #cancel: (() => void) | null = null

  private constructor(
    log: UpdateLog,
    store: TallyStore,
    clock: Clock,
    report: (error: unknown) => void,
    tallies: Map<string, Tally>,
  ) {
    this.#log = log
    this.#store = store
    this.#clock = clock
    this.#report = report
    this.#tallies = tallies
    this.#follower = new LogFollower(
      log,
      {
        seqOf: (document) => this.of(document).seq,
        take: (document, entries) => this.#keep(document, entries.reduce(counted, this.of(document))),
      },
      report,
    )
  }

  /** Reads what is kept, and counts on where the log goes further; costs one walk over the heads of all logs. */
  static async open(
    log: UpdateLog,
    store: TallyStore,
    clock: Clock,
    report: (error: unknown) => void,
  ): Promise<Tallies> {
    const [kept, heads] = await Promise.all([store.all(), log.heads()])
    const known = new Map<string, Tally>()
    for (const [document, seq] of heads) known.set(document, kept.get(document) ?? { ...EMPTY_TALLY, seq })
    const tallies = new Tallies(log, store, clock, report, known)
    for (const [document, seq] of heads) {
      if (!kept.has(document)) tallies.#keep(document, known.get(document) ?? EMPTY_TALLY)
      if ((known.get(document)?.seq ?? 0) < seq) void tallies.#follower.readOn(document, seq)
    }
    return tallies
  }

  /** The log itself, every append of which is counted. */
  counting(): UpdateLog {
    return notedLog(this.#log, (batch, last) => this.#follower.note(batch, last))
  }

  /** What is counted of a document as far as is known now. */
  of(document: string): Tally {
    return this.#tallies.get(document) ?? EMPTY_TALLY
  }

  /** The tally at an entry that is durable; its last one is written when this resolves. */
  async at(document: string, seq: number): Promise<Tally> {
    await this.#follower.settled(document)
    await this.#write([document])
    const now = this.of(document)
    if (seq >= now.seq) return now
    // What lies behind the entry is taken off again: it is little, since who marks has just been there.
    let behind = EMPTY_TALLY
    for await (const entry of this.#log.read(document, seq + 1, now.seq)) behind = counted(behind, entry)
    const less = (all: Tally['changes'], some: Tally['changes']) =>
      new Map([...all].map(([member, count]) => [member, count - (some.get(member) ?? 0)]))
    return {
      seq,
      changes: less(now.changes, behind.changes),
      turns: less(now.turns, behind.turns),
      last: now.last,
      comments: less(now.comments, behind.comments),
      mentions: less(now.mentions, behind.mentions),
    }
  }

  async forget(document: string): Promise<void> {
    await this.#follower.settled(document)
    this.#tallies.delete(document)
    this.#unwritten.delete(document)
    await this.#store.remove(document)
  }

  /** Writes what is not written yet. */
  async close(): Promise<void> {
    this.#cancel?.()
    await this.#follower.settled()
    await this.#write([...this.#unwritten])
  }

  #keep(document: string, tally: Tally): void {
    this.#tallies.set(document, tally)
    this.#unwritten.add(document)
    this.#cancel ??= this.#clock.after(WRITE_EVERY, () => {
      this.#cancel = null
      this.#write([...this.#unwritten]).catch(this.#report)
    })
  }

  async #write(documents: readonly string[]): Promise<void> {
    const fresh = new Map<string, Tally>()
    for (const document of documents) {
      const tally = this.#unwritten.has(document) ? this.#tallies.get(document) : undefined
      if (tally !== undefined) fresh.set(document, tally)
    }
    if (fresh.size === 0) return
    await this.#store.write(fresh)
    for (const [document, tally] of fresh)
      if (this.#tallies.get(document) === tally) this.#unwritten.delete(document)
  }
}
