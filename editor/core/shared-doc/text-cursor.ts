import * as Y from 'yjs'
import { NO_FORMATS, sameFormatValue, sameFormats, withFormat, type RawFormats } from '../schema/content.ts'
import { parseSuggestionKey } from '../schema/formats.ts'
import { assert } from '../util/assert.ts'
import { markerMap } from './elements.ts'

/**
 * A place between two items of the text, with the formats in force there. The functions below are Yjs's own
 * (`insertText`, `formatText`, `deleteText` of Y.Text, 13.6), which it does not export and always begins from the
 * start of a formatted text; ours begin from the marker of the block. They must keep to Yjs's in what they write.
 */
export interface TextCursor {
  before: Y.Item | null
  after: Y.Item | null
  formats: RawFormats
}

/** What to set on characters: a key with null is taken off. */
export type FormatChanges = ReadonlyMap<string, unknown>

const asFormat = (item: Y.Item): Y.ContentFormat | null =>
  item.content instanceof Y.ContentFormat ? item.content : null

/** Does the item hold characters or a marker? Foreign content has no place in positions and is never touched. */
const counts = (item: Y.Item): boolean => item.content instanceof Y.ContentString || markerMap(item) !== null

export const cursorAfter = (text: Y.Text, item: Y.Item | null, formats: RawFormats): TextCursor => ({
  before: item,
  after: item === null ? text._start : item.right,
  formats,
})

const forward = (cursor: TextCursor): void => {
  const item = cursor.after
  assert(item !== null, 'the cursor is at the end of the text')
  const format = item.deleted ? null : asFormat(item)
  if (format !== null) cursor.formats = withFormat(cursor.formats, format.key, format.value)
  cursor.before = item
  cursor.after = item.right
}

/** Moves over `count` characters, passing over what is no character; stops right behind the last one. */
export const advance = (transaction: Y.Transaction, cursor: TextCursor, count: number): void => {
  let rest = count
  while (rest > 0) {
    const item = cursor.after
    assert(item !== null, 'position behind the end of the text')
    if (!item.deleted && item.content instanceof Y.ContentString) {
      if (rest < item.length)
        Y.getItemCleanStart(transaction, Y.createID(item.id.client, item.id.clock + rest))
      rest -= item.length
    }
    forward(cursor)
  }
}

/** Formats of the next element that shows, character or marker; those in force at the end of the text. */
export const formatsAhead = (cursor: TextCursor): RawFormats => {
  let formats = cursor.formats
  for (let item = cursor.after; item !== null; item = item.right) {
    if (item.deleted) continue
    const format = asFormat(item)
    if (format === null) break
    formats = withFormat(formats, format.key, format.value)
  }
  return formats
}

type Puttable = Y.ContentString | Y.ContentFormat | Y.ContentType

/** Writes an item in between two neighbours, under the client id of the document. */
export const putBetween = (
  transaction: Y.Transaction,
  text: Y.Text,
  before: Y.Item | null,
  after: Y.Item | null,
  content: Puttable,
): Y.Item => {
  const { clientID, store } = transaction.doc
  const item = new Y.Item(
    Y.createID(clientID, Y.getState(store, clientID)),
    before,
    before === null ? null : before.lastId,
    after,
    after === null ? null : after.id,
    text,
    null,
    content,
  )
  item.integrate(transaction, 0)
  return item
}

const put = (transaction: Y.Transaction, text: Y.Text, cursor: TextCursor, content: Puttable): void => {
  cursor.after = putBetween(transaction, text, cursor.before, cursor.after, content)
  forward(cursor)
}

/**
 * Sets a character behind `item`, and whatever has been deleted there, and deletes it again. Nobody sees it; but who
 * writes here from now on refers to it, and who refers to what is in front of it has not known of it.
 */
export const seal = (transaction: Y.Transaction, text: Y.Text, item: Y.Item): void => {
  let last = item
  while (last.right !== null && last.right.deleted) last = last.right
  const cursor = cursorAfter(text, last, NO_FORMATS)
  put(transaction, text, cursor, new Y.ContentString(' '))
  cursor.before?.delete(transaction)
}

/**
 * Moves to that place in front of the next character where the fewest formats have to be written, and so to be written
 * back: what one writes back reaches on as soon as somebody takes off what it was for. Not in between what is left of a
 * suggestion whose characters went: what leans on that has no mark of its own for who takes it off [GAT403].
 */
