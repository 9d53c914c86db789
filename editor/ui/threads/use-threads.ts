import { useEditorState } from '@tiptap/react'
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { ApiThreadAnchor } from '#core/protocol/api-threads.ts'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { changeOf, NEW_THREAD, replyTo } from '../../sync/threads/drafts.ts'
import type { ShownThread } from '../../sync/threads/shown-threads.ts'
import type { ThreadStore, ThreadsSnapshot } from '../../sync/threads/thread-store.ts'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'

/** A comment that is being written and has no thread yet. */
export interface Composing {
  readonly anchor: ApiThreadAnchor
  readonly words: string
}

/** The discussions of a text as its page shows them, and all that can be done with them. */
export interface Threads extends Pick<ThreadsSnapshot, 'drafts' | 'refused' | 'kept'> {
  /** Those about the whole text, then in text order, last those whose place is gone. */
  readonly threads: readonly ShownThread[]
  /** Threads at a place of the text that stands, by id. */
  readonly placed: ReadonlySet<string>
  /** Threads on each suggestion, by its id. */
  readonly onSuggestion: ReadonlyMap<string, readonly ShownThread[]>
  /** Gone to, or at the caret; null when none is. Being written: ''. */
  readonly active: string | null
  /** Was it gone to, so that it goes before whatever else is at the caret? */
  readonly isChosen: boolean
  readonly composing: Composing | null
  /** Begins a comment about what is selected, the whole text (null), or a suggestion. */
  readonly compose: (about: 'selection' | { readonly suggestion: string } | null) => void
  readonly write: (words: string) => void
  /** Sends the comment that is written. */
  readonly send: (body: string) => void
  /** Back to the text, as it was selected; what is written stays, unless it is thrown away. */
  readonly leave: (how: 'keep' | 'discard') => void
  readonly goTo: (thread: string) => void
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

/** All that the caret stands in, in one word. */
const signAtCaret = ({ cardAtCaret, comments }: DocumentEditor): string =>
  `${cardAtCaret() ?? ''} ${comments.atCaret().join()}`

export const useThreads = (document: DocumentEditor, store: ThreadStore): Threads => {
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
      comments.onReanchor((reanchored) => {
        for (const { thread, anchor } of reanchored) store.reanchor(thread, anchor)
      }),
    [comments, store],
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
    () => new Set(order.filter(({ kind }) => kind === 'text' || kind === 'block').map(({ thread }) => thread)),
    [order],
  )
  const isChosen = chosen !== null && chosen.at === atCaret.sign && (chosen.thread !== '' || composing !== null)
  const active = isChosen ? chosen.thread : (atCaret.threads[0] ?? null)
  useEffect(() => {
    comments.light(active === '' ? null : active)
  }, [active, comments])

  const compose = useCallback(
    (about: 'selection' | { readonly suggestion: string } | null) => {
      const next = about === 'selection' ? comments.anchorOfSelection() : about
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
  const ordered = useMemo(() => inOrder(threads, order), [order, threads])
  const onSuggestion = useMemo(() => {
    const found = new Map<string, ShownThread[]>()
    for (const thread of threads)
      for (const id of suggestionsOf(thread)) found.set(id, [...(found.get(id) ?? []), thread])
    return found
  }, [threads])

  return {
    threads: ordered,
    placed,
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
    store,
  }
}

/** The unsent words of a reply, and of a change of one's comment; null when there are none. */
export const replyDraft = (drafts: Threads['drafts'], thread: string): string | null =>
  drafts.get(replyTo(thread))?.text ?? null

/** The comment of a thread that is being changed, with its unsent words. */
export const changeDraft = (
  drafts: Threads['drafts'],
  { comments }: ShownThread,
): { readonly comment: string; readonly words: string } | null => {
  for (const { id } of comments) {
    const draft = drafts.get(changeOf(id))
    if (draft !== undefined) return { comment: id, words: draft.text }
  }
  return null
}
