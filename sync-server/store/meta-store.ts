import type { Role } from '#core/access/roles.ts'
import type { Stage } from '#core/access/stages.ts'
import type { DocumentDigits } from '#core/schema/numbering.ts'
import type { DocumentLanguage } from '#core/text/language.ts'
import type { AuditAct, AuditHead } from '../audit/audit-chain.ts'

/** What the server knows beside the texts. Small: rewritten as a whole on each change (lowdb). */
export interface Meta {
  readonly version: 1
  readonly groups: Readonly<Record<string, Group>>
  readonly members: Readonly<Record<string, Member>>
  readonly invitations: Readonly<Record<string, Invitation>>
  readonly documents: Readonly<Record<string, DocumentMeta>>
  readonly audit?: AuditOutbox
  /**
   * Documents whose stage is being changed: until that is over, its copy here may lag behind the log. Missing: of no
   * document was it ever noted, so that any copy may.
   */
  readonly stageChanges?: readonly string[]
}

/** Acts on the metadata that wait for the audit, written in the change that they record [AUD4]. */
export interface AuditOutbox {
  /** The number of the next act. */
  readonly next: number
  readonly waiting: readonly WaitingAct[]
  /** Where the chain of each group ended lately: a second place, so that a cut of the chain shows [AUD3]. */
  readonly heads: Readonly<Record<string, AuditHead>>
}

export interface WaitingAct {
  readonly seq: number
  readonly act: AuditAct
}

export interface Group {
  readonly id: string
  readonly name: string
  readonly createdAt: number
  /** May a viewer see names of authors and open suggestions? Off unless the group says so. */
  readonly viewersSeeAuthors: boolean
  /** May mail hold names, titles and short quotes? Missing is no: it leaves the server. */
  readonly mailMayQuote?: boolean
  /** May files hold names of authors? Missing is no: they leave the group. */
  readonly filesMayName?: boolean
}

/** A person in one group. */
export interface Member {
  readonly id: string
  readonly group: string
  readonly name: string
  /** The name after folding: unique in its group. */
  readonly foldedName: string
  readonly role: Role
  /** 0–11: given at joining, the one that the fewest present members have. */
  readonly color: number
  readonly joinedAt: number
  readonly removedAt: number | null
}

export interface Invitation {
  readonly id: string
  readonly group: string
  readonly role: Role
  /** SHA-256 of the token, hex. The token itself is shown once and never stored. */
  readonly tokenHash: string
  /** A device link makes no member: it adds a device to this one. */
  readonly member: string | null
  readonly usesLeft: number
  readonly expiresAt: number | null
  readonly createdAt: number
  readonly createdBy: string
  readonly revokedAt: number | null
  /** Of joins by devices that gave a key, those of the last day: missing is none [ACC120]. */
  readonly answered?: readonly JoinAnswer[]
}

/** That a device was let in, so that it is let in again when it did not hear of it. */
export interface JoinAnswer {
  /** SHA-256 over token and key of the device, hex. */
  readonly keyHash: string
  readonly member: string
  /** Makes, with token and key, the secret of its session; says nothing without them. */
  readonly salt: string
  readonly at: number
}

export interface DocumentMeta {
  readonly id: string
  readonly group: string
  readonly title: string
  /** A copy, so that ten thousand documents are listed without opening one; the log's stage entry is the law. */
  readonly stage: Stage
  readonly createdAt: number
  /** The last change of the text, a copy written now and then, hence possibly a minute old after a crash. */
  readonly updatedAt: number
  readonly createdBy: string
  readonly trashedAt: number | null
  /** Of its own numbers; missing is `latn`. */
  readonly digits?: DocumentDigits
  /** Of the text; missing is Arabic. */
  readonly language?: DocumentLanguage
}

/**
 * Port: the metadata. `read` is synchronous and returns an immutable value; `transact` applies a pure change and
 * resolves when it is durable. Two transactions never interleave; a failed write leaves memory and file as before.
 */
export interface MetaStore {
  read(): Meta
  transact<T>(change: (meta: Meta) => { readonly meta: Meta; readonly result: T }): Promise<T>
}
