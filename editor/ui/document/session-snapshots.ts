import { useMemo, useSyncExternalStore } from 'react'
import type { DocumentSession } from '../../sync/document-session.ts'
import { nextSnapshot, type SessionSnapshot } from '../../sync/session-snapshot.ts'

/** For the page it is one thing whether the last key is stored or on its way. */
const calmed = (snapshot: SessionSnapshot): SessionSnapshot =>
  snapshot.saved.kind === 'saving' ? { ...snapshot, saved: { kind: 'saved' } } : snapshot

/** Reads a session's snapshots calmed: the same object while nothing else changes. */
export const calmSnapshots = (session: Pick<DocumentSession, 'getSnapshot'>): (() => SessionSnapshot) => {
  let last = calmed(session.getSnapshot())
  return () => {
    last = nextSnapshot(last, calmed(session.getSnapshot()))
    return last
  }
}

/** What the page shows of a session but for the saved state: no key of one's own draws the page again [UI856]. */
export const useCalmSnapshot = (session: DocumentSession): SessionSnapshot => {
  const read = useMemo(() => calmSnapshots(session), [session])
  return useSyncExternalStore(session.subscribe, read)
}
