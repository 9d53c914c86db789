import { describe, expect, it } from 'vitest'
import { RestoringCohort } from '../support/cohort/restoring-cohort.ts'
import type { RestoringOutcome } from '../support/cohort/restoring-outcome.ts'
import type { Doubt } from '../support/cohort/word-bounds.ts'
import { seeds } from '../support/seeded-random.ts'

const LENGTH = 120
const SEEDS = seeds(30, 1_000)
/** Sessions in which a repair met what another repair had just taken away or divided, or an undo what it had carried. */
const MENDED = [126, 169, 407, 495, 543, 888, 915]

const DOUBTS = [
  'rewritten',
  'unaware',
  'contended',
  'carried',
  'mixed',
  'refused',
] as const satisfies readonly Doubt[]

const sum = (outcomes: readonly RestoringOutcome[], of: Exclude<keyof RestoringOutcome, 'doubts'>): number =>
  outcomes.reduce((all, outcome) => all + outcome[of], 0)

describe('a restore against old tabs and people who are away', () => {
  const outcomes: RestoringOutcome[] = []

  it.each([...new Set([...SEEDS, ...MENDED])])(
    '[DOC540] [DOC541] [DOC542] [DOC544] [UI540] brings nothing back that it took, doubles nothing that it brought (seed %i)',
    async (seed) => {
      outcomes.push(
        await RestoringCohort.run(seed, LENGTH, { cast: seed % 4 === 1 ? 'proposers' : 'writers' }),
      )
    },
  )

  it('[DOC544] was about something, what is excused is little, and nearly nobody was refused', () => {
    for (const what of ['taken', 'brought', 'undone', 'kept'] as const)
      expect(sum(outcomes, what), what).toBeGreaterThan(SEEDS.length)
    expect(sum(outcomes, 'locked'), 'locked').toBeGreaterThan(SEEDS.length / 2)
    expect(sum(outcomes, 'ended'), 'ended').toBeGreaterThan(SEEDS.length / 6)
    const doubted = (of: Doubt): number => outcomes.reduce((all, { doubts }) => all + doubts[of], 0)
    const words = DOUBTS.reduce((all, of) => all + doubted(of), sum(outcomes, 'exact'))
    expect(sum(outcomes, 'exact') / words, 'exact').toBeGreaterThan(0.7)
    expect(doubted('unaware') / words, 'unaware').toBeLessThan(0.1)
    expect(doubted('contended') / words, 'contended').toBeLessThan(0.04)
    expect(doubted('carried') / words, 'carried').toBeLessThan(0.03)
    expect(doubted('mixed') / words, 'mixed').toBeLessThan(0.01)
    expect(sum(outcomes, 'refused') / SEEDS.length).toBeLessThan(0.05)
  })
})
