import { useEffect, type RefObject } from 'react'
import type { ThreadActs } from './use-thread-acts.ts'
import type { Threads } from './use-threads.ts'

interface LostPlaceOptions {
  readonly threads: Threads
  readonly acts: ThreadActs
  /** Holds everything beside the text. */
  readonly place: RefObject<HTMLElement | null>
  readonly isListed: boolean
  readonly list: (name: 'threads') => void
}

/** Somebody deletes the text of the discussion that one is in: the list opens with it, and with what is being written. */
export const useLostPlace = ({ threads, acts, place, isListed, list }: LostPlaceOptions): void => {
  const { active, isChosen, orphans } = threads
  const isLost = isChosen && active !== null && orphans.has(active)
  useEffect(() => {
    if (!isLost || isListed) return
    const { activeElement, body } = document
    // Its card beside the text is gone by now, and the focus with it.
    if (activeElement === body || place.current?.contains(activeElement) === true) acts.goTo(active)
    list('threads')
  }, [active, acts, isListed, isLost, list, place])
}
