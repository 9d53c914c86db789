import type { Result } from '#core/util/result.ts'
import type { ApiFailure } from '../../sync/api-result.ts'

export type MomentFetch<T> = (key: string, signal: AbortSignal) => Promise<Result<T, ApiFailure>>

/** What was fetched about moments that never change: kept, the one looked at longest ago let go first. */
export interface MomentCache<T> {
  /** Counts as looking at it. */
  readonly get: (key: string) => T | null
  /** Fetches it unless it is kept or on its way; whoever asks for the same gets the same answer. */
  readonly load: (key: string) => Promise<Result<T, ApiFailure>>
  /** Ends every call that is on its way but those for these keys. */
  readonly keepOnly: (keys: readonly string[]) => void
}

/** @param room how many are kept. */
export const createMomentCache = <T>(fetch: MomentFetch<T>, room = 40): MomentCache<T> => {
  const kept = new Map<string, T>()
  const coming = new Map<
    string,
    { readonly end: AbortController; readonly answer: Promise<Result<T, ApiFailure>> }
  >()
  const keep = (key: string, value: T): void => {
    kept.delete(key)
    kept.set(key, value)
    for (const oldest of kept.keys()) {
      if (kept.size <= room) return
      kept.delete(oldest)
    }
  }
  const get = (key: string): T | null => {
    const value = kept.get(key)
    if (value === undefined) return null
    keep(key, value)
    return value
  }
  return {
    get,
    load: (key) => {
      const value = get(key)
      if (value !== null) return Promise.resolve({ ok: true, value })
      const known = coming.get(key)
      if (known !== undefined) return known.answer
      const end = new AbortController()
      const answer = fetch(key, end.signal).then((result) => {
        if (coming.get(key)?.end === end) coming.delete(key)
        if (result.ok) keep(key, result.value)
        return result
      })
      coming.set(key, { end, answer })
      return answer
    },
    keepOnly: (keys) => {
      for (const [key, { end }] of coming)
        if (!keys.includes(key)) {
          coming.delete(key)
          end.abort()
        }
    },
  }
}
