import type { Role } from './roles.ts'
import type { Stage } from './stages.ts'

/**
 * What a member may be allowed to do with a document.
 *
 * `read` is the clean text (the original projection); `follow` is the shared document itself, with suggestions,
 * comments and names. `withdraw` and editing one's own work are always about one's own.
 * `describe` is what a document says of itself: its title, its language, the digits of its numbers.
 * `leave-final` is the part of managing that is left in the stage `final`.
 */
export const ACTIONS = [
  'read',
  'follow',
  'comment',
  'withdraw',
  'suggest',
  'write',
  'decide',
  'name-version',
  'describe',
  'manage',
  'leave-final',
] as const
export type Action = (typeof ACTIONS)[number]

const READER = ['read', 'follow'] as const
const EVERYTHING_BUT_TEXT = [...READER, 'comment', 'decide', 'manage', 'leave-final', 'name-version'] as const

/** The table of the product page, nothing else. */
const TABLE: Readonly<Record<Role, Readonly<Record<Stage, readonly Action[]>>>> = {
  facilitator: {
    drafting: [...EVERYTHING_BUT_TEXT, 'describe', 'write', 'suggest', 'withdraw'],
    suggesting: [...EVERYTHING_BUT_TEXT, 'describe', 'write', 'suggest', 'withdraw'],
    commenting: [...EVERYTHING_BUT_TEXT, 'describe', 'withdraw'],
    final: [...READER, 'manage', 'leave-final'],
  },
  editor: {
    drafting: [...READER, 'write', 'suggest', 'withdraw', 'decide', 'comment', 'name-version', 'describe'],
    suggesting: [...READER, 'suggest', 'withdraw', 'comment', 'name-version'],
    commenting: [...READER, 'withdraw', 'comment'],
    final: READER,
  },
  suggester: {
    drafting: [...READER, 'suggest', 'withdraw', 'comment'],
    suggesting: [...READER, 'suggest', 'withdraw', 'comment'],
    commenting: [...READER, 'withdraw', 'comment'],
    final: READER,
  },
  commenter: {
    drafting: [...READER, 'comment'],
    suggesting: [...READER, 'comment'],
    commenting: [...READER, 'comment'],
    final: READER,
  },
  viewer: { drafting: ['read'], suggesting: ['read'], commenting: ['read'], final: ['read'] },
}

/**
 * May a member with `role` do `action` on a document at `stage`? Used by the interface and by the gate: the
 * interface is a courtesy, the gate is the law [ACC1]. Section locks and authorship are judged where the text is.
 */
export const permits = (role: Role, stage: Stage, action: Action): boolean =>
  TABLE[role][stage].includes(action)
