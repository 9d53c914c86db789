import type { DecisionVerdict } from '#core/protocol/decision.ts'
import type { Fate } from '#core/shared-doc/decide-standing.ts'
import type { DecisionRecord } from './decision-book.ts'
import type { DecidedSuggestion } from './decision-entries.ts'

/** What somebody decides, in one act. */
export interface DecisionCommand {
  /** Made by the client: a command that comes twice is carried out once. */
  readonly id: string
  /** No suggestion twice. */
  readonly decisions: readonly { readonly suggestion: string; readonly verdict: DecisionVerdict }[]
}

export interface UndoCommand {
  readonly id: string
  readonly decision: string
  /** Only these of them, and what hangs together with them; null: all. */
  readonly suggestions: readonly string[] | null
}

/** `undone`: this command decided it, and that was taken back since. */
export type DecisionOutcome = Fate['kind'] | 'already' | 'undone'

export interface DecisionResult {
  readonly suggestion: string
  readonly outcome: DecisionOutcome
  /** Of what is decided, now or before: how it stands. */
  readonly decided: { readonly suggestion: DecidedSuggestion; readonly record: DecisionRecord } | null
}

export interface Decided {
  /** A durable sequence number at which the document has it. */
  readonly seq: number
  readonly results: readonly DecisionResult[]
}

export interface Undone {
  readonly seq: number
  /** The suggestions that are pending again. */
  readonly suggestions: readonly string[]
}

export type DecisionFailure =
  | 'unavailable'
  | 'forbidden'
  | 'not-found'
  /** The id is that of another command. */
  | 'conflict'
  | 'locked'
  /** The text is no longer as the decision left it. */
  | 'built-on'
