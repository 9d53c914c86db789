import type { ItemRange } from './item-range.ts'
import type { RawFormats } from '../schema/content.ts'
import type { Marker, SequenceElement } from './elements.ts'
import type { SequenceBlock } from './sequence-block.ts'

/**
 * One element of a changed region, with what it was and what it is. Texts are never empty.
 *
 * - `keep`: characters that stand in both; `before` and `after` are their formats, the same object when equal.
 * - `insert`, `delete`: characters only in the new, only in the old text.
 * - the same three for markers. `block` is the entry of the index (of a deleted one: as it was).
 * - `foreign`: content that has no place in a text of ours, newly come; see {@link SequenceElement}.
 */
export type RegionOp =
  | { readonly kind: 'keep'; readonly text: string; readonly before: RawFormats; readonly after: RawFormats }
  | { readonly kind: 'insert'; readonly text: string; readonly formats: RawFormats }
  | {
      readonly kind: 'delete'
      readonly text: string
      readonly formats: RawFormats
      /** Its items, in order. */
      readonly items: ItemRange[]
    }
  | {
      readonly kind: 'keep-marker'
      readonly block: SequenceBlock
      readonly before: Marker
      readonly after: Marker
    }
  | { readonly kind: 'insert-marker'; readonly block: SequenceBlock; readonly marker: Marker }
  | { readonly kind: 'delete-marker'; readonly block: SequenceBlock; readonly marker: Marker }
  | { readonly kind: 'foreign' }

/**
 * A changed stretch of the sequence, in document order: whole blocks, as long as old and new formats differ, so that
 * old and new list of elements are equal everywhere outside the regions of a change.
 *
 * `ops[0]` is always the marker of the block in which the region begins: kept, except that the virtual block in
 * front of everything counts as kept whether it shows or not (see `Sequence.virtual`); its elements then have no
 * marker. A region with that op alone is a change of the marker's own keys, or of nothing that shows.
 */
export interface Region {
  /** Slot of the first block in the index as it is after this region and the ones before it (0: the virtual one). */
  readonly slot: number
  readonly ops: readonly RegionOp[]
}

/** The region as it was: for the gate's comparison of projections. */
export const elementsBefore = (region: Region): SequenceElement[] => elements(region, 'before')

/** The region as it is now. */
export const elementsAfter = (region: Region): SequenceElement[] => elements(region, 'after')

const elements = (region: Region, side: 'before' | 'after'): SequenceElement[] => {
  const list: SequenceElement[] = []
  for (const op of region.ops) {
    switch (op.kind) {
      case 'keep':
        list.push({ kind: 'text', text: op.text, formats: op[side] })
        break
      case 'insert':
        if (side === 'after') list.push({ kind: 'text', text: op.text, formats: op.formats })
        break
      case 'delete':
        if (side === 'before') list.push({ kind: 'text', text: op.text, formats: op.formats })
        break
      case 'keep-marker':
        if (op.block.item !== null) list.push({ kind: 'marker', marker: op[side] })
        break
      case 'insert-marker':
        if (side === 'after') list.push({ kind: 'marker', marker: op.marker })
        break
      case 'delete-marker':
        if (side === 'before') list.push({ kind: 'marker', marker: op.marker })
        break
      case 'foreign':
        if (side === 'after') list.push({ kind: 'foreign' })
        break
    }
  }
  return list
}
