import { isDocumentDigits, type DocumentDigits } from '../schema/numbering.ts'
import { isDocumentLanguage, type DocumentLanguage } from '../text/language.ts'
import { isRole, type Role } from '../access/roles.ts'
import { isStage, readStageSet, type Stage, type StageSet } from '../access/stages.ts'
import { readSectionLock, type SectionLock } from '../locks/section-lock.ts'
import type { RefusalReason } from '../shared-doc/judge.ts'
import { DECISION_REASONS, DECISION_VERDICTS, type DecisionReason, type DecisionVerdict } from './decision.ts'
import { type Fields, isFields } from '../util/fields.ts'

/** What the server says beside the text, as JSON in a frame of type 102. Only the server sends it [PRO6]. */
export type Control =
  /** The first frame on a socket. */
  | {
      readonly type: 'hello'
      readonly epoch: string
      readonly schema: string
      readonly seq: number
      /** The server's time, milliseconds since 1970. */
      readonly now: number
      readonly role: Role
      readonly stage: Stage
      /** Null before the first change of stage. */
      readonly stageSet: StageSet | null
      readonly locks: readonly SectionLock[]
      /** How often an earlier version of the text was restored. */
      readonly restores: number
      /** The member that the server takes this socket for. */
      readonly member: string
      /** False while the server cannot store. */
      readonly writable: boolean
      /** Do updates on this socket say how far one has heard, in both directions? */
      readonly numbered: boolean
    }
  /**
   * An update was not admitted and will never be. `frame` counts the type-0 frames of this socket from 1; `late`
   * is the id in the late tray, null when it was not kept.
   */
  | {
      readonly type: 'refused'
      readonly reason: RefusalReason | 'schema'
      readonly detail: string
      readonly frame: number
      readonly late: string | null
    }
  | { readonly type: 'stage'; readonly stage: Stage; readonly set: StageSet | null }
  | { readonly type: 'role'; readonly role: Role }
  | { readonly type: 'locks'; readonly locks: readonly SectionLock[] }
  /** `by` let refused work of this member go, and says why: its entry in the late tray, `late`, is gone. */
  | {
      readonly type: 'late-dismissed'
      readonly late: string
      readonly by: string
      readonly at: number
      readonly reason: string
    }
  /** These suggestions are decided, alike: nobody's undo or redo may touch them any more. */
  | {
      readonly type: 'decided'
      readonly decision: string
      readonly suggestions: readonly string[]
      readonly verdict: DecisionVerdict
      readonly reason: DecisionReason
      readonly by: string
      /** Milliseconds since 1970. */
      readonly at: number
      /** The number of the decision in the document's log. */
      readonly seq: number
    }
  /** A decision, or this part of it, was taken back: these suggestions are pending as they were. */
  | {
      readonly type: 'undone'
      readonly decision: string
      readonly suggestions: readonly string[]
      readonly by: string
      readonly at: number
      readonly seq: number
    }
  /**
   * An earlier version of the text was restored, as many times as this by now: nobody's undo or redo may touch what
   * was written before. Comes in front of the text.
   */
  | { readonly type: 'restored'; readonly restores: number }
  /** Work came under an id that is decided: it is pending under this one. */
  | { readonly type: 'renamed'; readonly from: string; readonly to: string }
  /** `by` moved the same block as this member in the same moment; the later move holds, or both copies stay. */
  | { readonly type: 'moved-twice'; readonly bid: string; readonly by: string }
  /** Title, digits and language of the document, whenever they may have changed; a server of before says fewer. */
  | {
      readonly type: 'title'
      readonly title: string
      readonly digits?: DocumentDigits
      readonly language?: DocumentLanguage
    }
  /** A discussion began or changed: `seq` is the number of its last entry in the log. What it says is asked for over HTTP. */
  | { readonly type: 'thread'; readonly thread: string; readonly seq: number }
  /** Something new is in this member's inbox, from this document; so much there is unread. */
  | { readonly type: 'inbox'; readonly unread: number }
  | { readonly type: 'epoch'; readonly epoch: string }
  /** Whether the server can store: while it cannot, work stays on the device. */
  | { readonly type: 'storage'; readonly writable: boolean }
  /** This client's schema is not the server's: it may read; reload the page to write. */
  | { readonly type: 'reload'; readonly schema: string }

export type ControlType = Control['type']

const REASONS = [
  'malformed',
  'too-large',
  'not-allowed-content',
  'foreign-client-id',
  'role',
  'stage',
  'locked',
  'base-or-foreign-changed',
  'foreign-suggestion-id',
  'changed-authorship',
  'schema',
] as const satisfies readonly (RefusalReason | 'schema')[]

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const natural = (value: unknown): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null
const flag = (value: unknown): boolean | null => (typeof value === 'boolean' ? value : null)

const list = <T>(value: unknown, item: (value: unknown) => T | null): readonly T[] | null => {
  if (!Array.isArray(value)) return null
  const items: readonly unknown[] = value
  const read = items.map(item).filter((one) => one !== null)
  return read.length === items.length ? read : null
}

