import { TextSelection, type EditorState, type Transaction } from 'prosemirror-state'
import { propose } from '#core/suggestions/propose.ts'
import type { Act } from '#core/suggestions/propose-change.ts'
import { readEdit } from './read-edit.ts'
import { writeProposal } from './write-proposal.ts'

/** Of a transaction that only proposes: who does. Undo keeps to what they propose ([SUG453]). */
export const PROPOSED_BY = 'proposedBy'

/** What ProseMirror and the binding read off a transaction besides its steps. */
const METAS = ['composition', 'uiEvent', 'paste', 'addToHistory', 'pointer', 'inputRule'] as const

/**
 * A transaction that somebody made in suggest mode, as the proposal to do what it does ([SUG11]). Null when nothing
 * comes of it, not even another selection: then nothing may be dispatched.
 */
export const suggestTransaction = (state: EditorState, edited: Transaction, act: Act): Transaction | null => {
  const { selection } = state
  const read = readEdit(edited, selection instanceof TextSelection && !selection.empty ? selection : null)
  if (read === null) return null
  const transaction = writeProposal(state, edited, read, propose(read.edit, act))
  if (!transaction.docChanged && transaction.selection.eq(selection)) return null
  transaction.setMeta(PROPOSED_BY, act.member)
  for (const name of METAS) {
    const value: unknown = edited.getMeta(name)
    if (value !== undefined) transaction.setMeta(name, value)
  }
  return transaction
}
