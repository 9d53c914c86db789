import * as Y from 'yjs'
import { ownerOf } from '../suggestions/suggestion.ts'
import { markerMap } from './elements.ts'
import type { Region, RegionOp } from './regions.ts'
import { bearersOf, formatsOfItem, isLiveText, placeOfItem } from './repair-places.ts'
import type { ClockRange } from './scan-update.ts'
import type { SequenceEdit } from './sequence-edit.ts'
import type { Sequence, SequenceBlock } from './sequence.ts'

/** A marker that was deleted: with all the text of its block, or joined, its text living on in the block before. */
interface Tomb {
  readonly bid: string | null
  readonly entries: ReadonlyMap<string, unknown>
  readonly isJoined: boolean
  /** The characters that went with it, by client id. */
  readonly text: readonly (ClockRange & { readonly client: number })[]
}

export type RepairStep = (edit: SequenceEdit) => void

/** Who sent an update, and what it wrote. The server has no member id. */
export interface Author {
  readonly member: string | null
  readonly written: ReadonlyMap<number, ClockRange>
}

/** Text that stands where its block no longer is. */
interface Survivor {
  readonly tomb: Tomb
  readonly items: readonly Y.Item[]
}

/** So many deleted blocks are remembered, and so many updates count as recent. */
const MAX_TOMBS = 4096
const RECENT_UPDATES = 64

/**
 * Finds text that lost its block to somebody else's deletion or move at the same time [GAT13]. It is carried to the
 * block that bears the bid now (the block was moved), or else gets a block of its own again.
 *
 * Bytes do not say what their author had seen, so this acts on evidence only:
 * - The text came first: everything else in the block was deleted, what is left was written by others in the last
 *   updates, and the deletion took nothing in front of the block (that would be a join).
 * - The deletion came first: the text refers to a deleted character behind it, which nobody who knows of the deletion
 *   does. Text typed at the very end of a block deleted meanwhile gives no such sign, and joins the block before.
 */
export class Survivors {
  /** Blocks deleted before this update, by the id of their markers. */
  readonly #tombs = new Map<number, Map<number, Tomb>>()
  readonly #order: { readonly client: number; readonly clock: number }[] = []
  readonly #recent: Author[] = []
  #found: Survivor[] = []
  #fresh: { readonly id: Y.ID; readonly tomb: Tomb }[] = []

