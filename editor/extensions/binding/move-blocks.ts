import { Fragment, Slice } from 'prosemirror-model'
import { TextSelection, type EditorState, type Transaction } from 'prosemirror-state'
import { ReplaceStep } from 'prosemirror-transform'
import { blockStart } from './positions.ts'

/**
 * Moves the blocks of the selection over the block in front of (`up`) or behind (`down`) them: one transaction, one
 * act of undo, every block keeps its bid ([DOC7]). Answers whether there is room; with `transaction` null it only
 * answers.
 *
 * It is the selected blocks that travel, not the neighbour: two people who move the same block then leave two
 * markers with one bid, which the server sees and repairs.
 */
export const moveBlocks = (
  state: EditorState,
  direction: 'up' | 'down',
  transaction: Transaction | null,
): boolean => {
  const { doc, selection } = state
  const first = selection.$from.index(0)
  const last = selection.$to.depth === 0 ? selection.$to.index(0) - 1 : selection.$to.index(0)
  const target = direction === 'up' ? first - 1 : last + 1
  if (last < first || target < 0 || target >= doc.childCount) return false
  return moveBlocksTo(state, first, last, direction === 'up' ? target : target + 1, transaction)
}

/**
 * Moves the blocks `first` … `last` in front of block `target` (the number of blocks: to the end). Also what dropping
 * dragged blocks does. False when that changes nothing.
 */
export const moveBlocksTo = (
  state: EditorState,
  first: number,
  last: number,
  target: number,
  transaction: Transaction | null,
): boolean => {
  const { doc, selection } = state
  if (target >= first && target <= last + 1) return false
  if (transaction === null) return true
  const from = blockStart(doc, first)
  const to = blockStart(doc, last + 1)
  const at = blockStart(doc, target)
  const moved = doc.slice(from, to).content
  transaction.step(new ReplaceStep(from, to, Slice.empty))
  const landed = transaction.mapping.map(at)
  transaction.step(new ReplaceStep(landed, landed, new Slice(Fragment.from(moved), 0, 0)))
  const shift = landed - from
  if (selection.from >= from && selection.to <= to) {
    const anchor = transaction.doc.resolve(selection.anchor + shift)
    const head = transaction.doc.resolve(selection.head + shift)
    transaction.setSelection(TextSelection.between(anchor, head))
  }
  transaction.setMeta('uiEvent', 'move').scrollIntoView()
  return true
}
