import * as Y from 'yjs'
import {
  NO_FORMATS,
  sameFormats,
  withFormat,
  type BlockContent,
  type RawFormats,
  type Run,
} from '../schema/content.ts'
import { assert } from '../util/assert.ts'
import { changedItems, type ChangedItems } from './changes.ts'
import { NO_MARKER, markerMap, readMarker, type Marker } from './elements.ts'
import { pushDelete, pushInsert, pushKeep, pushRun } from './region-ops.ts'
import type { Region, RegionOp } from './regions.ts'
import type { SequenceBlock } from './sequence-block.ts'

interface Entry extends SequenceBlock {
  marker: Marker
  start: RawFormats
  length: number
}

/**
 * What one remote change (or an undo) did: see {@link Region}.
 *
 * `transaction` is the last of the batch; `local` is false when any of it came from elsewhere.
 */
export interface SequenceChange {
  readonly regions: readonly Region[]
  readonly transaction: Y.Transaction
  readonly local: boolean
}

/**
 * The blocks of one live Y.Text in order: built once by a walk, then kept up to date **on changed blocks only**
 * ([DOC3]). Yjs itself knows no position in a formatted text without walking from its start; here every position is
 * (slot, offset), and a walk never leaves the block.
 *
 * Slot 0 is always the *virtual block*: the text before the first marker. It shows (`virtual`) when it has text or
 * when there is no marker at all.
 *
 * Changes that are not made through `sequence-edit.ts` are read from Yjs **before any observer runs**
 * (`beforeObserverCalls`), together with transactions that have run already but whose observers are still waiting;
 * listeners are called right then, so nobody ever sees text and index apart. A listener must not throw and must not
 * write to the document.
 *
 * How to use it: the gate applies an update to its staging copy and compares `elementsBefore(region)` with
 * `elementsAfter(region)`; the binding turns the ops of each region into ProseMirror steps; readers take
 * `blocks()` or `content(slot)`.
 */
export class Sequence {
  readonly text: Y.Text
  private readonly entries: Entry[]
  private readonly byMap = new Map<Y.Map<unknown>, Entry>()
  private readonly listeners = new Set<(change: SequenceChange) => void>()
  private readonly seen = new WeakSet<Y.Transaction>()
  private readonly onChange: (transaction: Y.Transaction) => void

  constructor(text: Y.Text) {
    const doc = text.doc
    assert(doc !== null, 'a sequence needs a text inside a document')
    this.text = text
    this.entries = [this.newEntry(null, null)]
    this.reindex(0, 0)
    // Built inside an observer: what ran before is in the walk.
    for (const transaction of doc._transactionCleanups) this.seen.add(transaction)
    this.onChange = () => this.catchUp()
    doc.on('beforeObserverCalls', this.onChange)
  }

  get doc(): Y.Doc {
    const doc = this.text.doc
    assert(doc !== null, 'the text left its document')
    return doc
  }

  /** Number of slots, the virtual one included: slots are 0 … slots - 1. */
  get slots(): number {
    return this.entries.length
  }

  /** Does the virtual block show? Then block k of the document is slot k, else slot k + 1. */
  get virtual(): boolean {
    return this.entries.length === 1 || this.block(0).length > 0
  }

  /** Number of blocks that show: at least one. */
  get size(): number {
    return this.virtual ? this.entries.length : this.entries.length - 1
  }

  /** Slot of the k-th block that shows. */
  slotOf(index: number): number {
    return this.virtual ? index : index + 1
  }

  block(slot: number): SequenceBlock {
    return this.entry(slot)
  }

  /** Slot of a block; -1 when it does not stand any more. */
  slotOfBlock(block: SequenceBlock): number {
    return this.entries.findIndex((entry) => entry === block)
  }

  blockOfMap(map: Y.Map<unknown>): SequenceBlock | null {
    return this.byMap.get(map) ?? null
  }

  /** Slots of the blocks that bear this bid, in order: more than one after a double move or a paste of two tabs. */
  slotsOfBid(bid: string): number[] {
    const slots: number[] = []
    this.entries.forEach((entry, slot) => {
      if (entry.marker.attrs.bid === bid) slots.push(slot)
    })
    return slots
  }

  /** The runs of a block, read from the live text: neighbours with equal formats are one run. */
  runs(slot: number): Run[] {
    const entry = this.entry(slot)
    const runs: Run[] = []
    this.walk(entry, (text, formats) => pushRun(runs, text, formats))
    return runs
  }

  content(slot: number): BlockContent {
    const { marker } = this.entry(slot)
    return { attrs: marker.attrs, formats: marker.formats, runs: this.runs(slot) }
  }

