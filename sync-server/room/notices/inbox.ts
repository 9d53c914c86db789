import type { Notice } from '#core/protocol/api-inbox.ts'
import type { LockedRange } from '#core/locks/section-lock.ts'

/** A notice on its way to a member. */
export interface NewNotice {
  readonly member: string
  /** The number of the log entry that it tells of. */
  readonly seq: number
  /** Receipt time of that entry, milliseconds since 1970. */
  readonly at: number
  /** Member id of who did it. */
  readonly by: string
  readonly notice: Notice
}

export interface StoredNotice extends Omit<NewNotice, 'member'> {
  /** Grows with each notice of its member. */
  readonly id: number
  readonly document: string
}

/** How far a document's log has been told. */
export interface FeedMark {
  /** The last entry that was looked at. */
  readonly seq: number
  /** The section locks as of that entry. */
  readonly locks: readonly LockedRange[]
}

export interface MemberInbox {
  /** Newest first. */
  readonly notices: readonly StoredNotice[]
  /** Everything up to this id is read. */
  readonly read: number
  /** The id of the newest notice that there ever was. */
  readonly last: number
}

/** So many notices of a member are kept, the newest. */
export const INBOX_SIZE = 500

/** Port: what members are told. Adapters share one contract suite (tests/contract). */
export interface Inbox {
  /** When this store first had inboxes: entries that came before are told to nobody. Milliseconds since 1970. */
  readonly since: number
  /** Null for a document of which nothing has been looked at yet. */
  mark(document: string): Promise<FeedMark | null>
  /**
   * Keeps the notices whose entry lies behind the document's mark, and sets the mark, in one durable act: what is
   * delivered again is told once [ACC602]. A mark never goes back. Resolves to the members who got something, each once.
   */
  deliver(document: string, mark: FeedMark, notices: readonly NewNotice[]): Promise<readonly string[]>
  list(member: string, which?: 'all' | 'unread'): Promise<MemberInbox>
  /** Never goes back, and never beyond the newest notice. */
  markRead(member: string, through: number): Promise<void>
  /** Everything that a member was told. */
  forgetMember(member: string): Promise<void>
  /** Everything that was told of a document, to anybody, and its mark. */
  forgetDocument(document: string): Promise<void>
}