  /** Does a block with this bid lie among the deleted ones? */
  wasDeleted(bid: string): boolean {
    for (const tombs of this.#tombs.values())
      for (const tomb of tombs.values()) if (tomb.bid === bid && !tomb.isJoined) return true
    return false
  }

  /** Looks at a change while what it deleted is still there. */
  observe(sequence: Sequence, regions: readonly Region[], author: Author): void {
    this.#found = []
    this.#fresh = []
    for (const region of regions) {
      this.#deletedBlocks(sequence, region, author)
      if (this.#order.length > 0 && region.ops.some((op) => op.kind === 'insert'))
        this.#stragglers(region, author.written)
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
    for (const { id, tomb } of this.#fresh) this.#bury(id, tomb)
    return this.#found.map((survivor) => (edit: SequenceEdit) => {
      const bearer = survivor.tomb.bid === null ? undefined : bearersOf(sequence, survivor.tomb.bid)[0]
      if (bearer === undefined) ownBlock(sequence, edit, survivor, newBid)
      else if (!locked.has(bearer)) carry(sequence, edit, survivor, bearer)
    })
  }

  #bury({ client, clock }: Y.ID, tomb: Tomb): void {
    const tombs = this.#tombs.get(client) ?? new Map<number, Tomb>()
    this.#tombs.set(client, tombs.set(clock, tomb))
    this.#order.push({ client, clock })
    const oldest = this.#order.length > MAX_TOMBS ? this.#order.shift() : undefined
    if (oldest !== undefined) this.#tombs.get(oldest.client)?.delete(oldest.clock)
  }

  #deletedBlocks(sequence: Sequence, { ops }: Region, author: Author): void {
    ops.forEach((op, index) => {
      if (op.kind !== 'delete-marker' || op.block.item === null) return
      const text = textBehind(ops, index)
      const { bid } = op.marker.attrs
      const isEmptied = !text.some(({ kind }) => kind === 'keep')
      const tomb = {
        bid,
        entries: op.marker.entries,
        isJoined: !isEmptied,
        text: deletedTextBehind(op.block.item),
      }
      this.#fresh.push({ id: op.block.item.id, tomb })
      if (isEmptied || author.member === null) return
      const items = liveTextBehind(op.block.item, author.written)
      const isMoved = bid !== null && bearersOf(sequence, bid).length > 0
      const isJoin =
        ops[index - 1]?.kind === 'delete' ||
        !text.some(({ kind }) => kind === 'delete') ||
        text.some(({ kind }) => kind === 'insert') ||
        !items.every((item) => this.#isRecentOfOthers(item.id, author.member))
      if (isMoved || !isJoin) this.#found.push({ tomb, items })
    })
  }

  #isRecentOfOthers({ client, clock }: Y.ID, member: string | null): boolean {
    return this.#recent.some((author) => {
      const range = author.written.get(client)
      return author.member !== member && range !== undefined && clock >= range.start && clock < range.end
    })
  }

  #stragglers({ ops }: Region, written: ReadonlyMap<number, ClockRange>): void {
    const first = ops[0]
    if (first?.kind !== 'keep-marker') return
    const blocks = ops.filter((op) => op.kind === 'keep-marker' || op.kind === 'insert-marker').length
    let tomb: Tomb | null = null
    let seen = 0
    let run: Y.Item[] = []
    let item = first.block.item === null ? startOf(ops) : first.block.item.right
    const flush = (): void => {
      if (tomb !== null && run.length > 0) this.#found.push({ tomb, items: run })
      run = []
    }
    for (; item !== null; item = item.right) {
      if (item.deleted) {
        const next = this.#tombIn(item)
        if (next === null) continue
        flush()
        tomb = next.isJoined ? null : next
      } else if (markerMap(item) !== null) {
        flush()
        tomb = null
        if (++seen >= blocks) break
      } else if (isLiveText(item)) {
        if (tomb !== null && isNew(item, written) && (run.length > 0 || isUnaware(item, tomb))) run.push(item)
        else {
          flush()
          tomb = null
        }
      }
    }
    flush()
  }

  /** The last deleted block whose marker lies in a (maybe merged) deleted item. */
  #tombIn({ id, length }: Y.Item): Tomb | null {
    const tombs = this.#tombs.get(id.client)
    if (tombs === undefined) return null
    const end = id.clock + length
    if (length > tombs.size) {
      const within = [...tombs.keys()].filter((clock) => clock >= id.clock && clock < end)
      return tombs.get(Math.max(...within)) ?? null
    }
    for (let clock = end - 1; clock >= id.clock; clock--) {
      const tomb = tombs.get(clock)
      if (tomb !== undefined) return tomb
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

/** The characters between a marker and the next one that have just been deleted: older ones are collected. */
const deletedTextBehind = (marker: Y.Item): Tomb['text'] => {
  const ranges: (ClockRange & { readonly client: number })[] = []
  for (let item = marker.right; item !== null && markerMap(item) === null; item = item.right) {
    const { id, length } = item
    if (item.deleted && item.content instanceof Y.ContentString)
      ranges.push({ client: id.client, start: id.clock, end: id.clock + length })
  }
  return ranges
}

const textBehind = (ops: readonly RegionOp[], index: number): RegionOp[] => {
  const text: RegionOp[] = []
  for (const op of ops.slice(index + 1)) {
    if (op.kind === 'keep-marker' || op.kind === 'insert-marker' || op.kind === 'delete-marker') break
    text.push(op)
  }
  return text
}

const isNew = ({ id }: Y.Item, written: ReadonlyMap<number, ClockRange>): boolean => {
  const range = written.get(id.client)
  return range !== undefined && id.clock >= range.start && id.clock < range.end
}

const startOf = (ops: readonly RegionOp[]): Y.Item | null => {
  const next = ops.find((op) => op.kind === 'insert-marker')
  let item = next?.kind === 'insert-marker' ? next.block.item : null
  while (item !== null && item.left !== null) item = item.left
  return item
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
  { tomb, items }: Survivor,
  newBid: () => string,
): void => {
  const [first] = items
  if (first === undefined || items.every((item) => ownerOf(formatsOfItem(sequence, item)) !== null)) return
  const place = placeOfItem(sequence, first)
  if (place === null) return
  edit.insertMarker(place, new Map(tomb.entries).set('bid', tomb.bid ?? newBid()))
}

/** Moves the text to the end of the block that bears the bid. */
const carry = (sequence: Sequence, edit: SequenceEdit, { items }: Survivor, bearer: SequenceBlock): void => {
  for (const item of items) {
    const place = placeOfItem(sequence, item)
    if (place === null || !(item.content instanceof Y.ContentString)) continue
    const { slot, offset } = place
    if (sequence.block(slot) === bearer) continue
    const text = item.content.str
    const formats = formatsOfItem(sequence, item)
    edit.delete({ slot, offset }, { slot, offset: offset + text.length })
    const target = sequence.slotOfBlock(bearer)
    edit.insertText({ slot: target, offset: bearer.length }, text, formats)
  }
}
