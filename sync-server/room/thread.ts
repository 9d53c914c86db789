import type { ApiThreadAnchor } from '#core/protocol/api-threads.ts'
import { assertNever } from '#core/util/assert.ts'
import { fingerprint } from './fingerprint.ts'
import type { ThreadEntry } from './thread-entries.ts'

export interface ThreadComment {
  readonly id: string
  /** Member id of the author. */
  readonly by: string
  /** Receipt time, milliseconds since 1970; so are all times here. */
  readonly at: number
  /** The number of the entry that made it; 0 while that is on its way to the log. */
  readonly seq: number
  /** Null once its author deleted it: nothing here holds the words any more. */
  readonly body: string | null
  readonly mentions: readonly string[]
  readonly editedAt: number | null
  readonly hidden: { readonly by: string; readonly at: number; readonly reason: string } | null
  /** Of what it was made with: by this a repeat is told from another command with its id. '' once it is deleted. */
  readonly made: string
}

export interface Thread {
  readonly id: string
  readonly anchor: ApiThreadAnchor
  readonly resolved: { readonly by: string; readonly at: number } | null
  /** In the order of the log, never empty. */
  readonly comments: readonly ThreadComment[]
  /** The number of its last entry; 0 while that is on its way to the log. */
  readonly seq: number
}

/** An entry about discussions, and who made it when. */
export interface ThreadNote {
  readonly entry: ThreadEntry
  readonly by: string
  /** Receipt time. */
  readonly at: number
}

/** The id of a thread's first comment: no other comment has a full stop in its id. */
export const firstComment = (thread: string): string => `${thread}.0`

/** What the beginning of a thread is known by. */
export const madeThread = (anchor: ApiThreadAnchor, body: string): string => {
  const place = anchor !== null && 'suggestion' in anchor ? anchor.suggestion : anchor
  return fingerprint(JSON.stringify([place, body]))
}

/** What a comment is known by. */
export const madeComment = (body: string): string => fingerprint(body)

type Written = Extract<ThreadEntry, { readonly type: 'thread-begun' | 'commented' }>

/** What came with a file is by whom the file says, not by who brought it here [DOC614]. */
const newComment = (
  id: string,
  { by, at }: ThreadNote,
  seq: number,
  { body, mentions, imported = { by, at } }: Written,
): Omit<ThreadComment, 'made'> => ({ id, ...imported, seq, body, mentions, editedAt: null, hidden: null })

const withComment = (
  thread: Thread,
  id: string,
  change: (comment: ThreadComment) => ThreadComment,
  seq: number,
): Thread => ({
  ...thread,
  comments: thread.comments.map((comment) => (comment.id === id ? change(comment) : comment)),
  seq,
})

/** The thread after one more entry, which has the number `seq`; null for one that is not about a thread that there is. */
export const foldThread = (thread: Thread | null, note: ThreadNote, seq: number): Thread | null => {
  const { entry, by, at } = note
  if (entry.type === 'thread-begun') {
    const { thread: id, anchor, body } = entry
    if (thread !== null) return null
    const comment = newComment(firstComment(id), note, seq, entry)
    return { id, anchor, resolved: null, comments: [{ ...comment, made: madeThread(anchor, body) }], seq }
  }
  if (thread === null) return null
  switch (entry.type) {
    case 'commented': {
      const comment = { ...newComment(entry.comment, note, seq, entry), made: madeComment(entry.body) }
      return { ...thread, comments: [...thread.comments, comment], seq }
    }
    case 'comment-edited': {
      const { comment: id, body, mentions } = entry
      return withComment(thread, id, (comment) => ({ ...comment, body, mentions, editedAt: at }), seq)
    }
    case 'comment-deleted': {
      const gone = { body: null, mentions: [], editedAt: null, hidden: null, made: '' }
      return withComment(thread, entry.comment, (comment) => ({ ...comment, ...gone }), seq)
    }
    case 'comment-hidden': {
      const hidden = entry.hidden ? { by, at, reason: entry.reason } : null
      return withComment(thread, entry.comment, (comment) => ({ ...comment, hidden }), seq)
    }
    case 'thread-resolved':
      return { ...thread, resolved: entry.resolved ? { by, at } : null, seq }
    case 'thread-anchored':
      return { ...thread, anchor: entry.anchor, seq }
    default:
      return assertNever(entry)
  }
}

/** The thread when late work under the suggestion `from`, where it hangs on that, is pending under `to` [THR6]. */
export const renamedThread = (thread: Thread, from: string, to: string, seq: number): Thread => {
  const ids = suggestionsOf(thread.anchor)
  if (!ids.includes(from) || ids.includes(to)) return thread
  const [suggestion = from, ...renamed] = ids
  return { ...thread, anchor: { suggestion, renamed: [...renamed, to] }, seq }
}

/** Every suggestion at which a thread is found: the one it was begun on and those that its late work became. */
export const suggestionsOf = (anchor: ApiThreadAnchor): readonly string[] =>
  anchor !== null && 'suggestion' in anchor ? [anchor.suggestion, ...(anchor.renamed ?? [])] : []

/** UTF-16 units that it holds. */
export const charactersOf = ({ anchor, comments }: Thread): number => {
  const quote = anchor !== null && 'quote' in anchor ? anchor.quote.exact.length : 0
  return comments.reduce((sum, { body }) => sum + (body?.length ?? 0), quote)
}
