import * as Y from 'yjs'
import type { RawFormats } from '../schema/content.ts'
import { assert } from '../util/assert.ts'
import { setMarkerEntries, type SequenceEdit, type SequencePosition } from './sequence-edit.ts'
import type { Sequence } from './sequence.ts'
import {
  advance,
  commonFormats,
  cursorAfter,
  deleteAt,
  formatAt,
  formatsAhead,
  insertAt,
  type FormatChanges,
  type TextCursor,
} from './text-cursor.ts'

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
    const cursor = this.cursor(at, at)
    const formats = commonFormats(cursor.formats, formatsAhead(cursor))
    insertAt(this.transaction, this.sequence.text, cursor, new Y.Map(entries), formats)
  }

  delete(from: SequencePosition, to: SequencePosition): void {
    let count = to.offset - from.offset
    for (let slot = from.slot; slot < to.slot; slot++) count += this.sequence.block(slot).length + 1
    assert(count >= 0, 'a range runs forward')
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
    const { text } = this.sequence
    // Search markers of Yjs hold indexes that our edits do not keep up: it builds new ones where it uses any.
    if (text._searchMarker !== null) text._searchMarker.length = 0
    const block = this.sequence.block(from.slot)
    assert(from.offset >= 0 && from.offset <= block.length, `offset ${from.offset} of ${block.length}`)
    const cursor = cursorAfter(text, block.item, block.start)
    advance(this.transaction, cursor, from.offset)
    return cursor
  }
}
