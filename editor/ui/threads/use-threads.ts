import { useEditorState } from '@tiptap/react'
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { ApiThreadAnchor } from '#core/protocol/api-threads.ts'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { changeOf, NEW_THREAD, replyTo } from '../../sync/threads/drafts.ts'
import type { ShownThread } from '../../sync/threads/shown-threads.ts'
import type { ThreadStore, ThreadsSnapshot } from '../../sync/threads/thread-store.ts'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import type { Unsent } from './talk.tsx'

/** A comment that is being written and has no thread yet. */
export interface Composing {
  readonly anchor: ApiThreadAnchor
  readonly words: string
}

/** The discussions of a text as its page shows them, and all that can be done with them. */
export interface Threads extends Pick<ThreadsSnapshot, 'drafts' | 'refused' | 'kept'> {
  /** Those about the whole text, then in text order, last those whose place is gone; reasons are no discussions. */
  readonly threads: readonly ShownThread[]
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
  /** Gone to, or at the caret; null when none is. Being written: ''. */
  readonly active: string | null
  /** Was it gone to, so that it goes before whatever else is at the caret? */
  readonly isChosen: boolean
  readonly composing: Composing | null
  /** Begins a comment about what is selected, or about the whole text. */
  readonly compose: (about: 'selection' | 'document') => void
  readonly write: (words: string) => void
  /** Sends the comment that is written. */
  readonly send: (body: string) => void
  /** Back to the text, as it was selected; what is written stays, unless it is thrown away. */
  readonly leave: (how: 'keep' | 'discard') => void
  readonly goTo: (thread: string) => void
  /** Something else is gone to. */
  readonly release: () => void
  readonly store: ThreadStore
}

/** Threads of one list in another order. */
const inOrder = (
  threads: readonly ShownThread[],
  order: readonly { readonly thread: string }[],
): readonly ShownThread[] => {
  const byId = new Map(threads.map((thread) => [thread.id, thread]))
  const ordered = order.flatMap(({ thread }) => byId.get(thread) ?? [])
  const known = new Set(order.map(({ thread }) => thread))
  return [...ordered, ...threads.filter(({ id }) => !known.has(id))]
}

const suggestionsOf = ({ anchor }: ShownThread): readonly string[] =>
  anchor !== null && 'suggestion' in anchor ? [anchor.suggestion, ...(anchor.renamed ?? [])] : []

/** What was gone to, as long as nothing else is at the caret. */
interface Chosen {
  readonly thread: string
  readonly at: string
}

/** A suggestion's reason that nobody answered is a part of its card, no discussion. */
const isReason = ({ anchor, comments }: ShownThread): boolean =>
  anchor !== null && 'suggestion' in anchor && comments.length === 1

/** All that the caret stands in, in one word. */
const signAtCaret = ({ cardAtCaret, comments }: DocumentEditor): string =>
  `${cardAtCaret() ?? ''} ${comments.atCaret().join()}`

