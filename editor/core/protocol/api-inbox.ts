import type { Stage } from '../access/stages.ts'

/** The JSON of notices over HTTP, as both sides see it (docs/API.md). Times are milliseconds since 1970. */

/** What happened that concerns a member. None of them holds text of the document. */
export type Notice =
  /** A comment names the member. */
  | { readonly type: 'mention'; readonly thread: string; readonly comment: string }
  /** A comment in a discussion that the member takes part in. */
  | { readonly type: 'reply'; readonly thread: string; readonly comment: string }
  /**
   * One act decided so many of the member's suggestions; `suggestion` is the first of them. Rejected counts those that
   * went with another one or were deleted, too.
   */
  | {
      readonly type: 'decided'
      readonly accepted: number
      readonly rejected: number
      readonly suggestion: string
    }
  /** A decision was taken back: so many of the member's suggestions are open again. */
  | { readonly type: 'reopened'; readonly suggestions: number; readonly suggestion: string }
  | { readonly type: 'stage'; readonly stage: Stage }
  /** A section was locked in which so many open suggestions of the member stand. */
  | { readonly type: 'locked'; readonly suggestions: number; readonly suggestion: string }

export interface ApiNotice {
  /** 1, 2, 3 … for each member, in the order in which they came; some may be missing. */
  readonly id: number
  readonly at: number
  /** Member id of who did it, and their name now. */
  readonly by: string
  readonly name: string
  readonly document: string
  /** The document's title now. */
  readonly title: string
  readonly read: boolean
  readonly notice: Notice
}

/** Answer of `GET /api/groups/:g/inbox[?before=&limit=]`: newest first; `next` is the `before` of the next page. */
export interface ApiInbox {
  readonly entries: readonly ApiNotice[]
  readonly next: number | null
  readonly unread: number
}

/** Answer of `PUT /api/groups/:g/inbox/read {through}`: everything up to that id is read. */
export interface ApiReadThrough {
  readonly unread: number
}

export const MAIL_EVERY = ['hour', 'day'] as const
/** How often a digest may come at most. */
export type MailEvery = (typeof MAIL_EVERY)[number]

/** Answer of `GET` and `PUT /api/groups/:g/members/me/mail`: for its owner alone. */
export interface ApiMailSettings {
  /** Has the operator set up mail? */
  readonly offered: boolean
  readonly address: string | null
  readonly every: MailEvery
  /** `unconfirmed`: a link has been sent there and not been opened; nothing else is sent. */
  readonly state: 'off' | 'unconfirmed' | 'confirmed'
  /** The mail server of the address refused it: nothing more is sent there. */
  readonly refused: boolean
  /** May mail of this group hold names, titles and short quotes? */
  readonly mayQuote: boolean
}

/** Body of `PUT /api/groups/:g/members/me/mail`. */
export interface ApiMailWish {
  readonly address: string | null
  readonly every: MailEvery
  /** The language of the mail; Arabic when none is said. */
  readonly language?: 'ar' | 'en' | 'fr'
  /** Send the link again to an address that is not confirmed. */
  readonly again?: boolean
}
