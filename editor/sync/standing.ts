import type { Role } from '#core/access/roles.ts'
import type { Stage, StageSet } from '#core/access/stages.ts'
import type { Control } from '#core/protocol/control.ts'
import type { SectionLock } from '#core/locks/section-lock.ts'
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