/** Who decided or took back what, when. */
const act = (fields: Fields) => {
  const [decision, suggestions] = [text(fields['decision']), list(fields['suggestions'], text)]
  const [by, at, seq] = [text(fields['by']), natural(fields['at']), natural(fields['seq'])]
  if (decision === null || suggestions === null || by === null || at === null || seq === null) return null
  return { decision, suggestions, by, at, seq }
}

const READERS: { readonly [K in ControlType]: (fields: Fields) => Extract<Control, { type: K }> | null } = {
  hello: (fields) => {
    const { role, stage } = fields
    const [epoch, schema, member] = [text(fields['epoch']), text(fields['schema']), text(fields['member'])]
    const [seq, now, locks] = [
      natural(fields['seq']),
      natural(fields['now']),
      list(fields['locks'], readSectionLock),
    ]
    const writable = flag(fields['writable'])
    const stageSet = readStageSet(fields['stageSet'])
    if (!isRole(role) || !isStage(stage) || locks === null || writable === null) return null
    if (epoch === null || schema === null || member === null || seq === null || now === null) return null
    // A server of before there were any says nothing of them.
    const restores = natural(fields['restores']) ?? 0
    return {
      type: 'hello',
      epoch,
      schema,
      seq,
      now,
      role,
      stage,
      stageSet,
      locks,
      restores,
      member,
      writable,
      // A server of before there were such updates says nothing of them.
      numbered: flag(fields['numbered']) ?? false,
    }
  },
  refused: (fields) => {
    const reason = REASONS.find((known) => known === fields['reason'])
    const [detail, frame, late] = [text(fields['detail']), natural(fields['frame']), text(fields['late'])]
    if (reason === undefined || detail === null || frame === null) return null
    return late === null && fields['late'] !== null ? null : { type: 'refused', reason, detail, frame, late }
  },
  stage: ({ stage, set }) => (isStage(stage) ? { type: 'stage', stage, set: readStageSet(set) } : null),
  role: ({ role }) => (isRole(role) ? { type: 'role', role } : null),
  locks: (fields) => {
    const locks = list(fields['locks'], readSectionLock)
    return locks === null ? null : { type: 'locks', locks }
  },
  'late-dismissed': (fields) => {
    const [late, by, at] = [text(fields['late']), text(fields['by']), natural(fields['at'])]
    const reason = text(fields['reason'])
    if (late === null || by === null || at === null || reason === null) return null
    return { type: 'late-dismissed', late, by, at, reason }
  },
  decided: (fields) => {
    const done = act(fields)
    const verdict = DECISION_VERDICTS.find((known) => known === fields['verdict'])
    const reason = DECISION_REASONS.find((known) => known === fields['reason'])
    if (done === null || verdict === undefined || reason === undefined) return null
    return { type: 'decided', ...done, verdict, reason }
  },
  undone: (fields) => {
    const done = act(fields)
    return done === null ? null : { type: 'undone', ...done }
  },
  restored: (fields) => {
    const restores = natural(fields['restores'])
    return restores === null ? null : { type: 'restored', restores }
  },
  renamed: (fields) => {
    const [from, to] = [text(fields['from']), text(fields['to'])]
    return from === null || to === null ? null : { type: 'renamed', from, to }
  },
  'moved-twice': (fields) => {
    const [bid, by] = [text(fields['bid']), text(fields['by'])]
    return bid === null || by === null ? null : { type: 'moved-twice', bid, by }
  },
  title: (fields) => {
    const title = text(fields['title'])
    const { digits, language } = fields
    if (title === null) return null
    return {
      type: 'title',
      title,
      ...(isDocumentDigits(digits) && { digits }),
      ...(isDocumentLanguage(language) && { language }),
    }
  },
  thread: (fields) => {
    const [thread, seq] = [text(fields['thread']), natural(fields['seq'])]
    return thread === null || seq === null ? null : { type: 'thread', thread, seq }
  },
  inbox: (fields) => {
    const unread = natural(fields['unread'])
    return unread === null ? null : { type: 'inbox', unread }
  },
  epoch: (fields) => {
    const epoch = text(fields['epoch'])
    return epoch === null ? null : { type: 'epoch', epoch }
  },
  storage: (fields) => {
    const writable = flag(fields['writable'])
    return writable === null ? null : { type: 'storage', writable }
  },
  reload: (fields) => {
    const schema = text(fields['schema'])
    return schema === null ? null : { type: 'reload', schema }
  },
}

const isControlType = (name: unknown): name is ControlType =>
  typeof name === 'string' && Object.hasOwn(READERS, name)

/**
 * Takes parsed JSON for a control message: only the fields it names are kept. `unknown` is a type that this
 * version does not know (a newer server's), `malformed` one whose fields are not right.
 */
export const readControl = (value: unknown): Control | 'unknown' | 'malformed' => {
  if (!isFields(value) || typeof value['type'] !== 'string') return 'malformed'
  if (!isControlType(value['type'])) return 'unknown'
  return READERS[value['type']](value) ?? 'malformed'
}
