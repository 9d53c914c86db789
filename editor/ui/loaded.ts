import { useCallback, useEffect, useRef, useState } from 'react'
import type { Result } from '#core/util/result.ts'
import type { ApiFailure } from '../sync/api-result.ts'
import { useAway } from './shell/use-return.ts'

export type Loaded<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'loaded'; readonly value: T }
  | { readonly kind: 'failed'; readonly failure: ApiFailure }

/**
 * Loads something at mounting and whenever `load` changes identity (wrap it in `useCallback`). A reload keeps what is
 * shown until the new answer is here; a failed reload keeps it too. Loads again when the server is back [UI751].
 */
export const useLoaded = <T>(
  load: () => Promise<Result<T, ApiFailure>>,
): readonly [Loaded<T>, () => Promise<void>] => {
  const [state, setState] = useState<{ readonly of: unknown; readonly loaded: Loaded<T> }>({
    of: load,
    loaded: LOADING,
  })
  const take = useCallback(
    (result: Result<T, ApiFailure>): void => {
      setState((before) => {
        if (result.ok) return { of: load, loaded: { kind: 'loaded', value: result.value } }
        const kept = before.of === load && before.loaded.kind === 'loaded'
        return kept ? before : { of: load, loaded: { kind: 'failed', failure: result.error } }
      })
    },
    [load],
  )
  useEffect(() => {
    let current = true
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
  const away = useAway()
  const wasAway = useRef(away)
  useEffect(() => {
    if (wasAway.current && !away) void reload()
    wasAway.current = away
  }, [away, reload])
  return [state.of === load ? state.loaded : LOADING, reload]
}

const LOADING = { kind: 'loading' } as const
