import type { ApiTextAnchor, ApiThreadAnchor } from '#core/protocol/api-threads.ts'
import type { Action } from '#core/access/permits.ts'
import { mentionedIn } from '#core/comments/mentioned.ts'
import { assertNever } from '#core/util/assert.ts'
import { fail, ok, type Result } from '#core/util/result.ts'
import type { ThreadBook } from './thread-book.ts'
import type { ThreadEntry } from './thread-entries.ts'
import { firstComment, madeComment, madeThread, type Thread, type ThreadComment } from './thread.ts'

/** What somebody does in a discussion. Ids of threads and comments are the client's; bodies are cleaned. */
export type ThreadCommand =
  | {
      readonly type: 'begin'
      readonly thread: string
      readonly anchor: ApiThreadAnchor
      readonly body: string
    }
  | { readonly type: 'comment'; readonly thread: string; readonly comment: string; readonly body: string }
  | { readonly type: 'edit'; readonly thread: string; readonly comment: string; readonly body: string }
  | { readonly type: 'delete'; readonly thread: string; readonly comment: string }
  | { readonly type: 'resolve'; readonly thread: string; readonly resolved: boolean }
  | { readonly type: 'anchor'; readonly thread: string; readonly anchor: ApiTextAnchor }
  | {
      readonly type: 'hide'
      readonly thread: string
      readonly comment: string
      readonly hidden: boolean
      readonly reason: string
    }

export type ThreadFailure =
  | 'forbidden'
  | 'not-found'
  /** The id is that of something else. */
  | 'conflict'
  /** Its author has deleted the comment. */
  | 'deleted'
  /** Only what hangs on a place in the text can be put elsewhere. */
  | 'not-in-text'
  | 'unknown-suggestion'
  /** The positions are none of this text's. */
  | 'bad-place'
  | 'too-many-threads'
  | 'too-many-comments'
  | 'too-much'

/** What a document bears: far above what any group says, and it bounds what a snapshot and a listing hold [THR9]. */
export const THREAD_LIMITS = {
  threads: 2_000,
  /** In one thread. */
  comments: 500,
  /** UTF-16 units of all bodies and quotes. */
  characters: 4_000_000,
} as const

/** What one has to be permitted for a command [THR2]. */
export const actionOf = ({ type }: ThreadCommand): Action => (type === 'hide' ? 'manage' : 'comment')

/** What goes to the log for a command; null when it is so already [THR3]. */
type Outcome = Result<ThreadEntry | null, ThreadFailure>

/**
 * Carries a command of `me` out on what the book says: what goes to the log, or why not. `isMember` tells whom a body
 * may mention. Pure.
 */
export const entryFor = (
  book: ThreadBook,
  me: string,
  command: ThreadCommand,
  isMember: (id: string) => boolean,
): Outcome => {
  if (command.type === 'begin') return begin(book, me, command, isMember)
  const thread = book.get(command.thread)
  if (thread === null) return fail('not-found')
  switch (command.type) {
    case 'comment':
      return comment(book, thread, me, command, isMember)
    case 'resolve':
      if ((thread.resolved !== null) === command.resolved) return ok(null)
      return ok({ type: 'thread-resolved', thread: thread.id, resolved: command.resolved })
    case 'anchor':
      if (thread.anchor === null || 'suggestion' in thread.anchor) return fail('not-in-text')
      if (JSON.stringify(thread.anchor) === JSON.stringify(command.anchor)) return ok(null)
      return ok({ type: 'thread-anchored', thread: thread.id, anchor: command.anchor })
    case 'edit':
    case 'delete':
    case 'hide': {
      const found = thread.comments.find(({ id }) => id === command.comment)
      if (found === undefined) return fail('not-found')
      if (command.type === 'hide') return hide(found, command)
      if (found.by !== me) return fail('forbidden')
      return command.type === 'edit' ? edit(book, found, command, isMember) : remove(found, command)
    }
    default:
      return assertNever(command)
  }
}

type Of<Type> = Extract<ThreadCommand, { readonly type: Type }>

const begin = (
  book: ThreadBook,
  me: string,
  { thread: id, anchor, body }: Of<'begin'>,
  isMember: (id: string) => boolean,
): Outcome => {
  const [first] = book.get(id)?.comments ?? []
  if (first !== undefined) return repeated(first, me, madeThread(anchor, body))
  if (book.size >= THREAD_LIMITS.threads) return fail('too-many-threads')
  const quote = anchor !== null && 'quote' in anchor ? anchor.quote.exact.length : 0
  if (isTooMuch(book, quote + body.length)) return fail('too-much')
  const mentions = mentionedIn(body).filter(isMember)
  return ok({ type: 'thread-begun', thread: id, anchor, body, mentions })
}

const comment = (
  book: ThreadBook,
  thread: Thread,
  me: string,
  { comment: id, body }: Of<'comment'>,
  isMember: (id: string) => boolean,
): Outcome => {
  const found = thread.comments.find((one) => one.id === id)
  if (found !== undefined && found.id !== firstComment(thread.id))
    return repeated(found, me, madeComment(body))
  if (book.threadOfComment(id) !== null) return fail('conflict')
  if (thread.comments.length >= THREAD_LIMITS.comments) return fail('too-many-comments')
  if (isTooMuch(book, body.length)) return fail('too-much')
  const mentions = mentionedIn(body).filter(isMember)
  return ok({ type: 'commented', thread: thread.id, comment: id, body, mentions })
}

/** With its author the same as then it is one; of a deleted one there is nothing left to compare. */
const repeated = ({ by, made }: ThreadComment, me: string, again: string): Outcome =>
  by === me && (made === again || made === '') ? ok(null) : fail('conflict')

const edit = (
  book: ThreadBook,
  { id, body: before }: ThreadComment,
  { thread, body }: Of<'edit'>,
  isMember: (id: string) => boolean,
): Outcome => {
  if (before === null) return fail('deleted')
  if (before === body) return ok(null)
  if (isTooMuch(book, body.length - before.length)) return fail('too-much')
  const mentions = mentionedIn(body).filter(isMember)
  return ok({ type: 'comment-edited', thread, comment: id, body, mentions })
}

const remove = ({ id, body }: ThreadComment, { thread }: Of<'delete'>): Outcome =>
  ok(body === null ? null : { type: 'comment-deleted', thread, comment: id })

const hide = (
  { id, body, hidden: before }: ThreadComment,
  { thread, hidden, reason }: Of<'hide'>,
): Outcome => {
  if (body === null) return fail('deleted')
  if (hidden ? before?.reason === reason : before === null) return ok(null)
  return ok({ type: 'comment-hidden', thread, comment: id, hidden, reason: hidden ? reason : '' })
}

const isTooMuch = (book: ThreadBook, more: number): boolean =>
  more > 0 && book.characters + more > THREAD_LIMITS.characters
