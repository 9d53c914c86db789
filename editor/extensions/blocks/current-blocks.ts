import type { Node } from '@tiptap/pm/model'
import type { EditorState } from '@tiptap/pm/state'
import type { BlockAttrs } from '#core/schema/block.ts'
import { commandAttrsOf } from '../suggesting/shown-attrs.ts'

/** A block where it stands: its node, its attributes as commands take them, the position before it, its index in the document. */
export interface PlacedBlock {
  readonly node: Node
  readonly attrs: BlockAttrs
  readonly before: number
  readonly index: number
}

/**
 * The blocks that the selection touches, in order. A selection that ends at the very start of a block does not touch
 * it: dragging over a whole line selects up to there. Empty only while the state is not a document of ours.
 */
export const currentBlocks = (state: EditorState): PlacedBlock[] => {
  const { $from, $to, from, to } = state.selection
  const first = $from.index(0)
  const lastTouched = from < to && $to.depth === 1 && $to.parentOffset === 0 ? $to.index(0) - 1 : $to.index(0)
  const last = Math.min(Math.max(first, lastTouched), state.doc.childCount - 1)
  const blocks: PlacedBlock[] = []
  let before = $from.depth === 0 ? from : $from.before(1)
  for (let index = first; index <= last; index++) {
    const node = state.doc.child(index)
    blocks.push({ node, attrs: commandAttrsOf(state, node), before, index })
    before += node.nodeSize
  }
  return blocks
}

/** The block that holds the caret (the start of the selection). */
export const blockAtCaret = (state: EditorState): PlacedBlock | null => currentBlocks(state)[0] ?? null
