import type { Node } from 'prosemirror-model'

/** A stretch of the document as plain text, a line feed between blocks. */
export const textOf = (doc: Node, from: number, to: number): string => doc.textBetween(from, to, '\n')

/**
 * The position of the letter `offset` of the text of `from`…; at a border between blocks, the end of the block in
 * front. `from` is within a block, or in front of one.
 */
export const positionInText = (doc: Node, from: number, offset: number): number => {
  let rest = offset
  let position = from
  let $at = doc.resolve(position)
  if ($at.depth === 0) {
    position++
    $at = doc.resolve(position)
  }
  while (rest > $at.end() - position) {
    rest -= $at.end() - position + 1
    // Out of this block and into the next.
    position = $at.end() + 2
    if (position > doc.content.size) return doc.content.size
    $at = doc.resolve(position)
  }
  return position + rest
}
