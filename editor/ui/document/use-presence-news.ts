import { useEffect, useRef } from 'react'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import { isolated } from '../messages/translator.ts'
import type { Present } from './people.ts'
import { presenceNews, type Names } from './presence-news.ts'

/** Gathered for so long, and so never told more often. */
const GATHER_MS = 5_000

/** Says to screen readers who came and who went, at most once in five seconds [UI861]; the discs in the bar show it at once. */
export const usePresenceNews = (people: readonly Present[]): void => {
  const { tell } = useNotices()
  const { t } = useMessages()
  const told = useRef<Names>(new Map())
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const news = useRef((): void => undefined)
  useEffect(() => {
    const names = new Map(people.map(({ member, name }) => [member, name]))
    const listed = (some: readonly string[]): string => some.map(isolated).join('، ')
    news.current = () => {
      timer.current = null
      const { came, left } = presenceNews(told.current, names)
      told.current = names
      if (came.length > 0) tell(t('document.people.came', { names: listed(came) }))
      if (left.length > 0) tell(t('document.people.left', { names: listed(left) }))
    }
    const { came, left } = presenceNews(told.current, names)
    if (came.length + left.length === 0) return
    timer.current ??= setTimeout(() => {
      news.current()
    }, GATHER_MS)
  }, [people, t, tell])
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current)
      timer.current = null
    },
    [],
  )
}
