import { Extension } from '@tiptap/core'
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state'
import { isRemote } from '../binding/sequence-plugin.ts'
import { nestTransaction } from './nest.ts'
import { suggestTransaction } from './suggest.ts'

/** Whose proposals this editor makes, and when. */
export interface Author {
  readonly member: string
  /** The server's time, milliseconds since 1970. */
  readonly now: () => number
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

/**
 * Rewrites what the person does before it is done: in suggest mode as a proposal ([SUG11]), otherwise as a direct edit
 * whose text inside a proposal of somebody else is nested in it ([SUG12]). What comes from the shared text, undo
 * included, is done already and passes as it is.
 */
export const SuggestMode = Extension.create<SuggestOptions>({
  name: 'suggestMode',
  addOptions: () => ({ author: { member: '', now: () => 0 }, session: '' }),
  addStorage: () => ({ acts: 0 }),
  dispatchTransaction({ transaction, next }) {
    const { author, session } = this.options
    const { state } = this.editor
    if (!transaction.docChanged || isRemote(transaction) || author.member === '') {
      next(transaction)
      return
    }
    this.storage.acts++
    const id = `${author.member}-${session}-${this.storage.acts.toString(36)}`
    const act = { member: author.member, id, at: Math.round(author.now()) }
    if (isSuggesting(state)) {
      const proposal = suggestTransaction(state, transaction, act)
      if (proposal !== null) next(proposal)
      return
    }
    nestTransaction(transaction, act)
    next(transaction)
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
    }),
  ],
})
