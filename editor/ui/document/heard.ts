import type { SavedState } from '../../sync/saved-state.ts'

/** What a screen reader heard last of where the work is, and whether the region still says it. */
export interface Heard {
  readonly words: string
  readonly aloud: boolean
}

/** States that last no longer than a save: of the server's, or of the device's while there is no network. */
const isPassing = (saved: SavedState): boolean =>
  saved.kind === 'saving' ||
  saved.kind === 'connecting' ||
  (saved.kind === 'offline' && saved.local === 'keeping')

/** What is heard when the state is `saved`, in these `words`: `before` itself when nothing new is [UI221]. */
export const nextHeard = (before: Heard, saved: SavedState, words: string): Heard => {
  if (isPassing(saved)) return before.aloud ? { ...before, aloud: false } : before
  return before.words === words ? before : { words, aloud: true }
}
