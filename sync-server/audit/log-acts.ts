import type { AuditActName, AuditDetails } from '#core/protocol/api-audit.ts'
import { assertNever } from '#core/util/assert.ts'
import type { ControlEntry } from '../room/facts.ts'
import { decodeLogBody, isControlBody } from '../room/log-body.ts'
import type { LogEntry } from '../room/update-log.ts'
import type { AuditAct } from './audit-chain.ts'

/**
 * What an entry of a document's log is in the audit; null for what is no act of it: text, talk, and what the server
 * notes for itself. A new kind of entry does not compile before it is decided here whether it is one [AUD5].
 */
const actOf = (
  entry: ControlEntry,
): { readonly act: AuditActName; readonly details: AuditDetails } | null => {
  switch (entry.type) {
    case 'stage':
      return { act: 'stage-set', details: { stage: entry.stage, reason: entry.reason } }
    case 'locks':
      return lockAct(entry)
    case 'decided': {
      const count = (verdict: string): number =>
        entry.suggestions.filter((suggestion) => suggestion.verdict === verdict).length
      const [accepted, rejected, withdrawn] = [count('accept'), count('reject'), count('withdraw')]
      return { act: 'decided', details: { decision: entry.id, accepted, rejected, withdrawn } }
    }
    case 'undone':
      return {
        act: 'decision-undone',
        details: { decision: entry.decision, suggestions: entry.suggestions.length },
      }
    case 'late-restored':
      return { act: entry.type, details: { member: entry.author, suggestions: entry.suggestions } }
    case 'late-dismissed':
      return { act: entry.type, details: { member: entry.author, reason: entry.reason } }
    case 'comment-deleted':
      return { act: entry.type, details: { thread: entry.thread, comment: entry.comment } }
    case 'comment-hidden': {
      const { thread, comment, hidden, reason } = entry
      return { act: hidden ? 'comment-hidden' : 'comment-shown', details: { thread, comment, reason } }
    }
    case 'version-named':
    case 'restored':
      return { act: entry.type, details: { version: entry.id, of: entry.of } }
    case 'created':
    case 'seeded':
    case 'recovered':
    case 'renamed':
    case 'thread-begun':
    case 'commented':
    case 'comment-edited':
    case 'thread-resolved':
    case 'thread-anchored':
      return null
    default:
      return assertNever(entry)
  }
}

const lockAct = ({
  locks,
  did,
}: Extract<ControlEntry, { readonly type: 'locks' }>): ReturnType<typeof actOf> => {
  if ('unlock' in did) return { act: 'unlocked', details: { lock: did.unlock, reason: did.reason } }
  const lock = locks.find(({ id }) => id === did.lock)
  return {
    act: 'locked',
    details: { lock: did.lock, kind: lock?.kind ?? null, reason: lock?.reason ?? null },
  }
}

/** The act of an entry of `document`, with the entry's number; updates are passed over by their first byte. */
export const logAct = (group: string, document: string, { seq, at, by, body }: LogEntry): AuditAct | null => {
  if (!isControlBody(body)) return null
  const decoded = decodeLogBody(body)
  const found = decoded.ok && decoded.value.kind === 'control' ? actOf(decoded.value.entry) : null
  return found === null
    ? null
    : { group, at, by, act: found.act, document, details: { ...found.details, seq } }
}