export const useThreads = (document: DocumentEditor, store: ThreadStore, mayComment: boolean): Threads => {
  const { t } = useMessages()
  const notices = useNotices()
  const { comments } = document
  const { threads, drafts, refused, kept } = useSyncExternalStore(store.subscribe, store.getSnapshot)
  const order = useSyncExternalStore(comments.onPlaces, comments.places)
  const atCaret = useEditorState({
    editor: document.editor,
    selector: () => ({ threads: comments.atCaret(), sign: signAtCaret(document) }),
    equalityFn: (one, two) => one.sign === two?.sign,
  })
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [begun, setBegun] = useState<{ readonly anchor: ApiThreadAnchor } | null>(null)

  useEffect(() => {
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

  const draft = drafts.get(NEW_THREAD)
  const anchor = begun === null ? (draft === undefined ? null : (draft.anchor ?? null)) : begun.anchor
  const composing = useMemo(
    () => (begun === null && draft === undefined ? null : { anchor, words: draft?.text ?? '' }),
    [anchor, begun, draft],
  )
  const isAtPlace = composing !== null && anchor !== null && 'quote' in anchor
  useEffect(() => {
    comments.showDraft(isAtPlace ? anchor : null)
  }, [anchor, comments, isAtPlace])

  const choose = useCallback(
    (thread: string) => {
      setChosen({ thread, at: signAtCaret(document) })
    },
    [document],
  )
  const placed = useMemo(
    () =>
      new Set(order.filter(({ kind }) => kind === 'text' || kind === 'block').map(({ thread }) => thread)),
    [order],
  )
  const orphans = useMemo(
    () => new Set(order.filter(({ kind }) => kind === 'orphan').map(({ thread }) => thread)),
    [order],
  )
  const isChosen =
    chosen !== null && chosen.at === atCaret.sign && (chosen.thread !== '' || composing !== null)
  const active = isChosen ? chosen.thread : (atCaret.threads.find((id) => placed.has(id)) ?? null)
  useEffect(() => {
    comments.light(active === '' ? null : active)
  }, [active, comments])

  const compose = useCallback(
    (about: 'selection' | 'document') => {
      const next = about === 'selection' ? comments.anchorOfSelection() : null
      if (about === 'selection' && next === null) {
        notices.warn(t('threads.notNow'))
        return
      }
      const words = store.getSnapshot().drafts.get(NEW_THREAD)?.text
      // What was begun elsewhere and not sent is not lost: it is about this place now.
      if (words !== undefined) store.setDraft(NEW_THREAD, { text: words, anchor: next })
      setBegun({ anchor: next })
      choose('')
    },
    [choose, comments, notices, store, t],
  )
  const write = useCallback(
    (words: string) => {
      store.setDraft(NEW_THREAD, { text: words, anchor })
    },
    [anchor, store],
  )
  const send = useCallback(
    (body: string) => {
      const thread = store.begin(anchor, body)
      setBegun(null)
      if (anchor !== null && 'quote' in anchor) {
        comments.back()
        choose(thread)
      }
    },
    [anchor, choose, comments, store],
  )
  const leave = useCallback(
    (how: 'keep' | 'discard') => {
      if (how === 'discard') store.setDraft(NEW_THREAD, null)
      if (how === 'discard' || store.getSnapshot().drafts.get(NEW_THREAD) === undefined) setBegun(null)
      setChosen(null)
      comments.back()
    },
    [comments, store],
  )
  const goTo = useCallback(
    (thread: string) => {
      if (thread !== '') comments.goTo(thread, 'stay')
      choose(thread)
    },
    [choose, comments],
  )
  const release = useCallback(() => {
    setChosen(null)
  }, [])
  const ordered = useMemo(() => {
    const standing = new Set(order.filter(({ kind }) => kind === 'suggestion').map(({ thread }) => thread))
    return inOrder(threads, order).filter((thread) => !standing.has(thread.id) || !isReason(thread))
  }, [order, threads])
  const onSuggestion = useMemo(() => {
    const found = new Map<string, ShownThread[]>()
    for (const thread of threads)
      for (const id of suggestionsOf(thread)) found.set(id, [...(found.get(id) ?? []), thread])
    return found
  }, [threads])

  const open = useMemo(() => ordered.filter(({ resolved }) => resolved === null).length, [ordered])
  const isEmpty = threads.length === 0 && composing === null && refused.length === 0
  return {
    threads: ordered,
    open,
    isEmpty,
    placed,
    orphans,
    onSuggestion,
    active,
    isChosen,
    composing,
    drafts,
    refused,
    kept,
    compose,
    write,
    send,
    leave,
    goTo,
    release,
    store,
  }
}

const NOTHING_UNSENT: Unsent = { reply: null, change: null }

/** What is unsent in a thread. */
export const unsentIn = (drafts: Threads['drafts'], { id, comments }: ShownThread): Unsent => {
  if (drafts.size === 0) return NOTHING_UNSENT
  const reply = drafts.get(replyTo(id))?.text ?? null
  const changed = comments.find((comment) => drafts.has(changeOf(comment.id)))
  if (reply === null && changed === undefined) return NOTHING_UNSENT
  const words = changed === undefined ? undefined : drafts.get(changeOf(changed.id))?.text
  return {
    reply,
    change: changed === undefined || words === undefined ? null : { comment: changed.id, words },
  }
}
