import type { ShownThread } from '../../sync/threads/shown-threads.ts'
import type { PlacedThread } from '../../extensions/comments/document-comments.ts'

const suggestionsOf = ({ anchor }: ShownThread): readonly string[] =>
  anchor !== null && 'suggestion' in anchor ? [anchor.suggestion, ...(anchor.renamed ?? [])] : []

/** A suggestion's reason that nobody answered is a part of its card, no discussion. */
const isReason = ({ anchor, comments }: ShownThread): boolean =>
  anchor !== null && 'suggestion' in anchor && comments.length === 1

/**
 * The discussions of a text in its order: those about the whole of it, then those at a place, last those whose place is
 * gone or not known yet. The lone reason of a suggestion that stands is left out [UI613].
 */
export const discussionsInOrder = (
  threads: readonly ShownThread[],
  places: readonly PlacedThread[],
): readonly ShownThread[] => {
  const byId = new Map(threads.map((thread) => [thread.id, thread]))
  const kinds = new Map(places.map(({ thread, kind }) => [thread, kind]))
  const ordered = places.flatMap(({ thread }) => byId.get(thread) ?? [])
  return [...ordered, ...threads.filter(({ id }) => !kinds.has(id))].filter(
    (thread) => kinds.get(thread.id) !== 'suggestion' || !isReason(thread),
  )
}

/** The threads on each suggestion, by every name that it has or had. */
export const threadsOnSuggestions = (
  threads: readonly ShownThread[],
): ReadonlyMap<string, readonly ShownThread[]> => {
  const found = new Map<string, ShownThread[]>()
  for (const thread of threads)
    for (const id of suggestionsOf(thread)) {
      const on = found.get(id)
      if (on === undefined) found.set(id, [thread])
      else on.push(thread)
    }
  return found
}

/** Ids of the threads whose place is of one of these kinds. */
export const threadsAt = (
  places: readonly PlacedThread[],
  kinds: readonly PlacedThread['kind'][],
): ReadonlySet<string> =>
  new Set(places.filter(({ kind }) => kinds.includes(kind)).map(({ thread }) => thread))
