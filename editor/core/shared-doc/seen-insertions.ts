import * as Y from 'yjs'
import { suggestionKey } from '../schema/formats.ts'
import { readSuggestion, type Suggestion } from '../suggestions/suggestion.ts'
import type { DecidedWork } from './late-ids.ts'
import type { KnownWork } from './late-text.ts'
import type { ToldDeletions } from './told-deletions.ts'

/** So many clocks are looked back for a mark. */
const MAX_STEPS = 10_000
/** The same for all marks that stood around something: nobody asks for one by name. */
const MAX_STEPS_FOR_ALL = 2_000

/**
 * Did who wrote `item` see it inside the insertion `insertion`? What they saw is what they wrote, and what they knew and
 * did not know to be gone; the nearest mark of it in front of the item tells. Null when it is not known: of who does not
 * say it, and where nobody remembers a mark.
 */
export const wasInside = (
  item: Y.Item,
  insertion: string,
  { sightOf }: Pick<ToldDeletions, 'sightOf'>,
  known: Pick<KnownWork, 'decided' | 'gone'>,
): boolean | null => {
  const sight = sightOf(item.id)
  if (sight === null) return null
  let isTakenOff = false
  for (const { id, mark } of marksBefore(item, known, MAX_STEPS)) {
    if (mark.work.id !== insertion || !sight.knows(id)) continue
    if (!sight.isGone(id)) return mark.begins
    isTakenOff = true
  }
  return isTakenOff ? false : null
}

/** The insertions inside which who wrote `item` saw it, the nearest mark first; none where they do not say what they saw. */
export const insertionsAround = (
  item: Y.Item,
  { sightOf }: Pick<ToldDeletions, 'sightOf'>,
  known: Pick<KnownWork, 'decided' | 'gone'>,
): readonly DecidedWork[] => {
  const sight = sightOf(item.id)
  if (sight === null) return []
  const passed = new Set<string>()
  const around: DecidedWork[] = []
  for (const { id, mark } of marksBefore(item, known, MAX_STEPS_FOR_ALL)) {
    if (passed.has(mark.work.id) || !sight.knows(id) || sight.isGone(id)) continue
    passed.add(mark.work.id)
    if (mark.begins) around.push(mark.work)
  }
  return around
}

interface Mark {
  readonly work: DecidedWork
  readonly begins: boolean
}

/** What begins and ends insertions in front of an item, or did, from there on back. */
function* marksBefore(
  item: Y.Item,
  known: Pick<KnownWork, 'decided' | 'gone'>,
  maxSteps: number,
): Generator<{ readonly id: Y.ID; readonly mark: Mark }> {
  let steps = 0
  for (let near = item.left; near !== null && steps < maxSteps; near = near.left) {
    const { content, length } = near
    if (content instanceof Y.ContentFormat) {
      steps++
      const mark = markOf(content)
      if (mark !== null) yield { id: near.id, mark }
      continue
    }
    if (!near.deleted) {
      steps++
      continue
    }
    // Yjs joins what it has collected.
    for (let at = length - 1; at >= 0 && steps < maxSteps; at--, steps++) {
      const id = Y.createID(near.id.client, near.id.clock + at)
      const mark = goneAt(id, known)
      if (mark !== null) yield { id, mark }
    }
  }
}

const markOf = ({ key, value }: Y.ContentFormat): Mark | null => {
  const standing: unknown = value
  const suggestion: Suggestion | null = readSuggestion(key, standing ?? NOBODYS)
  if (suggestion?.kind !== 'insertion') return null
  const { id, by: author, at } = suggestion
  return { work: { id, author, at, part: 'items' }, begins: standing !== null }
}

/** Stands where a format that ends something does not say whose it was. */
const NOBODYS = { by: '', at: 0 }

const goneAt = (id: Y.ID, { decided, gone }: Pick<KnownWork, 'decided' | 'gone'>): Mark | null => {
  const format = gone.formatAt(id)
  if (format !== null) return format
  const work = decided.workAt(id.client, id.clock)
  return work?.part === 'ends' ? { work, begins: false } : null
}
