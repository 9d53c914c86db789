import { TextSelection, type Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'

/**
 * The first letter in an empty block stands in front of the caret ([UI200]). Chromium now and then tells of that
 * letter before it has moved the caret behind it; taken at its word, everything typed next would come to stand in
 * front. For the editor's `handleTextInput`; a composition knows better and is left alone.
 */
export const typeInEmptyBlock = (
  view: EditorView,
  from: number,
  _to: number,
  text: string,
  typed: () => Transaction,
): boolean => {
  if (view.composing || view.state.doc.resolve(from).parent.content.size > 0) return false
  const transaction = typed()
  const { selection } = transaction
  if (!selection.empty || selection.head !== from) return false
  view.dispatch(transaction.setSelection(TextSelection.create(transaction.doc, from + text.length)))
  return true
}
