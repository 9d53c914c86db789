import * as Y from 'yjs'
import { readSuggestion, type Suggestion } from '../suggestions/suggestion.ts'
import type { DecidedWork } from './late-ids.ts'
import type { KnownWork } from './known-work.ts'
import type { ToldDeletions } from './told-deletions.ts'

/** So many clocks are looked back for a mark. */
const MAX_STEPS = 10_000
/** The same for all marks that stood around something: nobody asks for one by name. */
const MAX_STEPS_FOR_ALL = 512

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

/**
 * The insertion inside which who wrote `item` saw it: of `member` the one with the nearest mark, or else of anybody. Null
 * where it stood in none, and where they do not say what they saw.
 */
export const insertionAround = (
  item: Y.Item,
  member: string,
  { sightOf }: Pick<ToldDeletions, 'sightOf'>,
  known: Pick<KnownWork, 'decided' | 'gone'>,
): DecidedWork | null => {
  const sight = sightOf(item.id)
  if (sight === null) return null
  const passed = new Set<string>()
  let nearest: DecidedWork | null = null
  for (const { id, mark } of marksBefore(item, known, MAX_STEPS_FOR_ALL)) {
    const { work, begins } = mark
    if (passed.has(work.id) || !sight.knows(id) || sight.isGone(id)) continue
    passed.add(work.id)
    if (begins && work.author === member) return work
    if (begins) nearest ??= work
  }
  return nearest
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
    const { content } = near
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
    steps++
    yield* goneMarks(near, known)
  }
}

/** Those among what was deleted together: Yjs joins what it has collected. The last first. */
function* goneMarks(
  { id: { client, clock }, length }: Y.Item,
  { decided, gone }: Pick<KnownWork, 'decided' | 'gone'>,
): Generator<{ readonly id: Y.ID; readonly mark: Mark }> {
  const formats = gone.formatsIn(client, clock, clock + length)
  for (const [at, mark] of formats) yield { id: Y.createID(client, at), mark }
  // A decision remembers where its insertions ended longer than that.
  if (length > 1 || formats.length > 0) return
  const work = decided.workAt(client, clock)
  if (work?.part === 'ends') yield { id: Y.createID(client, clock), mark: { work, begins: false } }
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
