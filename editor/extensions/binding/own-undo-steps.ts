import { Plugin, type Transaction } from 'prosemirror-state'
import { isRemote } from './sequence-plugin.ts'
import { undoManagerOf } from './undo.ts'

/** What a person does in one go, however fast the keys before and after it: ProseMirror's names, and ours. */
const ONE_GO: ReadonlySet<unknown> = new Set(['paste', 'drop', 'cut', 'move'])

/** An input rule can be taken back apart from the typing that set it off. */
const isOneGo = (transaction: Transaction): boolean =>
  transaction.getMeta('inputRule') !== undefined || ONE_GO.has(transaction.getMeta('uiEvent'))

/** Pasting, dropping, cutting, moving: each is taken back for itself, never with the typing around it ([UI17]); commands see to it themselves (`asOwnStep`). */
export const ownUndoSteps = (): Plugin => {
  let wasOneGo = false
  return new Plugin({
    filterTransaction: (transaction, state) => {
      if (!transaction.docChanged || isRemote(transaction)) return true
      const now = isOneGo(transaction)
      if (now || wasOneGo) undoManagerOf(state)?.stopCapturing()
      wasOneGo = now
      return true
    },
  })
}
