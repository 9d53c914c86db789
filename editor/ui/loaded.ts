import { useCallback, useEffect, useState } from 'react'
import type { Result } from '#core/util/result.ts'
import type { ApiFailure } from '../sync/api-client.ts'

export type Loaded<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'loaded'; readonly value: T }
  | { readonly kind: 'failed'; readonly failure: ApiFailure }

/**
 * Loads something at mounting and whenever `load` changes identity (wrap it in `useCallback`). A reload keeps what is
 * shown until the new answer is here; a failed reload keeps it too.
 */
export const useLoaded = <T>(
  load: () => Promise<Result<T, ApiFailure>>,
): readonly [Loaded<T>, () => Promise<void>] => {
  const [loaded, setLoaded] = useState<Loaded<T>>({ kind: 'loading' })
  const take = useCallback((result: Result<T, ApiFailure>): void => {
    setLoaded((before) => {
      if (result.ok) return { kind: 'loaded', value: result.value }
      return before.kind === 'loaded' ? before : { kind: 'failed', failure: result.error }
    })
  }, [])
  useEffect(() => {
    let current = true
    setLoaded({ kind: 'loading' })
    void load().then((result) => {
      if (current) take(result)
    })
    return () => {
      current = false
    }
  }, [load, take])
  const reload = useCallback(async () => {
    take(await load())
  }, [load, take])
  return [loaded, reload]
}
