import type { ApiComment, ApiThread } from '#core/protocol/api-threads.ts'
import type { ThreadFailure } from '../room/thread-commands.ts'
import type { Thread, ThreadComment } from '../room/thread.ts'
import { HttpError } from './http-error.ts'

/** For whom a thread is shown. */
export interface ThreadReader {
  readonly id: string
  /** May they read what a facilitator hid? Authors read their own in any case. */
  readonly seesHidden: boolean
}

const apiComment = (comment: ThreadComment, reader: ThreadReader): ApiComment => {
  const { id, by, at, body, editedAt, hidden, mentions } = comment
  const isReadable = hidden === null || reader.seesHidden || by === reader.id
  return {
    id,
    by,
    at,
    body: isReadable ? body : null,
    editedAt,
    ...(body === null ? { deleted: true as const } : {}),
    ...(hidden === null ? {} : { hidden }),
    mentions: isReadable ? mentions : [],
  }
}

/** A thread as `reader` may see it: of what is hidden from them there is who, when and why, and no word [THR7]. */
export const apiThread = (
  { id, anchor, resolved, comments, seq }: Thread,
  reader: ThreadReader,
): ApiThread => ({
  id,
  anchor,
  resolved,
  comments: comments.map((comment) => apiComment(comment, reader)),
  seq,
})

/** Why a room did not carry out a command, for the wire. */
export const threadError = (failure: ThreadFailure | 'unavailable'): HttpError => {
  switch (failure) {
    case 'unavailable':
    case 'forbidden':
    case 'not-found':
    case 'conflict':
      return new HttpError(failure)
    case 'deleted':
      return new HttpError('conflict', { key: 'comment-deleted' })
    case 'not-in-text':
      return new HttpError('conflict', { key: 'thread-not-in-text' })
    case 'unknown-suggestion':
      return new HttpError('not-found', { key: 'unknown-suggestion' })
    case 'bad-place':
      return new HttpError('bad-request', { key: 'bad-place' })
    case 'too-many-threads':
    case 'too-many-comments':
      return new HttpError('too-large', { key: failure })
    case 'too-much':
      return new HttpError('too-large', { key: 'too-much-discussion' })
  }
}
