import { Extension } from '@tiptap/core'
import { Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { DocumentComments } from './document-comments.ts'
import { createDecorationPainter, threadDecorations } from './thread-decorations.ts'
import { createHighlightPainter, type ThreadPainter } from './thread-highlights.ts'

/** Transactions since the view was last told, newest first; cut off behind what it was told. */
interface Pending {
  readonly transaction: Transaction | null
  before: Pending | null
}

const key = new PluginKey<Pending>('comments')

/**
 * Tells the comments of a document what happened to its text. Behind the binding, so that text and screen are one by
 * then, unless somebody composes.
 *
 * @param paint draws in a view; null for a view without a screen.
 */
export const commentsPlugin = (
  comments: DocumentComments,
  paint: ((view: EditorView) => ThreadPainter) | null,
): Plugin =>
  new Plugin<Pending>({
    key,
    state: {
      init: () => ({ transaction: null, before: null }),
      apply: (transaction, before) => (transaction.docChanged ? { transaction, before } : before),
    },
    props: {
      // In a text that is closed the browser forgets the caret of a click on what was selected: whoever clicks on a
      // discussion there is meant to see it.
      handleClick: (view, position) => {
        if (!view.editable) {
          const { doc, tr } = view.state
          view.dispatch(tr.setSelection(TextSelection.near(doc.resolve(position))))
        }
        return false
      },
    },
    view: (view) => {
      comments.attach(view.state, paint?.(view) ?? null)
      let told = key.getState(view.state) ?? null
      let doc = view.state.doc
      return {
        update: ({ state }) => {
          const newest = key.getState(state) ?? null
          const since: Transaction[] = []
          for (let one = newest; one !== null && one !== told; one = one.before)
            if (one.transaction !== null) since.push(one.transaction)
          told = newest
          if (newest !== null) newest.before = null
          const before = doc
          doc = state.doc
          comments.update(before, since.reverse(), state)
        },
        destroy: () => {
          comments.detach()
        },
      }
    },
  })

const painterOf = (view: EditorView): ThreadPainter => {
  const page = view.dom.ownerDocument.defaultView
  return (page === null ? null : createHighlightPainter(view, page)) ?? createDecorationPainter(view)
}

/** Threads in the text: where they are, and drawn. */
export const Comments = Extension.create<{ comments: DocumentComments }>({
  name: 'comments',
  addOptions: () => ({ comments: new DocumentComments() }),
  addProseMirrorPlugins() {
    return [threadDecorations(), commentsPlugin(this.options.comments, painterOf)]
  },
})
