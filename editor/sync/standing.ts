import { isRole, type Role } from '#core/access/roles.ts'
import { isStage, readStageSet, type Stage, type StageSet } from '#core/access/stages.ts'
import type { Control } from '#core/protocol/control.ts'
import { readSectionLock, type SectionLock } from '#core/locks/section-lock.ts'
import { assertNever } from '#core/util/assert.ts'

/** What the server said about this member and this document, the newest word counting. */
export interface Standing {
  readonly member: string
  readonly role: Role
  readonly stage: Stage
  /** Who set it, when and why; null before the first change of stage. */
  readonly stageSet: StageSet | null
  readonly locks: readonly SectionLock[]
  readonly epoch: string
}

type ControlOf<Type extends Control['type']> = Extract<Control, { readonly type: Type }>

export const standingOf = (hello: ControlOf<'hello'>): Standing => ({
  member: hello.member,
  role: hello.role,
  stage: hello.stage,
  stageSet: hello.stageSet,
  locks: hello.locks,
  epoch: hello.epoch,
})

/** The standing after one of its parts became another; the rest stays. */
export const standingAfter = (
  standing: Standing,
  news: ControlOf<'role'> | ControlOf<'stage'> | ControlOf<'locks'>,
): Standing => {
  switch (news.type) {
    case 'role':
      return { ...standing, role: news.role }
    case 'stage':
      return { ...standing, stage: news.stage, stageSet: news.set }
    case 'locks':
      return { ...standing, locks: news.locks }
    default:
      return assertNever(news)
  }
}

/** Takes what a device kept for a standing; null for what another version kept, or nobody. */
export const readStanding = (kept: unknown): Standing | null => {
  if (typeof kept !== 'object' || kept === null) return null
  if (!('member' in kept) || !('role' in kept) || !('stage' in kept)) return null
  if (!('stageSet' in kept) || !('locks' in kept) || !('epoch' in kept)) return null
  const { member, role, stage, stageSet, locks, epoch } = kept
  if (typeof member !== 'string' || typeof epoch !== 'string' || !isRole(role) || !isStage(stage)) return null
  if (!Array.isArray(locks)) return null
  const read = locks.map(readSectionLock).filter((lock) => lock !== null)
  if (read.length < locks.length) return null
  return { member, role, stage, stageSet: readStageSet(stageSet), locks: read, epoch }
}
