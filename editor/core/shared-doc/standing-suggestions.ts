import { suggestionsOn } from '../suggestions/suggestion.ts'
import type { Sequence } from './sequence.ts'

/** Where a suggestion stands in the text. */
export interface StandingSuggestion {
  /** Member id of the author. */
  readonly by: string
  /** Slots of the blocks with a mark of it. */
  readonly slots: ReadonlySet<number>
}

/** Those of `ids` that stand somewhere: one walk over the text. */
export const standingSuggestions = (
  sequence: Sequence,
  ids: ReadonlySet<string>,
): ReadonlyMap<string, StandingSuggestion> => {
  const found = new Map<string, { by: string; slots: Set<number> }>()
  const add = (id: string, by: string, slot: number): void => {
    const known = found.get(id)
    if (known === undefined) found.set(id, { by, slots: new Set([slot]) })
    else known.slots.add(slot)
  }
  for (let slot = 0; slot < sequence.slots; slot++) {
    for (const { id, by } of suggestionsOn(sequence.block(slot).marker.formats))
      if (ids.has(id)) add(id, by, slot)
    for (const { formats } of sequence.runs(slot))
      for (const { id, by } of suggestionsOn(formats)) if (ids.has(id)) add(id, by, slot)
  }
  return found
}
