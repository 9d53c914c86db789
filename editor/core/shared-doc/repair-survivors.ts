import * as Y from 'yjs'
import { ownerOf } from '../suggestions/suggestion.ts'
import { assert } from '../util/assert.ts'
import { DeletedBlocks, type Tomb } from './deleted-blocks.ts'
import { markerMap } from './elements.ts'
import type { Region, RegionOp } from './regions.ts'
import { MovedText, rangeOf, stretchBehind, type IdRange, type Stretch } from './repair-moves.ts'
import { bearersOf, formatsOfItem, isLiveText, placeOfItem } from './repair-places.ts'
import type { ClockRange } from './scan-update.ts'
import type { SequenceEdit } from './sequence-edit.ts'
import type { SequenceBlock } from './sequence-block.ts'
import type { Sequence } from './sequence.ts'
import { seal } from './text-cursor.ts'

export type RepairStep = (edit: SequenceEdit) => void

/** Who sent an update, and what it wrote. The server has no member id. */
export interface Author {
  readonly member: string | null
  readonly written: ReadonlyMap<number, ClockRange>
}

/** Text that stands where its block no longer is. */
interface Survivor {
  readonly tomb: Tomb
  readonly ranges: readonly IdRange[]
}

/** A live piece of a survivor, and the place where it stands. */
interface Piece {
  readonly item: Y.Item
  readonly from: number
  readonly text: string
}

/** A block deleted by the change that is looked at; with what was copied of it, when it was moved. */
interface FreshTomb {
  readonly id: Y.ID
  readonly tomb: Tomb
  readonly copy: { readonly marker: Y.Item; readonly from: Stretch; readonly to: Stretch } | null
}

/** So many updates count as recent. */
const RECENT_UPDATES = 64

/**
 * Finds text that lost its block to somebody else's deletion or move at the same time [GAT13]. It is carried to the
 * block that bears the bid now (the block was moved), or else gets a block of its own again.
 *
 * Bytes do not say what their author had seen, so this acts on evidence only:
 * - The text came first: everything else in the block was deleted, what is left was written by others in the last
 *   updates, and the deletion took nothing in front of the block (that would be a join).
 * - The deletion came first: the text refers to a deleted character behind it, which nobody who knows of the deletion
 *   does. Or it was typed at the very end of a block that was moved: behind that the server has set a seal, to which
 *   everybody refers who knows of the move. Text typed at the very end of a block that was only deleted gives no such
 *   sign, and joins the block before.
 *
 * What is carried comes to stand behind the copy of what stood in front of it.
 */
export class Survivors {
  readonly #deleted = new DeletedBlocks()
  readonly #recent: Author[] = []
  readonly #moved = new MovedText()
  #found: Survivor[] = []
  #fresh: FreshTomb[] = []

  /** Does a block with this bid lie among the deleted ones? */
  wasDeleted(bid: string): boolean {
    return this.#deleted.has(bid)
  }

