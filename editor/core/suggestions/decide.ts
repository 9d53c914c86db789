import type { RawFormats } from '../schema/content.ts'
import { suggestionKey } from '../schema/formats.ts'
import { ownerOf, proposedChanges, suggestionsOn, type Suggestion } from './suggestion.ts'

/** What is decided about suggestions: the whole of each one, everywhere it stands. */
export interface Decision {
  readonly verdict: 'accept' | 'reject'
  readonly ids: ReadonlySet<string>
}

/**
 * What a decision makes of one element. `gone`: it is taken out (of a marker: its block joins the one before).
 * `whole`, of a marker only: the block goes if no text is left in it, otherwise it stays. `changes`: keys to set, or to
 * take off with null: suggestions that are decided or closed, and what an accepted change of format sets.
 */
export interface Outcome {
  readonly fate: 'stays' | 'gone' | 'whole'
  readonly changes: ReadonlyMap<string, unknown>
}

const keyOf = ({ kind, id }: Suggestion): string => suggestionKey(kind, id)

/** What somebody else typed inside a deletion later is not taken by it [SUG3]. */
const isShieldedBy = (insertion: Suggestion, deletion: Suggestion): boolean =>
  insertion.kind === 'insertion' &&
  deletion.kind === 'deletion' &&
  insertion.by !== deletion.by &&
  insertion.at > deletion.at

/** Does accepting this deletion take an element with these suggestions away? */
export const isTakenBy = (deletion: Suggestion, suggestions: readonly Suggestion[]): boolean =>
  deletion.kind === 'deletion' && !suggestions.some((one) => isShieldedBy(one, deletion))

/** Does accepting everything take an element with these suggestions away? */
export const isTaken = (suggestions: readonly Suggestion[]): boolean =>
  suggestions.some((deletion) => isTakenBy(deletion, suggestions))

const fateOf = (
  formats: RawFormats,
  suggestions: readonly Suggestion[],
  decided: readonly Suggestion[],
  { verdict, ids }: Decision,
): Outcome['fate'] => {
  if (verdict === 'reject') {
    const owner = ownerOf(formats)
    return owner !== null && ids.has(owner.id) ? 'gone' : 'stays'
  }
  if (!decided.some((suggestion) => isTakenBy(suggestion, suggestions))) return 'stays'
  return decided.some(({ kind, whole }) => kind === 'deletion' && whole) ? 'whole' : 'gone'
}

/**
 * Decides about one element with these formats; null when the decision does not concern it. Of two changes of format
 * that are accepted together the later holds; accepting one closes what rivals propose for the same attribute [SUG6].
 */
export const decide = (formats: RawFormats, decision: Decision): Outcome | null => {
  const suggestions = suggestionsOn(formats)
  const decided = suggestions.filter(({ id }) => decision.ids.has(id))
  if (decided.length === 0) return null
  const changes = new Map<string, unknown>()
  if (decision.verdict === 'accept') {
    for (const one of decided)
      if (one.kind === 'formatChange')
        for (const [name, value] of proposedChanges(one)) changes.set(name, value)
    const settled = new Set(changes.keys())
    // What was typed inside a deletion and is accepted is text like any other: the deletion never meant it.
    for (const deletion of suggestions)
      if (decided.some((insertion) => isShieldedBy(insertion, deletion))) changes.set(keyOf(deletion), null)
    for (const rival of suggestions)
      if (rival.kind === 'formatChange' && !decision.ids.has(rival.id)) {
        const [key, value] = closed(rival, settled, formats)
        if (value !== undefined) changes.set(key, value)
      }
  }
  for (const one of decided) changes.set(keyOf(one), null)
  return { fate: fateOf(formats, suggestions, decided, decision), changes }
}

/** A rival without the attributes that are settled: null when nothing is left, undefined when none is concerned. */
const closed = (
  rival: Suggestion,
  settled: ReadonlySet<string>,
  formats: RawFormats,
): readonly [key: string, value: unknown] => {
  const key = keyOf(rival)
  const proposed = [...proposedChanges(rival)]
  const open = proposed.filter(([name]) => !settled.has(name))
  if (open.length === proposed.length) return [key, undefined]
  if (open.length === 0) return [key, null]
  return [key, { ...asRecord(formats.get(key)), set: JSON.stringify(Object.fromEntries(open)) }]
}

const asRecord = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {})
