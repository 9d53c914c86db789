import { isBlockAttr } from '../schema/block.ts'
import { parseSuggestionKey, STYLE_KEYS, type SuggestionKind } from '../schema/formats.ts'
import { isSafeHref } from '../schema/link.ts'
import { isFields } from '../util/fields.ts'

/** `<member>-<session>-<n>`, in the characters that ids have. */
const SUGGESTION_ID = /^[A-Za-z0-9_.-]{1,200}$/
/** The last moment that a JavaScript Date knows, milliseconds. */
const MAX_TIME = 8.64e15

const isStyle = (key: string, value: unknown): boolean => {
  if (!STYLE_KEYS.some((style) => style === key)) return false
  if (key !== 'link') return value === true
  return isFields(value) && Object.keys(value).length === 1 && isSafeHref(value['href'])
}

/** Is `set` a JSON object of styles (null: off) or of block attributes, all of them admissible, at least one? */
const isProposal = (set: unknown): boolean => {
  if (typeof set !== 'string') return false
  let value: unknown
  try {
    value = JSON.parse(set)
  } catch {
    return false
  }
  if (!isFields(value)) return false
  const changes = Object.entries(value)
  const areStyles = changes.every(
    ([name, proposed]) =>
      isStyle(name, proposed) || (proposed === null && STYLE_KEYS.some((style) => style === name)),
  )
  const areAttrs = changes.every(([name, proposed]) => name !== 'bid' && isBlockAttr(name, proposed))
  return changes.length > 0 && (areStyles || areAttrs)
}

const isSuggestionValue = (kind: SuggestionKind, value: unknown): boolean => {
  if (!isFields(value)) return false
  const { by, at, whole, set, ...rest } = value
  if (Object.keys(rest).length > 0 || typeof by !== 'string' || by === '') return false
  if (typeof at !== 'number' || !(at >= 0 && at <= MAX_TIME)) return false
  if (whole !== undefined && (kind !== 'deletion' || whole !== true)) return false
  return kind === 'formatChange' ? isProposal(set) : set === undefined
}

const isSuggestion = (key: string, value: unknown): boolean => {
  const parsed = parseSuggestionKey(key)
  return parsed !== null && SUGGESTION_ID.test(parsed.id) && isSuggestionValue(parsed.kind, value)
}

/** The allow-list for what stands on characters: styles and suggestions; nothing else is admitted [GAT6]. */
export const isTextFormat = (key: string, value: unknown): boolean =>
  isStyle(key, value) || isSuggestion(key, value)

/** The allow-list for what stands on a block marker: block attributes and suggestions [GAT6]. */
export const isMarkerEntry = (key: string, value: unknown): boolean =>
  isBlockAttr(key, value) || isSuggestion(key, value)
