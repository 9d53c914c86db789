import * as Y from 'yjs'
import { touchesLocked, type LockedBlocks } from '../locks/touches-locked.ts'
import type { BlockContent, RawFormats } from '../schema/content.ts'
import { Deeds } from './deeds.ts'
import { SuggestionLedger } from './gate-authorship.ts'
import { ConflictOverload } from './gate-conflicts.ts'
import { lockedBlocks } from './gate-locks.ts'
import { outOfReach, permissionProblem, reachOf, type Refusal } from './gate-permission.ts'
import { LateMarks, withRenamed } from './gate-late.ts'
import { mendLateWork } from './gate-mend.ts'
import { GoneInsertions } from './gone-insertions.ts'
import { SERVER_ORIGIN, Staging, type Applied } from './gate-staging.ts'
import { inadmissibleStruct } from './gate-structs.ts'
import type { DocumentState, DoubleMove, Sender, SuggestionNotes, Verdict } from './judge.ts'
import { settleSuggestions, type DecidedIds } from './late-ids.ts'
import type { KnownWork } from './known-work.ts'
import { FOR_SERVER, Repair, type RepairFor } from './repair.ts'
import type { Region } from './regions.ts'
import { repairBledMarks } from './repair-bled-marks.ts'
import type { FreshClocks } from './fresh-clocks.ts'
import { sightOfReturn, type Sight } from './sight.ts'
import { isNamed, type ToldDeletions } from './told-deletions.ts'
import type { LockedRange } from '../locks/section-lock.ts'
import { assert } from '../util/assert.ts'
import { leavesGap, MAX_STEP_2_BYTES, scanUpdate, type ScannedUpdate } from './scan-update.ts'
import type { SequenceBlock } from './sequence-block.ts'
import type { Sequence } from './sequence.ts'

export interface GateOptions {
  /** The document as the room holds it, as a Yjs update. */
  readonly state: Uint8Array
  /** Under which the server writes; no member may. */
  readonly serverClientId: number
  /** A new block id, unique in the document. */
  readonly newBid: () => string
  /**
   * The document as the room holds it now, with everything that was admitted and everything the server wrote. Called
   * at the first verdict after a refusal, since Yjs cannot take an update back.
   */
  readonly reload: () => Uint8Array
  /** The suggestions known from before; the gate goes on noting in it. Without it, those that stand in the text. */
  readonly ledger?: SuggestionLedger
  /** What is known of what was deleted before; the gate goes on noting in it. Without it, nothing is. */
  readonly gone?: GoneInsertions
  /** Who did what, of late; the gate goes on noting in it, and who calls it says when. Without it, nothing is known. */
  readonly deeds?: Deeds
  /** The suggestions that are decided; what comes under their ids is late. Without it, none is. */
  readonly decided?: DecidedIds
  /** Whose client id it is, once something was written under it. Without it, nobody's. */
  readonly ownerOf?: (client: number) => string | undefined
}

export const MAX_BLOCKS = 20_000
export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024

const NONE_DECIDED: DecidedIds = {
  isEmpty: true,
  stateOf: () => null,
  workAt: () => null,
  replacementOf: (id) => id,
}

const NOTHING_LOCKED: LockedBlocks<SequenceBlock> = { all: new Set(), inner: new Set() }

/**
 * The law over the shared text: tries every update on a staging copy and says whether it may become part of the
 * document [GAT1]–[GAT17]. Verdicts cost by what an update changes, not by the size of the text.
 *
 * Whoever asks applies what was admitted, with its repairs, before asking again; between `judge` and that, nothing
 * else may happen. Client ids are bound to members by the caller.
 */
export class Gate {
  readonly #options: GateOptions
  readonly #ledger: SuggestionLedger
  readonly #repair: Repair
  readonly #deeds: Deeds
  readonly #gone: GoneInsertions
  readonly #known: KnownWork
  #staging: Staging | null = null
  #pendingState: Uint8Array | null
  /** Upper estimate of the encoded size of the document, bytes. */
  #bytes: number

