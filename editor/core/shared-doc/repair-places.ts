import * as Y from 'yjs'
import { NO_FORMATS, withFormat, type RawFormats } from '../schema/content.ts'
import { markerMap } from './elements.ts'
import type { SequencePosition } from './sequence-edit.ts'
import type { SequenceBlock } from './sequence-block.ts'
import type { Sequence } from './sequence.ts'

/** Does the item show as characters? */
export const isLiveText = (item: Y.Item): boolean => !item.deleted && item.content instanceof Y.ContentString

/** Where a live item stands now; null when it does not stand in the text. Costs by its block. */
export const placeOfItem = (sequence: Sequence, item: Y.Item): SequencePosition | null => {
  if (item.deleted) return null
  let offset = 0
  for (let at = item.left; at !== null; at = at.left) {
    if (at.deleted) continue
    if (at.content instanceof Y.ContentString) offset += at.length
    const map = markerMap(at)
    if (map === null) continue
    const block = sequence.blockOfMap(map)
    return block === null ? null : { slot: sequence.slotOfBlock(block), offset }
  }
  return { slot: 0, offset }
}

/** The formats in force on a live item of the text. */
export const formatsOfItem = (sequence: Sequence, item: Y.Item): RawFormats => {
  const ahead: Y.ContentFormat[] = []
  let formats = NO_FORMATS
  for (let at = item.left; at !== null; at = at.left) {
    if (at.deleted) continue
    if (at.content instanceof Y.ContentFormat) ahead.push(at.content)
    const map = markerMap(at)
    const block = map === null ? null : sequence.blockOfMap(map)
    if (block === null) continue
    formats = block.start
    break
  }
  for (const { key, value } of ahead.reverse()) formats = withFormat(formats, key, value)
  return formats
}

/** The live blocks that bear `bid`, in order. */
export const bearersOf = (sequence: Sequence, bid: string): SequenceBlock[] =>
  sequence.slotsOfBid(bid).map((slot) => sequence.block(slot))

/** The nearest live element on either side of an item, formats passed over. */
export const liveNeighbour = (item: Y.Item, side: 'before' | 'after'): Y.Item | null => {
  for (let at = step(item, side); at !== null; at = step(at, side))
    if (!at.deleted && (at.content instanceof Y.ContentString || markerMap(at) !== null)) return at
  return null
}

const step = (item: Y.Item, side: 'before' | 'after'): Y.Item | null =>
  side === 'before' ? item.left : item.right
