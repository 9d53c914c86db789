import {
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type RefObject,
} from 'react'
import type { ApiThreadAnchor } from '#core/protocol/api-threads.ts'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { NEW_THREAD } from '../../sync/threads/drafts.ts'
import type { ThreadStore } from '../../sync/threads/thread-store.ts'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'

/** A comment that is being written and has no thread yet. */
export interface Composing {
  readonly anchor: ApiThreadAnchor
  /** Counts how often it was asked for; 0 for a draft that the device kept. */
  readonly asked: number
}

export interface NewThread {
  readonly composing: Composing | null
  /** Where letters go until its field is drawn; see first-letters.tsx. */
  readonly firstLetters: RefObject<HTMLTextAreaElement | null>
  /** Does its field, which is drawn, take the focus? Once for each time that a comment was asked for. */
  readonly isWanted: () => boolean
  /** Begins a comment about what is selected, or about the whole text; false when there is no place for it now. */
  readonly compose: (about: 'selection' | 'document') => boolean
  /** Keeps its words, with names in place of mentions. */
  readonly write: (words: string) => void
  /** Sends it, and goes back to the text; answers the id of the thread. */
  readonly send: (body: string) => string
  /** Back to the text, as it was selected; what is written stays, unless it is thrown away [UI610]. */
  readonly leave: (how: 'keep' | 'discard') => void
}

/** The comment that is being written: one at a time, brought back by its draft after a reload. */
export const useNewThread = (document: DocumentEditor, store: ThreadStore): NewThread => {
  const { t } = useMessages()
  const notices = useNotices()
  const { comments } = document
  const [begun, setBegun] = useState<Composing | null>(null)
  const wanted = useRef(false)
  const asked = useRef(0)
  const firstLetters = useRef<HTMLTextAreaElement>(null)
  // The anchor only: it stays the same object while the words change.
  const kept = useSyncExternalStore(store.subscribe, () => {
    const draft = store.getSnapshot().drafts.get(NEW_THREAD)
    return draft === undefined ? undefined : (draft.anchor ?? null)
  })
  const composing = useMemo(
    () => begun ?? (kept === undefined ? null : { anchor: kept, asked: 0 }),
    [begun, kept],
  )
  const anchor = composing?.anchor ?? null
  // Before the margin asks where it is.
  useLayoutEffect(() => {
    comments.showDraft(anchor !== null && 'quote' in anchor ? anchor : null)
  }, [anchor, comments])

  const compose = useCallback(
    (about: 'selection' | 'document') => {
      const next = about === 'selection' ? comments.anchorOfSelection() : null
      if (about === 'selection' && next === null) {
        notices.warn(t('threads.notNow'))
        return false
      }
      const words = store.getSnapshot().drafts.get(NEW_THREAD)?.text
      // What was begun elsewhere and not sent is not lost: it is about this place now.
      if (words !== undefined) store.setDraft(NEW_THREAD, { text: words, anchor: next })
      asked.current += 1
      wanted.current = true
      firstLetters.current?.focus({ preventScroll: true })
      setBegun({ anchor: next, asked: asked.current })
      return true
    },
    [comments, notices, store, t],
  )
  const write = useCallback(
    (words: string) => {
      store.setDraft(NEW_THREAD, { text: words, anchor })
    },
    [anchor, store],
  )
  const send = useCallback(
    (body: string) => {
      wanted.current = false
      const thread = store.begin(anchor, body)
      setBegun(null)
      comments.back()
      return thread
    },
    [anchor, comments, store],
  )
  const leave = useCallback(
    (how: 'keep' | 'discard') => {
      wanted.current = false
      if (how === 'discard') store.setDraft(NEW_THREAD, null)
      if (how === 'discard' || store.getSnapshot().drafts.get(NEW_THREAD) === undefined) setBegun(null)
      comments.back()
    },
    [comments, store],
  )
  const isWanted = useCallback(() => {
    const is = wanted.current
    wanted.current = false
    return is
  }, [])
  return { composing, firstLetters, isWanted, compose, write, send, leave }
}
