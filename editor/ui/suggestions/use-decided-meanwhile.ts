import { useEffect, useRef } from 'react'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import type { DocumentSession } from '../../sync/document-session.ts'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import { NO_NEWS, newsAfter } from './decided-news.ts'

/** What is decided within this time after a first decision, milliseconds, is told in one sentence with it. */
const GATHER_MS = 1_500

/**
 * Follows what the server decides while the text is open: undo forgets it [SUG450], and whoever's suggestions others
 * decided is told so calmly, once for many [UI352].
 */
export const useDecidedMeanwhile = (
  session: DocumentSession,
  editor: DocumentEditor | null,
  me: string,
): void => {
  const notices = useNotices()
  const { t } = useMessages()
  /** What is gathered is told in the words of the moment it is told. */
  const tell = useRef((_accepted: number, _rejected: number): void => undefined)
  useEffect(() => {
    tell.current = (accepted, rejected) => {
      if (accepted > 0 && rejected > 0) notices.say(t('suggestions.yours.both', { accepted, rejected }))
      else if (accepted > 0) notices.say(t('suggestions.yours.accept', { count: accepted }))
      else notices.say(t('suggestions.yours.reject', { count: rejected }))
    }
  }, [notices, t])

  useEffect(
    () =>
      session.onControl((control) => {
        if (control.type === 'restored') editor?.forgetAll()
        // Who deleted all of a suggestion may take that back: it is pending again then.
        if (control.type === 'decided' && !(control.reason === 'deleted' && control.by === me))
          editor?.forgetDecided(control.suggestions)
      }),
    [editor, me, session],
  )

  useEffect(() => {
    let news = NO_NEWS
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = session.onControl((control) => {
      const next = newsAfter(news, control, me)
      if (next === news) return
      if (news === NO_NEWS)
        timer = setTimeout(() => {
          const { accepted, rejected } = news
          news = NO_NEWS
          tell.current(accepted, rejected)
        }, GATHER_MS)
      news = next
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [me, session])
}
