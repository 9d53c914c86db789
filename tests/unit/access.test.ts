import { describe, expect, it } from 'vitest'
import { ACTIONS, permits, type Action } from '#core/access/permits.ts'
import { isRole, ROLES, type Role } from '#core/access/roles.ts'
import { isStage, STAGES, type Stage } from '#core/access/stages.ts'

const WHAT_ALL_DO = ['read', 'follow'] as const

/** The table of the product, row by row, as it is written there. */
const TABLE: readonly (readonly [Role, Stage, readonly Action[]])[] = [
  ['facilitator', 'drafting', ['write', 'suggest', 'withdraw', 'decide', 'comment', 'manage']],
  ['facilitator', 'suggesting', ['write', 'suggest', 'withdraw', 'decide', 'comment', 'manage']],
  ['facilitator', 'commenting', ['withdraw', 'decide', 'comment', 'manage']],
  ['facilitator', 'final', ['manage']],
  ['editor', 'drafting', ['write', 'suggest', 'withdraw', 'decide', 'comment', 'name-version', 'describe']],
  ['editor', 'suggesting', ['suggest', 'withdraw', 'comment', 'name-version']],
  ['editor', 'commenting', ['withdraw', 'comment']],
  ['editor', 'final', []],
  ['suggester', 'drafting', ['suggest', 'withdraw', 'comment']],
  ['suggester', 'suggesting', ['suggest', 'withdraw', 'comment']],
  ['suggester', 'commenting', ['withdraw', 'comment']],
  ['suggester', 'final', []],
  ['commenter', 'drafting', ['comment']],
  ['commenter', 'suggesting', ['comment']],
  ['commenter', 'commenting', ['comment']],
  ['commenter', 'final', []],
]

/** `manage` covers naming versions and the text itself; the part of it that `final` leaves has a name of its own. */
const impliedBy = (actions: readonly Action[], stage: Stage): Action[] => {
  if (!actions.includes('manage')) return []
  return stage === 'final' ? ['leave-final'] : ['leave-final', 'name-version', 'describe']
}

describe('access', () => {
  it.each(TABLE)('[ACC1] lets a %s in %s do what the table says and nothing else', (role, stage, actions) => {
    const allowed = new Set<Action>([...WHAT_ALL_DO, ...actions, ...impliedBy(actions, stage)])
    for (const action of ACTIONS)
      expect([action, permits(role, stage, action)]).toEqual([action, allowed.has(action)])
  })

  it.each([...STAGES])('[ACC1] lets a viewer in %s read the clean text and nothing else', (stage) => {
    expect(ACTIONS.filter((action) => permits('viewer', stage, action))).toEqual(['read'])
  })

  it('[ACC1] knows its roles and stages', () => {
    expect(ROLES.every(isRole) && STAGES.every(isStage)).toBe(true)
    for (const value of ['admin', '', null, 3, '__proto__']) {
      expect(isRole(value)).toBe(false)
      expect(isStage(value)).toBe(false)
    }
  })
})
