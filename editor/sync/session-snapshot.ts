import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import type { SetAside } from './offline-store.ts'
import type { SavedState } from './saved-state.ts'
import type { Standing } from './standing.ts'

/** Everything a screen may show of a session. A new object whenever something in it changed, never otherwise. */
export interface SessionSnapshot {
  /** Grows when `doc` and `awareness` are replaced (a refusal, a new history): the editor is built anew. */
  readonly generation: number
  readonly doc: Y.Doc
  readonly awareness: Awareness
  /** Is the text here, from this device or from the server? Nobody may write before. */
  readonly ready: boolean
  readonly saved: SavedState
  /** Null before the first `hello`. */
  readonly standing: Standing | null
  /** Words of ours that are not in the text any more, kept until they are let go. Newest last. */
  readonly setAside: readonly SetAside[]
}

const equalStates = (a: SavedState, b: SavedState): boolean => JSON.stringify(a) === JSON.stringify(b)

/** The snapshot after `before` when `now` is the truth: `before` itself when nothing in it changed. */
export const nextSnapshot = (before: SessionSnapshot, now: SessionSnapshot): SessionSnapshot => {
  const sameSaved = equalStates(now.saved, before.saved)
  const unchanged =
    sameSaved &&
    now.doc === before.doc &&
    now.ready === before.ready &&
    now.standing === before.standing &&
    now.setAside === before.setAside
  if (unchanged) return before
  return sameSaved ? { ...now, saved: before.saved } : now
}
