import type { SuggestionNotes } from '#core/shared-doc/judge.ts'
import type { DecisionBook } from './decision-book.ts'
import type { DecisionEntry } from './decision-entries.ts'

/** The records that an admitted update leaves, beside the text: what it deleted, brought back, or sent too late. */
export const entriesOfNotes = (
  { renamed, deleted, returned }: SuggestionNotes,
  book: DecisionBook,
  newId: () => string,
): readonly DecisionEntry[] => {
  const entries: DecisionEntry[] = []
  if (deleted.length > 0) {
    const suggestions = deleted.map((one) => ({
      ...one,
      verdict: 'reject' as const,
      reason: 'deleted' as const,
    }))
    entries.push({ type: 'decided', id: newId(), suggestions, parts: null })
  }
  const byDecision = new Map<string, string[]>()
  for (const id of returned) {
    const decision = book.stateOf(id)?.record.entry
    if (decision?.type !== 'decided') continue
    const ids = byDecision.get(decision.id)
    if (ids === undefined) byDecision.set(decision.id, [id])
    else ids.push(id)
  }
  for (const [decision, suggestions] of byDecision)
    entries.push({ type: 'undone', id: newId(), decision, suggestions })
  for (const { from, to, author } of renamed)
    if (!book.isRenamed(from, to)) entries.push({ type: 'renamed', from, to, author })
  return entries
}
