import { isFields } from '../util/fields.ts'

/** Why a section is locked: its wording is agreed, or it is argued about and set apart until that is settled. */
export const LOCK_KINDS = ['settled', 'disputed'] as const
export type LockKind = (typeof LOCK_KINDS)[number]

export const isLockKind = (value: unknown): value is LockKind => LOCK_KINDS.some((kind) => kind === value)

/** A range of blocks, first to last by bid, in which nothing changes. */
export interface LockedRange {
  readonly id: string
  readonly from: string
  readonly to: string
}

/** A locked range, and what the interface says about it. */
export interface SectionLock extends LockedRange {
  readonly kind: LockKind
  /** Null when none was given. */
  readonly reason: string | null
  /** Member id of who locked it. */
  readonly by: string
  /** Milliseconds since 1970, by the server's clock. */
  readonly at: number
}

/** Takes parsed JSON for a lock, keeping the fields it names; null when it is none. */
export const readSectionLock = (value: unknown): SectionLock | null => {
  if (!isFields(value)) return null
  const { id, from, to, kind, reason, by, at } = value
  if (typeof id !== 'string' || typeof from !== 'string' || typeof to !== 'string') return null
  if (!isLockKind(kind) || typeof by !== 'string' || typeof at !== 'number') return null
  if (reason !== null && typeof reason !== 'string') return null
  return { id, from, to, kind, reason, by, at }
}
