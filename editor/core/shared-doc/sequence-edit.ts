import * as Y from 'yjs'
import { BLOCK_ATTR_NAMES, DEFAULT_BLOCK_ATTRS } from '../schema/block.ts'
import { sameFormatValue, type RawFormats } from '../schema/content.ts'
import { assert } from '../util/assert.ts'
import type { Marker } from './elements.ts'
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
 * A place in the sequence: behind `offset` characters (UTF-16 units) of the block in `slot`. The end of a block is
 * the place in front of the next block's marker.
 */
export interface SequencePosition {
  readonly slot: number
  readonly offset: number
}

/**
 * Edits of one transaction, each the smallest Yjs operation that does it and found from the marker of its block, so
 * that it costs by the block and not by the text ([DOC3]). The index is right after each of them.
 */
export interface SequenceEdit {
  /** Inserts `text` (not empty) with exactly these formats. */
  insertText(at: SequencePosition, text: string, formats: RawFormats): void
  /**
   * Inserts a marker: what stands behind `at` in its block becomes the new block, in slot `at.slot + 1`. The marker
   * gets the formats common to its neighbours, so that nobody's run is closed and opened again.
   */
  insertMarker(at: SequencePosition, entries: ReadonlyMap<string, unknown>): void
  /** Deletes the characters and markers between two places; the later block's rest joins the earlier block. */
  delete(from: SequencePosition, to: SequencePosition): void
  /** Sets formats on `length` characters of one block; a key with null is taken off. */
  format(at: SequencePosition, length: number, changes: FormatChanges): void
  /**
   * Sets keys of a marker; a key with null is taken off. Does nothing on the virtual block. An attribute that is taken
   * off is set to its default: Yjs cannot undo a key that was deleted and set again within one act (it takes the
   * second for somebody else's).
   */
  setMarker(slot: number, changes: FormatChanges): void
}

/**
 * Runs `change` in one transaction under `origin`. Must not be called inside another transaction, whose changes the
 * index could not know yet. Listeners of the sequence are not called: the caller knows what it did.
 */
export const editSequence = (
  sequence: Sequence,
  origin: unknown,
  change: (edit: SequenceEdit) => void,
): void => {
  const { doc } = sequence
  assert(doc._transaction === null, 'an edit needs a transaction of its own')
  sequence.catchUp()
  Y.transact(
    doc,
    (transaction) => {
      sequence.markOwn(transaction)
      change(new LiveEdit(sequence, transaction))
    },
    origin,
  )
}

/** Sets keys of a marker that stands as `marker` says; see {@link SequenceEdit.setMarker}. */
export const setMarkerEntries = (map: Y.Map<unknown>, marker: Marker, changes: FormatChanges): void => {
  for (const [key, value] of changes) {
    if (value === null || value === undefined) {
      if (!marker.entries.has(key)) continue
      const attr = BLOCK_ATTR_NAMES.find((name) => name === key)
      if (attr === undefined) map.delete(key)
      else if (marker.entries.get(key) !== DEFAULT_BLOCK_ATTRS[attr]) map.set(key, DEFAULT_BLOCK_ATTRS[attr])
    } else if (!sameFormatValue(marker.entries.get(key), value)) map.set(key, value)
  }
}

/** The place in the text itself, found from the marker of its block. */
export const cursorAt = (
  sequence: Sequence,
  transaction: Y.Transaction,
  at: SequencePosition,
): TextCursor => {
  const { text } = sequence
  // Search markers of Yjs hold indexes that our edits do not keep up: it builds new ones where it uses any.
  if (text._searchMarker !== null) text._searchMarker.length = 0
  const block = sequence.block(at.slot)
  assert(at.offset >= 0 && at.offset <= block.length, `offset ${at.offset} of ${block.length}`)
  const cursor = cursorAfter(text, block.item, block.start)
  advance(transaction, cursor, at.offset)
  return cursor
}

/** Characters and markers between two places. */
export const countBetween = (sequence: Sequence, from: SequencePosition, to: SequencePosition): number => {
  let count = to.offset - from.offset
  for (let slot = from.slot; slot < to.slot; slot++) count += sequence.block(slot).length + 1
  assert(count >= 0, 'a range runs forward')
  return count
}

/** Writes a marker at the cursor, with the formats common to its neighbours; see {@link SequenceEdit.insertMarker}. */
export const putMarker = (
  { text }: Sequence,
  transaction: Y.Transaction,
  cursor: TextCursor,
  entries: ReadonlyMap<string, unknown>,
): void =>
  insertAt(transaction, text, cursor, new Y.Map(entries), commonFormats(cursor.formats, formatsAhead(cursor)))

class LiveEdit implements SequenceEdit {
  private readonly sequence: Sequence
  private readonly transaction: Y.Transaction

  constructor(sequence: Sequence, transaction: Y.Transaction) {
    this.sequence = sequence
    this.transaction = transaction
  }

  insertText(at: SequencePosition, text: string, formats: RawFormats): void {
    assert(text !== '', 'there is no empty text')
    insertAt(this.transaction, this.sequence.text, this.cursor(at), text, formats)
    this.sequence.grow(at.slot, text.length)
  }

  insertMarker(at: SequencePosition, entries: ReadonlyMap<string, unknown>): void {
    putMarker(this.sequence, this.transaction, this.cursor(at), entries)
    this.sequence.reindex(at.slot, at.slot)
  }

  delete(from: SequencePosition, to: SequencePosition): void {
    const count = countBetween(this.sequence, from, to)
    if (count === 0) return
    deleteAt(this.transaction, this.cursor(from), count)
    if (from.slot === to.slot) this.sequence.grow(from.slot, -count)
    else this.sequence.reindex(from.slot, to.slot)
  }

  format(at: SequencePosition, length: number, changes: FormatChanges): void {
    if (length === 0 || changes.size === 0) return
    formatAt(this.transaction, this.sequence.text, this.cursor(at), length, changes)
    this.sequence.reindex(at.slot, at.slot)
  }

  setMarker(slot: number, changes: FormatChanges): void {
    const { map, marker } = this.sequence.block(slot)
    if (map === null) return
    setMarkerEntries(map, marker, changes)
    this.sequence.refreshMarker(slot)
  }

  private cursor(at: SequencePosition): TextCursor {
    return cursorAt(this.sequence, this.transaction, at)
  }
}
