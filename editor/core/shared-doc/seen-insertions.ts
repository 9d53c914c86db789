import * as Y from 'yjs'
import { suggestionKey } from '../schema/formats.ts'
import type { KnownWork } from './late-text.ts'
import type { ToldDeletions } from './told-deletions.ts'

/** So many clocks are looked back for a mark. */
const MAX_STEPS = 10_000

/**
 * Did who wrote `item` see it inside the insertion `insertion`? What they saw is what they wrote, and what they knew and
 * do not name as deleted; the nearest mark of it in front of the item tells. Null when it is not known: of who does not
 * say it, and where nobody remembers a mark.
 */
export const wasInside = (
  item: Y.Item,
  insertion: string,
  { sight }: Pick<ToldDeletions, 'sight'>,
  known: Pick<KnownWork, 'decided' | 'gone'>,
): boolean | null => {
  if (sight === null) return null
  const key = suggestionKey('insertion', insertion)
  let isTakenOff = false
  let steps = 0
  for (let near = item.left; near !== null && steps < MAX_STEPS; near = near.left) {
    const { content, length } = near
    if (!near.deleted && !(content instanceof Y.ContentFormat)) {
      steps++
      continue
    }
    // Yjs joins what it has collected.
    for (let at = length - 1; at >= 0 && steps < MAX_STEPS; at--, steps++) {
      const id = Y.createID(near.id.client, near.id.clock + at)
      const begins =
        content instanceof Y.ContentFormat ? beginsAt(content, key) : goneAt(id, insertion, known)
      if (begins === null || !sight.knows(id)) continue
      if (!sight.isGone(id)) return begins
      isTakenOff = true
    }
  }
  return isTakenOff ? false : null
}

/** Does the format begin what bears this key? Null when it is about another. */
const beginsAt = ({ key, value }: Y.ContentFormat, wanted: string): boolean | null =>
  key === wanted ? (value as unknown) !== null : null

const goneAt = (
  id: Y.ID,
  insertion: string,
  { decided, gone }: Pick<KnownWork, 'decided' | 'gone'>,
): boolean | null => {
  const format = gone.formatAt(id)
  if (format !== null) return format.work.id === insertion ? format.begins : null
  const work = decided.workAt(id.client, id.clock)
  return work?.part === 'ends' && work.id === insertion ? false : null
}
