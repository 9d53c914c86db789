import * as Y from 'yjs'
import { keepRedundantFormats } from '#core/shared-doc/changes.ts'
import { SuggestionLedger } from '#core/shared-doc/gate-authorship.ts'
import { fail, ok, type Result } from '#core/util/result.ts'
import { DecisionBook } from './decision-book.ts'
import { foldControl, NO_FACTS, type ControlEntry, type Facts } from './facts.ts'
import { decodeLogBody, decodeSnapshot } from './log-body.ts'
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

/**
 * Snapshot and tail to document, in one transaction: the live document is exactly this [DOC28]. Never an empty
 * document in place of one that cannot be read [DOC25].
 */
export const replay = ({ snapshot, tail, seq }: LoadedLog): Result<Replayed, Damaged> => {
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
  try {
    let unreadable: string | null = null
    doc.transact(() => {
      if (start !== null) Y.applyUpdate(doc, start.value.state)
      const snapshotClocks = Y.decodeStateVector(Y.encodeStateVector(doc))
      for (const entry of tail) {
        const body = decodeLogBody(entry.body)
        if (!body.ok) {
          unreadable = `entry ${entry.seq}: ${body.error}`
          return
        }
        if (body.value.kind === 'control') {
          facts = foldControl(facts, { entry: body.value.entry, by: entry.by, at: entry.at })
          noteDecision(decisions, body.value.entry, entry)
          noteThread(threads, body.value.entry, entry)
        }
        if (body.value.kind !== 'update') continue
        for (const [client, end] of Y.parseUpdateMeta(body.value.update).to)
          if (end > Y.getState(doc.store, client) && !owners.has(client)) owners.set(client, entry.by)
        Y.applyUpdate(doc, body.value.update)
      }
      // Still inside the transaction: what the tail proposed and deleted again is not collected yet.
      ledger.noteWritten(doc, snapshotClocks, (client) => {
        const owner = owners.get(client) ?? SERVER
        return owner === SERVER ? null : owner
      })
    })
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
  return ok({ doc, facts, owners, ledger, decisions, threads, seq, snapshotSeq: snapshot?.seq ?? 0 })
}

const noteDecision = (decisions: DecisionBook, control: ControlEntry, { by, at, seq }: LogEntry): void => {
  if (control.type === 'decided' || control.type === 'undone' || control.type === 'renamed')
    decisions.note(control, by, at, seq)
}

const noteThread = (threads: ThreadBook, control: ControlEntry, { by, at, seq }: LogEntry): void => {
  if (control.type === 'renamed') threads.noteRenamed(control.from, control.to, seq)
  else if ('thread' in control) threads.note({ entry: control, by, at }, seq)
}
