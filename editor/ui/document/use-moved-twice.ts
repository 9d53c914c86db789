import { useEffect } from 'react'
import type { DocumentSession } from '../../sync/document-session.ts'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'

/** Says when two people moved the same paragraph at once. */
export const useMovedTwice = (session: DocumentSession): void => {
  const { t } = useMessages()
  const { warn } = useNotices()
  useEffect(
    () =>
      session.onControl((control) => {
        if (control.type === 'moved-twice') warn(t('document.movedTwice'))
      }),
    [session, t, warn],
  )
}
