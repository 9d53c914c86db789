import type { DecidedWords, DecisionVerdict } from '#core/protocol/decision.ts'
import { permits } from '#core/access/permits.ts'
import { decideStanding, type Carried } from '#core/shared-doc/decide-standing.ts'
import type { DecidedParts } from '#core/shared-doc/decided-stretches.ts'
import { SERVER_ORIGIN } from '#core/shared-doc/gate-staging.ts'
import { undoingOf } from '#core/shared-doc/undo-decision.ts'
import { assert } from '#core/util/assert.ts'
import { fail, ok, type Result } from '#core/util/result.ts'
import { carriedOut, hangingTogether, resultOf, type CarriedOut } from './carried-decision.ts'
import type { DecisionRecord } from './decision-book.ts'
import type { Decided, DecisionCommand, DecisionFailure, UndoCommand, Undone } from './decision-commands.ts'
import type { DecisionEntry } from './decision-entries.ts'
import type { DurableDocument } from './durable-document.ts'
import { decodeLogBody } from './log-body.ts'
import { SERVER, type RoomMember } from './member.ts'
import type { RoomPorts } from './room-ports.ts'

type UndoneEntry = Extract<DecisionEntry, { type: 'undone' }>

/**
 * Decisions about suggestions, one at a time: each is carried out on the staging copy in the tick in which it is
 * asked for, and answered when it is durable [SUG400].
 */
export class Decisions<Origin> {
  readonly #durable: DurableDocument<Origin>
  readonly #ports: RoomPorts

  constructor(durable: DurableDocument<Origin>, ports: RoomPorts) {
    this.#durable = durable
    this.#ports = ports
  }