const seekFormats = (cursor: TextCursor, wanted: RawFormats, isLeft: IsLeft): void => {
  let fewest = differences(cursor.formats, wanted)
  const ahead = { ...cursor }
  while (fewest > 0 && ahead.after !== null && (ahead.after.deleted || asFormat(ahead.after) !== null)) {
    forward(ahead)
    const different = differences(ahead.formats, wanted)
    if (different >= fewest) continue
    if ([...wanted].some(([key, value]) => sameFormatValue(ahead.formats.get(key), value) && isLeft(key)))
      continue
    fewest = different
    Object.assign(cursor, ahead)
  }
}

/** Of a format that is wanted: does it, here, at most begin and end in front of the next character? */
type IsLeft = (key: string) => boolean

const leftAt = (cursor: TextCursor, wanted: RawFormats): IsLeft => {
  const { formats } = cursor
  let next: RawFormats | null = null
  return (key) => {
    const value = wanted.get(key)
    const kind = parseSuggestionKey(key)?.kind
    if (kind !== 'insertion' && kind !== 'deletion') return false
    next ??= formatsAhead({ ...cursor, formats })
    return !sameFormatValue(formats.get(key), value) && !sameFormatValue(next.get(key), value)
  }
}

const differences = (one: RawFormats, two: RawFormats): number => {
  if (one === two) return 0
  let count = 0
  for (const [key, value] of one) if (!sameFormatValue(value, two.get(key))) count++
  for (const key of two.keys()) if (!one.has(key)) count++
  return count
}

/** Moves over formats that say what is wanted anyway, so that what is inserted next stands behind them. */
const skipAgreeing = (cursor: TextCursor, wanted: FormatChanges, isLeft: IsLeft): void => {
  for (let item = cursor.after; item !== null; item = cursor.after) {
    const format = asFormat(item)
    const agrees =
      format !== null &&
      sameFormatValue(wanted.get(format.key) ?? null, format.value) &&
      (item.deleted || (format.value as unknown) === null || !isLeft(format.key))
    if (!item.deleted && !agrees) return
    forward(cursor)
  }
}

/** Moves on to the next character, over everything but formats that say otherwise than is wanted. */
const skipToText = (cursor: TextCursor, wanted: FormatChanges): void => {
  for (let item = cursor.after; item !== null; item = cursor.after) {
    const format = asFormat(item)
    const isInTheWay =
      format === null ||
      (wanted.has(format.key) && !sameFormatValue(wanted.get(format.key) ?? null, format.value))
    if (!item.deleted && isInTheWay) return
    forward(cursor)
  }
}

/**
 * A format item that stands and that this client wrote. Only on those may a format of ours lean: what others wrote goes
 * when what they wrote it for goes, a suggestion that is decided for one, and ours would reach on to the next block.
 */
const isOwn = ({ doc }: Y.Transaction, item: Y.Item): boolean =>
  !item.deleted && item.id.client === doc.clientID

/** Writes the formats that are not in force yet; answers what has to be restored behind. */
const open = (
  transaction: Y.Transaction,
  text: Y.Text,
  cursor: TextCursor,
  wanted: FormatChanges,
): Map<string, unknown> => {
  const restore = new Map<string, unknown>()
  for (const [key, value] of wanted) {
    const current = cursor.formats.get(key) ?? null
    if (sameFormatValue(current, value)) continue
    restore.set(key, current)
    put(transaction, text, cursor, new Y.ContentFormat(key, formatValueOf(value)))
  }
  return restore
}

/** Yjs types a format's value as an object; true and null are values as well. */
const formatValueOf = (value: unknown): object => value as object

const close = (
  transaction: Y.Transaction,
  text: Y.Text,
  cursor: TextCursor,
  restore: Map<string, unknown>,
): void => {
  for (let item = cursor.after; item !== null; item = cursor.after) {
    const format = isOwn(transaction, item) ? asFormat(item) : null
    if (format === null || !sameFormatValue(restore.get(format.key), format.value)) break
    restore.delete(format.key)
    forward(cursor)
  }
  for (const [key, value] of restore)
    put(transaction, text, cursor, new Y.ContentFormat(key, formatValueOf(value)))
}

/** Inserts characters or a marker that carry exactly `formats`, whatever is in force at the cursor. */
export const insertAt = (
  transaction: Y.Transaction,
  text: Y.Text,
  cursor: TextCursor,
  content: string | Y.Map<unknown>,
  formats: RawFormats,
): void => {
  const isLeft = leftAt({ ...cursor }, formats)
  seekFormats(cursor, formats, isLeft)
  const wanted = new Map(formats)
  for (const key of cursor.formats.keys()) if (!wanted.has(key)) wanted.set(key, null)
  skipAgreeing(cursor, wanted, isLeft)
  const restore = open(transaction, text, cursor, wanted)
  put(
    transaction,
    text,
    cursor,
    typeof content === 'string' ? new Y.ContentString(content) : new Y.ContentType(content),
  )
  close(transaction, text, cursor, restore)
}

