import { Fragment, Slice, type Node, type ResolvedPos } from '@tiptap/pm/model'
import { TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state'
import { BLOCK_ATTR_NAMES } from '#core/schema/block.ts'
import { decodeBlock } from '#core/schema/content.ts'
import { hasArabicLetter } from '#core/text/direction.ts'
import type { Pasted } from './pasted-text.ts'

const bidsOf = (doc: Node): Set<unknown> => {
  const bids = new Set<unknown>()
  doc.forEach((node) => bids.add(node.attrs['bid']))
  return bids
}

/** The last block, which goes on with what stood behind the caret: Arabic words there are not turned around by it ([UI5]). */
const goingOn = (last: Node, $at: ResolvedPos): Node => {
  const { parent } = $at
  const tail = parent.textBetween($at.parentOffset, parent.content.size)
  return last.attrs['dir'] === 'ltr' && hasArabicLetter(tail)
    ? last.type.create({ ...last.attrs, dir: parent.attrs['dir'] }, last.content, last.marks)
    : last
}

/**
 * Puts pasted blocks in place of the selection. Text of the first block goes on where the caret is, the rest follow as
 * blocks, and what stood after the caret comes after the last. An empty block at the caret takes the kind of the first
 * pasted one but keeps its id; whole blocks that were cut keep theirs ([UI66]), unless the document has it already.
 * What stands around the paste stays ([UI65]).
 */
export const insertPasted = (state: EditorState, pasted: Pasted): Transaction => {
  const tr = state.tr
  if (pasted.blocks.length === 0) return tr
  const from = Math.max(1, state.selection.from)
  const to = Math.min(state.doc.content.size - 1, state.selection.to)
  if (from < to) tr.delete(from, to)
  const taken = bidsOf(tr.doc)
  const nodes = pasted.blocks.map((block) => {
    const bid = block.attrs.bid !== null && !taken.has(block.attrs.bid) ? block.attrs.bid : null
    if (bid !== null) taken.add(bid)
    return decodeBlock(state.schema, { ...block, attrs: { ...block.attrs, bid } })
  })
  const [first, ...rest] = nodes
  if (first === undefined) return tr
  const $at = tr.doc.resolve(from)
  const before = $at.before(1)
  if ($at.parent.content.size === 0)
    for (const name of BLOCK_ATTR_NAMES)
      if (name !== 'bid' && $at.parent.attrs[name] !== first.attrs[name])
        tr.setNodeAttribute(before, name, first.attrs[name])
  if (rest.length === 0) {
    tr.replace(from, from, new Slice(first.content, 0, 0))
    return tr.setSelection(TextSelection.create(tr.doc, from + first.content.size))
  }
  const last = rest.pop()
  if (last !== undefined) rest.push(goingOn(last, $at))
  // The joined first block keeps the attributes that stand in the document, so the slice repeats them.
  const opening = tr.doc.resolve(from).parent.copy(first.content)
  const slice = new Slice(Fragment.fromArray([opening, ...rest]), 1, 1)
  tr.replace(from, from, slice)
  const end = from + slice.size
  return tr.setSelection(TextSelection.create(tr.doc, Math.min(end, tr.doc.content.size - 1)))
}