  /** Carries out what may be; says of each suggestion what became of it, now or earlier. */
  async decide(member: string, command: DecisionCommand): Promise<Result<Decided, DecisionFailure>> {
    if (!this.#durable.isWritable) return fail('unavailable')
    const me = this.#memberNow(member)
    const { live } = this.#durable
    const { stage } = live.stagedFacts
    if (me === null) return fail('forbidden')
    const isPermitted = command.decisions.every(({ verdict }) =>
      permits(me.role, stage, verdict === 'withdraw' ? 'withdraw' : 'decide'),
    )
    if (!isPermitted) return fail('forbidden')
    const book = live.decisions
    const known = book.command(command.id)
    if (known !== null && (known.by !== member || known.entry.type !== 'decided')) return fail('conflict')
    const carried = known === null ? this.#carryOut(me, command) : null
    const stored = carried?.entry
      ? this.#store(member, carried.entry, carried.update)
      : this.#durable.settled()
    const results = command.decisions.map(({ suggestion }) =>
      resultOf(book, suggestion, command.id, carried?.fates.get(suggestion)?.kind ?? 'undone'),
    )
    const seq = await stored
    return seq === null ? fail('unavailable') : ok({ seq, results })
  }

  /** Takes a decision back, or a part of it, as long as nothing was built on it [SUG406]. */
  async undo(member: string, command: UndoCommand): Promise<Result<Undone, DecisionFailure>> {
    const isStored = (await this.#durable.settled()) !== null
    const found = this.#durable.live.decisions.command(command.decision)
    if (!isStored) return fail('unavailable')
    if (found === null || found.entry.type !== 'decided' || found.seq === null) return fail('not-found')
    const parts = found.isUndoable ? ((await this.#entryAt(found.seq))?.parts ?? null) : null
    // Reading takes its time: from here on in one tick.
    if (!this.#durable.isWritable) return fail('unavailable')
    const { live } = this.#durable
    const me = this.#memberNow(member)
    const record = live.decisions.command(command.decision)
    if (me === null || record === null || !this.#mayUndo(me, record)) return fail('forbidden')
    const known = live.decisions.command(command.id)
    if (known !== null) return this.#repeated(member, command, known)
    const undone = parts === null ? 'built-on' : this.#undo(record, parts, command)
    if (typeof undone === 'string') return fail(undone)
    const seq = await this.#store(member, undone.entry, undone.update)
    return seq === null ? fail('unavailable') : ok({ seq, suggestions: undone.entry.suggestions })
  }

  /** Durable decisions, newest first: those before the entry `before`, or all, up to `limit`. */
  page(before: number | null, limit: number): readonly DecisionRecord[] {
    return this.#durable.live.decisions.page(before, limit)
  }

  /** Does a decision still hold for this suggestion? Then it can be taken back. */
  holds(suggestion: string, record: DecisionRecord): boolean {
    return this.#durable.live.decisions.stateOf(suggestion)?.record === record
  }

  /** What the suggestions of a decision said, by their ids, as its log entry has it. */
  async wordsOf(seq: number): Promise<ReadonlyMap<string, DecidedWords>> {
    const entry = await this.#entryAt(seq)
    const words = (entry?.suggestions ?? []).flatMap(({ id, words: said }) =>
      said === undefined ? [] : [[id, said] as const],
    )
    return new Map(words)
  }

  #memberNow(member: string): RoomMember | null {
    const found = this.#ports.directory.lookup(this.#durable.document, member)
    return typeof found === 'string' ? null : found
  }

  #carryOut(me: RoomMember, { id, decisions }: DecisionCommand): CarriedOut {
    const { live } = this.#durable
    const { locks } = live.stagedFacts
    const wishes = new Map<string, DecisionVerdict>()
    for (const { suggestion, verdict } of decisions)
      if (live.decisions.stateOf(suggestion) === null) wishes.set(suggestion, verdict)
    let carried: Carried | null = null
    const update = live.editAsServer((sequence) => {
      carried = decideStanding(sequence, wishes, { member: me.id, locks }, SERVER_ORIGIN)
    })
    assert(update !== 'locked', 'what would touch a locked section is not carried out')
    return carriedOut(id, wishes, carried, update)
  }

  #undo(
    record: DecisionRecord,
    parts: DecidedParts,
    command: UndoCommand,
  ): { readonly entry: UndoneEntry; readonly update: Uint8Array } | 'built-on' | 'locked' | 'not-found' {
    const { live } = this.#durable
    if (record.entry.type !== 'decided') return 'not-found'
    const standing = record.entry.suggestions
      .map(({ id }) => id)
      .filter((id) => live.decisions.stateOf(id)?.record === record)
    const asked = command.suggestions ?? standing
    if (asked.some((id) => !standing.includes(id)) || asked.length === 0) return 'built-on'
    const wanted = hangingTogether(parts, new Set(asked))
    // What went with this decision in one place and was decided by another one elsewhere does not come back.
    const isDecidedSince = (id: string): boolean => (live.decisions.stateOf(id)?.record ?? record) !== record
    if ([...wanted.ids].some(isDecidedSince)) return 'built-on'
    const update = live.editAsServer((sequence) => undoingOf(sequence, wanted.parts)?.(SERVER_ORIGIN))
    if (update === 'locked') return 'locked'
    if (update === null) return 'built-on'
    const suggestions = standing.filter((id) => wanted.ids.has(id))
    return { entry: { type: 'undone', id: command.id, decision: command.decision, suggestions }, update }
  }

  async #repeated(
    member: string,
    { decision }: UndoCommand,
    { entry, by }: DecisionRecord,
  ): Promise<Result<Undone, DecisionFailure>> {
    if (entry.type !== 'undone' || entry.decision !== decision || by !== member) return fail('conflict')
    const seq = await this.#durable.settled()
    return seq === null ? fail('unavailable') : ok({ seq, suggestions: entry.suggestions })
  }

  /** Who may decide; of a withdrawal, who withdrew. */
  #mayUndo({ id, role }: RoomMember, { entry, by }: DecisionRecord): boolean {
    const { stage } = this.#durable.live.stagedFacts
    const isWithdrawal =
      entry.type === 'decided' &&
      entry.suggestions.every(({ verdict }) => verdict === 'withdraw') &&
      by === id
    return permits(role, stage, isWithdrawal ? 'suggest' : 'decide')
  }

  async #entryAt(seq: number): Promise<Extract<DecisionEntry, { type: 'decided' }> | null> {
    for await (const { body } of this.#ports.log.read(this.#durable.document, seq, seq)) {
      const decoded = decodeLogBody(body)
      if (decoded.ok && decoded.value.kind === 'control' && decoded.value.entry.type === 'decided')
        return decoded.value.entry
    }
    return null
  }

  /** Puts a record and what was written with it in line for the log; resolves when it is durable, null if it is not. */
  #store(by: string, entry: DecisionEntry, update: Uint8Array | null): Promise<number | null> {
    const { live } = this.#durable
    const now = this.#ports.clock.now()
    const entries = [live.controlEntry(now, by, entry)]
    if (update !== null) entries.push(live.entry(now, SERVER, update))
    const record = live.decisions.note(entry, by, now, null)
    return new Promise((resolve) => {
      this.#durable.stage({
        origin: null,
        entries,
        updates: update === null ? [] : [update],
        repairs: null,
        controls: [],
        decisions: [{ index: 0, record }],
        settle: resolve,
      })
    })
  }
}
