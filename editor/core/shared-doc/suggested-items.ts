import * as Y from 'yjs'
import { parseSuggestionKey } from '../schema/formats.ts'
import { readSuggestion } from '../suggestions/suggestion.ts'
import { withFormat } from '../schema/content.ts'
import { markerMap } from './elements.ts'
import type { Sequence } from './sequence.ts'

/** Clocks of one client id: `length` from `clock` on. */
export type ItemRange = readonly [client: number, clock: number, length: number]

/** The text that a suggestion inserted, by the ids of its items, and when it was proposed. */
export interface InsertedWork {
  readonly at: number
  readonly items: readonly ItemRange[]
}

/** An insertion in more pieces than this is kept with the first of them. */
export const MAX_RANGES = 64

/** The items of the insertions among `ids` in the blocks of `slots`: their characters, and what opens and closes them. */
export const insertedWork = (
  sequence: Sequence,
  slots: Iterable<number>,
  ids: ReadonlySet<string>,
): ReadonlyMap<string, InsertedWork> => {
  const found = new Map<string, { at: number; items: ItemRange[] }>()
  const add = (id: string, item: Y.Item, at: number | null): void => {
    const known = found.get(id) ?? { at: 0, items: [] }
    if (at !== null) known.at = at
    const last = known.items[known.items.length - 1]
    const { client, clock } = item.id
    if (last !== undefined && last[0] === client && last[1] + last[2] === clock)
      known.items[known.items.length - 1] = [client, last[1], last[2] + item.length]
    else if (known.items.length < MAX_RANGES) known.items.push([client, clock, item.length])
    found.set(id, known)
  }
  for (const slot of slots) {
    const block = sequence.block(slot)
    let formats = block.start
    let item = block.item === null ? sequence.text._start : block.item.right
    for (; item !== null; item = item.right) {
      if (item.deleted) continue
      if (markerMap(item) !== null) break
      const { content } = item
      if (content instanceof Y.ContentFormat) {
        formats = withFormat(formats, content.key, content.value)
        const parsed = parseSuggestionKey(content.key)
        if (parsed?.kind === 'insertion' && ids.has(parsed.id)) add(parsed.id, item, null)
      } else if (content instanceof Y.ContentString) {
        for (const [key, value] of formats) {
          const suggestion = readSuggestion(key, value)
          if (suggestion?.kind === 'insertion' && ids.has(suggestion.id))
            add(suggestion.id, item, suggestion.at)
        }
      }
    }
  }
  return found
}
