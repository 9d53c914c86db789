import type { DocumentSession } from '../../sync/document-session.ts'
import type { SavedState } from '../../sync/saved-state.ts'

/** Is there work that neither the server nor this device has [UI14]? Then the browser asks before the page goes. */
export const wouldLose = (saved: SavedState): boolean =>
  (saved.kind === 'offline' || saved.kind === 'gone') && saved.unsent && saved.local !== 'kept'

/** Asks before the page goes, as long as it would lose work of the session. Ends with what it answers. */
export const askBeforeLoss = (session: DocumentSession): (() => void) => {
  const leave = (event: BeforeUnloadEvent): void => {
    if (wouldLose(session.getSnapshot().saved)) event.preventDefault()
  }
  window.addEventListener('beforeunload', leave)
  return () => {
    window.removeEventListener('beforeunload', leave)
  }
}

/**
 * Closes a session that nobody looks at any more. One whose work is nowhere but on this page (no server, no room on the
 * device) goes on behind the other screens until somebody has taken the work [UI802].
 */
export const closeWhenSafe = (session: DocumentSession): void => {
  if (!wouldLose(session.getSnapshot().saved)) {
    void session.close()
    return
  }
  const stopAsking = askBeforeLoss(session)
  const stop = session.subscribe(() => {
    if (wouldLose(session.getSnapshot().saved)) return
    stop()
    stopAsking()
    void session.close()
  })
}
