import { useEffect, useSyncExternalStore } from 'react'
import { createLineWatch } from '../../sync/line-watch.ts'
import { onWaking } from '../../sync/waking.ts'
import { useServices } from '../services.tsx'

/** Milliseconds between two questions whether the server is back. */
const ASK_AGAIN_MS = 15_000

/** Is what the page shows only what this device knows, because the server is away? */
export const useAway = (): boolean => {
  const { reach } = useServices()
  return useSyncExternalStore(reach.subscribe, reach.isAway)
}

/**
 * Asks again and again while the server is away, at once when the browser has its network back or the server gives its
 * first sign of life [UI751] [UI933].
 */
export const useReturn = (ask: () => Promise<void>): void => {
  const { sync, now } = useServices()
  const away = useAway()
  useEffect(() => {
    if (!away) return
    const again = (): void => void ask()
    let isFirst = true
    const watch = createLineWatch({
      ask: sync.askServer,
      mayAsk: () => sync.isOnline() && sync.isSeen(),
      random: sync.random,
      now,
      answered: (silence) => {
        if (silence !== null) sync.endCalls(silence.until)
        // A server that is there and cannot answer is not asked the more for it.
        if (isFirst || silence !== null) again()
        isFirst = false
      },
    })
    watch.start()
    const stopWaking = onWaking(sync.network, watch.start)
    const timer = setInterval(again, ASK_AGAIN_MS)
    const online = (): void => {
      again()
      watch.start()
    }
    sync.network.addEventListener('online', online)
    return () => {
      watch.stop()
      stopWaking()
      clearInterval(timer)
      sync.network.removeEventListener('online', online)
    }
  }, [ask, away, now, sync])
}
