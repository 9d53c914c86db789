/** Milliseconds after a tip in which the next one comes at once: who goes along a row of buttons reads them all. */
const RECENT_MS = 300

const listeners = new Set<() => void>()
let isRecent = false
let ending = 0

const set = (recent: boolean): void => {
  isRecent = recent
  for (const listener of listeners) listener()
}

/** Is a tip read now, or was one a moment ago? */
export const recentTip = {
  isRecent: (): boolean => isRecent,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  },
  /** A tip was opened, or closed. */
  note: (open: boolean): void => {
    window.clearTimeout(ending)
    if (open) set(true)
    else
      ending = window.setTimeout(() => {
        set(false)
      }, RECENT_MS)
  },
} as const