  /** Looks at a change while what it deleted is still there. */
  observe(sequence: Sequence, regions: readonly Region[], author: Author): void {
    this.#found = []
    this.#fresh = []
    const copies = insertedBids(regions)
    for (const region of regions) {
      this.#deletedBlocks(sequence, region, author, copies)
      if (!this.#deleted.isEmpty && region.ops.some((op) => op.kind === 'insert'))
        this.#stragglers(sequence, region, author.written)
    }
  }

  /** Takes the update into memory once it is admitted, and says what is to be done about its survivors. */
  steps(
    sequence: Sequence,
    author: Author,
    locked: ReadonlySet<SequenceBlock>,
    newBid: () => string,
  ): RepairStep[] {
    this.#recent.push(author)
    if (this.#recent.length > RECENT_UPDATES) this.#recent.shift()
    const steps: RepairStep[] = []
    for (const { id, tomb, copy } of this.#fresh) {
      this.#deleted.bury(id, tomb)
      if (!tomb.isMoved) continue
      this.#deleted.endsAt(tomb.end, tomb)
      steps.push(() => sealBehind(sequence, tomb.end))
      if (copy === null) continue
      this.#moved.learnMarker({ client: id.client, start: id.clock, end: id.clock + 1 }, rangeOf(copy.marker))
      this.#moved.learn(copy.from, copy.to)
    }
    for (const survivor of this.#found)
      steps.push((edit) => {
        const bearer = survivor.tomb.bid === null ? undefined : bearersOf(sequence, survivor.tomb.bid)[0]
        if (bearer === undefined) ownBlock(sequence, edit, survivor, newBid)
        else this.#carry(sequence, edit, survivor, bearer, locked)
      })
    return steps
  }

  /** Moves the text to where it would stand had it been typed after the move; without that, to the bearer's end. */
  #carry(
    sequence: Sequence,
    edit: SequenceEdit,
    { tomb, ranges }: Survivor,
    bearer: SequenceBlock,
    locked: ReadonlySet<SequenceBlock>,
  ): void {
    const { doc } = sequence
    for (const { item, from, text } of piecesOf(sequence, ranges)) {
      const place = placeOfItem(sequence, item)
      if (place === null) continue
      const end = { slot: sequence.slotOfBlock(bearer), offset: bearer.length }
      const known = from === 0 ? this.#moved.placeOf(sequence, item, tomb.bid ?? '') : null
      if (known === null && sequence.block(place.slot) === bearer) continue
      const target = known ?? end
      if (locked.has(sequence.block(target.slot))) continue
      const formats = formatsOfItem(sequence, item)
      const range = {
        client: item.id.client,
        start: item.id.clock + from,
        end: item.id.clock + from + text.length,
      }
      const at = { slot: place.slot, offset: place.offset + from }
      // There, or within: it stands around the place already.
      if (
        target.slot === at.slot &&
        target.offset >= at.offset &&
        target.offset < at.offset + Math.max(1, text.length)
      ) {
        this.#moved.noteInPlace(range)
        continue
      }
      edit.delete(at, { slot: at.slot, offset: at.offset + text.length })
      // In one block with the copy the deletion moves the target.
      const shift = target.slot === at.slot && target.offset > at.offset ? text.length : 0
      const clock = Y.getState(doc.store, doc.clientID)
      edit.insertText({ slot: target.slot, offset: target.offset - shift }, text, formats)
      const copy = writtenText(doc, clock)
      if (copy !== null) this.#moved.learnCarried(range, rangeOf(copy))
      tomb.text.push(range)
      if (!tomb.isMoved) continue
      const last = Y.createID(range.client, range.end - 1)
      this.#deleted.endsAt(last, tomb)
      sealBehind(sequence, last)
    }
  }

  #deletedBlocks(
    sequence: Sequence,
    { ops }: Region,
    author: Author,
    copies: ReadonlyMap<string, SequenceBlock>,
  ): void {
    ops.forEach((op, index) => {
      if (op.kind !== 'delete-marker' || op.block.item === null) return
      const text = textBehind(ops, index)
      const { bid } = op.marker.attrs
      const marker = op.block.item
      const isEmptied = !text.some(({ kind }) => kind === 'keep')
      const bearers = bid === null ? [] : bearersOf(sequence, bid)
      // An undo and a redo set a marker again right where it was: its text stands where it stood.
      const isMoved = bearers.length > 0 && !bearers.some((block) => block === blockAt(sequence, marker))
      const copy = bid === null ? null : (copies.get(bid)?.item ?? null)
      // Older deletions are collected, and no characters any more.
      const from = stretchBehind(marker, (item) => item.deleted)
      const tomb: Tomb = {
        bid,
        entries: op.marker.entries,
        isJoined: !isEmptied && !isMoved,
        text: [...from.ranges],
        isMoved,
        end: lastDeletedBehind(marker),
        knowing: new Set(author.written.keys()),
      }
      const to = copy === null ? null : stretchBehind(copy, isLiveText)
      this.#fresh.push({
        id: marker.id,
        tomb,
        copy: copy === null || to === null ? null : { marker: copy, from, to },
      })
      if (isEmptied || author.member === null) return
      const items = liveTextBehind(marker, author.written)
      const isJoin =
        ops[index - 1]?.kind === 'delete' ||
        !text.some(({ kind }) => kind === 'delete') ||
        text.some(({ kind }) => kind === 'insert') ||
        !items.every((item) => this.#isRecentOfOthers(item.id, author.member))
      if (isMoved || !isJoin) this.#found.push({ tomb, ranges: items.map(rangeOf) })
    })
  }

