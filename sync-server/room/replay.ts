import * as Y from 'yjs'
import { keepRedundantFormats } from '#core/shared-doc/changes.ts'
import { Deeds } from '#core/shared-doc/deeds.ts'
import { DeletionFollower } from '#core/shared-doc/follow-deletions.ts'
import { SuggestionLedger } from '#core/shared-doc/gate-authorship.ts'
import { GoneInsertions } from '#core/shared-doc/gone-insertions.ts'
import { fail, ok, type Result } from '#core/util/result.ts'
import { DecisionBook } from './decision-book.ts'
import { foldControl, NO_FACTS, type ControlEntry, type Facts } from './facts.ts'
import { DeedsFollower } from './follow-deeds.ts'
import { decodeLogBody, decodeSnapshot, isControlBody } from './log-body.ts'
import { SERVER } from './member.ts'
import { ThreadBook } from './thread-book.ts'
import type { LoadedLog, LogEntry } from './update-log.ts'

/** A document as its log has it. */
export interface Replayed {
  /** Collects garbage; the caller destroys it. */
  readonly doc: Y.Doc
  readonly facts: Facts
  /** Client id → member (or the server). Follows from who sent the first update written under it [DOC21]. */
  readonly owners: ReadonlyMap<number, string>
  /** Every suggestion that the document has shown [GAT302]. */
  readonly ledger: SuggestionLedger
  /** What was deleted of it, of late [GAT303]. */
  readonly gone: GoneInsertions
  /** Who wrote and deleted what, in the newest entries behind the snapshot [GAT411]. */
  readonly deeds: Deeds
  /** Every decision about it [SUG402]. */
  readonly decisions: DecisionBook
  /** Every discussion about it [THR1]. */
  readonly threads: ThreadBook
  readonly seq: number
  /** The entry up to which the snapshot reached; 0 without one. */
  readonly snapshotSeq: number
}

/** What can stand in the way: the log holds something that this server never wrote. */
export interface Damaged {
  readonly reason: 'damaged'
  readonly detail: string
}

/** The name of the one root of every document. */
export const ROOT = 'content'

/** The newest entries behind the snapshot, of which is read what they deleted, are so many at the most. */
const FOLLOWED = 2_000

/**
 * Snapshot and tail to document: the live document is exactly this [DOC28]. Never an empty document in place of one
 * that cannot be read [DOC25]. `isToBeWritten`: is what was deleted wanted, too, for a room? Each of the newest entries
 * then has a transaction of its own; otherwise all is one.
 */
export const replay = (
  { snapshot, tail, seq }: LoadedLog,
  isToBeWritten = true,
): Result<Replayed, Damaged> => {
  const damaged = (detail: string) => fail({ reason: 'damaged' as const, detail })
  const doc = new Y.Doc({ gc: true })
  doc.getText(ROOT)
  // What is here is what the log has: Yjs would tidy formats by itself, and nobody would have stored that.
  keepRedundantFormats(doc)
  const start = snapshot === null ? null : decodeSnapshot(snapshot.body)
  if (start !== null && !start.ok) return damaged(start.error)
  let facts = start?.value.facts ?? NO_FACTS
  const owners = new Map(start?.value.owners)
  const ledger = new SuggestionLedger()
  ledger.remember(start?.value.suggestions ?? [])
  const decisions = new DecisionBook()
  decisions.remember(start?.value.decisions)
  const threads = new ThreadBook()
  if (!threads.remember(start?.value.threads)) return damaged('a snapshot with unreadable discussions')
  const gone = new GoneInsertions()
  gone.remember(start?.value.gone)
  let deeds = new Deeds(seq)
  try {
    let unreadable: string | null = null
    let deedsFollower: DeedsFollower | null = null
    const apply = (entry: LogEntry): void => {
      const body = decodeLogBody(entry.body)
      if (!body.ok) {
        unreadable ??= `entry ${entry.seq}: ${body.error}`
        return
      }
      if (body.value.kind === 'control') {
        facts = foldControl(facts, { entry: body.value.entry, by: entry.by, at: entry.at })
        noteDecision(decisions, body.value.entry, entry)
        noteThread(threads, body.value.entry, entry)
      }
      if (body.value.kind !== 'update') return
      const { to } = Y.parseUpdateMeta(body.value.update)
      deedsFollower?.note(entry, to)
      for (const [client, end] of to)
        if (end > Y.getState(doc.store, client) && !owners.has(client)) owners.set(client, entry.by)
      Y.applyUpdate(doc, body.value.update)
    }
    /** In one transaction, at whose end what was proposed and deleted again in it is not collected yet. */
    const applyAll = (entries: readonly LogEntry[], before: Uint8Array | null): void =>
      doc.transact(() => {
        if (before !== null) Y.applyUpdate(doc, before)
        const clocks = Y.decodeStateVector(Y.encodeStateVector(doc))
        for (const entry of entries) apply(entry)
        ledger.noteWritten(doc, clocks, (client) => {
          const owner = owners.get(client) ?? SERVER
          return owner === SERVER ? null : owner
        })
      })
    const followed = isToBeWritten ? Math.max(0, tail.length - FOLLOWED) : tail.length
    applyAll(tail.slice(0, followed), start?.value.state ?? null)
    if (followed < tail.length) {
      const follower = new DeletionFollower(doc.getText(ROOT), gone, ledger)
      deeds = new Deeds(tail[followed - 1]?.seq ?? snapshot?.seq ?? 0)
      deedsFollower = new DeedsFollower(doc, deeds)
      for (const [index, entry] of tail.entries()) {
        if (index < followed) continue
        follower.isRepair = isRepair(entry, tail[index - 1])
        applyAll([entry], null)
      }
      follower.end()
      deedsFollower.end()
    }
    if (unreadable !== null) {
      doc.destroy()
      return damaged(unreadable)
    }
  } catch (error) {
    doc.destroy()
    return damaged(error instanceof Error ? error.message : 'an update that cannot be applied')
  }
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) {
    doc.destroy()
    return damaged('an entry builds on something that is not in the log')
  }
  return ok({
    doc,
    facts,
    owners,
    ledger,
    gone,
    deeds,
    decisions,
    threads,
    seq,
    snapshotSeq: snapshot?.seq ?? 0,
  })
}

/** What the server wrote right behind an update of somebody; behind a control entry it is a deed of its own. */
const isRepair = ({ by }: LogEntry, before: LogEntry | undefined): boolean =>
  by === SERVER && before !== undefined && before.by !== SERVER && !isControlBody(before.body)

const noteDecision = (decisions: DecisionBook, control: ControlEntry, { by, at, seq }: LogEntry): void => {
  if (control.type === 'decided' || control.type === 'undone' || control.type === 'renamed')
    decisions.note(control, by, at, seq)
}

const noteThread = (threads: ThreadBook, control: ControlEntry, { by, at, seq }: LogEntry): void => {
  if (control.type === 'renamed') threads.noteRenamed(control.from, control.to, seq)
  else if ('thread' in control) threads.note({ entry: control, by, at }, seq)
}
