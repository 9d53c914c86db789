import type { CardKind } from '../suggestions/cards.ts'
/** What is said of a suggestion: `withdraw` by its author alone. */
export const DECISION_VERDICTS = ['accept', 'reject', 'withdraw'] as const
export type DecisionVerdict = (typeof DECISION_VERDICTS)[number]

/**
 * Why a suggestion is decided: somebody decided it; it went with another one (`closed`: a rival, or what was proposed
 * about text that is gone); somebody who writes directly deleted all of it (`deleted`).
 */
export const DECISION_REASONS = ['decided', 'closed', 'deleted'] as const
export type DecisionReason = (typeof DECISION_REASONS)[number]

/** What a decided suggestion said, shortened: for whoever looks back at decisions. */
export interface DecidedWords {
  readonly kind: CardKind
  /** What it was to take away, and what it was to bring: whole words, at most 140 characters of each. */
  readonly before: string
  readonly after: string
  /** Styles or block attributes that it proposed. */
  readonly set: Readonly<Record<string, unknown>>
}
