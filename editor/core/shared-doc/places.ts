import * as Y from 'yjs'
import { ROOT, markerMap } from './elements.ts'
import type { SequencePosition } from './sequence-edit.ts'
import type { Sequence } from './sequence.ts'

/**
 * To which neighbour a place clings when text comes in right there: `before` keeps it behind the element in front of
 * it, `after` keeps it in front of the element behind it.
 */
export type Cling = 'before' | 'after'

/**
 * The place as a Yjs relative position over the text ([ANC1]): it survives split, join and retype, and every edit
 * elsewhere. Found from the block, not from the start of the text.
 */
export const relativePlace = (sequence: Sequence, at: SequencePosition, cling: Cling): Y.RelativePosition => {
  const block = sequence.block(at.slot)
  let left: Y.ID | null = block.item === null ? null : block.item.id
  let rest = at.offset
  let item = block.item === null ? sequence.text._start : block.item.right
  for (; item !== null; item = item.right) {
    if (item.deleted) continue
    if (markerMap(item) !== null) break
    if (!(item.content instanceof Y.ContentString)) continue
    if (rest < item.length) {
      if (cling === 'after' || rest > 0) {
        const clock = item.id.clock + (cling === 'after' ? rest : rest - 1)
        return relative(Y.createID(item.id.client, clock), cling)
      }
      break
    }
    rest -= item.length
    left = item.lastId
  }
  if (cling === 'before') return relative(left, cling)
  return relative(item === null ? null : item.id, cling)
}

/** With no element to cling to, the position is the start (`before`) or the end (`after`) of the whole text. */
const relative = (id: Y.ID | null, cling: Cling): Y.RelativePosition =>
  new Y.RelativePosition(null, ROOT, id, cling === 'before' ? -1 : 0)

/**
 * Where a relative position is now; null when it is of another text, of items that are not here yet, or of such as
 * were collected. A position in deleted text is where that text stood; one in a restored deletion is there again.
 */
export const resolvePlace = (sequence: Sequence, position: Y.RelativePosition): SequencePosition | null => {
  const { text, doc } = sequence
  const cling: Cling = position.assoc < 0 ? 'before' : 'after'
  if (position.item === null) {
    if (position.tname !== ROOT) return null
    if (cling === 'before') return { slot: 0, offset: 0 }
    const last = sequence.slots - 1
    return { slot: last, offset: sequence.block(last).length }
  }
  const found = follow(doc, position.item)
  if (found === null || found.item.parent !== text) return null
  let { item } = found
  let offset = 0
  if (!item.deleted) {
    const map = markerMap(item)
    if (map !== null && cling === 'before') return inBlock(sequence, map, 0)
    if (map === null && item.content instanceof Y.ContentString)
      offset = found.offset + (cling === 'before' ? 1 : 0)
  }
  while (item.left !== null) {
    item = item.left
    if (item.deleted) continue
    const map = markerMap(item)
    if (map !== null) return inBlock(sequence, map, offset)
    if (item.content instanceof Y.ContentString) offset += item.length
  }
  return { slot: 0, offset }
}

const inBlock = (sequence: Sequence, map: Y.Map<unknown>, offset: number): SequencePosition | null => {
  const block = sequence.blockOfMap(map)
  return block === null ? null : { slot: sequence.slotOfBlock(block), offset }
}

/** The item that holds `id` now: what undo restored stands for what had been deleted. */
const follow = (doc: Y.Doc, id: Y.ID): { item: Y.Item; offset: number } | null => {
  let next: Y.ID | null = id
  let offset = 0
  while (next !== null) {
    if (next.clock + offset >= Y.getState(doc.store, next.client)) return null
    const at: Y.ID = offset > 0 ? Y.createID(next.client, next.clock + offset) : next
    const struct: Y.Item | Y.GC = Y.getItem(doc.store, at)
    if (!(struct instanceof Y.Item)) return null
    offset = at.clock - struct.id.clock
    next = struct.redone
    if (next === null) return { item: struct, offset }
  }
  return null
}
