import type { Node } from 'prosemirror-model'
import type { EditorState } from 'prosemirror-state'
import type { BlockAttrs } from '#core/schema/block.ts'
import { blockAttrsOf, decodeAttrs, encodeMarks } from '#core/schema/content.ts'
import { proposedProps } from '#core/suggestions/shown.ts'
import { isSuggesting } from './suggest-mode.ts'

/** Attributes of a block as the marked text shows it: with the changes of format that are proposed. */
export const shownAttrsOf = (block: Node): BlockAttrs => {
  if (block.marks.length === 0) return blockAttrsOf(block)
  const attrs = new Map(Object.entries(block.attrs))
  const formats = encodeMarks(block.marks)
  return decodeAttrs(new Map([...attrs, ...proposedProps({ kind: 'marker', attrs, formats })]))
}

/** The attributes that a command starts from: in suggest mode what is shown, otherwise what the text says. */
export const commandAttrsOf = (state: EditorState, block: Node): BlockAttrs =>
  isSuggesting(state) ? shownAttrsOf(block) : blockAttrsOf(block)
