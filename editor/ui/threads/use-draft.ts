import { useSyncExternalStore } from 'react'
import { changeOf, replyTo } from '../../sync/threads/drafts.ts'
import type { ShownThread } from '../../sync/threads/shown-threads.ts'
import type { ThreadStore } from '../../sync/threads/thread-store.ts'

/**
 * Unsent words under a key of `drafts.ts`; null when there are none. Whoever shows them asks for them, so that a letter
 * draws one field again and no card beside it [UI615].
 */
export const useDraft = (store: ThreadStore, key: string): string | null =>
  useSyncExternalStore(store.subscribe, () => store.getSnapshot().drafts.get(key)?.text ?? null)

/** Has a thread words that were not sent: a reply, or a change of a comment? */
export const useIsUnsent = (store: ThreadStore, { id, comments }: ShownThread): boolean =>
  useSyncExternalStore(store.subscribe, () => {
    const { drafts } = store.getSnapshot()
    return (
      drafts.size > 0 && (drafts.has(replyTo(id)) || comments.some((one) => drafts.has(changeOf(one.id))))
    )
  })
