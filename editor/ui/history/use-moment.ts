import { useCallback, useEffect, useState } from 'react'
import type { ApiFailure } from '../../sync/api-result.ts'
import type { MomentCache } from './moment-cache.ts'

/** What is known of a moment that is looked at. */
export interface Moment<T> {
  /** The last that came: of the moment that is meant when `isCurrent`, else of the one before. */
  readonly value: T | null
  readonly isCurrent: boolean
  /** Why the one that is meant did not come. */
  readonly failure: ApiFailure | null
  readonly retry: () => void
}

interface Shown<T> {
  readonly key: string
  readonly value: T
}

/** Milliseconds that a moment is looked at before its text is asked for: a slider that moves on asks for nothing. */
const RESTS = 90
/** Milliseconds until its neighbours are asked for as well. */
const THEN = 250

/**
 * The text of the moment under the slider: at once where it is kept, else fetched when the slider rests; what is on its
 * way for moments that were passed over is ended, the neighbours are fetched ahead [UI682].
 *
 * @param key null asks for nothing.
 * @param near keys of the neighbours, joined by a space.
 */
export const useMoment = <T>(cache: MomentCache<T>, key: string | null, near = ''): Moment<T> => {
  const [shown, setShown] = useState<Shown<T> | null>(null)
  const [failed, setFailed] = useState<{ readonly key: string; readonly failure: ApiFailure } | null>(null)
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    if (key === null) return undefined
    let wanted = true
    const neighbours = near === '' ? [] : near.split(' ')
    cache.keepOnly([key, ...neighbours])
    const timers: ReturnType<typeof setTimeout>[] = []
    const arrive = (value: T): void => {
      setShown({ key, value })
      setFailed(null)
      timers.push(
        setTimeout(() => {
          for (const neighbour of neighbours) void cache.load(neighbour)
        }, THEN),
      )
    }
    const load = async (): Promise<void> => {
      const result = await cache.load(key)
      if (!wanted) return
      if (result.ok) arrive(result.value)
      else setFailed({ key, failure: result.error })
    }
    const kept = cache.get(key)
    if (kept !== null) arrive(kept)
    else timers.push(setTimeout(() => void load(), RESTS))
    return () => {
      wanted = false
      timers.forEach(clearTimeout)
    }
  }, [attempt, cache, key, near])
  const retry = useCallback(() => {
    setFailed(null)
    setAttempt((count) => count + 1)
  }, [])
  const isCutOff = failed?.key === key && failed.failure.code === 'unreachable'
  useEffect(() => {
    if (!isCutOff) return undefined
    window.addEventListener('online', retry)
    return () => {
      window.removeEventListener('online', retry)
    }
  }, [isCutOff, retry])
  const isCurrent = shown !== null && shown.key === key
  return {
    value: shown?.value ?? null,
    isCurrent,
    failure: !isCurrent && failed?.key === key ? failed.failure : null,
    retry,
  }
}
