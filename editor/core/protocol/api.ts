import type { Role } from '../access/roles.ts'
import type { Stage } from '../access/stages.ts'
import type { DocumentDigits } from '../schema/numbering.ts'
import type { DocumentLanguage } from '../text/language.ts'
import type { DecidedWords, DecisionReason, DecisionVerdict } from './decision.ts'

/** The JSON that goes over HTTP, as both sides see it (docs/API.md). Times are milliseconds since 1970. */

export interface ApiError {
  readonly error: { readonly code: ApiErrorCode; readonly message: string }
}

/** Stable names: the interface turns them into sentences, other programs may rely on them. */
export type ApiErrorCode =
  | 'bad-request'
  | 'not-signed-in'
  | 'forbidden'
  | 'not-found'
  | 'invitation-gone'
  | 'name-taken'
  | 'last-facilitator'
  | 'not-empty'
  | 'too-large'
  | 'unreadable-file'
  | 'too-many-requests'
  | 'unavailable'
  | 'foreign-origin'
  | 'conflict'
  | 'locked'
  | 'built-on'
  | 'not-ready'
  | 'internal'

export interface ApiMember {
  readonly id: string
  readonly group: string
  readonly name: string
  readonly role: Role
  /** 0–11: an index into the palette of carets and avatars, stable per member. */
  readonly color: number
  readonly removed?: true
}

export interface ApiGroup {
  readonly id: string
  readonly name: string
  /** May files hold names of authors? Left out: no. */
  readonly filesMayName?: true
}

/** Answer of `POST /api/join` (201). */
export interface ApiJoined {
  readonly member: ApiMember
  readonly group: ApiGroup
}

/** Answer of `GET /api/session`: one entry for each group this device belongs to; none without a session. */
export interface ApiSession {
  readonly memberships: readonly ApiJoined[]
  /** May this person create groups (a facilitator of the server's first group)? */
  readonly mayCreateGroups: boolean
}

/** Answer of `POST /api/join/look {token}`: what a link is for, before anybody uses it. */
export interface ApiInvitationLook {
  readonly group: ApiGroup
  readonly role: Role
  /** For a device link the name of the member whose device it adds: no name is asked for. */
  readonly device: string | null
  /** Who this device is in the group already. */
  readonly already: ApiMember | null
}

export interface ApiInvitation {
  readonly id: string
  readonly role: Role
  readonly usesLeft: number
  readonly expiresAt: number | null
  readonly createdAt: number
  readonly revoked: boolean
}

/** Answer of `POST …/invitations` and `POST /api/session/device-link` (201): the token is shown once, in the fragment of `url`. */
export interface ApiNewInvitation {
  readonly id: string
  readonly url: string
  readonly token: string
  readonly role: Role
  readonly expiresAt: number | null
}

export interface ApiDocument {
  readonly id: string
  readonly group: string
  readonly title: string
  /** Of the text; its direction follows from it. */
  readonly language: DocumentLanguage
  readonly stage: Stage
  readonly createdAt: number
  readonly updatedAt: number
  /** Of its own numbers: of lists, and of days and pages in its files. */
  readonly digits: DocumentDigits
  readonly trashed?: true
}

/** One block of the clean text: what viewers, weak phones and a projector read. */
export interface ApiTextBlock {
  readonly bid: string
  readonly kind: 'paragraph' | 'heading' | 'item' | 'quote'
  readonly level: 1 | 2 | 3 | null
  readonly list: 'ordered' | 'bullet' | null
  /** The number an ordered item bears, counted by the server. */
  readonly number: number | null
  readonly indent: number
  readonly dir: 'rtl' | 'ltr' | null
  readonly align: 'start' | 'center' | 'end' | 'justify' | null
  readonly runs: readonly ApiTextRun[]
}

export interface ApiTextRun {
  readonly text: string
  readonly bold?: true
  readonly italic?: true
  readonly underline?: true
  readonly link?: string
}

/** Answer of `GET /api/documents/:d/text`; the ETag is the sequence number. */
export interface ApiText {
  readonly id: string
  readonly title: string
  readonly language: DocumentLanguage
  readonly digits: DocumentDigits
  readonly stage: Stage
  readonly seq: number
  readonly blocks: readonly ApiTextBlock[]
}

/** Answer of `POST /api/documents/:d/import`. */
export interface ApiImported {
  readonly blocks: number
  readonly warnings: readonly ApiImportWarning[]
}

/** Answer of `POST /api/groups/:g/documents/import`. */
export interface ApiImportedDocument extends ApiImported {
  readonly document: ApiDocument
}

