import { useCallback, useEffect, useState } from 'react'
import type { PartFile } from './part-file.ts'

export interface AwaitedPart<Part> {
  /** Null while it is fetched, and when it could not be had. */
  readonly part: Part | null
  readonly failed: boolean
  readonly retry: () => void
}

/** Fetches a part from the moment it is wanted. */
export const usePart = <Part>(file: PartFile<Part>, wanted: boolean): AwaitedPart<Part> => {
  const [state, setState] = useState<'asking' | 'here' | 'failed'>('asking')
  const part = file.part()
  const missing = wanted && part === null
  useEffect(() => {
    if (!missing || state === 'failed') return
    let current = true
    file.fetch().then(
      () => {
        if (current) setState('here')
      },
      () => {
        if (current) setState('failed')
      },
    )
    return () => {
      current = false
    }
  }, [file, missing, state])
  const retry = useCallback(() => {
    setState('asking')
  }, [])
  return { part, failed: missing && state === 'failed', retry }
}
