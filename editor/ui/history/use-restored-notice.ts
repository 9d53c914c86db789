import { useEffect, useRef } from 'react'
import type { DocumentSession } from '../../sync/document-session.ts'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import { isolated } from '../messages/translator.ts'
import { useServices } from '../services.tsx'

/**
 * Whoever has a text open, or comes back to it after a time away, is told that another brought an earlier version of it
 * back, who and of when [UI689]. What was restored before the page was opened is the text that one came to.
 */
export const useRestoredNotice = (
  session: DocumentSession,
  document: string,
  group: string,
  me: string,
): void => {
  const { api } = useServices()
  const notices = useNotices()
  const { t, dateTime } = useMessages()
  /** Up to which number of the log a restore is told already, or was there before; null until the first greeting. */
  const told = useRef<number | null>(null)
  useEffect(() => {
    let wanted = true
    // Greeted before it listened: what it hears of from now on is new to it.
    if (session.getSnapshot().standing !== null) told.current ??= 0
    const tell = async (): Promise<void> => {
      const [versions, history, members] = await Promise.all([
        api.history.versions(document),
        api.history.moments(document),
        api.members(group),
      ])
      if (!wanted || !versions.ok) return
      const restored = versions.value.versions.findLast(({ kind }) => kind === 'restored')
      const before = told.current
      if (restored === undefined || before === null || restored.seq <= before) return
      told.current = restored.seq
      if (restored.by === me) return
      const of = history.ok
        ? history.value.moments.find(({ seq }) => seq >= (restored.of ?? Number.POSITIVE_INFINITY))
        : undefined
      const by = members.ok ? members.value.find(({ id }) => id === restored.by) : undefined
      notices.say(
        of === undefined || by === undefined
          ? t('history.restored.noticeSomebody')
          : t('history.restored.notice', { name: isolated(by.name), when: dateTime(of.at) }),
      )
    }
    const stop = session.onControl((control) => {
      if (control.type === 'hello') told.current ??= control.seq
      if (control.type === 'restored') void tell()
    })
    return () => {
      wanted = false
      stop()
    }
  }, [api, dateTime, document, group, me, notices, session, t])
}
