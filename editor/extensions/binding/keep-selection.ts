import { TextSelection, type Selection, type Transaction } from 'prosemirror-state'

/**
 * Text from elsewhere that comes in right at the caret stands behind it: what is being typed stays together. A
 * selected range does not grow.
 */
export const keepSelection = (transaction: Transaction, before: Selection): Transaction => {
  if (!(before instanceof TextSelection)) return transaction
  const { mapping, doc } = transaction
  const map = (position: number, edge: number): number => mapping.map(position, edge)
  const toEnd = before.anchor <= before.head
  const anchor = map(before.anchor, before.empty || !toEnd ? -1 : 1)
  const head = map(before.head, before.empty || toEnd ? -1 : 1)
  const [one, two] = [doc.resolve(anchor), doc.resolve(head)]
  if (!one.parent.inlineContent || !two.parent.inlineContent) return transaction
  if (anchor <= head !== toEnd) return transaction
  return transaction.setSelection(TextSelection.between(one, two))
}
