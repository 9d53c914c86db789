import { useMemo, useSyncExternalStore } from 'react'

/** Does the window answer this media query now? Drawn again when that changes. */
export const useMedia = (query: string): boolean => {
  const { subscribe, matches } = useMemo(() => {
    const media = window.matchMedia(query)
    return {
      subscribe: (listener: () => void) => {
        media.addEventListener('change', listener)
        return () => {
          media.removeEventListener('change', listener)
        }
      },
      matches: () => media.matches,
    }
  }, [query])
  return useSyncExternalStore(subscribe, matches)
}