  /** The blocks that show, in order: one walk over the text. */
  *blocks(): Generator<BlockContent> {
    for (let slot = this.virtual ? 0 : 1; slot < this.entries.length; slot++) yield this.content(slot)
  }

  /** Called with every change not made through an edit of this sequence. Returns how to stop. */
  onRemote(listener: (change: SequenceChange) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  destroy(): void {
    this.doc.off('beforeObserverCalls', this.onChange)
    this.listeners.clear()
  }

  /**
   * Reads what happened in transactions that nobody has told this index about. Called by Yjs; an edit calls it too,
   * because an observer may write before the next batch is announced.
   */
  catchUp(): void {
    const pending = this.doc._transactionCleanups.filter((transaction) => !this.seen.has(transaction))
    const last = pending[pending.length - 1]
    if (last === undefined) return
    for (const transaction of pending) this.seen.add(transaction)
    const changed = changedItems(this.text, pending)
    if (changed.items.length === 0 && changed.maps.size === 0) return
    const regions = this.apply(changed)
    const change: SequenceChange = { regions, transaction: last, local: pending.every((each) => each.local) }
    for (const listener of this.listeners) listener(change)
  }

  /** For edits: marks a transaction whose every effect on this text has been put into the index already. */
  markOwn(transaction: Y.Transaction): void {
    this.seen.add(transaction)
  }

  /**
   * For edits: walks the blocks of slots `from` … `through` anew, and on while formats differ from what the index
   * holds. Cheap by what it walks.
   */
  reindex(from: number, through: number): void {
    const fresh: Entry[] = [this.entry(from)]
    let current = this.entry(from)
    let formats = current.start
    let length = 0
    let upTo = through
    const known = new Map<Entry, number>()
    // Entries that the walk may stop at lie behind `through`; those before are only renewed.
    for (let slot = from; slot <= through && slot < this.entries.length; slot++)
      known.set(this.entry(slot), slot)
    let item = current.item === null ? this.text._start : current.item.right
    let stop: Entry | null = null
    for (; item !== null; item = item.right) {
      if (item.deleted) continue
      const content = item.content
      if (content instanceof Y.ContentString) length += item.length
      else if (content instanceof Y.ContentFormat) formats = withFormat(formats, content.key, content.value)
      else {
        const map = markerMap(item)
        if (map === null) continue
        current.length = length
        length = 0
        const entry = this.byMap.get(map)
        if (entry !== undefined && !known.has(entry) && sameFormats(entry.start, formats)) {
          stop = entry
          break
        }
        current = entry ?? this.newEntry(item, map)
        if (entry !== undefined && !known.has(entry)) upTo++
        current.start = formats
        fresh.push(current)
      }
    }
    if (stop === null) current.length = length
    const end = stop === null ? this.entries.length : Math.min(upTo + 1, this.entries.length)
    const gone = this.entries.slice(from, end)
    this.entries.splice(from, end - from, ...fresh)
    const still = new Set(fresh)
    for (const entry of gone) if (entry.map !== null && !still.has(entry)) this.byMap.delete(entry.map)
  }

  /** For edits: reads the marker of a slot anew. */
  refreshMarker(slot: number): void {
    const entry = this.entry(slot)
    if (entry.map !== null) entry.marker = readMarker(entry.map)
  }

  /** For edits that type into one block: its characters grew or shrank and nothing else changed. */
  grow(slot: number, by: number): void {
    this.entry(slot).length += by
  }

  private entry(slot: number): Entry {
    const entry = this.entries[slot]
    assert(entry !== undefined, `no block in slot ${slot} of ${this.entries.length}`)
    return entry
  }

  private newEntry(item: Y.Item | null, map: Y.Map<unknown> | null): Entry {
    const marker = map === null ? NO_MARKER : readMarker(map)
    const entry: Entry = { item, map, marker, start: NO_FORMATS, length: 0 }
    if (map !== null) this.byMap.set(map, entry)
    return entry
  }

  private walk(entry: Entry, visit: (text: string, formats: RawFormats) => void): void {
    let formats = entry.start
    let item = entry.item === null ? this.text._start : entry.item.right
    for (; item !== null; item = item.right) {
      if (item.deleted) continue
      const content = item.content
      if (content instanceof Y.ContentString) visit(content.str, formats)
      else if (content instanceof Y.ContentFormat) formats = withFormat(formats, content.key, content.value)
      else if (markerMap(item) !== null) return
    }
  }

  /** Brings the index up to date and says what was and what is, region by region in document order. */
  private apply(changed: ChangedItems): Region[] {
    const starts = this.startsOf(changed)
    const slots =
      starts.size > 8 ? this.slotsOfMany(starts) : [...starts].map((entry) => this.slotOfBlock(entry))
    slots.sort((a, b) => a - b)
    const regions: Region[] = []
    let shift = 0
    let done = -1
    for (const old of slots) {
      // A region that ran on over this block has told of it already.
      if (old <= done) continue
      const region = this.scan(old + shift, changed)
      regions.push(region.region)
      done = old + region.oldCount - 1
      shift += region.newCount - region.oldCount
    }
    return regions
  }

  private slotsOfMany(starts: ReadonlySet<Entry>): number[] {
    const slots: number[] = []
    this.entries.forEach((entry, slot) => {
      if (starts.has(entry)) slots.push(slot)
    })
    return slots
  }

  /** The blocks that stood before and still stand, in which the changes lie. */
  private startsOf(changed: ChangedItems): Set<Entry> {
    const starts = new Set<Entry>()
    for (const map of changed.maps) {
      const entry = this.byMap.get(map)
      if (entry !== undefined) starts.add(entry)
    }
    if (changed.items.length > MANY) {
      const items = new Set(changed.items)
      let stable = this.entry(0)
      for (let item = this.text._start; item !== null; item = item.right) {
        const entry = item.deleted ? undefined : this.entryOf(item)
        if (entry !== undefined) stable = entry
        else if (items.has(item)) starts.add(stable)
      }
      return starts
    }
    const passed = new Set<Y.Item>()
    for (const changedItem of changed.items) {
      let item: Y.Item | null = changedItem
      for (; item !== null; item = item.left) {
        // Somebody walked on from here already and found the block.
        if (passed.has(item)) break
        if (changed.items.length > 4) passed.add(item)
        const entry = item.deleted ? undefined : this.entryOf(item)
        if (entry !== undefined) {
          starts.add(entry)
          break
        }
      }
      if (item === null) starts.add(this.entry(0))
    }
    return starts
  }

  private entryOf(item: Y.Item): Entry | undefined {
    const map = markerMap(item)
    return map === null ? undefined : this.byMap.get(map)
  }

  private scan(slot: number, changed: ChangedItems): { region: Region; oldCount: number; newCount: number } {
    const first = this.entry(slot)
    const ops: RegionOp[] = [this.keepMarker(first, changed)]
    const fresh: Entry[] = [first]
    let current = first
    let length = 0
    let oldCount = 1
    let before = first.start
    let after = first.start
    let item = first.item === null ? this.text._start : first.item.right
    for (; item !== null; item = item.right) {
      const was = item.deleted ? changed.removed.has(item) : !changed.isNew(item)
      const is = !item.deleted
      if (!was && !is) continue
      const content = item.content
      if (content instanceof Y.ContentString) {
        if (is) length += item.length
        if (was && is) pushKeep(ops, content.str, before, after)
        else if (is) pushInsert(ops, content.str, after)
        else pushDelete(ops, content.str, before, item)
      } else if (content instanceof Y.ContentFormat) {
        if (was) before = withFormat(before, content.key, content.value)
        if (is) after = withFormat(after, content.key, content.value)
        if (before !== after && sameFormats(before, after)) after = before
      } else {
        const map = markerMap(item)
        if (map === null) {
          if (is && !was) ops.push({ kind: 'foreign' })
          continue
        }
        const entry = this.byMap.get(map)
        if (!is) {
          if (entry === undefined) continue
          oldCount++
          this.byMap.delete(map)
          ops.push({ kind: 'delete-marker', block: entry, marker: entry.marker })
          continue
        }
        if (entry !== undefined && sameFormats(before, after)) break
        current.length = length
        length = 0
        if (entry === undefined) {
          current = this.newEntry(item, map)
          ops.push({ kind: 'insert-marker', block: current, marker: current.marker })
        } else {
          current = entry
          oldCount++
          ops.push(this.keepMarker(entry, changed))
        }
        current.start = after
        fresh.push(current)
      }
    }
    current.length = length
    this.entries.splice(slot, oldCount, ...fresh)
    return { region: { slot, ops }, oldCount, newCount: fresh.length }
  }

  private keepMarker(entry: Entry, changed: ChangedItems): RegionOp {
    const before = entry.marker
    if (entry.map !== null && changed.maps.has(entry.map)) entry.marker = readMarker(entry.map)
    return { kind: 'keep-marker', block: entry, before, after: entry.marker }
  }
}

/** From so many changed items on, one walk over the text is cheaper than a walk back from each of them. */
const MANY = 200
