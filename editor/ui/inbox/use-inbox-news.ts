import { useEffect } from 'react'
import type { DocumentSession } from '../../sync/document-session.ts'
import { useInbox } from './inbox-provider.tsx'

/** An open document hears at once that something new is in the inbox [UI640]. */
export const useInboxNews = (session: DocumentSession): void => {
  const { refresh } = useInbox()
  useEffect(
    () =>
      session.onControl((control) => {
        if (control.type === 'inbox') refresh()
      }),
    [refresh, session],
  )
}
