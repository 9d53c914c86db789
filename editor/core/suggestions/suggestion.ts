import { parseSuggestionKey, type SuggestionKind } from '../schema/formats.ts'
import type { RawFormats } from '../schema/content.ts'
import { isFields } from '../util/fields.ts'

/** One suggestion as it stands on a character or on a block marker. */
export interface Suggestion {
  readonly kind: SuggestionKind
  readonly id: string
  /** Member id of the author. */
  readonly by: string
  /** Milliseconds since 1970, by the author's clock corrected to the server's. */
  readonly at: number
  /** On a marker's deletion: the block goes, not only the break before it. */
  readonly whole: boolean
  /** On a formatChange: JSON of the attributes or styles proposed. */
  readonly set: string | null
}

/** The suggestion that a format key and its value stand for; null when they stand for none, or for a broken one. */
export const readSuggestion = (key: string, value: unknown): Suggestion | null => {
  const parsed = parseSuggestionKey(key)
  if (parsed === null || !isFields(value)) return null
  const { by, at, whole, set } = value
  if (typeof by !== 'string' || typeof at !== 'number') return null
  return { ...parsed, by, at, whole: whole === true, set: typeof set === 'string' ? set : null }
}

const NONE: readonly Suggestion[] = []

/** Every suggestion among `formats`, earliest first; ties by id. */
export const suggestionsOn = (formats: RawFormats): readonly Suggestion[] => {
  if (formats.size === 0) return NONE
  const found: Suggestion[] = []
  for (const [key, value] of formats) {
    const suggestion = readSuggestion(key, value)
    if (suggestion !== null) found.push(suggestion)
  }
  return found.length > 1 ? found.sort(bySuggestionOrder) : found
}

/** Order in which suggestions apply: by time, then by id (code units), so that every peer agrees. */
export const bySuggestionOrder = (one: Suggestion, two: Suggestion): number =>
  one.at - two.at || (one.id < two.id ? -1 : one.id > two.id ? 1 : 0)

/**
 * The insertion that owns an element: the innermost, which is the latest; ties by id [SUG1]. Null on base text.
 * Text typed inside somebody's proposed run keeps the outer marks and adds its own, so several may stand on it.
 */
export const ownerOf = (formats: RawFormats): Suggestion | null => {
  let owner: Suggestion | null = null
  for (const [key, value] of formats) {
    const suggestion = readSuggestion(key, value)
    if (suggestion === null || suggestion.kind !== 'insertion') continue
    if (owner === null || bySuggestionOrder(suggestion, owner) > 0) owner = suggestion
  }
  return owner
}

/** What a formatChange proposes, by name; null switches off. Empty when its `set` is not a JSON object. */
export const proposedChanges = (suggestion: Suggestion): ReadonlyMap<string, unknown> => {
  if (suggestion.set === null) return new Map()
  try {
    const value: unknown = JSON.parse(suggestion.set)
    return isFields(value) ? new Map(Object.entries(value)) : new Map()
  } catch {
    return new Map()
  }
}
