import * as Y from 'yjs'
import type { RawFormats } from '../schema/content.ts'
import { assert } from '../util/assert.ts'
import {
  countBetween,
  cursorAt,
  putMarker,
  setMarkerEntries,
  type SequenceEdit,
  type SequencePosition,
} from './sequence-edit.ts'
import type { Sequence } from './sequence.ts'
import { deleteAt, formatAt, insertAt, type FormatChanges, type TextCursor } from './text-cursor.ts'

/**
 * Runs `change` in one transaction under `origin`, like `editSequence`; but the index stays as it was until the end
 * and then learns of everything like of somebody else's change, so that listeners hear the regions. Because of that
 * every edit has to stand in front of the one before it: places are those of the text before the first.
 */
export const editFromEnd = (
  sequence: Sequence,
  origin: unknown,
  change: (edit: SequenceEdit) => void,
): void => {
  const { doc } = sequence
  assert(doc._transaction === null, 'an edit needs a transaction of its own')
  sequence.catchUp()
  Y.transact(doc, (transaction) => change(new EditFromEnd(sequence, transaction)), origin)
}

class EditFromEnd implements SequenceEdit {
  private readonly sequence: Sequence
  private readonly transaction: Y.Transaction
  private last: SequencePosition | null = null

  constructor(sequence: Sequence, transaction: Y.Transaction) {
    this.sequence = sequence
    this.transaction = transaction
  }

  insertText(at: SequencePosition, text: string, formats: RawFormats): void {
    assert(text !== '', 'there is no empty text')
    insertAt(this.transaction, this.sequence.text, this.cursor(at, at), text, formats)
  }

  insertMarker(at: SequencePosition, entries: ReadonlyMap<string, unknown>): void {
    putMarker(this.sequence, this.transaction, this.cursor(at, at), entries)
  }

  delete(from: SequencePosition, to: SequencePosition): void {
    const count = countBetween(this.sequence, from, to)
    if (count > 0) deleteAt(this.transaction, this.cursor(from, to), count)
  }

  format(at: SequencePosition, length: number, changes: FormatChanges): void {
    if (length === 0 || changes.size === 0) return
    const cursor = this.cursor(at, { slot: at.slot, offset: at.offset + length })
    formatAt(this.transaction, this.sequence.text, cursor, length, changes)
  }

  setMarker(slot: number, changes: FormatChanges): void {
    const { map, marker } = this.sequence.block(slot)
    this.pass({ slot, offset: 0 }, { slot, offset: 0 })
    if (map !== null) setMarkerEntries(map, marker, changes)
  }

  /** Notes that an edit reaches from `from` to `to`. */
  private pass(from: SequencePosition, to: SequencePosition): void {
    const { last } = this
    assert(
      last === null || to.slot < last.slot || (to.slot === last.slot && to.offset <= last.offset),
      'edits run from the end of the text to its start',
    )
    this.last = from
  }

  private cursor(from: SequencePosition, to: SequencePosition): TextCursor {
    this.pass(from, to)
    return cursorAt(this.sequence, this.transaction, from)
  }
}
