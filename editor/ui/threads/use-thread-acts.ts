import { useMemo, useRef, useState } from 'react'
import type { ThreadStore } from '../../sync/threads/thread-store.ts'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'

/** A comment of a thread. */
export interface CommentName {
  readonly thread: string
  readonly comment: string
}

/** What can be done with threads, each named by its id: the same object always, so that no card is drawn again for it. */
export interface ThreadActs {
  readonly store: ThreadStore
  /** Makes it the active one; its card takes the focus. */
  readonly goTo: (thread: string) => void
  /** Does the card of this thread, which is drawn open, take the focus? Once for each time that it was gone to. */
  readonly isWanted: (thread: string) => boolean
  /** Gives the text the focus. */
  readonly back: () => void
  /** Asks first. */
  readonly remove: (name: CommentName) => void
  /** Asks for the reason first. */
  readonly hide: (name: CommentName) => void
  readonly copyLink: (thread: string) => void
}

/** What is asked about before it is done. */
export interface Question extends CommentName {
  readonly about: 'remove' | 'hide'
}

/** The address of a thread: whoever may follow the text and opens it is led there. */
const linkTo = (thread: string): string => {
  const url = new URL(window.location.href)
  url.hash = `thread=${encodeURIComponent(thread)}`
  return url.href
}

interface ThreadActsOptions {
  readonly store: ThreadStore
  readonly goTo: (thread: string) => void
  readonly back: () => void
}

export const useThreadActs = ({
  store,
  goTo,
  back,
}: ThreadActsOptions): {
  readonly acts: ThreadActs
  readonly question: Question | null
  readonly ask: (question: Question | null) => void
} => {
  const { t } = useMessages()
  const notices = useNotices()
  const [question, ask] = useState<Question | null>(null)
  const wanted = useRef<string | null>(null)
  const acts = useMemo<ThreadActs>(
    () => ({
      store,
      isWanted: (thread) => {
        if (wanted.current !== thread) return false
        wanted.current = null
        return true
      },
      back,
      goTo: (thread) => {
        wanted.current = thread
        goTo(thread)
      },
      remove: (name) => {
        ask({ ...name, about: 'remove' })
      },
      hide: (name) => {
        ask({ ...name, about: 'hide' })
      },
      copyLink: (thread) => {
        // Without https there is no clipboard for pages: the link stands there to be copied by hand.
        const link = linkTo(thread)
        navigator.clipboard.writeText(link).then(
          () => {
            notices.say(t('threads.linkCopied'))
          },
          () => {
            notices.warn(link)
          },
        )
      },
    }),
    [back, goTo, notices, store, t],
  )
  return { acts, question, ask }
}
