import { bodyToEdit } from '#core/comments/mention-text.ts'
import { foldText } from '#core/text/fold.ts'
import type { ShownThread } from '../../sync/threads/shown-threads.ts'

export const THREAD_STATES = ['open', 'resolved'] as const
export type ThreadState = (typeof THREAD_STATES)[number]

/** Whose: those in which the reader wrote, or in which somebody mentions them. */
export const THREAD_CONCERNS = ['mine', 'mentions'] as const
export type ThreadConcern = (typeof THREAD_CONCERNS)[number]

/** Which discussions are listed; null lets everything of its kind through. */
export interface ThreadFilter {
  readonly state: ThreadState | null
  readonly concern: ThreadConcern | null
  /** Member id of who began it or wrote in it. */
  readonly author: string | null
  /** Words that stand in it or in its quote, folded. */
  readonly search: string
}

export const OPEN_THREADS: ThreadFilter = { state: 'open', concern: null, author: null, search: '' }

const isConcerned = ({ comments }: ShownThread, concern: ThreadConcern, me: string): boolean =>
  concern === 'mine'
    ? comments.some(({ by }) => by === me)
    : comments.some(({ mentions }) => mentions.includes(me))

/** Everything that can be read of a thread, folded. */
const wordsOf = ({ anchor, comments }: ShownThread, nameOf: (member: string) => string): string => {
  const quote = anchor !== null && 'quote' in anchor ? anchor.quote.exact : ''
  return foldText(
    [
      quote,
      ...comments.map(({ by, body }) => `${nameOf(by)} ${body === null ? '' : bodyToEdit(body, nameOf)}`),
    ].join('\n'),
  )
}

/** The threads that a filter lets through, in the order given [UI612]. */
export const filterThreads = (
  threads: readonly ShownThread[],
  { state, concern, author, search }: ThreadFilter,
  me: string,
  nameOf: (member: string) => string,
): readonly ShownThread[] => {
  const wanted = foldText(search.trim())
  return threads.filter(
    (thread) =>
      (state === null || (thread.resolved !== null) === (state === 'resolved')) &&
      (concern === null || isConcerned(thread, concern, me)) &&
      (author === null || thread.comments.some(({ by }) => by === author)) &&
      (wanted === '' || wordsOf(thread, nameOf).includes(wanted)),
  )
}
