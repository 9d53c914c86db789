import { isFields } from '#core/util/fields.ts'

/** What the log keeps about versions; who and when stand on the log entry. */
export type VersionEntry =
  /** The text as it was with the entry `of` as its last has a name. */
  | { readonly type: 'version-named'; readonly id: string; readonly name: string; readonly of: number }
  /** The text reads from here on as it did with the entry `of` as its last; what that changed follows in the log. */
  | { readonly type: 'restored'; readonly id: string; readonly of: number }

const isSeq = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0

/** Takes the JSON of a log entry for an entry about versions; null when it is none. */
export const readVersionEntry = (value: unknown): VersionEntry | null => {
  if (!isFields(value)) return null
  const { type, id, name, of } = value
  if (typeof id !== 'string' || !isSeq(of)) return null
  if (type === 'version-named') return typeof name === 'string' ? { type, id, name, of } : null
  return type === 'restored' ? { type, id, of } : null
}
