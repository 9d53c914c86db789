import { describe, expect, it } from 'vitest'
import { RestoringCohort, type RestoringOutcome } from '../support/cohort/restoring-cohort.ts'
import { seeds } from '../support/seeded-random.ts'

const LENGTH = 120
const SEEDS = seeds(30, 1_000)
/** Sessions in which a repair met what another repair had just taken away, or an undo what it had carried. */
const MENDED = [126, 543, 888]

const sum = (outcomes: readonly RestoringOutcome[], of: keyof RestoringOutcome): number =>
  outcomes.reduce((all, outcome) => all + outcome[of], 0)

describe('a restore against old tabs and people who are away', () => {
  const outcomes: RestoringOutcome[] = []

  it.each([...new Set([...SEEDS, ...MENDED])])(
    '[DOC544] [UI540] brings nothing back that it took, doubles nothing that it brought (seed %i)',
    async (seed) => {
      outcomes.push(await RestoringCohort.run(seed, LENGTH))
    },
  )

  it('[DOC544] was about something, and nearly nobody was refused', () => {
    for (const what of ['taken', 'brought', 'undone'] as const)
      expect(sum(outcomes, what), what).toBeGreaterThan(SEEDS.length / 2)
    expect(sum(outcomes, 'refused') / SEEDS.length).toBeLessThan(0.05)
  })
})

describe('pages that do not forget their undo', () => {
  const faults: string[] = []
  const some = seeds(12, 12)

  it.each(some)('[DOC544] are tried out (seed %i)', async (seed) => {
    await RestoringCohort.run(seed, LENGTH, false).catch((error: unknown) => faults.push(String(error)))
    // Each by a word that is where it cannot be.
    expect(faults.filter((fault) => !/is there/.test(fault))).toEqual([])
  })

  it('[DOC544] are found out', () => {
    expect(faults.length).toBeGreaterThan(some.length / 6)
  })
})
