import { useEffect } from 'react'
import { usePlace } from '../routing/navigation-provider.tsx'
import { isReached, reach } from '../routing/reached-places.ts'
import type { Threads } from './use-threads.ts'

/** Goes to the discussion that the address names (`#thread=…`), as soon as it is known here [UI642]. `show` opens what shows it. */
export const useThreadPlace = (threads: Threads, show: (isPlaced: boolean) => void): void => {
  const place = usePlace()
  const { route } = place
  const at = route.name === 'document' ? route.at : undefined
  const wanted = at !== undefined && 'thread' in at ? at.thread : null
  const { goTo, orphans, threads: shown } = threads
  useEffect(() => {
    if (wanted === null || isReached(place)) return
    const found = shown.find(({ id }) => id === wanted)
    if (found === undefined) return
    reach(place)
    show(found.anchor !== null && !orphans.has(wanted))
    goTo(wanted)
  }, [goTo, orphans, place, show, shown, wanted])
}
