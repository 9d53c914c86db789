import { useCallback, useEffect, useLayoutEffect, useMemo, useSyncExternalStore } from 'react'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import type { ShownThread } from '../../sync/threads/shown-threads.ts'
import type { ThreadStore } from '../../sync/threads/thread-store.ts'
import { discussionsInOrder, threadsAt, threadsOnSuggestions } from './thread-order.ts'
import { useActiveThread, type ActiveThread } from './use-active-thread.ts'
import { useNewThread, type NewThread } from './use-new-thread.ts'

/** The discussions of a text as its page shows them, and all that can be done with them. */
export interface Threads extends Omit<ActiveThread, 'choose'>, NewThread {
  /** Those about the whole text, then in text order, last those whose place is gone; reasons are no discussions. */
  readonly threads: readonly ShownThread[]
  /** All of them, lone reasons too, in the order in which they were begun. */
  readonly all: readonly ShownThread[]
  /** Threads at a place of the text that stands, by id. */
  readonly placed: ReadonlySet<string>
  /** Threads whose place is gone. */
  readonly orphans: ReadonlySet<string>
  /** Threads on each suggestion, by its id. */
  readonly onSuggestion: ReadonlyMap<string, readonly ShownThread[]>
  /** How many are open. */
  readonly open: number
  /** There is none, and none is being written. */
  readonly isEmpty: boolean
  /** Puts the caret at a thread, if it has a place, and makes it the active one. */
  readonly goTo: (thread: string) => void
}

export const useThreads = (document: DocumentEditor, store: ThreadStore, mayComment: boolean): Threads => {
  const { comments } = document
  // Of drafts nothing is read here: a letter in a field would draw the whole margin again.
  const threads = useSyncExternalStore(store.subscribe, () => store.getSnapshot().threads)
  const order = useSyncExternalStore(comments.onPlaces, comments.places)
  const placed = useMemo(() => threadsAt(order, ['text', 'block']), [order])
  const orphans = useMemo(() => threadsAt(order, ['orphan']), [order])
  const fresh = useNewThread(document, store)
  const { composing, compose: begin, send: sendNew, leave: leaveNew } = fresh
  const { active, isChosen, choose, release } = useActiveThread(document, placed, composing !== null)

  useLayoutEffect(() => {
    comments.setThreads(threads)
  }, [comments, threads])
  useEffect(
    () =>
      mayComment
        ? comments.onReanchor((reanchored) => {
            for (const { thread, anchor } of reanchored) store.reanchor(thread, anchor)
          })
        : undefined,
    [comments, mayComment, store],
  )

  const compose = useCallback<NewThread['compose']>(
    (about) => {
      const isBegun = begin(about)
      if (isBegun) choose('')
      return isBegun
    },
    [begin, choose],
  )
  const send = useCallback<NewThread['send']>(
    (body) => {
      const thread = sendNew(body)
      choose(thread)
      return thread
    },
    [choose, sendNew],
  )
  const leave = useCallback<NewThread['leave']>(
    (how) => {
      release()
      leaveNew(how)
    },
    [leaveNew, release],
  )
  const goTo = useCallback(
    (thread: string) => {
      if (thread !== '') comments.goTo(thread, 'stay')
      choose(thread)
    },
    [choose, comments],
  )
  const ordered = useMemo(() => discussionsInOrder(threads, order), [order, threads])
  const onSuggestion = useMemo(() => threadsOnSuggestions(threads), [threads])
  const open = useMemo(() => ordered.filter(({ resolved }) => resolved === null).length, [ordered])
  return {
    ...fresh,
    threads: ordered,
    all: threads,
    placed,
    orphans,
    onSuggestion,
    open,
    isEmpty: threads.length === 0 && composing === null,
    active,
    isChosen,
    release,
    compose,
    send,
    leave,
    goTo,
  }
}
