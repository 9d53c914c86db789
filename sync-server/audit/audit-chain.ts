import type { ApiAuditEntry, ApiAuditHead, AuditActName, AuditDetails } from '#core/protocol/api-audit.ts'

export type AuditEntry = ApiAuditEntry

/** Number and hash of a chain's last entry: what a certificate prints. */
export type AuditHead = ApiAuditHead

/** Something that was done, on its way to the chain of its group. */
export interface AuditAct {
  readonly group: string
  /** Milliseconds since 1970. */
  readonly at: number
  /** Member id, or `server`. */
  readonly by: string
  readonly act: AuditActName
  readonly document: string | null
  /** Ids, roles, stages, counts and reasons: no names, no text of a document, no address, no secret [AUD6]. */
  readonly details: AuditDetails
}

/**
 * Where an act was recorded first, and under which number there: what comes from there again is kept once. Null for
 * an act that is recorded in the chain alone.
 */
export interface ActSource {
  /** A document's id, or {@link OUTBOX}. */
  readonly name: string
  readonly seq: number
}

export interface SourcedAct {
  readonly act: AuditAct
  readonly source: ActSource | null
}

/** The outbox in the metadata as a source: no id of a document looks like this. */
export const OUTBOX = '#outbox'

export interface AuditDelivery {
  readonly acts: readonly SourcedAct[]
  /** Source → up to which number everything of it has been looked at. */
  readonly marks: ReadonlyMap<string, number>
}

/**
 * Port: the chain of every group. Adapters share one contract suite (tests/contract). An entry is never changed and
 * never taken away.
 */
export interface AuditChain {
  /**
   * Appends in order, each act to its group's chain, and sets the marks, in one durable act; an act that does not lie
   * beyond its source's mark is left out [AUD4]. A mark never goes back. Resolves to the new heads of the groups that
   * got something. When it rejects, nothing is said: deliver again.
   */
  append(delivery: AuditDelivery): Promise<ReadonlyMap<string, AuditHead>>
  marks(): Promise<ReadonlyMap<string, number>>
  heads(): Promise<ReadonlyMap<string, AuditHead>>
  /** Entries with from ≤ number ≤ to, in order, each checked against its own hash; rejects where one is damaged. */
  read(group: string, from: number, to: number): Promise<readonly AuditEntry[]>
  /** Forgets the mark of a source that is no more. The entries stay. */
  forgetSource(name: string): Promise<void>
}
