import type { ApiThreadNews } from '#core/protocol/api-since.ts'
import { firstComment } from '../thread.ts'
import type { ControlAct } from './passage.ts'

/** What a stretch of the log did in one thread, whoever asks. */
export interface ThreadChange {
  readonly thread: string
  readonly isNew: boolean
  /** Comments that were added and stand, with what they say of others now. */
  readonly comments: readonly {
    readonly id: string
    readonly by: string
    readonly mentions: readonly string[]
  }[]
  /** The last time it was resolved or reopened. */
  readonly resolved: { readonly by: string; readonly resolved: boolean } | null
}

interface Following {
  isNew: boolean
  readonly comments: Map<string, { by: string; mentions: readonly string[]; isShown: boolean }>
  resolved: ThreadChange['resolved']
}

/** Of the control entries of a stretch those about threads, in the order in which each was first touched. */
export const threadChanges = (controls: readonly ControlAct[]): readonly ThreadChange[] => {
  const threads = new Map<string, Following>()
  for (const control of controls) {
    const { entry } = control
    if (!('thread' in entry)) continue
    const thread = threads.get(entry.thread) ?? { isNew: false, comments: new Map(), resolved: null }
    threads.set(entry.thread, thread)
    follow(thread, control)
  }
  return [...threads]
    .map(([thread, { isNew, comments, resolved }]) => ({
      thread,
      isNew,
      comments: [...comments].flatMap(([id, { by, mentions, isShown }]) =>
        isShown ? [{ id, by, mentions }] : [],
      ),
      resolved,
    }))
    .filter(({ comments, resolved }) => comments.length > 0 || resolved !== null)
}

const follow = (thread: Following, { act, entry }: ControlAct): void => {
  const by = act.by ?? ''
  switch (entry.type) {
    case 'thread-begun':
      thread.isNew = true
      thread.comments.set(firstComment(entry.thread), { by, mentions: entry.mentions, isShown: true })
      return
    case 'commented':
      thread.comments.set(entry.comment, { by, mentions: entry.mentions, isShown: true })
      return
    case 'comment-edited': {
      const comment = thread.comments.get(entry.comment)
      if (comment !== undefined) comment.mentions = entry.mentions
      return
    }
    case 'comment-deleted':
      thread.comments.delete(entry.comment)
      return
    case 'comment-hidden': {
      const comment = thread.comments.get(entry.comment)
      if (comment !== undefined) comment.isShown = !entry.hidden
      return
    }
    case 'thread-resolved':
      thread.resolved = { by, resolved: entry.resolved }
      return
    default:
  }
}

/** As one member hears it: their own comments are none, and their own resolving is nothing new. */
export const threadNewsFor = (changes: readonly ThreadChange[], asker: string): readonly ApiThreadNews[] =>
  changes.flatMap(({ thread, isNew, comments, resolved }) => {
    const others = comments.filter(({ by }) => by !== asker)
    const byOther = resolved !== null && resolved.by !== asker ? resolved.resolved : null
    if (others.length === 0 && byOther === null) return []
    return [
      {
        thread,
        isNew: isNew && others.some(({ id }) => id === firstComment(thread)),
        comments: others.map(({ id }) => id),
        mentionsMe: others.some(({ mentions }) => mentions.includes(asker)),
        resolved: byOther,
      },
    ]
  })
