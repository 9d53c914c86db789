import { describe, expect, it } from 'vitest'
import { RestoringCohort } from '../support/cohort/restoring-cohort.ts'
import { seeds } from '../support/seeded-random.ts'

const LENGTH = 120

describe('a restore against old tabs and people who are away', () => {
  it('[DOC544] [UI540] brings nothing back that it took, doubles nothing that it brought', async () => {
    let [taken, brought, undone] = [0, 0, 0]
    for (const seed of seeds(30, 1_000)) {
      const outcome = await RestoringCohort.run(seed, LENGTH)
      taken += outcome.taken
      brought += outcome.brought
      undone += outcome.undone
    }
    // It was about something.
    expect(Math.min(taken, brought, undone)).toBeGreaterThan(20)
  })

  it('[DOC544] pages that do not forget their undo are found out', async () => {
    const found: number[] = []
    for (const seed of seeds(30, 30))
      await RestoringCohort.run(seed, LENGTH, false).catch(() => found.push(seed))
    expect(found.length).toBeGreaterThan(5)
  })
})
