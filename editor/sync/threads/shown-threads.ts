import type { ApiComment, ApiThread } from '#core/protocol/api-threads.ts'
import { mentionedIn } from '#core/comments/mentioned.ts'
import { assertNever } from '#core/util/assert.ts'
import { firstComment, type OutboxEntry } from './thread-command.ts'

/** A comment as it is shown: `pending` as long as something of it is only here. */
export interface ShownComment extends ApiComment {
  readonly pending: boolean
}

export interface ShownThread extends Omit<ApiThread, 'comments'> {
  readonly comments: readonly ShownComment[]
  /** Is something of the thread itself (its beginning, its state, its place) only here? */
  readonly pending: boolean
}

const shown = (thread: ApiThread): ShownThread => ({
  ...thread,
  comments: thread.comments.map((comment) => ({ ...comment, pending: false })),
  pending: false,
})

const newComment = (id: string, by: string, { at }: OutboxEntry, body: string): ShownComment => ({
  id,
  by,
  at,
  body,
  editedAt: null,
  mentions: mentionedIn(body),
  pending: true,
})

const changed = (
  thread: ShownThread,
  comment: string,
  change: (before: ShownComment) => ShownComment,
): ShownThread => ({
  ...thread,
  comments: thread.comments.map((one) => (one.id === comment ? { ...change(one), pending: true } : one)),
})

const without = ({ hidden: _hidden, ...comment }: ShownComment): ShownComment => comment

/** The thread after one more command; `null` while there is none. Pure. */
const after = (thread: ShownThread | null, entry: OutboxEntry, me: string): ShownThread | null => {
  const { command, at } = entry
  if (command.kind === 'begin') {
    // It has come back from the server while it still waits for the answer.
    if (thread !== null) return thread
    const first = newComment(firstComment(command.thread), me, entry, command.body)
    const { thread: id, anchor } = command
    return { id, anchor, resolved: null, comments: [first], seq: 0, pending: true }
  }
  if (thread === null) return null
  switch (command.kind) {
    case 'reply':
      return thread.comments.some(({ id }) => id === command.comment)
        ? thread
        : { ...thread, comments: [...thread.comments, newComment(command.comment, me, entry, command.body)] }
    case 'edit':
      return changed(thread, command.comment, (one) => ({ ...one, body: command.body, editedAt: at }))
    case 'delete':
      return changed(thread, command.comment, (one) => ({ ...one, body: null, deleted: true }))
    case 'resolve':
      return { ...thread, resolved: command.resolved ? { by: me, at } : null, pending: true }
    case 'reanchor':
      return { ...thread, anchor: command.anchor, pending: true }
    case 'hide': {
      const { hidden, reason } = command
      return changed(thread, command.comment, (one) =>
        hidden ? { ...one, hidden: { by: me, at, reason } } : without(one),
      )
    }
    default:
      return assertNever(command)
  }
}

/** One thread with what waits for it, in order ([THR102]). Doing it twice is doing it once. */
export const showThread = (
  thread: ApiThread | null,
  waiting: readonly OutboxEntry[],
  me: string,
): ShownThread | null =>
  waiting.reduce<ShownThread | null>((before, entry) => after(before, entry, me), thread && shown(thread))

/** Answers the threads as they are shown: the same object for each as long as nothing of it changed. */
export type ShowThreads = (
  server: readonly ApiThread[],
  waiting: readonly OutboxEntry[],
) => readonly ShownThread[]

interface Known {
  readonly server: ApiThread | null
  readonly waiting: readonly OutboxEntry[]
  readonly shown: ShownThread | null
}

export const createShowThreads = (me: string): ShowThreads => {
  let known = new Map<string, Known>()
  let before: readonly ShownThread[] = []
  return (server, waiting) => {
    const byThread = new Map<string, OutboxEntry[]>()
    for (const entry of waiting)
      byThread.set(entry.command.thread, [...(byThread.get(entry.command.thread) ?? []), entry])
    const ids = new Set([...server.map(({ id }) => id), ...byThread.keys()])
    const byId = new Map(server.map((thread) => [thread.id, thread]))
    const next = new Map<string, Known>()
    const list: ShownThread[] = []
    for (const id of ids) {
      const now = { server: byId.get(id) ?? null, waiting: byThread.get(id) ?? [] }
      const old = known.get(id)
      const same =
        old !== undefined &&
        old.server === now.server &&
        old.waiting.length === now.waiting.length &&
        old.waiting.every((entry, index) => entry === now.waiting[index])
      const one = same ? old : { ...now, shown: showThread(now.server, now.waiting, me) }
      next.set(id, one)
      if (one.shown !== null) list.push(one.shown)
    }
    known = next
    const isSame = list.length === before.length && list.every((thread, index) => thread === before[index])
    if (!isSame) before = list
    return before
  }
}
