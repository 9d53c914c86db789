import { useCallback } from 'react'
import type { ApiFailure } from '../../sync/api-result.ts'
import { useMessages } from '../locale-provider.tsx'

/** A failure as one plain sentence: the server's own, which knows the case best, else ours for the code. */
export const useFailureText = (): ((failure: ApiFailure) => string) => {
  const { t } = useMessages()
  return useCallback((failure) => failure.message ?? t(`error.${failure.code}`), [t])
}
