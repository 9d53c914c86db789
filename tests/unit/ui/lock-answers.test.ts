import { describe, expect, it } from 'vitest'
import { ROLES } from '#core/access/roles.ts'
import { STAGES } from '#core/access/stages.ts'
import { permits } from '#core/access/permits.ts'
import type { LockRefusal } from '../../../editor/extensions/locks/section-locks.ts'
import { afterRefusal, wordsOf, type Answer } from '../../../editor/ui/locks/refusals.ts'
import { actsOf } from '../../../editor/ui/stages/what-you-may.ts'

const refusal = (words: string, rest: Partial<LockRefusal> = {}): LockRefusal => ({
  lock: 'l1',
  how: 'write',
  words,
  composition: null,
  ...rest,
})

const answers = (refusals: readonly LockRefusal[]): Answer | null =>
  refusals.reduce<Answer | null>((before, one) => afterRefusal(before, one), null)

const words = (...refusals: LockRefusal[]): string => {
  const answer = answers(refusals)
  return answer === null ? '' : wordsOf(answer)
}

describe('answers to keys under a lock', () => {
  it('[UI651] keeps letters in the order in which they were typed, and counts every key', () => {
    const typed = [refusal('س'), refusal('ل'), refusal(''), refusal('ام')]
    expect(words(...typed)).toBe('سلام')
    expect(answers(typed)?.count).toBe(4)
  })

  it('[UI651] counts what is composed once, and the next composition behind it', () => {
    const first = { composition: 1 }
    const next = { composition: 2 }
    expect(
      words(
        refusal('ك', first),
        refusal('كل', first),
        refusal('كلمة', first),
        refusal(' ', {}),
        refusal('أ', next),
      ),
    ).toBe('كلمة أ')
  })

  it('[UI651] keeps no letters of a paste, of undo, or of another lock', () => {
    expect(words(refusal('س'), refusal('ملصق', { how: 'paste' }), refusal('', { how: 'undo' }))).toBe('س')
    expect(words(refusal('س'), refusal('ل', { lock: 'l2' }))).toBe('ل')
  })
})

describe('what one may do', () => {
  it('[UI653] is what the table permits, for every role and stage', () => {
    for (const role of ROLES)
      for (const stage of STAGES) {
        const acts = actsOf(role, stage)
        expect(acts.every((act) => permits(role, stage, act))).toBe(true)
        for (const act of ['write', 'suggest', 'withdraw', 'decide', 'comment', 'manage'] as const)
          expect(acts.includes(act)).toBe(permits(role, stage, act))
      }
    expect(actsOf('viewer', 'drafting')).toEqual(['read'])
    expect(actsOf('facilitator', 'final')).toEqual(['manage', 'leave-final'])
  })
})
