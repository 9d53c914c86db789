/**
 * Formats: what a character (a Y.Text format) or a block marker (a key of its Y.Map) carries beside itself.
 * The same keys stand on both. Nothing else is admitted (SCH).
 *
 * The id of a suggestion is **in the key** (`insertion--<id>`), so two suggestions never share one.
 */
export const STYLE_KEYS = ['bold', 'italic', 'underline', 'link'] as const
export type StyleKey = (typeof STYLE_KEYS)[number]

export const SUGGESTION_KINDS = ['insertion', 'deletion', 'formatChange'] as const
export type SuggestionKind = (typeof SUGGESTION_KINDS)[number]

export type SuggestionKey = `${SuggestionKind}--${string}`

/** Who proposed and when (milliseconds since 1970). Values are flat: Yjs compares formats with `equalFlat`. */
export interface SuggestionValue {
  readonly by: string
  readonly at: number
  /** Only on a deletion of a whole block. */
  readonly whole?: true
  /** Only on a formatChange: JSON of the attributes or marks proposed. A string, because values must be flat. */
  readonly set?: string
}

export interface LinkValue {
  readonly href: string
}

export type FormatValue = true | LinkValue | SuggestionValue
export interface ParsedSuggestionKey {
  readonly kind: SuggestionKind
  readonly id: string
}

/** Takes `insertion--<id>` apart; null for every other key. */
export const parseSuggestionKey = (key: string): ParsedSuggestionKey | null => {
  const cut = key.indexOf('--')
  if (cut <= 0) return null
  const kind = SUGGESTION_KINDS.find((candidate) => candidate === key.slice(0, cut))
  const id = key.slice(cut + 2)
  return kind === undefined || id === '' ? null : { kind, id }
}

export const suggestionKey = (kind: SuggestionKind, id: string): SuggestionKey => `${kind}--${id}`
