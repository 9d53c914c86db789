import { useMemo, useState } from 'react'
import { changeOf, replyTo } from '../../sync/threads/drafts.ts'
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
  readonly goTo: (thread: string) => void
  readonly reply: (thread: string, body: string) => void
  readonly edit: (name: CommentName, body: string) => void
  readonly remove: (name: CommentName) => void
  readonly setResolved: (thread: string, resolved: boolean) => void
  /** Asks for the reason first. */
  readonly hide: (name: CommentName) => void
  readonly unhide: (name: CommentName) => void
  readonly copyLink: (thread: string) => void
  /** Words that are not sent stay under what they are for, whatever happens; null when there are none. */
  readonly keepReply: (thread: string, words: string | null) => void
  readonly keepChange: (comment: string, words: string | null) => void
}

/** The address of a thread: whoever may follow the text and opens it is led there. */
const linkTo = (thread: string): string => {
  const url = new URL(window.location.href)
  url.hash = `thread=${thread}`
  return url.href
}

export const useThreadActs = (
  store: ThreadStore,
  goTo: (thread: string) => void,
): {
  readonly acts: ThreadActs
  /** The comment that is about to be hidden; null when none is. */
  readonly hiding: CommentName | null
  readonly setHiding: (hiding: CommentName | null) => void
} => {
  const { t } = useMessages()
  const notices = useNotices()
  const [hiding, setHiding] = useState<CommentName | null>(null)
  const acts = useMemo<ThreadActs>(
    () => ({
      goTo,
      reply: store.reply,
      edit: ({ thread, comment }, body) => {
        store.edit(thread, comment, body)
      },
      remove: ({ thread, comment }) => {
        store.remove(thread, comment)
      },
      setResolved: store.resolve,
      hide: setHiding,
      unhide: ({ thread, comment }) => {
        store.unhide(thread, comment)
      },
      copyLink: (thread) => {
        navigator.clipboard.writeText(linkTo(thread)).then(
          () => {
            notices.say(t('threads.linkCopied'))
          },
          () => {
            notices.warn(linkTo(thread))
          },
        )
      },
      keepReply: (thread, words) => {
        store.setDraft(replyTo(thread), words === null ? null : { text: words })
      },
      keepChange: (comment, words) => {
        store.setDraft(changeOf(comment), words === null ? null : { text: words })
      },
    }),
    [goTo, notices, store, t],
  )
  return { acts, hiding, setHiding }
}
