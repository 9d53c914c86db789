import type { Clock } from '../room/clock.ts'
import { LogFollower, notedLog } from '../room/log-follower.ts'
import { SERVER } from '../room/member.ts'
import type { LogEntry, UpdateLog } from '../room/update-log.ts'
import type { MetaStore } from '../store/meta-store.ts'
import { OUTBOX, type AuditAct, type AuditChain, type AuditHead, type SourcedAct } from './audit-chain.ts'
import { auditedMeta, type AuditedMeta } from './audited-meta.ts'
import { logAct } from './log-acts.ts'

/** So many acts go into the chain at once. */
const AT_ONCE = 500
/** So many entries of a log that are no acts may lie behind its durable mark: that much is read again at the start. */
const MARK_EVERY = 1_000
/** The heads in the metadata are at most so old, milliseconds. */
const HEADS_EVERY = 60_000

export interface AuditorPorts {
  readonly chain: AuditChain
  readonly meta: MetaStore
  readonly clock: Clock
  /** How long to wait after storing failed, milliseconds. */
  readonly retry: number
  readonly failed: (error: unknown) => void
}

interface Waiting extends SourcedAct {
  /** For an act that somebody waits for: told once, and never tried again. */
  readonly settle?: { readonly done: () => void; readonly failed: (error: unknown) => void }
}

/**
 * Brings every act to its chain, once, whatever breaks [AUD4]: acts on the metadata through the outbox that is written
 * with them, acts in documents from their logs, each with the number under which it stands there. Never in the way of
 * the act: what cannot be stored now waits.
 */
export class Auditor {
  /** The metadata, as everybody who changes it has to have it. */
  readonly meta: AuditedMeta
  readonly #ports: AuditorPorts
  #heads: ReadonlyMap<string, AuditHead>
  /** Source → up to which number the chain has it for certain. */
  readonly #stored: Map<string, number>
  /** Document → the last entry of its log that was looked at. */
  readonly #seen: Map<string, number>
  /** Documents whose mark lies far behind what was looked at. */
  readonly #lagging = new Set<string>()
  /** The last act of the outbox that was taken out. */
  #taken: number
  #waiting: Waiting[] = []
  /** Something to store waits, if only marks. */
  #isDue = false
  #running: Promise<void> | null = null
  #cancelRetry: (() => void) | null = null
  #cancelHeads: (() => void) | null = null
  #follower: LogFollower | null = null
  #isEnded = false

