import type { LockKind, SectionLock } from '../locks/section-lock.ts'

/** The JSON of section locks over HTTP, as both sides see it (docs/API.md). Times are milliseconds since 1970. */

/** Answer of `GET /api/documents/:d/locks`: all that hold, in the order in which they were set. */
export interface ApiLocks {
  readonly locks: readonly SectionLock[]
  /** The document's number at which this is true. */
  readonly seq: number
}

/** Body of `POST …/locks`. The id is the client's: a repeat is a no-op. */
export interface ApiLockSection {
  readonly id: string
  /** Bids of the first and the last block, in whichever order; both stand in the text. */
  readonly from: string
  readonly to: string
  readonly kind: LockKind
  readonly reason?: string
}

/** Answer of `POST …/locks` (201, for a repeat 200): durable. */
export interface ApiLocked {
  readonly lock: SectionLock
  readonly seq: number
}

/** Body of `DELETE …/locks/:l`. */
export interface ApiUnlockSection {
  readonly reason?: string
}

/** Answer of `DELETE …/locks/:l` (200): durable. */
export interface ApiUnlocked {
  readonly seq: number
}
