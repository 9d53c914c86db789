import type { ApiSince, ApiUnread } from '#core/protocol/api-since.ts'
import type { SeenMark } from '../store/seen-marks.ts'

/** Port: what is new in documents for a member. Each promise rejects with `unavailable` when reading or storing fails. */
export interface News {
  /** What others did after the entry `from`; without it after the member's mark, which is set where there is none yet. */
  since(document: string, member: string, from: number | null): Promise<ApiSince>
  /** Of those of `documents` that the member has seen before and in which others did something since. Opens none. */
  unread(member: string, documents: readonly string[]): Promise<readonly ApiUnread[]>
  /** Moves the member's mark forward to a durable entry; gives the one that stands. */
  markSeen(document: string, member: string, seq: number): Promise<SeenMark>
  /** Of a document that is no more. */
  forget(document: string): Promise<void>
}
