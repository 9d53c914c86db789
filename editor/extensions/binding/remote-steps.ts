import { Fragment, Slice, type Mark, type Node, type Schema } from 'prosemirror-model'
import { ReplaceStep, type Transform } from 'prosemirror-transform'
import { BLOCK_ATTR_NAMES } from '#core/schema/block.ts'
import {
  decodeBlockMarks,
  decodeMarks,
  decodeRuns,
  sameMarkList,
  type RawFormats,
  type Run,
} from '#core/schema/content.ts'
import { NO_MARKER, type Marker } from '#core/shared-doc/elements.ts'
import type { Region } from '#core/shared-doc/regions.ts'
import { BLOCK_NODE } from '#core/schema/schema.ts'
import { assert } from '#core/util/assert.ts'
import { blockStart } from './positions.ts'

/** Did the virtual block show before and does it show after the change? */
export interface VirtualBlock {
  readonly before: boolean
  readonly after: boolean
}

/**
 * Adds to `transform` the smallest steps that make of its document what the regions say ([DOC6]): inserted text,
 * a split, a join, attributes, marks; never a replacement of what stays, so that decorations and selections map.
 * The document must equal the sequence as it was.
 */
export const applyRegions = (
  transform: Transform,
  schema: Schema,
  regions: readonly Region[],
  virtual: VirtualBlock,
): void => {
  for (const region of regions) {
    const writer = new RegionWriter(transform, schema)
    // In front of the first marker there is no block in the document unless the virtual one shows.
    if (region.slot === 0) writer.atStart(virtual)
    else writer.atBlock(region.slot - (virtual.after ? 0 : 1))
    for (const op of region.ops) {
      switch (op.kind) {
        case 'keep-marker':
          if (op.block.item !== null) writer.keepMarker(op.after)
          break
        case 'keep':
          writer.keep(op.text, op.before, op.after)
          break
        case 'insert':
          writer.insert({ text: op.text, formats: op.formats })
          break
        case 'delete':
          writer.remove(op.text.length)
          break
        case 'insert-marker':
          writer.insertMarker(op.marker)
          break
        case 'delete-marker':
          writer.removeMarker()
          break
        case 'foreign':
          break
      }
    }
    writer.end()
  }
}

interface FreshBlock {
  /** Null: what goes on in the block where the gap begins. */
  readonly marker: Marker | null
  readonly runs: Run[]
}

/**
 * Walks the document along the ops. Everything between two kept elements is one *gap*: what was deleted there runs
 * from `from` to `to`, what was inserted collects in `fresh`, and one step does both.
 */
class RegionWriter {
  private readonly transform: Transform
  private readonly schema: Schema
  private from = 0
  private to = 0
  /** Are `from` and `to` inside a block? Only at the very start of the document are they not. */
  private fromInside = true
  private toInside = true
  private fresh: FreshBlock[] = []
  private removedMarkers = 0
  private removedText = 0
  /** Begins a region: the next kept marker is that of the block the region begins in, not one behind it. */
  private first = false

  constructor(transform: Transform, schema: Schema) {
    this.transform = transform
    this.schema = schema
  }

  atBlock(index: number): void {
    this.first = true
    this.from = this.to = blockStart(this.transform.doc, index)
  }

  atStart(virtual: VirtualBlock): void {
    this.fromInside = this.toInside = virtual.before && virtual.after
    this.from = this.to = this.fromInside ? 1 : 0
    if (virtual.before && !virtual.after) this.removeMarker()
    if (!virtual.before && virtual.after) this.insertMarker(NO_MARKER)
  }

  keepMarker(marker: Marker): void {
    if (this.first) this.first = false
    else {
      this.flush(false)
      if (this.fromInside) this.from += 1
    }
    this.updateBlock(this.from, marker)
    this.moveTo(this.from + 1)
  }

  keep(text: string, before: RawFormats, after: RawFormats): void {
    this.flush(true)
    const end = this.from + text.length
    if (before !== after) this.updateMarks(this.from, end, before, after)
    this.moveTo(end)
  }

  insert(run: Run): void {
    if (this.fresh.length === 0) this.fresh.push({ marker: null, runs: [] })
    this.fresh[this.fresh.length - 1]?.runs.push(run)
  }

  insertMarker(marker: Marker): void {
    if (this.fresh.length === 0 && this.fromInside) this.fresh.push({ marker: null, runs: [] })
    this.fresh.push({ marker, runs: [] })
  }

  remove(length: number): void {
    this.to += length
    this.removedText += length
  }

  removeMarker(): void {
    this.to += this.toInside ? 2 : 1
    this.toInside = true
    this.removedMarkers++
  }

  end(): void {
    this.flush(false)
  }

