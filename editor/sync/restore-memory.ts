/**
 * How often an earlier version was restored, as far as this page, or the copy that it was opened with, knows. A page
 * that was away learns by the number that it missed a restore, and tells whoever may have to forget an undo ([UI540]).
 */
export interface RestoreMemory {
  readonly count: () => number
  /** So many are in the copy that was opened, or were told while they happened. */
  readonly know: (count: number) => void
  /** A greeting says how many there were: tells of those that were missed. */
  readonly greet: (count: number) => void
  /** The text has caught up with the greeting. Tells again: something may have been undone between the two. */
  readonly synced: () => void
}

export const createRestoreMemory = (tell: (restores: number) => void): RestoreMemory => {
  let restores = 0
  /** One was restored while the connection was away, and its text has not come yet. */
  let isMissed = false
  return {
    count: () => restores,
    know: (count) => {
      restores = count
    },
    greet: (count) => {
      isMissed = count !== restores
      restores = count
      if (isMissed) tell(restores)
    },
    synced: () => {
      if (isMissed) tell(restores)
      isMissed = false
    },
  }
}
