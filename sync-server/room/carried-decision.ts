import type { DecidedWords, DecisionVerdict } from '#core/protocol/decision.ts'
import type { Carried, Fate } from '#core/shared-doc/decide-standing.ts'
import type { DecidedParts } from '#core/shared-doc/decided-stretches.ts'
import { excerptOf, type SuggestionCard } from '#core/suggestions/cards.ts'
import type { DecisionBook } from './decision-book.ts'
import type { DecisionOutcome, DecisionResult } from './decision-commands.ts'
import type { DecidedSuggestion, DecisionEntry } from './decision-entries.ts'

/** Characters of JSON; what it takes to undo more than that is not kept. */
const MAX_PARTS = 4_000_000

export interface CarriedOut {
  readonly fates: ReadonlyMap<string, Fate>
  readonly update: Uint8Array | null
  /** Null when nothing was decided. */
  readonly entry: DecisionEntry | null
}

/** What was carried out of a command, and its entry in the log. */
export const carriedOut = (
  id: string,
  wishes: ReadonlyMap<string, DecisionVerdict>,
  carried: Carried | null,
  update: Uint8Array | null,
): CarriedOut => {
  if (carried === null) return { fates: new Map(), update, entry: null }
  const { fates, closed, parts, work, cards } = carried
  const suggestions: DecidedSuggestion[] = []
  for (const [suggestion, fate] of fates) {
    const verdict = wishes.get(suggestion)
    if (fate.kind !== 'decided' || verdict === undefined) continue
    const inserted = work.get(suggestion)
    const card = cards.get(suggestion)
    suggestions.push({
      id: suggestion,
      author: fate.author,
      verdict,
      reason: 'decided',
      ...(inserted === undefined ? {} : { work: inserted }),
      ...(card === undefined ? {} : { words: wordsOf(card) }),
    })
  }
  for (const one of closed) {
    const inserted = work.get(one.id)
    suggestions.push({
      ...one,
      verdict: 'reject',
      reason: 'closed',
      ...(inserted === undefined ? {} : { work: inserted }),
    })
  }
  if (suggestions.length === 0) return { fates, update, entry: null }
  const isKept = JSON.stringify(parts).length <= MAX_PARTS
  return { fates, update, entry: { type: 'decided', id, suggestions, parts: isKept ? parts : null } }
}

const wordsOf = ({ kind, before, after, set }: SuggestionCard): DecidedWords => ({
  kind,
  before: excerptOf(before),
  after: excerptOf(after),
  set: Object.fromEntries(set),
})

/** What the asker is told: `decided` is what this very command decided, on its first coming or a later one. */
export const resultOf = (
  book: DecisionBook,
  suggestion: string,
  command: string,
  fate: DecisionOutcome,
): DecisionResult => {
  const state = book.stateOf(suggestion)
  if (state === null) return { suggestion, outcome: fate, decided: null }
  const { entry } = state.record
  const isOurs = entry.type === 'decided' && entry.id === command
  return { suggestion, outcome: isOurs ? 'decided' : 'already', decided: state }
}

/** All that lies in one stretch is undone together, and whatever hangs on it elsewhere. */
export const hangingTogether = (
  { stretches, markers }: DecidedParts,
  asked: ReadonlySet<string>,
): { readonly ids: ReadonlySet<string>; readonly parts: DecidedParts } => {
  const ids = new Set(asked)
  const isTouched = (part: { readonly ids: readonly string[] }): boolean => part.ids.some((id) => ids.has(id))
  for (let size = 0; size !== ids.size;) {
    size = ids.size
    for (const part of [...stretches, ...markers]) if (isTouched(part)) for (const id of part.ids) ids.add(id)
  }
  return { ids, parts: { stretches: stretches.filter(isTouched), markers: markers.filter(isTouched) } }
}
