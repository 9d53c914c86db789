/** The JSON of the audit, as both sides see it (docs/API.md). Times are milliseconds since 1970. */

/** What an act of the audit can be: stable names, since the chain keeps them for ever. */
export const AUDIT_ACTS = [
  'group-created',
  'group-renamed',
  'setting-changed',
  'invited',
  'invitation-revoked',
  'joined',
  'device-link-made',
  'device-added',
  'role-changed',
  'member-renamed',
  'member-left',
  'member-removed',
  'document-created',
  'document-renamed',
  'document-setting-changed',
  'document-trashed',
  'document-untrashed',
  'document-erased',
  'version-named',
  'restored',
  'stage-set',
  'finalised',
  'locked',
  'unlocked',
  'decided',
  'decision-undone',
  'late-restored',
  'late-dismissed',
  'comment-deleted',
  'comment-hidden',
  'comment-shown',
  'exported',
  'audit-downloaded',
  'backup-restored',
  'metadata-restored',
  'chain-mismatch',
] as const
export type AuditActName = (typeof AUDIT_ACTS)[number]

export type AuditDetails = Readonly<Record<string, string | number | null>>

/** One entry of a group's chain. */
export interface ApiAuditEntry {
  /** Whose chain it is: part of what is hashed, so that no entry passes for one of another group. */
  readonly group: string
  /** 1, 2, 3 … without a gap per group. */
  readonly number: number
  readonly at: number
  /** Member id of who did it; `server` for the server itself. */
  readonly by: string
  /** What was done: one of {@link AUDIT_ACTS}, or a name of a newer version. */
  readonly act: string
  /** The document it was done to; null for the group itself. */
  readonly document: string | null
  /** What more there is to say, flat: role, stage, reason and the like. Never text of a document, a name, an address. */
  readonly details: AuditDetails
  /** Hexadecimal SHA-256 of the entry before, 64 zeros for the first, and of this one [AUD1]. */
  readonly previous: string
  readonly hash: string
}

export interface ApiAuditHead {
  readonly number: number
  readonly hash: string
}

/** Answer of `GET /api/groups/:g/audit?before=&limit=&act=&by=&member=&document=&from=&to=`: newest first. */
export interface ApiAudit {
  readonly entries: readonly ApiAuditEntry[]
  /**
   * The `before` of the next page; null when there is none. With a filter a page may hold fewer entries than were
   * asked for, even none, and yet have a next one: only so many entries are looked through at once.
   */
  readonly next: number | null
  /** Number and hash of the chain's last entry; null for an empty chain. */
  readonly head: ApiAuditHead | null
}
