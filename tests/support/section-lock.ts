import type { LockedRange, SectionLock } from '#core/locks/section-lock.ts'

/** A whole lock for a test to which only its range matters. */
export const sectionLock = (range: LockedRange): SectionLock => ({
  ...range,
  kind: 'settled',
  reason: null,
  by: 'facilitator',
  at: 0,
})
