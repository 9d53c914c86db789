import type { Region } from '#core/shared-doc/regions.ts'
import type { SequenceEdit } from '#core/shared-doc/sequence-edit.ts'
import type { SequenceBlock } from '#core/shared-doc/sequence-block.ts'
import type { Sequence } from '#core/shared-doc/sequence.ts'

/** The blocks that a change from elsewhere touched and that still stand. */
export const blocksOf = (regions: readonly Region[]): Set<SequenceBlock> => {
  const blocks = new Set<SequenceBlock>()
  for (const region of regions)
    for (const op of region.ops)
      if (op.kind === 'keep-marker' || op.kind === 'insert-marker') blocks.add(op.block)
  return blocks
}

/** Passes edits on and remembers the blocks they touched. */
export class TouchedBlocks implements SequenceEdit {
  readonly blocks = new Set<SequenceBlock>()
  private readonly sequence: Sequence
  private readonly edit: SequenceEdit

  constructor(sequence: Sequence, edit: SequenceEdit) {
    this.sequence = sequence
    this.edit = edit
  }

  insertText(...[at, text, formats]: Parameters<SequenceEdit['insertText']>): void {
    this.edit.insertText(at, text, formats)
    this.touch(at.slot)
  }

  insertMarker(...[at, entries]: Parameters<SequenceEdit['insertMarker']>): void {
    this.edit.insertMarker(at, entries)
    this.touch(at.slot)
    this.touch(at.slot + 1)
  }

  delete(...[from, to]: Parameters<SequenceEdit['delete']>): void {
    this.edit.delete(from, to)
    this.touch(from.slot)
  }

  format(...[at, length, changes]: Parameters<SequenceEdit['format']>): void {
    this.edit.format(at, length, changes)
    this.touch(at.slot)
  }

  setMarker(...[slot, changes]: Parameters<SequenceEdit['setMarker']>): void {
    this.edit.setMarker(slot, changes)
    this.touch(slot)
  }

  private touch(slot: number): void {
    this.blocks.add(this.sequence.block(slot))
  }
}
