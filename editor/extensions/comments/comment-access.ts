import { TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import type { TextAnchor } from '#core/anchors/text-anchor.ts'
import type { Reanchored } from './carried-threads.ts'
import type { DocumentComments, PlacedThread } from './document-comments.ts'
import { threadAnchors } from './thread-anchors.ts'
import { anchorAt, isPlaced, type MarkedThread } from './thread-place.ts'

/** The threads of a document as the page sees them, without ProseMirror and Yjs. */
export interface CommentAccess {
  /** Shows these threads from now on; the open ones are drawn. */
  readonly setThreads: (threads: readonly MarkedThread[]) => void
  /** All of them in the order of the text; the same list for as long as neither order nor kinds change. */
  readonly places: () => readonly PlacedThread[]
  /** Calls `listener` when `places` answers another list; answers how to stop. */
  readonly onPlaces: (listener: () => void) => () => void
  /**
   * First lines of the threads at a stretch of text or a block, open or being looked at, that stand between two heights
   * of the window: pixels from its top. The comment that is being written has the id ''.
   */
  readonly anchors: (from: number, to: number) => ReadonlyMap<string, number>
  /**
   * The anchor of what is selected; of a caret, of its block. The selection is kept for `back`. Null in the moment in
   * which a word is composed and text and screen are apart.
   */
  readonly anchorOfSelection: () => TextAnchor | null
  /** Draws the place of a comment that is being written; null when none is. */
  readonly showDraft: (anchor: TextAnchor | null) => void
  /** Gives the text the focus, and the selection that `anchorOfSelection` was asked about [UI602]. */
  readonly back: () => void
  /**
   * Scrolls to a thread and puts the caret at its end; with `stay` the focus is left where it is. False when it has
   * no place in the text.
   */
  readonly goTo: (thread: string, stay?: 'stay') => boolean
  /** Scrolls so far that a thread is in sight; does nothing when it is, or has no place. The one being written is ''. */
  readonly show: (thread: string) => void
  /** Shows in the text which thread is the active one. */
  readonly light: (thread: string | null) => void
  /** Open threads at the caret, the nearest first; a click puts the caret there. Of a selection: at its head. */
  readonly atCaret: () => readonly string[]
  /** Calls `listener` when the person here puts the caret somewhere; not when the text moves it. Answers how to stop. */
  readonly onCaret: (listener: () => void) => () => void
  /** Calls `listener` once for each act that carried threads elsewhere; answers how to stop. */
  readonly onReanchor: (listener: (reanchored: readonly Reanchored[]) => void) => () => void
}

/**
 * @param onCaret calls a listener when the caret is put somewhere by the person here.
 * @param reveal scrolls to a stretch of the document, free of what covers the window.
 */
export const commentAccess = (
  view: EditorView,
  comments: DocumentComments,
  onCaret: CommentAccess['onCaret'],
  reveal: (range: { readonly from: number; readonly to: number }) => void,
): CommentAccess => ({
  setThreads: (threads) => {
    comments.setThreads(threads)
  },
  places: () => comments.order,
  onPlaces: (listener) => comments.onOrder(listener),
  anchors: (from, to) => threadAnchors(view, comments.spots(), from, to),
  anchorOfSelection: () => {
    const { from, to } = view.state.selection
    comments.keepSelection(view.state)
    return anchorAt(view.state, from, to)
  },
  showDraft: (anchor) => {
    comments.setDraft(anchor)
  },
  back: () => {
    const kept = comments.takeSelection()
    const { doc, tr } = view.state
    if (kept !== null && Math.max(kept.anchor, kept.head) <= doc.content.size)
      view.dispatch(tr.setSelection(TextSelection.between(doc.resolve(kept.anchor), doc.resolve(kept.head))))
    view.focus()
  },
  goTo: (thread, stay) => {
    const place = comments.place(thread)
    if (place === null || !isPlaced(place)) return false
    const { doc, tr } = view.state
    const end = Math.min(place.to, doc.content.size)
    view.dispatch(tr.setSelection(TextSelection.near(doc.resolve(end), -1)))
    if (stay !== 'stay') view.focus()
    reveal(place)
    return true
  },
  show: (thread) => {
    const place = comments.place(thread)
    if (place !== null && isPlaced(place)) reveal(place)
  },
  light: (thread) => {
    comments.light(thread)
  },
  atCaret: () => comments.at(view.state.selection.head),
  onCaret,
  onReanchor: (listener) => comments.onReanchor(listener),
})
