import type { Role } from '../access/roles.ts'
import type { Stage } from '../access/stages.ts'

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
  readonly stage: Stage
  readonly createdAt: number
  readonly updatedAt: number
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
  readonly stage: Stage
  readonly seq: number
  readonly blocks: readonly ApiTextBlock[]
}

/** Answer of `POST /api/documents/:d/import`. */
export interface ApiImported {
  readonly blocks: number
  readonly warnings: readonly ApiImportWarning[]
}

export interface ApiImportWarning {
  readonly code: string
  readonly count?: number
  readonly detail?: string
}

/** One entry of `GET /api/documents/:d/late`: work that was refused and kept. */
export interface ApiLateEntry {
  readonly id: string
  /** Member id of the author. */
  readonly by: string
  readonly at: number
  readonly reason: string
  /** What the author had written, as readable text. */
  readonly text: string
}
