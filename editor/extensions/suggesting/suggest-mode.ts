import { Extension } from '@tiptap/core'
import { Plugin, PluginKey, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state'
import { ReplaceStep } from '@tiptap/pm/transform'
import type { EditorView } from '@tiptap/pm/view'
import { bindingOf, isRemote } from '../binding/sequence-plugin.ts'
import { nestTransaction } from './nest.ts'
import { suggestTransaction } from './suggest.ts'

/** Whose proposals this editor makes, and when. */
export interface Author {
  readonly member: string
  /** The server's time, milliseconds since 1970. */
  readonly now: () => number
  /** Is this suggestion known to be decided? Nothing is added to it any more [SUG452]. */
  readonly isDecided: (id: string) => boolean
}

interface SuggestOptions {
  author: Author
  /** Part of every id: no two open editors of one member have the same. */
  session: string
}

const key = new PluginKey<boolean>('suggestMode')

/** Does what is done here become proposals? */
export const isSuggesting = (state: EditorState): boolean => key.getState(state) ?? false

export const setSuggesting = (transaction: Transaction, suggesting: boolean): Transaction =>
  transaction.setMeta(key, suggesting).setMeta('addToHistory', false)

/** Milliseconds after which ProseMirror has read the outcome of a composition (it waits 20 itself). */
const COMPOSITION_SETTLED = 40

/** Would drawing the proposal cut the text in two that the browser is composing? */
const cutsText = (proposal: Transaction): boolean =>
  proposal.steps.some((step) => !(step instanceof ReplaceStep))

/**
 * Rewrites what the person does before it is done: in suggest mode as a proposal ([SUG11]), otherwise as a direct edit
 * whose text inside a proposal of somebody else is nested in it ([SUG12]). What comes from the shared text, undo
 * included, is done already and passes as it is.
 *
 * A composition that takes away letters of others cannot be drawn as a proposal while it lasts: the letters would stand
 * in the middle of the text that the browser composes, and end it. So it is shown as it is typed, and becomes one
 * proposal when it is over ([SUG13]).
 */
export const SuggestMode = Extension.create<SuggestOptions>({
  name: 'suggestMode',
  addOptions: () => ({ author: { member: '', now: () => 0, isDecided: () => false }, session: '' }),
  addStorage: () => ({ acts: 0 }),
  dispatchTransaction({ transaction, next }) {
    const { author, session } = this.options
    const { state, view } = this.editor
    if (!transaction.docChanged || isRemote(transaction) || author.member === '') {
      next(transaction)
      return
    }
    this.storage.acts++
    const id = `${author.member}-${session}-${this.storage.acts.toString(36)}`
    const { member, isDecided } = author
    const act = { member, id, at: Math.round(author.now()), isDecided }
    if (!isSuggesting(state)) {
      nestTransaction(transaction, act)
      next(transaction)
      return
    }
    const binding = bindingOf(state)
    if (binding?.holding === true) {
      next(binding.hold(transaction))
      return
    }
    const proposal = suggestTransaction(state, transaction, act)
    if (proposal === null) return
    next(view.composing && binding !== null && cutsText(proposal) ? binding.hold(transaction) : proposal)
  },
  addProseMirrorPlugins: () => [
    new Plugin<boolean>({
      key,
      state: {
        init: () => false,
        apply: (transaction, suggesting) => {
          const set: unknown = transaction.getMeta(key)
          return typeof set === 'boolean' ? set : suggesting
        },
      },
      props: {
        handleDOMEvents: {
          compositionend: (view) => {
            setTimeout(() => {
              if (!view.isDestroyed) proposeHeld(view)
            }, COMPOSITION_SETTLED)
            return false
          },
        },
      },
    }),
  ],
})

/** Proposes what a composition came to, if it was held back. */
const proposeHeld = (view: EditorView): void => {
  const edit = bindingOf(view.state)?.release() ?? null
  if (edit === null) return
  const transaction = view.state.tr
  transaction.replace(edit.from, edit.to, edit.slice)
  const caret = Math.min(edit.from + edit.caret, transaction.doc.content.size)
  view.dispatch(transaction.setSelection(TextSelection.near(transaction.doc.resolve(caret))))
}
