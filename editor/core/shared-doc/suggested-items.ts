import * as Y from 'yjs'
import { parseSuggestionKey } from '../schema/formats.ts'
import { readSuggestion, suggestionsOn } from '../suggestions/suggestion.ts'
import { withFormat } from '../schema/content.ts'
import { markerMap } from './elements.ts'
import { addRange, type ItemRange } from './item-range.ts'
import type { Sequence } from './sequence.ts'

/** What a suggestion inserted, by the ids of its items, and when it was proposed. */
export interface InsertedWork {
  readonly at: number
  /** Its characters. */
  readonly items: readonly ItemRange[]
  /** The formats that end it. Not those that begin it: in front of them one types outside of it. */
  readonly ends?: readonly ItemRange[]
  /** The markers of its blocks. */
  readonly markers?: readonly ItemRange[]
}

/** Characters, ending formats or markers. */
export type WorkPart = 'items' | 'ends' | 'markers'

/** The items of the insertions among `ids` in the blocks of `slots`. */
export const insertedWork = (
  sequence: Sequence,
  slots: Iterable<number>,
  ids: ReadonlySet<string>,
): ReadonlyMap<string, InsertedWork> => {
  const found = new Map<string, { at: number; items: ItemRange[]; ends: ItemRange[]; markers: ItemRange[] }>()
  const add = (id: string, item: Y.Item, at: number | null, into: WorkPart): void => {
    const known = found.get(id) ?? { at: 0, items: [], ends: [], markers: [] }
    if (at !== null) known.at = at
    addRange(known[into], item.id, item.length)
    found.set(id, known)
  }
  for (const slot of slots) {
    const block = sequence.block(slot)
    for (const { kind, id, at } of block.item === null ? [] : suggestionsOn(block.marker.formats))
      if (kind === 'insertion' && ids.has(id) && block.item !== null) add(id, block.item, at, 'markers')
    let formats = block.start
    let item = block.item === null ? sequence.text._start : block.item.right
    for (; item !== null; item = item.right) {
      if (item.deleted) continue
      if (markerMap(item) !== null) break
      const { content } = item
      if (content instanceof Y.ContentFormat) {
        formats = withFormat(formats, content.key, content.value)
        const parsed = parseSuggestionKey(content.key)
        const isEnd = (content.value as unknown) === null
        if (isEnd && parsed?.kind === 'insertion' && ids.has(parsed.id)) add(parsed.id, item, null, 'ends')
      } else if (content instanceof Y.ContentString) {
        for (const [key, value] of formats) {
          const suggestion = readSuggestion(key, value)
          if (suggestion?.kind === 'insertion' && ids.has(suggestion.id))
            add(suggestion.id, item, suggestion.at, 'items')
        }
      }
    }
  }
  return found
}
