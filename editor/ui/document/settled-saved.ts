import type { SavedState } from '../../sync/saved-state.ts'

/**
 * «Saved» is said once no key came for so long, in milliseconds: said between two keys of one word it would flicker, and
 * the whole page would be drawn a second time for each key.
 */
const SETTLED_MS = 120

export interface SettledSaved {
  readonly hear: (saved: SavedState) => void
  readonly stop: () => void
}

/** Calls `say` with each state at once, but with «saved» after «saving» only when it stays so [UI833]. */
export const settledSaved = (say: (saved: SavedState) => void): SettledSaved => {
  let said: SavedState['kind'] | null = null
  let held: ReturnType<typeof setTimeout> | undefined
  const now = (saved: SavedState): void => {
    said = saved.kind
    say(saved)
  }
  return {
    hear: (saved) => {
      clearTimeout(held)
      if (said === 'saving' && saved.kind === 'saved') held = setTimeout(now, SETTLED_MS, saved)
      else now(saved)
    },
    stop: () => {
      clearTimeout(held)
    },
  }
}
