import * as Y from 'yjs'
import type { SuggestionLedger } from '#core/shared-doc/gate-authorship.ts'
import type { Deeds } from '#core/shared-doc/deeds.ts'
import type { GoneInsertions } from '#core/shared-doc/gone-insertions.ts'
import { scanUpdate, type ScannedUpdate } from '#core/shared-doc/scan-update.ts'
import type { DoubleMove, Sender, SuggestionNotes } from '#core/shared-doc/judge.ts'
import type { Sequence } from '#core/shared-doc/sequence.ts'
import { parseSuggestionKey } from '#core/schema/formats.ts'
import type { Role } from '#core/access/roles.ts'
import { assert } from '#core/util/assert.ts'
import { hasGap, isContained, newlyWritten, type Examined, type MemberMove } from './examined.ts'
import { foldControl, type ControlEntry, type ControlNote, type Facts } from './facts.ts'
import { noteThreads, numberRecords, type ChangeRecords, type ThreadChange } from './change-records.ts'
import type { DecisionBook } from './decision-book.ts'
import type { Judge, NewJudge } from './judge-port.ts'
import { encodeControlBody, encodeSnapshot, encodeUpdateBody } from './log-body.ts'
import { SERVER } from './member.ts'
import { ROOT, type Replayed } from './replay.ts'
import type { ThreadBook } from './thread-book.ts'
import type { NewLogEntry } from './update-log.ts'

/** What becomes durable together, and what happens then. `entries` may be empty: it only waits its turn. */
export interface Change<Origin> extends ChangeRecords {
  readonly origin: Origin | null
  readonly entries: readonly NewLogEntry[]
  readonly updates: readonly Uint8Array[]
  /** The part of `updates` that the server wrote: the origin does not have it. */
  readonly repairs: Uint8Array | null
  readonly controls: readonly ControlNote[]
  /** Late ids in it and what they are called now: told every time, kept once. */
  readonly renamed?: SuggestionNotes['renamed']
  /** Blocks in it that another member moved at once: both are told. */
  readonly doubleMoves?: readonly MemberMove[]
  readonly settle: (seq: number | null) => void
}

export interface LiveDocumentPorts {
  readonly newJudge: NewJudge
  readonly newBid: () => string
  readonly newClientId: () => number
  readonly newClientsPerFrame: number
}

/**
 * One document in two states: **durable** (`doc`, what everybody may see) and **staged** (the judge's copy, the clocks,
 * the staged facts: durable and everything admitted since). Work moves from staged to durable when the log has it,
 * in order, or is dropped with this object when the log fails.
 */
export class LiveDocument<Origin> {
  readonly doc: Y.Doc
  #facts: Facts
  #stagedFacts: Facts
  #owners: ReadonlyMap<number, string>
  readonly #ledger: SuggestionLedger
  readonly #gone: GoneInsertions
  readonly #deeds: Deeds
  /** Every decision, those on their way to the log included: what a verdict goes by. */
  readonly decisions: DecisionBook
  /** The discussions, durable: what everybody may see. */
  readonly threads: ThreadBook
  /** The discussions with everything that is on its way to the log: what a command goes by. */
  readonly stagedThreads: ThreadBook
  readonly #clocks: Map<number, number>
  #seq: number
  /** The number that the last entry will have that waits for the log. */
  #stagedSeq: number
  #judge: Judge | null = null
  #serverClientId: number | null = null
  #gathering: Change<Origin>[] = []
  #inFlight: readonly Change<Origin>[] = []
  readonly #ports: LiveDocumentPorts

  constructor(replayed: Replayed, ports: LiveDocumentPorts) {
    this.doc = replayed.doc
    this.#facts = this.#stagedFacts = replayed.facts
    this.#owners = replayed.owners
    this.#ledger = replayed.ledger
    this.#gone = replayed.gone
    this.decisions = replayed.decisions
    this.threads = replayed.threads
    this.stagedThreads = replayed.threads.copy()
    this.#clocks = Y.decodeStateVector(Y.encodeStateVector(replayed.doc))
    this.#seq = this.#stagedSeq = replayed.seq
    this.#deeds = replayed.deeds
    this.#deeds.turnTo(replayed.seq + 1)
    this.#ports = ports
  }

  get facts(): Facts {
    return this.#facts
  }
  /** Facts with everything that is on its way to the log: what a verdict goes by. */
  get stagedFacts(): Facts {
    return this.#stagedFacts
  }
  /** The last durable sequence number. */
  get seq(): number {
    return this.#seq
  }
  get text(): Y.Text {
    return this.doc.getText(ROOT)
  }
  /** Is everything that was admitted durable? */
  get isDrained(): boolean {
    return this.#gathering.length === 0 && this.#inFlight.length === 0
  }
  ownerOf(client: number): string | undefined {
    return this.#owners.get(client)
  }

