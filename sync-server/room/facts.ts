import { isStage, readStageSet, type Stage, type StageSet } from '#core/access/stages.ts'
import { readSectionLock, type SectionLock } from '#core/locks/section-lock.ts'
import type { LateDismissal } from '#core/protocol/api.ts'
import { assertNever } from '#core/util/assert.ts'
import { readDecisionEntry, type DecisionEntry } from './decision-entries.ts'
import { readFinalEntry, type FinalEntry } from './final-entries.ts'
import { readThreadEntry, type ThreadEntry } from './thread-entries.ts'
import { readVersionEntry, type VersionEntry } from './versions/version-entries.ts'
import { type Fields, isFields } from '#core/util/fields.ts'

export type LockAct = { readonly lock: string } | { readonly unlock: string; readonly reason: string | null }

/** A record of the log that is no text: what the server knows about the document, in the order in which it came to be. */
export type ControlEntry =
  /** The first entry. */
  | { readonly type: 'created' }
  | { readonly type: 'stage'; readonly stage: Stage; readonly reason: string | null }
  /** All locks from here on, and what was done: which of them is new, or which one is lifted and why. */
  | { readonly type: 'locks'; readonly locks: readonly SectionLock[]; readonly did: LockAct }
  /** The text was put in by the server, for the author of the entry. */
  | { readonly type: 'seeded'; readonly blocks: number }
  /** The server can store again: nothing but a mark that could be stored. */
  | { readonly type: 'recovered' }
  /** Refused work of `author` is in the text again as so many suggestions: brought back by the author of the entry. */
  | {
      readonly type: 'late-restored'
      readonly late: string
      readonly author: string
      readonly suggestions: number
    }
  /** Refused work was let go. */
  | {
      readonly type: 'late-dismissed'
      readonly late: string
      readonly author: string
      readonly reason: string
    }
  | DecisionEntry
  | FinalEntry
  | ThreadEntry
  | VersionEntry

/** A control entry, with who made it and when: milliseconds since 1970. */
export interface ControlNote {
  readonly entry: ControlEntry
  readonly by: string
  readonly at: number
}

/** So many ids of lifted locks are remembered, the newest. */
const MAX_LIFTED = 1_000

/** Refused work that was let go: what its author is told of it. */
export interface DismissedWork extends LateDismissal {
  /** Member id. */
  readonly author: string
}

/** So much of it is remembered, the newest. */
const MAX_DISMISSED = 500

/** What the control entries say together. */
export interface Facts {
  /** False for a document without a log. */
  readonly created: boolean
  readonly stage: Stage
  /** Null before the first change of stage. */
  readonly stageSet: StageSet | null
  readonly locks: readonly SectionLock[]
  /** Ids of locks that were lifted: a command that comes late does not set them again. */
  readonly lifted: readonly string[]
  /** In the order in which it was let go. */
  readonly dismissed: readonly DismissedWork[]
  /** How often an earlier version was restored: by this a page that was away learns that it happened [DOC545]. */
  readonly restores: number
}

export const NO_FACTS: Facts = {
  created: false,
  stage: 'drafting',
  stageSet: null,
  locks: [],
  lifted: [],
  dismissed: [],
  restores: 0,
}

/** The facts after one more entry. */
export const foldControl = (facts: Facts, { entry, by, at }: ControlNote): Facts => {
  switch (entry.type) {
    case 'created':
      return { ...facts, created: true }
    case 'stage':
      return { ...facts, stage: entry.stage, stageSet: { by, at, reason: entry.reason } }
    case 'locks':
      return { ...facts, locks: entry.locks, lifted: liftedAfter(facts.lifted, entry.did) }
    case 'restored':
      return { ...facts, restores: facts.restores + 1 }
    case 'late-dismissed': {
      const { late: id, author, reason } = entry
      return {
        ...facts,
        dismissed: [...facts.dismissed, { id, author, by, at, reason }].slice(-MAX_DISMISSED),
      }
    }
    case 'version-named':
    case 'seeded':
    case 'recovered':
    case 'late-restored':
    case 'decided':
    case 'undone':
    case 'renamed':
    case 'thread-begun':
    case 'commented':
    case 'comment-edited':
    case 'comment-deleted':
    case 'comment-hidden':
    case 'thread-resolved':
    case 'thread-anchored':
    case 'finalised':
      return facts
    default:
      return assertNever(entry)
  }
}

const liftedAfter = (lifted: readonly string[], did: LockAct): readonly string[] =>
  'unlock' in did ? [...lifted, did.unlock].slice(-MAX_LIFTED) : lifted

const readLocks = (value: unknown): readonly SectionLock[] | null => {
  if (!Array.isArray(value)) return null
  const locks = value.map(readSectionLock).filter((lock) => lock !== null)
  return locks.length === value.length ? locks : null
}

/** Ids; none in snapshots of before they were kept. */
const readLifted = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((id) => typeof id === 'string') : []

/** None in snapshots of before it was kept. */
const readDismissed = (value: unknown): readonly DismissedWork[] => {
  const rows: readonly unknown[] = Array.isArray(value) ? value : []
  return rows.flatMap((row) => {
    if (!isFields(row)) return []
    const { id, author, by, at, reason } = row
    if (typeof id !== 'string' || typeof author !== 'string' || typeof by !== 'string') return []
    return typeof at === 'number' && typeof reason === 'string' ? [{ id, author, by, at, reason }] : []
  })
}

const readLockAct = (value: unknown): LockAct | null => {
  if (!isFields(value)) return null
  const { lock, unlock, reason } = value
  if (typeof lock === 'string') return { lock }
  if (typeof unlock !== 'string') return null
  return { unlock, reason: typeof reason === 'string' ? reason : null }
}

export const readFacts = (value: unknown): Facts | null => {
  if (!isFields(value)) return null
  const { created, stage } = value
  const locks = readLocks(value['locks'])
  if (typeof created !== 'boolean' || !isStage(stage) || locks === null) return null
  const stageSet = readStageSet(value['stageSet'])
  const [lifted, dismissed] = [readLifted(value['lifted']), readDismissed(value['dismissed'])]
  // None in snapshots of before there were any.
  const restores = typeof value['restores'] === 'number' ? value['restores'] : 0
  return { created, stage, stageSet, locks, lifted, dismissed, restores }
}

/** Takes parsed JSON for a control entry; null when it is none that this version knows. */
export const readControlEntry = (value: unknown): ControlEntry | null => {
  if (!isFields(value)) return null
  const { type, stage, reason, blocks } = value
  switch (type) {
    case 'created':
      return { type }
    case 'stage':
      return isStage(stage) ? { type, stage, reason: typeof reason === 'string' ? reason : null } : null
    case 'locks': {
      const [locks, did] = [readLocks(value['locks']), readLockAct(value['did'])]
      return locks === null || did === null ? null : { type, locks, did }
    }
    case 'seeded':
      return typeof blocks === 'number' ? { type, blocks } : null
    case 'recovered':
      return { type }
    case 'late-restored':
    case 'late-dismissed':
      return readLateEntry(type, value)
    default:
      return (
        readDecisionEntry(value) ?? readThreadEntry(value) ?? readVersionEntry(value) ?? readFinalEntry(value)
      )
  }
}

const readLateEntry = (type: 'late-restored' | 'late-dismissed', value: Fields): ControlEntry | null => {
  const { late, author, suggestions, reason } = value
  if (typeof late !== 'string' || typeof author !== 'string') return null
  if (type === 'late-restored')
    return typeof suggestions === 'number' ? { type, late, author, suggestions } : null
  return typeof reason === 'string' ? { type, late, author, reason } : null
}
