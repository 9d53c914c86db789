import type { MailEvery } from '#core/protocol/api-inbox.ts'

export type MailLanguage = 'ar' | 'en' | 'fr'

/** Where a member wants mail, which nobody else is told. */
export interface MailRecord {
  readonly member: string
  readonly address: string
  readonly every: MailEvery
  readonly language: MailLanguage
  /** When its owner opened the link that was sent there; null before: then nothing else is sent. */
  readonly confirmedAt: number | null
  /** SHA-256, hex, of what that link holds, and until when it counts; null when there is none. */
  readonly confirm: { readonly hash: string; readonly until: number } | null
  /** The mail server of the address refused it for good. */
  readonly refused: boolean
  /** The notices up to this id have been mailed, or are on their way. */
  readonly through: number
  /** When the last digest was begun, or the address confirmed: the next comes a period later at the earliest. */
  readonly digestAt: number
}

/** Port: who wants mail. Adapters share one contract suite (tests/contract). */
export interface MailBook {
  get(member: string): Promise<MailRecord | null>
  /** Every record, in no order. */
  all(): Promise<readonly MailRecord[]>
  /**
   * Changes a record, whatever else changes it meanwhile; null: there is none, or there shall be none. What turned the
   * mail of a record off goes with it. Resolves to what is stored when it is durable.
   */
  change(member: string, change: (now: MailRecord | null) => MailRecord | null): Promise<MailRecord | null>
  /** Keeps the hash of what turns this member's mail off, and forgets those made before `keepFrom`. */
  addOff(member: string, hash: string, at: number, keepFrom: number): Promise<void>
  hasOff(member: string, hash: string): Promise<boolean>
}
