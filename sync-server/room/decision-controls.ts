import type { Control } from '#core/protocol/control.ts'
import { DECISION_REASONS, DECISION_VERDICTS } from '#core/protocol/decision.ts'
import type { DecisionBook, DecisionRecord } from './decision-book.ts'

/** What everybody hears of a durable record: one message for all that was decided alike. Nothing of a new name. */
export const controlsOf = ({ entry, by, at, seq }: DecisionRecord): readonly Control[] => {
  if (seq === null || entry.type === 'renamed') return []
  if (entry.type === 'undone') {
    const { decision, suggestions } = entry
    return [{ type: 'undone', decision, suggestions, by, at, seq }]
  }
  return DECISION_VERDICTS.flatMap((verdict) =>
    DECISION_REASONS.flatMap((reason): Control[] => {
      const alike = entry.suggestions.filter((one) => one.verdict === verdict && one.reason === reason)
      if (alike.length === 0) return []
      const suggestions = alike.map(({ id }) => id)
      return [{ type: 'decided', decision: entry.id, suggestions, verdict, reason, by, at, seq }]
    }),
  )
}

/** So many decisions are told to who comes back. */
const MAX_MISSED = 2_000

/** What `member` is told who comes back and knows everything up to the entry `seq`: the latest of it if it is much [PRO400]. */
export const missedControls = (book: DecisionBook, seq: number, member: string): readonly Control[] =>
  book
    .since(seq)
    .slice(-MAX_MISSED)
    .flatMap((record): readonly Control[] => {
      const { entry } = record
      if (entry.type !== 'renamed') return controlsOf(record)
      return entry.author === member ? [{ type: 'renamed', from: entry.from, to: entry.to }] : []
    })
