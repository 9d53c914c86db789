import type { Node } from 'prosemirror-model'

/** The stretch of whole blocks in which two documents differ: `from` is the same in both. */
export interface ChangedBlocks {
  readonly from: number
  readonly toBefore: number
  readonly toAfter: number
}

/**
 * Where two versions of a document differ, by the identity of their blocks, which ProseMirror keeps for what did not
 * change; null when they are the same. A look at each block, not at its text.
 */
export const changedBlocks = (before: Node, after: Node): ChangedBlocks | null => {
  if (before === after) return null
  const shorter = Math.min(before.childCount, after.childCount)
  let from = 0
  let first = 0
  while (first < shorter && before.child(first) === after.child(first)) from += after.child(first++).nodeSize
  let behind = 0
  let last = 0
  while (last < shorter - first) {
    const block = after.child(after.childCount - 1 - last)
    if (before.child(before.childCount - 1 - last) !== block) break
    behind += block.nodeSize
    last++
  }
  return { from, toBefore: before.content.size - behind, toAfter: after.content.size - behind }
}
