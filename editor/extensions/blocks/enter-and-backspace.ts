import { TextSelection, type Command, type EditorState, type Transaction } from '@tiptap/pm/state'
import { BLOCK_NODE } from '#core/schema/schema.ts'
import { commandAttrsOf } from '../suggesting/shown-attrs.ts'
import { leaveList, setParagraph } from './block-commands.ts'

const isBlockSelection = (state: EditorState): boolean =>
  state.selection instanceof TextSelection && state.selection.$from.depth === 1

/** ProseMirror's own `deleteSelection` drops a first block that is wholly selected, and its id with it. */
const deleteBetween = (state: EditorState): Transaction => {
  const from = Math.max(1, state.selection.from)
  const to = Math.min(state.doc.content.size - 1, state.selection.to)
  const tr = state.tr
  if (from < to) tr.delete(from, to)
  return tr.setSelection(TextSelection.create(tr.doc, from))
}

/**
 * Enter. Splits the block at the caret; the first part keeps its marker and id, the second gets a new one. At the
 * very start of a block that has text an empty block is put before it, so that the text keeps its id. An empty item
 * leaves the list instead, an empty quote becomes a paragraph; what follows the end of a heading is a paragraph.
 */
export const splitBlock: Command = (state, dispatch) => {
  if (!isBlockSelection(state)) return false
  const { $from, empty } = state.selection
  const attrs = commandAttrsOf(state, $from.parent)
  if (empty && $from.parent.content.size === 0) {
    if (attrs.kind === 'item') return leaveList(state, dispatch)
    if (attrs.kind === 'quote') return setParagraph(state, dispatch)
  }
  const type = state.schema.nodes[BLOCK_NODE]
  if (type === undefined) return false
  const tr = deleteBetween(state)
  const $at = tr.selection.$from
  const { parentOffset, parent } = $at
  // A number that takes up an earlier run belongs to one item; the next one counts on by itself.
  const shown = commandAttrsOf(state, parent)
  const following = { ...shown, bid: null, numbering: null }
  if (parentOffset === 0 && parent.content.size > 0) {
    tr.insert($at.before(1), type.create(following))
  } else {
    const atEnd = parentOffset === parent.content.size
    const after = atEnd && shown.kind === 'heading' ? { ...following, kind: 'paragraph' } : following
    tr.split($at.pos, 1, [{ type, attrs: after }])
  }
  dispatch?.(tr.scrollIntoView())
  return true
}

/** Shift+Enter: a line break inside the block, the character U+000A ([UI61]). */
export const insertLineBreak: Command = (state, dispatch) => {
  if (!isBlockSelection(state)) return false
  const marks = state.storedMarks ?? state.selection.$from.marks()
  dispatch?.(state.tr.replaceSelectionWith(state.schema.text('\n', marks), false).scrollIntoView())
  return true
}

/**
 * Backspace with the caret at the start of a block: first an item leaves its list, a heading or quote becomes a
 * paragraph again; then the block is joined to the one before, which keeps its kind unless it is empty: an empty
 * block before is simply taken away. Everywhere else not applicable: the browser deletes the letter.
 */
export const backspaceAtStart: Command = (state, dispatch) => {
  const { selection } = state
  if (!(selection instanceof TextSelection) || !selection.empty || selection.$from.parentOffset > 0)
    return false
  const { $from } = selection
  const { kind } = commandAttrsOf(state, $from.parent)
  if (kind === 'item') return leaveList(state, dispatch)
  if (kind !== 'paragraph' && ($from.index(0) === 0 || $from.parent.content.size === 0))
    return setParagraph(state, dispatch)
  if ($from.index(0) === 0) return true
  const before = $from.before(1)
  const previous = state.doc.resolve(before).nodeBefore
  if (previous === null) return false
  const tr = state.tr
  if (previous.content.size === 0) tr.delete(before - previous.nodeSize, before)
  else tr.join(before)
  dispatch?.(tr.scrollIntoView())
  return true
}

/** Delete with the caret at the end of a block: the next one is joined to it; an empty block gives way to the next. */
export const deleteAtEnd: Command = (state, dispatch) => {
  const { selection } = state
  if (!(selection instanceof TextSelection) || !selection.empty) return false
  const { $from } = selection
  if ($from.depth !== 1 || $from.parentOffset < $from.parent.content.size) return false
  if ($from.index(0) === state.doc.childCount - 1) return true
  const after = $from.after(1)
  const tr = state.tr
  if ($from.parent.content.size === 0) {
    tr.delete($from.before(1), after)
    tr.setSelection(TextSelection.create(tr.doc, $from.before(1) + 1))
  } else tr.join(after)
  dispatch?.(tr.scrollIntoView())
  return true
}

/** Deletes a selection, whatever it crosses; the first touched block keeps its id and kind ([UI62]). */
export const deleteSelection: Command = (state, dispatch) => {
  if (state.selection.empty) return false
  dispatch?.(deleteBetween(state).scrollIntoView())
  return true
}