  private moveTo(position: number): void {
    this.from = this.to = position
    this.fromInside = this.toInside = true
  }

  /** Writes the gap; `inside`: a kept character follows, else a kept marker or the end of the document. */
  private flush(inside: boolean): void {
    const { from, fresh, removedMarkers, removedText } = this
    const inserted = fresh.filter((block) => block.marker !== null)
    const hasText = fresh.some((block) => block.runs.length > 0)
    // At the start of the document a block that goes altogether goes with its closing token.
    if (!this.fromInside && this.toInside && !inside) this.to += 1
    const { to } = this
    this.fresh = []
    this.removedMarkers = this.removedText = 0
    if (from === to && fresh.length === 0) return
    const [only] = inserted
    const open = this.fromInside ? 1 : 0
    if (
      only !== undefined &&
      only.marker !== null &&
      inserted.length === 1 &&
      removedMarkers === 1 &&
      removedText === 0 &&
      !hasText
    ) {
      if (this.fromInside || inside) {
        // One marker in the place of another, nothing else: the block stays and changes its attributes.
        this.updateBlock(from + open, only.marker)
        this.moveTo(from + open + 1)
        return
      }
    }
    const slice = this.slice(fresh, removedMarkers > 0, inside)
    const step = new ReplaceStep(from, to, slice)
    this.transform.step(step)
    this.from = this.to = from + slice.size
    if (inside) this.fromInside = this.toInside = true
    else this.toInside = this.fromInside
  }

  private slice(fresh: readonly FreshBlock[], acrossBlocks: boolean, inside: boolean): Slice {
    const { doc } = this.transform
    const first = fresh[0]
    if (first === undefined) return Slice.empty
    const texts = fresh.map((block) => decodeRuns(this.schema, block.runs))
    if (this.fromInside) {
      if (fresh.length === 1 && !acrossBlocks) return new Slice(Fragment.from(texts[0] ?? []), 0, 0)
      const host = doc.resolve(this.from).parent
      const nodes = fresh.map((block, k) =>
        block.marker === null
          ? host.copy(Fragment.from(texts[k] ?? []))
          : this.node(block.marker, texts[k] ?? []),
      )
      return new Slice(Fragment.from(nodes), 1, 1)
    }
    const nodes = fresh.map((block, k) => {
      assert(block.marker !== null, 'text in front of every block has a block')
      return this.node(block.marker, texts[k] ?? [])
    })
    return new Slice(Fragment.from(nodes), 0, inside ? 1 : 0)
  }

  private node(marker: Marker, content: readonly Node[]): Node {
    return this.schema.node(
      BLOCK_NODE,
      { ...marker.attrs },
      Fragment.from(content),
      decodeBlockMarks(this.schema, marker.formats),
    )
  }

  private updateBlock(position: number, marker: Marker): void {
    const node = this.transform.doc.nodeAt(position)
    assert(node !== null && node.type.name === BLOCK_NODE, 'a kept marker has its block')
    for (const name of BLOCK_ATTR_NAMES)
      if (node.attrs[name] !== marker.attrs[name])
        this.transform.setNodeAttribute(position, name, marker.attrs[name])
    const marks = decodeBlockMarks(this.schema, marker.formats)
    if (sameMarkList(node.marks, marks)) return
    let result: readonly Mark[] = node.marks.filter((mark) => mark.isInSet(marks))
    const kept = result
    for (const mark of marks) result = mark.addToSet(result)
    const stay = sameMarkList(result, marks) ? kept : []
    for (const mark of node.marks) if (!mark.isInSet(stay)) this.transform.removeNodeMark(position, mark)
    for (const mark of marks) if (!mark.isInSet(stay)) this.transform.addNodeMark(position, mark)
  }

  private updateMarks(from: number, to: number, before: RawFormats, after: RawFormats): void {
    const old = decodeMarks(this.schema, before)
    const now = decodeMarks(this.schema, after)
    if (sameMarkList(old, now)) return
    const gone = old.filter((mark) => !mark.isInSet(now))
    const come = now.filter((mark) => !mark.isInSet(old))
    let marks: readonly Mark[] = old
    for (const mark of gone) marks = mark.removeFromSet(marks)
    for (const mark of come) marks = mark.addToSet(marks)
    if (!sameMarkList(marks, now)) {
      // ProseMirror keeps marks of one type in the order of their making: off with all, on again in canonical order.
      for (const mark of old) this.transform.removeMark(from, to, mark)
      for (const mark of now) this.transform.addMark(from, to, mark)
      return
    }
    for (const mark of gone) this.transform.removeMark(from, to, mark)
    for (const mark of come) this.transform.addMark(from, to, mark)
  }
}
