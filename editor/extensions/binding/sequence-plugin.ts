import { Plugin, type EditorState, type Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { Doc, Text } from 'yjs'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import type { SequenceBinding } from './binding.ts'
import { tidyBlocks } from './block-ids.ts'
import { READ_FIRST } from './read-selection.ts'
import { typeInEmptyBlock } from './typed-caret.ts'
import type { UndoSelection } from './undo.ts'

/** Milliseconds between the end of a composition and what waited for it: ProseMirror reads the word meanwhile. */
const AFTER_COMPOSITION = 60

/** Transactions since the view last sent, newest first; cut off behind what was sent. */
interface Pending {
  readonly transaction: Transaction | null
  before: Pending | null
}

/** State of the plugin: what y-tiptap's undo plugin and Collaboration read of it, and what waits to be sent. */
export interface SequencePluginState {
  readonly doc: Doc
  readonly type: Text
  /** y-tiptap looks for its own binding here. */
  readonly binding: null
  readonly sequence: SequenceBinding
  readonly pending: Pending
}

const isPluginState = (state: unknown): state is SequencePluginState =>
  typeof state === 'object' && state !== null && 'sequence' in state && 'pending' in state

const pluginState = (state: EditorState): SequencePluginState | null => {
  const value: unknown = ySyncPluginKey.getState(state)
  return isPluginState(value) ? value : null
}

/** The binding of an editor's state; null when it has none. */
export const bindingOf = (state: EditorState): SequenceBinding | null => pluginState(state)?.sequence ?? null

/** Did this transaction come from the shared text, and not from the person here? */
export const isRemote = (transaction: Transaction): boolean =>
  transaction.getMeta(ySyncPluginKey) !== undefined

/** Our binding under y-tiptap's sync key, in the place of its sync plugin. */
export const sequencePlugin = (
  text: Text,
  binding: SequenceBinding,
  undoSelection: UndoSelection,
  onFirstRender?: () => void,
): Plugin => {
  const { doc } = text
  if (doc === null) throw new TypeError('the text is in no document')
  return new Plugin<SequencePluginState>({
    key: ySyncPluginKey,
    state: {
      init: () => ({
        doc,
        type: text,
        binding: null,
        sequence: binding,
        pending: { transaction: null, before: null },
      }),
      apply: (transaction, value) =>
        transaction.docChanged ? { ...value, pending: { transaction, before: value.pending } } : value,
    },
    props: { handleTextInput: typeInEmptyBlock, handleDOMEvents: READ_FIRST },
    appendTransaction: (transactions, before, after) =>
      transactions.some((one) => one.docChanged) && !transactions.some(isRemote)
        ? tidyBlocks(transactions, before, after, doc)
        : null,
    view: (view) => {
      const detach = undoSelection.attach(view)
      let timer: ReturnType<typeof setTimeout> | undefined
      binding.open(view)
      let sent = pluginState(view.state)?.pending ?? null
      const catchUpLater = (): void => {
        clearTimeout(timer)
        timer = setTimeout(() => binding.catchUp(), AFTER_COMPOSITION)
      }
      const element: EditorView['dom'] | undefined = view.dom
      element?.addEventListener('compositionend', catchUpLater)
      onFirstRender?.()
      return {
        update: (updated, before) => {
          const newest = pluginState(updated.state)?.pending ?? null
          if (newest === null || newest === sent) return
          const local: Transaction[] = []
          for (let one: Pending | null = newest; one !== null && one !== sent; one = one.before)
            if (one.transaction !== null && !isRemote(one.transaction)) local.push(one.transaction)
          sent = newest
          newest.before = null
          if (local.length === 0) return
          local.reverse()
          undoSelection.remember(before, local)
          binding.send(local)
        },
        destroy: () => {
          clearTimeout(timer)
          element?.removeEventListener('compositionend', catchUpLater)
          detach()
          binding.destroy()
        },
      }
    },
  })
}