/** Sets formats on the next `count` elements, markers counting one. */
export const formatAt = (
  transaction: Y.Transaction,
  text: Y.Text,
  cursor: TextCursor,
  count: number,
  changes: FormatChanges,
): void => {
  const [off, on] = [new Map<string, unknown>(), new Map<string, unknown>()]
  for (const [key, value] of changes) ((value ?? null) === null ? off : on).set(key, value)
  const { before, formats } = cursor
  if (off.size > 0) setFormats(transaction, text, cursor, count, off)
  if (on.size > 0) setFormats(transaction, text, cursorAfter(text, before, formats), count, on)
}

/** `changes` all take off or all set. */
const setFormats = (
  transaction: Y.Transaction,
  text: Y.Text,
  cursor: TextCursor,
  count: number,
  changes: FormatChanges,
): void => {
  let rest = count
  skipToText(cursor, changes)
  const restore = open(transaction, text, cursor, changes)
  for (let item = cursor.after; item !== null; item = cursor.after) {
    const format = asFormat(item)
    if (rest <= 0 && !mayEnd(transaction, item, restore)) break
    if (!item.deleted) {
      if (format !== null) {
        const wanted = changes.has(format.key) ? changes.get(format.key) : undefined
        if (wanted !== undefined) {
          if (sameFormatValue(wanted, format.value)) restore.delete(format.key)
          else if (rest === 0) break
          else restore.set(format.key, format.value)
          item.delete(transaction)
        }
      } else if (counts(item)) {
        if (rest < item.length)
          Y.getItemCleanStart(transaction, Y.createID(item.id.client, item.id.clock + rest))
        rest -= item.length
      }
    }
    forward(cursor)
  }
  close(transaction, text, cursor, restore)
}

/**
 * May an item behind the range end what was in force in it? What is taken off needs no end any more, however far behind
 * and whosever it is; what is set leans on nothing but what we wrote ourselves.
 */
const mayEnd = (transaction: Y.Transaction, item: Y.Item, restore: ReadonlyMap<string, unknown>): boolean => {
  const isTakenOff = [...restore.values()].some((value) => value !== null)
  if (isTakenOff) return item.deleted || asFormat(item) !== null
  return restore.size > 0 && asFormat(item) !== null && isOwn(transaction, item)
}

/**
 * Deletes the next `count` characters and markers, then the formats in the gap that say nothing any more: those that
 * are overwritten within it and those that were in force before it.
 */
export const deleteAt = (transaction: Y.Transaction, cursor: TextCursor, count: number): void => {
  const first = cursor.after
  const formats = cursor.formats
  let rest = count
  while (rest > 0) {
    const item = cursor.after
    assert(item !== null, 'deletion behind the end of the text')
    if (!item.deleted && counts(item)) {
      if (rest < item.length)
        Y.getItemCleanStart(transaction, Y.createID(item.id.client, item.id.clock + rest))
      rest -= item.length
      item.delete(transaction)
    }
    forward(cursor)
  }
  if (first !== null) tidyGap(transaction, first, formats)
}

const tidyGap = (transaction: Y.Transaction, first: Y.Item, formats: RawFormats): void => {
  const lastOf = new Map<string, Y.ContentFormat>()
  /** On what others wrote something may lean that they are just writing: of such a key all stays. */
  const foreign = new Set<string>()
  let end: Y.Item | null = first
  for (; end !== null && (!end.countable || end.deleted); end = end.right) {
    const format = end.deleted ? null : asFormat(end)
    if (format === null) continue
    lastOf.set(format.key, format)
    if (!isOwn(transaction, end)) foreign.add(format.key)
  }
  for (let item: Y.Item | null = first; item !== null && item !== end; item = item.right) {
    const format = item.deleted ? null : asFormat(item)
    if (format === null || foreign.has(format.key)) continue
    const redundant =
      lastOf.get(format.key) !== format || sameFormatValue(formats.get(format.key) ?? null, format.value)
    if (redundant) item.delete(transaction)
  }
}

/** Formats common to both sides. */
export const commonFormats = (a: RawFormats, b: RawFormats): RawFormats => {
  if (sameFormats(a, b)) return a
  let common: Map<string, unknown> | null = null
  for (const [key, value] of a)
    if (b.has(key) && sameFormatValue(b.get(key), value)) (common ??= new Map()).set(key, value)
  return common ?? NO_FORMATS
}
