import type { Node } from 'prosemirror-model'
import type { SequencePosition } from '#core/shared-doc/sequence-edit.ts'
import type { Sequence } from '#core/shared-doc/sequence.ts'

/** Position of the opening token of block `index`; the end of the document when there is none such. */
export const blockStart = (doc: Node, index: number): number => {
  let position = 0
  const end = Math.min(index, doc.childCount)
  for (let k = 0; k < end; k++) position += doc.child(k).nodeSize
  return position
}

/**
 * Place in the sequence of a position in a document that equals it. A position between two blocks is the end of the
 * block in front (in front of everything: the end of the empty virtual block).
 */
export const placeOf = (sequence: Sequence, doc: Node, position: number): SequencePosition => {
  const resolved = doc.resolve(position)
  const index = resolved.index(0)
  if (resolved.depth > 0) return { slot: sequence.slotOf(index), offset: resolved.parentOffset }
  const slot = sequence.slotOf(index) - 1
  return slot < 0 ? { slot: 0, offset: 0 } : { slot, offset: sequence.block(slot).length }
}

/** Position in a document that equals the sequence; clamped to the block. */
export const positionOf = (sequence: Sequence, doc: Node, place: SequencePosition): number => {
  const index = sequence.virtual ? place.slot : place.slot - 1
  if (index < 0) return 0
  if (index >= doc.childCount) return doc.content.size
  return blockStart(doc, index) + 1 + Math.min(place.offset, doc.child(index).content.size)
}