  #isRecentOfOthers({ client, clock }: Y.ID, member: string | null): boolean {
    return this.#recent.some((author) => {
      const range = author.written.get(client)
      return author.member !== member && range !== undefined && clock >= range.start && clock < range.end
    })
  }

  #stragglers(sequence: Sequence, { ops }: Region, written: ReadonlyMap<number, ClockRange>): void {
    const first = ops[0]
    if (first?.kind !== 'keep-marker') return
    const blocks = ops.filter((op) => op.kind === 'keep-marker' || op.kind === 'insert-marker').length
    let tomb: Tomb | null = null
    let seen = 0
    /** The bid of the block that we are in, if it came with this change. */
    let home: string | null = null
    let run: Y.Item[] = []
    let item = first.block.item === null ? sequence.text._start : first.block.item.right
    const flush = (): void => {
      if (tomb !== null && run.length > 0) this.#found.push({ tomb, ranges: run.map(rangeOf) })
      run = []
    }
    for (; item !== null; item = item.right) {
      if (item.deleted) {
        const next = this.#deleted.lastIn(item)
        if (next === null) continue
        flush()
        // An undo puts marker and text back each at its old place: the deleted marker stands between them.
        tomb = next.isJoined || (home !== null && next.bid === home) ? null : next
      } else if (markerMap(item) !== null) {
        flush()
        tomb = null
        if (++seen >= blocks) break
        home = isNew(item, written) ? bidOf(sequence, item) : null
      } else if (isLiveText(item)) {
        const moved = this.#atEndOf(sequence, item, written)
        if (moved !== null && (home === null || moved.bid !== home)) {
          if (moved !== tomb) flush()
          tomb = moved
          run.push(item)
        } else if (tomb !== null && isNew(item, written) && (run.length > 0 || isUnaware(item, tomb)))
          run.push(item)
        else {
          flush()
          tomb = null
        }
      }
    }
    flush()
  }

  /** The moved block at whose end the item was typed by who did not know of the move. */
  #atEndOf(sequence: Sequence, item: Y.Item, written: ReadonlyMap<number, ClockRange>): Tomb | null {
    if (!this.#deleted.hasEnds || !isNew(item, written)) return null
    let at: Y.Item | null = item
    while (at !== null && at.origin !== null) {
      const tomb = this.#deleted.endingAt(at.origin)
      if (tomb !== undefined) return tomb.knowing.has(item.id.client) ? null : tomb
      // What was typed and taken back within the same update may stand between.
      const before: Y.Item | Y.GC = Y.getItem(sequence.doc.store, at.origin)
      at =
        before instanceof Y.Item && before !== at && before.deleted && isNew(before, written) ? before : null
    }
    return null
  }
}

/**
 * Does the item refer to a character behind it that went with the block? Nobody's does who knows of the deletion,
 * but that of an undo, which brings back the block as well.
 */
const isUnaware = ({ rightOrigin }: Y.Item, { text }: Tomb): boolean =>
  rightOrigin !== null &&
  text.some(
    ({ client, start, end }) =>
      rightOrigin.client === client && rightOrigin.clock >= start && rightOrigin.clock < end,
  )

/** The last item in front of the next block (or of live text) that is deleted; the marker's own if there is none. */
const lastDeletedBehind = (marker: Y.Item): Y.ID => {
  let last = marker.lastId
  for (let item = marker.right; item !== null && markerMap(item) === null; item = item.right)
    if (item.deleted) last = item.lastId
  return last
}

