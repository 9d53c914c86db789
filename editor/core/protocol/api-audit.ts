/** The JSON of the audit, as both sides see it (docs/API.md). Times are milliseconds since 1970. */

/** One entry of a group's chain. */
export interface ApiAuditEntry {
  /** 1, 2, 3 … without a gap per group. */
  readonly number: number
  readonly at: number
  /** Member id of who did it; `server` for the server itself. */
  readonly by: string
  /** What was done: a stable name such as `joined`, `role-changed`, `stage-set`, `locked`, `restored`. */
  readonly act: string
  /** The document it was done to; null for the group itself. */
  readonly document: string | null
  /** What more there is to say, flat: role, stage, reason, name and the like. Never text of a document, never an address. */
  readonly details: Readonly<Record<string, string | number | null>>
  /** Hexadecimal SHA-256 of the entry before, and of this one (docs/SPEC.md says over which bytes). */
  readonly previous: string
  readonly hash: string
}

/** Answer of `GET /api/groups/:g/audit?before=&limit=&act=&by=&document=`: newest first. */
export interface ApiAudit {
  readonly entries: readonly ApiAuditEntry[]
  /** The `before` of the next page; null when there is none. */
  readonly next: number | null
  /** Number and hash of the chain's last entry; null for an empty chain. */
  readonly head: { readonly number: number; readonly hash: string } | null
}