  private constructor(
    ports: AuditorPorts,
    heads: ReadonlyMap<string, AuditHead>,
    marks: ReadonlyMap<string, number>,
  ) {
    this.#ports = ports
    this.#heads = heads
    this.#stored = new Map(marks)
    this.#seen = new Map([...marks].filter(([name]) => name !== OUTBOX))
    this.#taken = marks.get(OUTBOX) ?? 0
    this.meta = auditedMeta(
      ports.meta,
      () => ports.clock.now(),
      () => ({ outbox: this.#stored.get(OUTBOX) ?? 0, heads: this.#heads }),
      () => this.#takeOutbox(),
    )
    this.#takeOutbox()
  }

  /** Takes up what a crash left in the outbox. */
  static async open(ports: AuditorPorts): Promise<Auditor> {
    const [heads, marks] = await Promise.all([ports.chain.heads(), ports.chain.marks()])
    const auditor = new Auditor(ports, heads, marks)
    await auditor.#compareNoted()
    return auditor
  }

  /** The log itself, whose entries are followed from here on; what a crash kept from the chain is read first. */
  async following(log: UpdateLog): Promise<UpdateLog> {
    const follower = new LogFollower(
      log,
      {
        seqOf: (document) => this.#seen.get(document) ?? 0,
        take: (document, entries) => this.#takeEntries(document, entries),
      },
      this.#ports.failed,
    )
    this.#follower = follower
    for (const [document, seq] of await log.heads())
      if (seq > (this.#seen.get(document) ?? 0)) void follower.readOn(document, seq)
    return notedLog(log, (batch, last) => follower.note(batch, last))
  }

  /** Resolves when the act is durable; rejects when it could not be stored now. */
  record(act: Omit<AuditAct, 'at'>): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({
        act: { ...act, at: this.#ports.clock.now() },
        source: null,
        settle: { done: resolve, failed: reject },
      })
      this.#wake()
    })
  }

  /** Number and hash of the last entry of a group's chain; null for an empty one. */
  head(group: string): AuditHead | null {
    return this.#heads.get(group) ?? null
  }

  /** Resolves when everything that was done before is in the chain, or could not be stored. */
  async settled(): Promise<void> {
    await this.#follower?.settled()
    await this.#running
  }

  /** A document is erased and its log is gone: the entries about it stay. */
  async forget(document: string): Promise<void> {
    await this.#follower?.settled(document)
    await this.settled()
    this.#seen.delete(document)
    this.#stored.delete(document)
    this.#lagging.delete(document)
    await this.#ports.chain.forgetSource(document)
  }

  /** Stores what waits, and where each chain ends now. */
  async close(): Promise<void> {
    await this.settled()
    this.#isEnded = true
    this.#cancelRetry?.()
    this.#cancelRetry = null
    this.#cancelHeads?.()
    for (const document of this.#seen.keys()) this.#lagging.add(document)
    this.#isDue = true
    await this.#run()
    if (this.#areHeadsStale()) await this.#writeHeads()
  }

  /** A chain that does not hold what the metadata noted was cut or rewritten: that is itself an entry, for ever [AUD3]. */
  async #compareNoted(): Promise<void> {
    const { chain, meta, clock } = this.#ports
    for (const [group, { number, hash }] of Object.entries(meta.read().audit?.heads ?? {})) {
      const [entry] = await chain.read(group, number, number).catch(() => [])
      if (entry?.hash === hash) continue
      const details = { number, hash }
      const act = {
        group,
        at: clock.now(),
        by: SERVER,
        act: 'chain-mismatch',
        document: null,
        details,
      } as const
      this.#waiting.push({ act, source: null })
      this.#wake()
    }
  }

  #takeOutbox(): void {
    const fresh = (this.#ports.meta.read().audit?.waiting ?? []).filter(({ seq }) => seq > this.#taken)
    for (const { seq, act } of fresh) this.#waiting.push({ act, source: { name: OUTBOX, seq } })
    this.#taken = fresh.at(-1)?.seq ?? this.#taken
    if (fresh.length > 0) this.#wake()
  }

  #takeEntries(document: string, entries: readonly LogEntry[]): void {
    const group = this.#ports.meta.read().documents[document]?.group
    for (const entry of entries) {
      // Before a document is listed nobody acts on it, and nobody after it is erased.
      const act = group === undefined ? null : logAct(group, document, entry)
      if (act === null) continue
      this.#waiting.push({ act, source: { name: document, seq: entry.seq } })
      this.#wake()
    }
    const seq = entries.at(-1)?.seq ?? 0
    this.#seen.set(document, seq)
    if (seq - (this.#stored.get(document) ?? 0) <= MARK_EVERY) return
    this.#lagging.add(document)
    this.#wake()
  }

  #wake(): void {
    this.#isDue = true
    if (this.#running !== null || this.#cancelRetry !== null || this.#isEnded) return
    const running = Promise.resolve().then(() => this.#run())
    this.#running = running.finally(() => {
      this.#running = null
      if (this.#isDue && this.#cancelRetry === null) this.#wake()
    })
  }

  async #run(): Promise<void> {
    while (this.#isDue) if (!(await this.#once())) return
  }

  /** False when it could not be stored: whether some of it was, the marks tell the next delivery. */
  async #once(): Promise<boolean> {
    this.#isDue = false
    const acts = this.#waiting.slice(0, AT_ONCE)
    const isAll = acts.length === this.#waiting.length
    const marks = marksOf(acts)
    // Only when nothing else waits is everything that was looked at in the chain.
    const lagging = isAll ? [...this.#lagging] : []
    for (const document of lagging) {
      const seq = this.#seen.get(document) ?? 0
      if (seq > (this.#stored.get(document) ?? 0)) marks.set(document, seq)
    }
    this.#isDue = !isAll
    if (acts.length === 0 && marks.size === 0) return true
    try {
      const heads = await this.#ports.chain.append({ acts, marks })
      this.#waiting.splice(0, acts.length)
      for (const [name, seq] of marks) this.#stored.set(name, seq)
      for (const document of lagging) this.#lagging.delete(document)
      if (heads.size > 0) {
        this.#heads = new Map([...this.#heads, ...heads])
        this.#writeHeadsLater()
      }
      for (const { settle } of acts) settle?.done()
      return true
    } catch (error) {
      this.#ports.failed(error)
      for (const { settle } of acts) settle?.failed(error)
      this.#waiting = this.#waiting.filter((one, index) => index >= acts.length || one.settle === undefined)
      this.#isDue = true
      this.#retryLater()
      return false
    }
  }

  #retryLater(): void {
    if (this.#isEnded) return
    this.#cancelRetry = this.#ports.clock.after(this.#ports.retry, () => {
      this.#cancelRetry = null
      this.#wake()
    })
  }

  #areHeadsStale(): boolean {
    const written = this.#ports.meta.read().audit?.heads ?? {}
    return [...this.#heads].some(([group, { hash }]) => written[group]?.hash !== hash)
  }

  #writeHeadsLater(): void {
    if (this.#isEnded) return
    this.#cancelHeads ??= this.#ports.clock.after(HEADS_EVERY, () => {
      this.#cancelHeads = null
      if (this.#areHeadsStale()) this.#writeHeads().catch(this.#ports.failed)
    })
  }

  async #writeHeads(): Promise<void> {
    await this.meta.transact((meta) => ({ meta: { ...meta }, result: null }), SERVER)
  }
}

/** Of each source the last act among these. */
const marksOf = (acts: readonly SourcedAct[]): Map<string, number> => {
  const marks = new Map<string, number>()
  for (const { source } of acts) if (source !== null) marks.set(source.name, source.seq)
  return marks
}
