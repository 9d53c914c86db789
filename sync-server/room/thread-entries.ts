import type { ApiTextAnchor, ApiThreadAnchor } from '#core/protocol/api-threads.ts'
import { type Fields, isFields } from '#core/util/fields.ts'

/**
 * What the log keeps about discussions; who and when stand on the log entry, its number is the thread's [THR1].
 * `mentions` are the members of the group whom the body names, at that time.
 */
export type ThreadEntry =
  | {
      readonly type: 'thread-begun'
      readonly thread: string
      readonly anchor: ApiThreadAnchor
      readonly body: string
      readonly mentions: readonly string[]
      readonly imported?: ImportedFrom
    }
  | (CommentText<'commented'> & { readonly imported?: ImportedFrom })
  | CommentText<'comment-edited'>
  | { readonly type: 'comment-deleted'; readonly thread: string; readonly comment: string }
  | { readonly type: 'thread-resolved'; readonly thread: string; readonly resolved: boolean }
  | { readonly type: 'thread-anchored'; readonly thread: string; readonly anchor: ApiTextAnchor }
  /** By a facilitator: this entry is the record of who hid it, when and why. */
  | {
      readonly type: 'comment-hidden'
      readonly thread: string
      readonly comment: string
      readonly hidden: boolean
      readonly reason: string
    }

/**
 * It came with a file: who wrote it, and when, by the file. The entry's own author is who imported, its time that of the
 * import [DOC614].
 */
export interface ImportedFrom {
  readonly by: string
  readonly at: number
}

interface CommentText<Type> {
  readonly type: Type
  readonly thread: string
  readonly comment: string
  readonly body: string
  readonly mentions: readonly string[]
}

export const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')

const readTextAnchor = (value: Fields): ApiTextAnchor | null => {
  const { start, end, bid, quote } = value
  if (typeof start !== 'string' || typeof end !== 'string' || typeof bid !== 'string' || !isFields(quote))
    return null
  const { exact, prefix, suffix } = quote
  if (typeof exact !== 'string' || typeof prefix !== 'string' || typeof suffix !== 'string') return null
  return { start, end, bid, quote: { exact, prefix, suffix } }
}

/** Undefined when it is no anchor; null is one: the whole document. */
export const readAnchor = (value: unknown): ApiThreadAnchor | undefined => {
  if (value === null) return null
  if (!isFields(value)) return undefined
  const { suggestion, renamed } = value
  if (typeof suggestion !== 'string') return readTextAnchor(value) ?? undefined
  return isTexts(renamed) ? { suggestion, renamed } : { suggestion }
}

const readCommentText = <Type extends 'commented' | 'comment-edited'>(
  type: Type,
  thread: string,
  { comment, body, mentions }: Fields,
): CommentText<Type> | null => {
  if (typeof comment !== 'string' || typeof body !== 'string' || !isTexts(mentions)) return null
  return { type, thread, comment, body, mentions }
}

const readImported = (value: Fields): { readonly imported?: ImportedFrom } => {
  const { imported } = value
  if (!isFields(imported)) return {}
  const { by, at } = imported
  return typeof by === 'string' && typeof at === 'number' ? { imported: { by, at } } : {}
}

/** Takes the JSON of a log entry for an entry about discussions; null when it is none. */
export const readThreadEntry = (value: unknown): ThreadEntry | null => {
  if (!isFields(value) || typeof value['thread'] !== 'string') return null
  const { type, thread, comment, body, mentions, resolved, hidden, reason } = value
  switch (type) {
    case 'thread-begun': {
      const anchor = readAnchor(value['anchor'])
      if (anchor === undefined || typeof body !== 'string' || !isTexts(mentions)) return null
      return { type, thread, anchor, body, mentions, ...readImported(value) }
    }
    case 'commented': {
      const read = readCommentText(type, thread, value)
      return read === null ? null : { ...read, ...readImported(value) }
    }
    case 'comment-edited':
      return readCommentText(type, thread, value)
    case 'comment-deleted':
      return typeof comment === 'string' ? { type, thread, comment } : null
    case 'thread-resolved':
      return typeof resolved === 'boolean' ? { type, thread, resolved } : null
    case 'thread-anchored': {
      const anchor = isFields(value['anchor']) ? readTextAnchor(value['anchor']) : null
      return anchor === null ? null : { type, thread, anchor }
    }
    case 'comment-hidden':
      if (typeof comment !== 'string' || typeof hidden !== 'boolean' || typeof reason !== 'string')
        return null
      return { type, thread, comment, hidden, reason }
    default:
      return null
  }
}