/** The blocks that came with a change, by bid. */
const insertedBids = (regions: readonly Region[]): Map<string, SequenceBlock> => {
  const blocks = new Map<string, SequenceBlock>()
  for (const { ops } of regions)
    for (const op of ops)
      if (op.kind === 'insert-marker' && op.marker.attrs.bid !== null)
        blocks.set(op.marker.attrs.bid, op.block)
  return blocks
}

/** The block in which something deleted would stand now. */
const blockAt = (sequence: Sequence, item: Y.Item): SequenceBlock | null => {
  for (let near = item.left; near !== null; near = near.left) {
    const map = near.deleted ? null : markerMap(near)
    if (map !== null) return sequence.blockOfMap(map)
  }
  return null
}

const sealBehind = ({ doc, text }: Sequence, id: Y.ID): void => {
  const item: Y.Item | Y.GC = Y.getItem(doc.store, id)
  const transaction = doc._transaction
  assert(transaction !== null, 'a repair runs inside a transaction')
  if (item instanceof Y.Item) seal(transaction, text, item)
}

/**
 * What stands of the ranges: Yjs may have joined or divided their items since they were found, and each piece that is
 * carried into another divides that, so every one is looked up when its turn comes.
 */
const piecesOf = function* ({ doc }: Sequence, ranges: readonly IdRange[]): Generator<Piece> {
  for (const { client, start, end } of ranges)
    for (let clock = start; clock < end;) {
      const item: Y.Item | Y.GC = Y.getItem(doc.store, Y.createID(client, clock))
      const from = clock - item.id.clock
      const until = Math.min(item.length, end - item.id.clock)
      clock = item.id.clock + until
      if (item instanceof Y.Item && !item.deleted && item.content instanceof Y.ContentString)
        yield { item, from, text: item.content.str.slice(from, until) }
    }
}

/** The characters that the document's own client wrote from `clock` on. */
const writtenText = ({ store, clientID }: Y.Doc, clock: number): Y.Item | null => {
  for (let at = clock; at < Y.getState(store, clientID); at++) {
    const item: Y.Item | Y.GC = Y.getItem(store, Y.createID(clientID, at))
    if (item instanceof Y.Item && item.content instanceof Y.ContentString) return item
  }
  return null
}

const textBehind = (ops: readonly RegionOp[], index: number): RegionOp[] => {
  const text: RegionOp[] = []
  for (const op of ops.slice(index + 1)) {
    if (op.kind === 'keep-marker' || op.kind === 'insert-marker' || op.kind === 'delete-marker') break
    text.push(op)
  }
  return text
}

const bidOf = (sequence: Sequence, marker: Y.Item): string | null => {
  const map = markerMap(marker)
  return (map === null ? null : sequence.blockOfMap(map))?.marker.attrs.bid ?? null
}

const isNew = ({ id }: Y.Item, written: ReadonlyMap<number, ClockRange>): boolean => {
  const range = written.get(id.client)
  return range !== undefined && id.clock >= range.start && id.clock < range.end
}

/** The live text between a deleted marker and the next marker of any kind, without what is new. */
const liveTextBehind = (marker: Y.Item, written: ReadonlyMap<number, ClockRange>): Y.Item[] => {
  const items: Y.Item[] = []
  for (let item = marker.right; item !== null; item = item.right) {
    if (markerMap(item) !== null) break
    if (isLiveText(item) && !isNew(item, written)) items.push(item)
  }
  return items
}

/** Puts the marker back in front of the text. Not for proposals alone: the base would get a block by it. */
const ownBlock = (
  sequence: Sequence,
  edit: SequenceEdit,
  { tomb, ranges }: Survivor,
  newBid: () => string,
): void => {
  const pieces = [...piecesOf(sequence, ranges)]
  const [first] = pieces
  if (first === undefined) return
  if (pieces.every(({ item }) => ownerOf(formatsOfItem(sequence, item)) !== null)) return
  const place = placeOfItem(sequence, first.item)
  if (place === null) return
  edit.insertMarker(
    { slot: place.slot, offset: place.offset + first.from },
    new Map(tomb.entries).set('bid', tomb.bid ?? newBid()),
  )
}