  /** Has a suggestion whose id begins so ever stood in the text, as far as is remembered? */
  hasKnown(idPrefix: string): boolean {
    this.#staging()
    return this.#ledger.hasKnown(idPrefix)
  }

  /** Has this suggestion ever stood in the text, as far as is remembered? */
  hasShown(suggestion: string): boolean {
    this.#staging()
    return this.#ledger.remembered().some(([key]) => parseSuggestionKey(key)?.id === suggestion)
  }

  /**
   * The path of an update up to its verdict: bytes [GAT1], client ids [DOC21], gaps [DOC22], gate [GAT8]. In one
   * tick; admitted work is staged when this returns, anything else leaves no trace. Without a `role` the sender may
   * add nothing (its schema is another). `claimedBy` names who speaks for a client id that has not written yet.
   */
  examine(
    update: Uint8Array,
    maxBytes: number,
    sender: Omit<Sender, 'role'> & { readonly role: Role | null },
    claimedBy: (client: number) => string | undefined,
  ): Examined {
    const scan = scanUpdate(update, maxBytes)
    if (!scan.ok) return { kind: 'refused', reason: scan.error.reason, detail: scan.error.detail }
    const scanned = scan.value
    if (scanned.isEmpty) return { kind: 'contained', clients: [] }
    const { member, role } = sender
    const written = newlyWritten(scanned, this.#clocks)
    const ownerOf = (client: number): string => this.#owners.get(client) ?? claimedBy(client) ?? member
    const foreign = written.find((client) => ownerOf(client) !== member)
    if (foreign !== undefined)
      return { kind: 'refused', reason: 'foreign-client-id', detail: `client id ${foreign} is not yours` }
    const unbound = written.filter((client) => !this.#owners.has(client))
    if (unbound.length > this.#ports.newClientsPerFrame)
      return { kind: 'refused', reason: 'too-large', detail: `${unbound.length} new client ids` }
    if (hasGap(scanned, this.#clocks)) return { kind: 'missing' }
    if (written.length === 0 && isContained(this.doc, scanned))
      return { kind: 'contained', clients: this.#ownIn(scanned, member) }
    if (role === null) return { kind: 'refused', reason: 'schema', detail: 'this page is of another version' }
    const verdict = this.#staging().judge(update, { ...sender, role }, this.#stagedFacts, scanned)
    if (verdict.kind === 'contained') return { kind: 'contained', clients: this.#ownIn(scanned, member) }
    if (verdict.kind !== 'admitted') return verdict
    const fresh = written.length < scanned.written.size ? this.#withoutKnown(update) : update
    for (const [client, { end }] of scanned.written) this.#advance(client, end)
    this.#bind(unbound, member)
    if (verdict.repairs !== null) this.#noteServerWriting(verdict.repairs)
    const clients = this.#ownIn(scanned, member)
    return {
      kind: 'admitted',
      update: fresh,
      repairs: verdict.repairs,
      clients,
      notes: verdict.notes ?? null,
      doubleMoves: this.#betweenMembers(verdict.doubleMoves ?? [], member),
    }
  }

  /** Of double moves those between the sender and another member. */
  #betweenMembers(moves: readonly DoubleMove[], sender: string): readonly MemberMove[] {
    return moves.flatMap(({ bid, client }) => {
      const member = this.#owners.get(client)
      return member === undefined || member === sender || member === SERVER ? [] : [{ bid, member }]
    })
  }

  #ownIn(scanned: ScannedUpdate, member: string): readonly number[] {
    return [...scanned.written.keys()].filter((client) => this.#owners.get(client) === member)
  }

  /**
   * Writes as the server; null when nothing changed; `locked` when it would change anything in a locked section, and
   * then nothing of it happened [LCK4]. Staged when this returns.
   */
  writeAsServer(write: (text: Y.Text) => void): Uint8Array | null | 'locked' {
    return this.#written(this.#staging().writeAsServer(write, this.#stagedFacts.locks))
  }

  /** The same by way of the index of blocks; see the judge. */
  editAsServer(edit: (sequence: Sequence) => void): Uint8Array | null | 'locked' {
    return this.#written(this.#staging().editAsServer(edit, this.#stagedFacts.locks))
  }

  #written(update: Uint8Array | 'locked'): Uint8Array | null | 'locked' {
    if (update === 'locked') return update
    if (update.length <= 2) return null
    this.#noteServerWriting(update)
    return update
  }

  /** Puts admitted work in line for the log. */
  stage(change: Change<Origin>): void {
    this.#gathering.push(change)
    this.#stagedSeq += change.entries.length
    this.#deeds.turnTo(this.#stagedSeq + 1)
    this.#stagedFacts = change.controls.reduce(foldControl, this.#stagedFacts)
    noteThreads(this.stagedThreads, change, () => 0)
  }

  /** Everything gathered, as entries; in flight until `stored`. */
  take(): readonly NewLogEntry[] {
    assert(this.#inFlight.length === 0, 'one batch in flight')
    this.#inFlight = this.#gathering
    this.#gathering = []
    return this.#inFlight.flatMap(({ entries }) => entries)
  }

  /** What was taken is durable: the batch and, when it changed the text, one update with all of it. */
  stored(seq: number): {
    readonly batch: readonly Change<Origin>[]
    readonly update: Uint8Array | null
    readonly threads: readonly ThreadChange[]
  } {
    const batch = this.#inFlight
    this.#inFlight = []
    const threads = numberRecords(batch, seq, this.threads)
    this.#seq = Math.max(seq, this.#seq)
    assert(this.#seq <= this.#stagedSeq, 'the log numbers what it was given')
    this.#facts = batch.flatMap(({ controls }) => controls).reduce(foldControl, this.#facts)
    let update: Uint8Array | null = null
    const hear = (merged: Uint8Array): void => {
      update = merged
    }
    this.doc.on('update', hear)
    try {
      this.doc.transact(() => {
        for (const change of batch) for (const one of change.updates) Y.applyUpdate(this.doc, one)
      })
    } finally {
      this.doc.off('update', hear)
    }
    assert(this.doc.store.pendingStructs === null, 'what was admitted can be applied')
    return { batch, update, threads }
  }

  /** Ends this object. Returns everything that was not durable. */
  drop(): readonly Change<Origin>[] {
    const lost = [...this.#inFlight, ...this.#gathering]
    this.#inFlight = []
    this.#gathering = []
    this.#judge = null
    return lost
  }

  /** Frees the staging copy; the next update makes a new one. */
  restJudge(): void {
    this.#judge = null
  }

  /** The durable document as a snapshot at `seq`: nothing of what is still on its way. */
  snapshot(): Uint8Array {
    const owners = new Map([...this.#owners].filter(([client]) => this.doc.store.clients.has(client)))
    // May hold what is still on its way, or never got there: its author proposed it all the same.
    const suggestions = this.#ledger.remembered()
    const gone = this.#gone.remembered()
    const decisions = this.decisions.remembered()
    const threads = this.threads.remembered()
    return encodeSnapshot({
      facts: this.#facts,
      owners,
      suggestions,
      gone,
      decisions,
      threads,
      state: Y.encodeStateAsUpdate(this.doc),
    })
  }

  entry(at: number, by: string, update: Uint8Array): NewLogEntry {
    return { at, by, body: encodeUpdateBody(update) }
  }

  controlEntry(at: number, by: string, control: ControlEntry): NewLogEntry {
    return { at, by, body: encodeControlBody(control) }
  }

  #staging(): Judge {
    if (this.#judge !== null) return this.#judge
    this.#serverClientId ??= this.#unusedClientId()
    this.#judge = this.#ports.newJudge({
      state: this.#stagedState(),
      serverClientId: this.#serverClientId,
      newBid: this.#ports.newBid,
      reload: () => this.#stagedState(),
      ledger: this.#ledger,
      gone: this.#gone,
      deeds: this.#deeds,
      decided: this.decisions,
      ownerOf: (client) => this.#owners.get(client),
    })
    return this.#judge
  }

  /** The durable document and everything on its way to the log. */
  #stagedState(): Uint8Array {
    const waiting = [...this.#inFlight, ...this.#gathering].flatMap(({ updates }) => updates)
    const durable = Y.encodeStateAsUpdate(this.doc)
    return waiting.length === 0 ? durable : Y.mergeUpdates([durable, ...waiting])
  }

  #unusedClientId(): number {
    let client = this.#ports.newClientId()
    while (this.#owners.has(client) || this.#clocks.has(client)) client = this.#ports.newClientId()
    this.#bind([client], SERVER)
    return client
  }

  #noteServerWriting(update: Uint8Array): void {
    for (const [client, end] of Y.parseUpdateMeta(update).to) this.#advance(client, end)
  }

  #advance(client: number, end: number): void {
    if (end > (this.#clocks.get(client) ?? 0)) this.#clocks.set(client, end)
  }

  #bind(clients: readonly number[], member: string): void {
    if (clients.length === 0) return
    const owners = new Map(this.#owners)
    for (const client of clients) if (!owners.has(client)) owners.set(client, member)
    this.#owners = owners
  }

  /** A step 2 repeats what is known: the log and the others need only the rest. */
  #withoutKnown(update: Uint8Array): Uint8Array {
    return Y.diffUpdate(update, Y.encodeStateVector(this.#clocks))
  }
}
