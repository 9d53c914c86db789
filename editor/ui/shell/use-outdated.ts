import { useSyncExternalStore } from 'react'
import { useServices } from '../services.tsx'

/** Is the page known to be older than what the server gives out? */
export const useOutdated = (): boolean => {
  const { version } = useServices()
  return useSyncExternalStore(version.subscribe, version.isOutdated)
}
