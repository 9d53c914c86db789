import type { Quote } from '../anchors/quote.ts'

/** The JSON of discussions over HTTP, as both sides see it (docs/API.md). Times are milliseconds since 1970. */

/** A place in the text. `start` and `end` are base64 of encoded Yjs relative positions on the root `content`. */
export interface ApiTextAnchor {
  readonly start: string
  readonly end: string
  /** The block in which the place begins; '' when it began in text that has none. */
  readonly bid: string
  /** With an empty `exact` the place is the block itself. */
  readonly quote: Quote
}

/**
 * What a thread is about: a place in the text, a suggestion, or the whole document. `renamed` (answers only): the ids
 * under which late work of that suggestion is pending, the latest last; the thread belongs to those as well.
 */
export type ApiThreadAnchor =
  ApiTextAnchor | { readonly suggestion: string; readonly renamed?: readonly string[] } | null

export interface ApiComment {
  readonly id: string
  /** Member id of the author. */
  readonly by: string
  readonly at: number
  /**
   * Plain text; a mention is `<@member id>`. Null when there is nothing to read any more: its author deleted it, or a
   * facilitator hid it (a facilitator and the author still read what is hidden).
   */
  readonly body: string | null
  /** When the author last changed it. */
  readonly editedAt: number | null
  readonly deleted?: true
  readonly hidden?: { readonly by: string; readonly at: number; readonly reason: string }
  /** Members mentioned in it, each once. */
  readonly mentions: readonly string[]
}

export interface ApiThread {
  readonly id: string
  readonly anchor: ApiThreadAnchor
  /** Who resolved it, and when; null while it is open. */
  readonly resolved: { readonly by: string; readonly at: number } | null
  /** In the order of receipt, never empty; the first began the thread. */
  readonly comments: readonly ApiComment[]
  /** The number of its last change in the document's log. */
  readonly seq: number
}

/**
 * Answer of `GET …/threads`, in the order in which they were begun. With `?after=<seq>` only those that changed after
 * that number. `seq` is the document's number at which this is true: the `after` of the next question.
 */
export interface ApiThreads {
  readonly threads: readonly ApiThread[]
  readonly seq: number
}

/** Body of `POST …/threads`: a thread with its first comment. Ids are the client's; the first comment's is `<id>.0`. */
export interface ApiBeginThread {
  readonly id: string
  readonly anchor: ApiThreadAnchor
  readonly body: string
}

/** Body of `POST …/threads/:t/comments`. */
export interface ApiAddComment {
  readonly id: string
  readonly body: string
}

/**
 * Answer of every command about a thread (201 when it began something, 200 when it changed something or was a repeat):
 * the thread as it stands, durable.
 */
export interface ApiThreadAnswer {
  readonly thread: ApiThread
}
