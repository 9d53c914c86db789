import { sameFormats, type RawFormats } from '../schema/content.ts'

/** The blocks that are locked. `inner` are those that a locked block follows in the same range. */
export interface LockedBlocks<Block> {
  readonly all: ReadonlySet<Block>
  readonly inner: ReadonlySet<Block>
}

interface MarkerEntries {
  readonly entries: RawFormats
}

/**
 * What happens to one element of a changed stretch, as far as locks ask: see `RegionOp`, which is one of these. `Block` is
 * whatever stands for a block, compared by identity: of the index in the gate, of the document in the editor.
 */
export type SectionOp<Block> =
  | { readonly kind: 'keep'; readonly before: RawFormats; readonly after: RawFormats }
  | { readonly kind: 'insert' | 'delete' | 'foreign' }
  | {
      readonly kind: 'keep-marker'
      readonly block: Block
      readonly before: MarkerEntries
      readonly after: MarkerEntries
    }
  | { readonly kind: 'insert-marker' | 'delete-marker'; readonly block: Block }

/**
 * Does a stretch, told from the marker of its first block on, change anything under a lock [LCK1]: a locked block's
 * text, marks or attributes, its end, or the sequence of the range, by a block that comes between its blocks? The gate
 * asks it of an update, the editor of what a person is about to do.
 */
export const touchesLocked = <Block>(
  ops: Iterable<SectionOp<Block>>,
  locked: LockedBlocks<Block>,
): boolean => {
  /** The block that the text at hand belonged to, and belongs to. */
  let before: Block | null = null
  let after: Block | null = null
  const isLocked = (block: Block | null): boolean => block !== null && locked.all.has(block)
  for (const op of ops) {
    switch (op.kind) {
      case 'keep-marker':
        before = op.block
        after = op.block
        if (isLocked(op.block) && !sameFormats(op.before.entries, op.after.entries)) return true
        break
      case 'delete-marker':
        before = op.block
        if (isLocked(op.block)) return true
        break
      case 'insert-marker':
        if (after !== null && locked.inner.has(after)) return true
        after = op.block
        break
      case 'keep':
        if (!isLocked(before) && !isLocked(after)) break
        if (before !== after || !sameFormats(op.before, op.after)) return true
        break
      case 'insert':
        if (isLocked(after)) return true
        break
      case 'delete':
        if (isLocked(before)) return true
        break
      case 'foreign':
        break
    }
  }
  return false
}
