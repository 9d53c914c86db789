import type { Node, Slice } from 'prosemirror-model'

/** One stretch in which two documents differ: `from`…`to` of the one is `from`…`newTo` of the other. */
export interface NetEdit {
  readonly from: number
  readonly to: number
  readonly newTo: number
}

/** An edit that was shown and not written: put `slice` in the place of `from`…`to`, the caret `caret` behind `from`. */
export interface HeldEdit {
  readonly from: number
  readonly to: number
  readonly slice: Slice
  readonly caret: number
}

/** What differs between two documents, as one edit; null when nothing does. */
export const netEdit = (before: Node, after: Node): NetEdit | null => {
  const from = before.content.findDiffStart(after.content)
  const end = before.content.findDiffEnd(after.content)
  if (from === null || end === null) return null
  // In «aa» → «aaa» the common start and the common end overlap.
  const overlap = Math.max(0, from - Math.min(end.a, end.b))
  return { from, to: end.a + overlap, newTo: end.b + overlap }
}
