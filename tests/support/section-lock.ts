import type { LockedRange, SectionLock } from '#core/locks/section-lock.ts'
import type { Room } from '../../sync-server/room/room.ts'

/** Locks a section as the member `f`, who has to be a facilitator; resolves when it is durable. */
export const lockSection = async (room: Room, range: LockedRange): Promise<SectionLock> => {
  const locked = await room.sectionLocks.lock('f', { ...range, kind: 'settled' })
  if (!locked.ok) throw new Error(`not locked: ${locked.error}`)
  return locked.value.lock
}
