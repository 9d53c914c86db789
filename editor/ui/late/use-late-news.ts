import { useEffect, useState } from 'react'
import type { DocumentSession } from '../../sync/document-session.ts'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import { isolated } from '../messages/translator.ts'
import { useMembers } from '../suggestions/use-members.ts'

interface LetGo {
  readonly by: string
  readonly reason: string
}

const NOBODY: readonly string[] = []

/** Tells at once whose refused work somebody let go, by whom and why [UI659]. */
export const useLateNews = (session: DocumentSession, group: string): void => {
  const { t } = useMessages()
  const notices = useNotices()
  const [news, setNews] = useState<LetGo | null>(null)
  const members = useMembers(group, news === null ? NOBODY : [news.by])
  useEffect(
    () =>
      session.onControl((control) => {
        if (control.type === 'late-dismissed') setNews(control)
      }),
    [session],
  )
  const name = news === null ? undefined : members.get(news.by)?.name
  useEffect(() => {
    if (news === null || name === undefined) return
    notices.warn(t('late.letGo', { name: isolated(name), reason: isolated(news.reason) }))
  }, [name, news, notices, t])
}