  constructor(options: GateOptions) {
    this.#options = options
    this.#ledger = options.ledger ?? new SuggestionLedger()
    this.#gone = options.gone ?? new GoneInsertions()
    this.#deeds = options.deeds ?? new Deeds()
    this.#repair = new Repair(options.newBid)
    this.#known = {
      decided: options.decided ?? NONE_DECIDED,
      gone: this.#gone,
      ownerOf: options.ownerOf ?? (() => undefined),
      ledger: this.#ledger,
    }
    this.#pendingState = options.state
    this.#bytes = options.state.length
  }

  /**
   * Judges an update as sent by `sender`, of the document as it is. Never throws, whatever the bytes. Pass `scanned`
   * when the bytes have been read already.
   */
  judge(update: Uint8Array, sender: Sender, document: DocumentState, scanned?: ScannedUpdate): Verdict {
    const scan = scanned ? { ok: true as const, value: scanned } : scanUpdate(update, MAX_STEP_2_BYTES)
    if (!scan.ok) return refused({ reason: scan.error.reason, detail: scan.error.detail })
    const { value } = scan
    if (value.isEmpty) return { kind: 'contained' }
    const staging = this.#ensureStaging()
    if (leavesGap(value, (client) => staging.clockOf(client))) return { kind: 'missing' }
    const early = this.#refusedUnseen(staging, value, sender, document)
    if (early !== null) return refused(early)
    const locked = lockedIn(staging, document.locks)
    const repairFor: RepairFor = {
      member: sender.member,
      mayWrite: reachOf(sender, document) === 'write',
      written: value.written,
    }
    const fresh = freshClocks(staging, value)
    const told = { ranges: value.deleted, sightOf: this.#sightsOf(staging, value, sender, fresh) }
    const serverClock = staging.clockOf(this.#options.serverClientId)
    const late = new LateMarks(staging, this.#options.serverClientId, fresh, told)
    const tried = this.#tryOut(staging, update, repairFor, late)
    if ('reason' in tried) return this.#takeBack(refused(tried))
    if (staging.isPending) return this.#takeBack({ kind: 'missing' })
    if (tried.isContained) return { kind: 'contained' }
    const { regions } = tried
    const deleted = staging.takeDeleted()
    const forbidden = permissionProblem(regions, sender, document, locked, this.#ledger)
    const mended =
      forbidden?.reason === 'base-or-foreign-changed' && reachOf(sender, document) === 'suggest'
        ? mendLateWork(staging, regions, { member: sender.member, fresh }, this.#known)
        : null
    const problem = (mended === null ? forbidden : null) ?? this.#sizeProblem(staging, update, value)
    if (problem !== null) return this.#takeBack(refused(problem))
    this.#ledger.noteRegions(regions)
    this.#gone.note(regions)
    this.#ledger.noteUnseen(update, sender.member)
    this.#deeds.noteDeleted(deleted, sender.member)
    for (const [client, { start, end }] of fresh) this.#deeds.noteWritten(client, start, end)
    let notes: SuggestionNotes | null = null
    let doubleMoves: readonly DoubleMove[] = []
    const repairs = staging.record(() => {
      // First: a repair that carries text elsewhere takes along what it bears.
      if (repairFor.mayWrite)
        repairBledMarks(staging.sequence, regions, {
          member: sender.member,
          fresh,
          told,
          deeds: this.#deeds,
          known: this.#known,
        })
      const repaired = this.#repair.run(staging.sequence, regions, repairFor, locked.all)
      doubleMoves = repaired.doubleMoves
      const settled = new Set([...repaired.blocks, ...(mended?.blocks ?? [])])
      notes = this.#settle(staging, regions, settled, repairFor)
    })
    // Whatever a repair is for: it stops at a lock, or nothing of it happens.
    const byServer = [...(mended?.regions ?? []), ...repairs.regions]
    assert(!touchesAny(byServer, locked), 'no repair changes a locked section')
    this.#noteServer(staging, serverClock)
    const merged = mergeAll([late.update(), mended?.update ?? null, repairs.update])
    const all = withRenamed(notes, [...late.renamed, ...(mended?.renamed ?? [])])
    return {
      kind: 'admitted',
      repairs: merged,
      ...(all === null ? {} : { notes: all }),
      ...(doubleMoves.length === 0 ? {} : { doubleMoves }),
    }
  }

  /**
   * Writes for the server itself (a seed, an import, a decision, a restore), in one transaction under the server's
   * client id, and returns the update to store and send. Nothing is judged but locks; what it leaves to repair is
   * repaired with it. Empty when nothing changed; `locked`, and nothing changed, when it would change anything under
   * one of `locks` [LCK4].
   */
  writeAsServer(write: (text: Y.Text) => void, locks: readonly LockedRange[]): Uint8Array | 'locked' {
    const staging = this.#ensureStaging()
    return this.#writeAsServer(staging, locks, () =>
      staging.doc.transact(() => write(staging.text), SERVER_ORIGIN),
    )
  }

  /**
   * The same by way of the index, for what would cost a walk over the text for every single change (a decision about
   * a thousand suggestions). `edit` reads as it likes and changes the text in one `editFromEnd` at the most.
   */
  editAsServer(edit: (sequence: Sequence) => void, locks: readonly LockedRange[]): Uint8Array | 'locked' {
    const staging = this.#ensureStaging()
    return this.#writeAsServer(staging, locks, () => edit(staging.sequence))
  }

  #writeAsServer(staging: Staging, locks: readonly LockedRange[], write: () => void): Uint8Array | 'locked' {
    const locked = lockedIn(staging, locks)
    const serverClock = staging.clockOf(this.#options.serverClientId)
    const written = staging.record(write, (regions) =>
      this.#repair.observe(staging.sequence, regions, FOR_SERVER),
    )
    const repairs = staging.record(() =>
      this.#repair.run(staging.sequence, written.regions, FOR_SERVER, locked.all),
    )
    if (touchesAny([...written.regions, ...repairs.regions], locked)) {
      this.rest()
      return 'locked'
    }
    this.#noteServer(staging, serverClock)
    this.#ledger.noteRegions(written.regions)
    this.#gone.note(written.regions)
    const all = mergeAll([written.update, repairs.update]) ?? EMPTY_UPDATE
    this.#bytes += all.length
    return all
  }

  /** The blocks as they stand, suggestions and all, in order. */
  blocks(): BlockContent[] {
    return [...this.#ensureStaging().sequence.blocks()]
  }

  /** The whole document as one update. */
  encodeState(): Uint8Array {
    return Y.encodeStateAsUpdate(this.#ensureStaging().doc)
  }

  /** Frees the staging copy, for a room that rests. The next verdict loads it again. */
  rest(): void {
    this.#staging?.destroy()
    this.#staging = null
    this.#pendingState = null
  }

  #ensureStaging(): Staging {
    if (this.#staging !== null) return this.#staging
    const state = this.#pendingState ?? this.#options.reload()
    const staging = new Staging(state, this.#options.serverClientId)
    // Of every transaction: a repair that gives a suggestion its new name takes formats away, too.
    staging.onDeletion((transaction) => this.#gone.noteFormats(transaction, this.#ledger))
    this.#pendingState = null
    this.#staging = staging
    this.#bytes = state.length
    for (const block of staging.sequence.blocks()) {
      this.#ledger.note(block.formats)
      for (const run of block.runs) this.#ledger.note(run.formats)
    }
    return staging
  }

  /** What the sender had before them when they wrote an item, as far as they say. */
  #sightsOf(
    staging: Staging,
    { deleted }: ScannedUpdate,
    { member, knows, heard }: Sender,
    fresh: FreshClocks,
  ): ToldDeletions['sightOf'] {
    const returning = knows ? sightOfReturn(knows, (id) => isNamed(deleted, id), fresh) : null
    const sights = new Map<number, Sight | null>()
    return (item) => {
      const upTo = heard?.upTo(item) ?? null
      if (!heard || upTo === null) return returning
      const { deletedAt } = heard
      // What they deleted themselves after they wrote it was there when they did.
      const moment = deletedAt === null ? upTo : item.clock
      const known = sights.get(moment)
      if (known !== undefined) return known
      const own = (id: Y.ID): boolean | null => {
        if (deletedAt === null) return isNamed(deleted, id) ? true : null
        const at = deletedAt(id)
        return at === null ? null : at <= item.clock
      }
      const wrote = (id: Y.ID): boolean => (heard.upTo(id) ?? 0) <= upTo
      const hearing = { upTo, member, deleted: own, wrote }
      const sight = this.#deeds.sight(staging.doc.store, hearing, fresh) ?? returning
      sights.set(moment, sight)
      return sight
    }
  }

  /** Notes what the server wrote since its clock was `clock`, and deleted. */
  #noteServer(staging: Staging, clock: number): void {
    const { serverClientId } = this.#options
    this.#deeds.noteDeleted(staging.takeDeleted(), SERVER_ORIGIN)
    this.#deeds.noteWritten(serverClientId, clock, staging.clockOf(serverClientId))
  }

  /** What the update meant for suggestions that are decided, and for those it left nothing of. */
  #settle(
    staging: Staging,
    regions: readonly Region[],
    repaired: ReadonlySet<SequenceBlock>,
    sender: RepairFor,
  ): SuggestionNotes | null {
    const { member, mayWrite } = sender
    if (member === null) return null
    const { decided } = this.#known
    const note = (formats: RawFormats): void => this.#ledger.note(formats)
    const changed = { regions, repaired }
    return settleSuggestions(staging.sequence, changed, { member, mayWrite }, decided, note)
  }

  /** What can be refused without trying it out: the staging copy stays. */
  #refusedUnseen(
    staging: Staging,
    { written }: ScannedUpdate,
    sender: Sender,
    document: DocumentState,
  ): Refusal | null {
    for (const [client, range] of written) {
      if (range.end <= staging.clockOf(client)) continue
      if (client === this.#options.serverClientId)
        return { reason: 'foreign-client-id', detail: 'the server writes under this client id' }
      // Who may change nothing may tidy formats, which deletes; nothing they write can be that.
      if (reachOf(sender, document) === 'none') return outOfReach(sender, document)
    }
    return null
  }

  #tryOut(staging: Staging, update: Uint8Array, repairFor: RepairFor, late: LateMarks): Applied | Refusal {
    let inadmissible: string | null = null
    try {
      const applied = staging.apply(
        update,
        (transaction) => {
          inadmissible = inadmissibleStruct(staging.text, repairFor.written)
          if (inadmissible === null) late.mark(transaction, repairFor, this.#known)
        },
        (regions) => this.#repair.observe(staging.sequence, regions, repairFor),
      )
      return inadmissible === null ? applied : { reason: 'not-allowed-content', detail: inadmissible }
    } catch (error) {
      const detail = error instanceof Error ? error.message : 'cannot be applied'
      return { reason: error instanceof ConflictOverload ? 'too-large' : 'malformed', detail }
    }
  }

  #sizeProblem(staging: Staging, update: Uint8Array, scanned: ScannedUpdate): Refusal | null {
    this.#bytes += update.length
    if (scanned.structs === 0) return null
    if (staging.sequence.slots - 1 > MAX_BLOCKS)
      return { reason: 'too-large', detail: `more than ${MAX_BLOCKS} blocks` }
    if (this.#bytes <= MAX_DOCUMENT_BYTES) return null
    this.#bytes = this.encodeState().length
    return this.#bytes > MAX_DOCUMENT_BYTES
      ? { reason: 'too-large', detail: `more than ${MAX_DOCUMENT_BYTES} bytes` }
      : null
  }

  #takeBack(verdict: Verdict): Verdict {
    this.rest()
    return verdict
  }
}

const lockedIn = ({ sequence }: Staging, locks: readonly LockedRange[]): LockedBlocks<SequenceBlock> =>
  locks.length === 0 ? NOTHING_LOCKED : lockedBlocks(sequence, locks)

const touchesAny = (regions: readonly Region[], locked: LockedBlocks<SequenceBlock>): boolean =>
  locked.all.size > 0 && regions.some((region) => touchesLocked(region.ops, locked))

const mergeAll = (updates: readonly (Uint8Array | null)[]): Uint8Array | null => {
  const [first, ...others] = updates.filter((update) => update !== null)
  if (first === undefined) return null
  return others.length === 0 ? first : Y.mergeUpdates([first, ...others])
}

/** What the update writes beyond what is known: a step 2 may repeat everything. */
const freshClocks = (staging: Staging, { written }: ScannedUpdate): FreshClocks =>
  new Map(
    [...written].map(([client, { start, end }]) => [
      client,
      { start: Math.max(start, staging.clockOf(client)), end },
    ]),
  )

const EMPTY_UPDATE = Uint8Array.of(0, 0)

const refused = ({ reason, detail }: Refusal): Verdict => ({ kind: 'refused', reason, detail })