/** Answer of `POST /api/documents/:d/read`: what the file says, which is in no document. */
export interface ApiReadFile {
  /** ProseMirror JSON of the schema, without suggestions and ids of blocks. */
  readonly doc: unknown
  readonly warnings: readonly ApiImportWarning[]
}

export interface ApiImportWarning {
  readonly code: string
  readonly count?: number
  readonly detail?: string
}

/**
 * Answer of `GET` and `PUT /api/documents/:d/seen`: up to which number of the log the asker has seen the document, and
 * when they said so; nulls before they ever did.
 */
export interface ApiSeen {
  readonly seq: number | null
  readonly at: number | null
}

/** Work that was refused and kept. */
export interface ApiLateEntry {
  readonly id: string
  /** Member id of the author. */
  readonly by: string
  readonly at: number
  readonly reason: string
  /** What the author had written, as readable text. */
  readonly text: string
  /** It is in the text again as suggestions, or was: its author's page brought it back, or a facilitator. */
  readonly returned: boolean
}

/** Refused work that somebody let go: `id` is that of its entry, which is gone. */
export interface LateDismissal {
  readonly id: string
  /** Member id of who let it go. */
  readonly by: string
  readonly at: number
  readonly reason: string
}

/** Answer of `GET /api/documents/:d/late`: the asker's own, all for facilitators. */
export interface ApiLate {
  readonly late: readonly ApiLateEntry[]
  /** What was let go, in that order, the newest 500 of the document. */
  readonly dismissed: readonly (LateDismissal & { readonly author: string })[]
}

/** Answer of `POST /api/documents/:d/late/:id/restore`. */
export interface ApiRestored {
  readonly seq: number
  /** Ids of the suggestions that it came back as. */
  readonly suggestions: readonly string[]
  readonly unplaced: readonly ApiUnplaced[]
}

/** A piece that found no place: its section is locked, or the text around it is gone. */
export interface ApiUnplaced {
  readonly why: 'locked' | 'gone'
  /** What was written. */
  readonly words: string
  /** What was to go. */
  readonly gone: string
}

/** Body of `POST /api/documents/:d/decisions`: one act, undone in one. No suggestion twice, at most 5,000. */
export interface ApiDecide {
  /** Made by the client: sent again after a broken connection it is carried out once. */
  readonly id: string
  readonly decisions: readonly { readonly suggestion: string; readonly verdict: DecisionVerdict }[]
}

/**
 * - `decided`: by this act.
 * - `already`: somebody was first; see the other fields.
 * - `undone`: by this act, which came before, and it has been taken back since.
 * - `not-yours`: only its author may withdraw it.
 * - `locked`: a part of it lies in a locked section.
 * - `unknown`: it stands nowhere in the text.
 */
export type ApiDecisionOutcome = 'decided' | 'already' | 'undone' | 'not-yours' | 'locked' | 'unknown'

export interface ApiDecisionResult {
  readonly suggestion: string
  readonly outcome: ApiDecisionOutcome
  /** How it stands decided, with `decided` and `already`. */
  readonly as?: {
    readonly decision: string
    readonly verdict: DecisionVerdict
    readonly reason: DecisionReason
    /** Member id of who decided. */
    readonly by: string
    readonly at: number
  }
}

/** Answer of `POST …/decisions`: everything in it is durable. */
export interface ApiDecided {
  readonly decision: string
  readonly seq: number
  readonly results: readonly ApiDecisionResult[]
}

/** Body of `POST …/decisions/:id/undo`: all of a decision, or these suggestions and what hangs together with them. */
export interface ApiUndoDecision {
  readonly id: string
  readonly suggestions?: readonly string[]
}

/** Answer of `POST …/decisions/:id/undo`: what is pending again. */
export interface ApiUndone {
  readonly decision: string
  readonly seq: number
  readonly suggestions: readonly string[]
}

export interface ApiDecision {
  readonly id: string
  readonly seq: number
  readonly by: string
  readonly at: number
  readonly suggestions: readonly {
    readonly id: string
    readonly author: string
    readonly verdict: DecisionVerdict
    readonly reason: DecisionReason
    /** What it said, where somebody decided about it. */
    readonly words?: DecidedWords
    /** It was taken back. */
    readonly undone?: true
  }[]
  /** Can it be undone where nothing was built on it? */
  readonly undoable: boolean
}

/** Answer of `GET …/decisions?after=&limit=`: newest first; `next` is the `after` of the next page. */
export interface ApiDecisions {
  readonly decisions: readonly ApiDecision[]
  readonly next: number | null
}
