import type { Role } from '#core/access/roles.ts'
import type { Doubt } from './word-bounds.ts'

export type Cast = readonly (readonly [member: string, role: Role])[]

/** Who is in a session: people who mostly write, or who mostly propose. */
export const CASTS = {
  writers: [
    ['f', 'facilitator'],
    ['e', 'editor'],
    ['g', 'editor'],
    ['s', 'suggester'],
  ],
  proposers: [
    ['f', 'facilitator'],
    ['e', 'suggester'],
    ['g', 'editor'],
    ['s', 'suggester'],
  ],
} as const satisfies Readonly<Record<string, Cast>>

export interface RestoringOutcome {
  /** Words whose fate was certain, before everybody pressed undo at last and after it. */
  readonly exact: number
  /** Those of which less was, by the reason. */
  readonly doubts: Readonly<Record<Doubt, number>>
  /** Of the exact ones those that the restore took away for good, and those that it brought back. */
  readonly taken: number
  readonly brought: number
  /** Words that the restore left as they were. */
  readonly kept: number
  /** Suggestions that it ended. */
  readonly ended: number
  /** Of those the ones that stand again by pages which had not heard of it. */
  readonly again: number
  /** Was it first refused for a lock? */
  readonly locked: number
  readonly undone: number
  /** Updates that the gate refused: nobody here is dishonest (docs/CAVEATS.md). */
  readonly refused: number
}

export interface RestoringOptions {
  readonly cast?: keyof typeof CASTS
  /** False: pages that do not forget their undo, as they would have it without the rule. */
  readonly isForgetting?: boolean
  /** False: a server to which no lock means anything. */
  readonly isLocking?: boolean
  /** The text of the beginning is restored, by which most goes. */
  readonly isToFirst?: boolean
}
