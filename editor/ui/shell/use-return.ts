import { useEffect, useSyncExternalStore } from 'react'
import { useServices } from '../services.tsx'

/** Milliseconds between two questions whether the server is back. */
const ASK_AGAIN_MS = 15_000

/** Is what the page shows only what this device knows, because the server is away? */
export const useAway = (): boolean => {
  const { reach } = useServices()
  return useSyncExternalStore(reach.subscribe, reach.isAway)
}

/** Asks again and again while the server is away, at once when the browser has its network back [UI751]. */
export const useReturn = (ask: () => Promise<void>): void => {
  const { sync } = useServices()
  const away = useAway()
  useEffect(() => {
    if (!away) return
    const again = (): void => void ask()
    const timer = setInterval(again, ASK_AGAIN_MS)
    sync.network.addEventListener('online', again)
    return () => {
      clearInterval(timer)
      sync.network.removeEventListener('online', again)
    }
  }, [ask, away, sync.network])
}
