import { describe, expect, it, vi } from 'vitest'
import type * as RestoreText from '#core/shared-doc/restore-text.ts'
import { RestoringCohort, type RestoringOptions } from '../support/cohort/restoring-cohort.ts'
import { seeds } from '../support/seeded-random.ts'

const LENGTH = 120
const SEEDS = seeds(12, 48)

type Mutant = 'none' | 'anew' | 'ignores-locks' | 'ends-nothing'
const mutant = vi.hoisted((): { is: Mutant } => ({ is: 'none' }))

vi.mock('#core/shared-doc/restore-text.ts', async (original) => {
  const real = await original<typeof RestoreText>()
  const restorationOf: typeof RestoreText.restorationOf = (sequence, target, locks, newBid) => {
    const as = mutant.is
    const planned = real.restorationOf(sequence, target, as === 'ignores-locks' ? [] : locks, newBid)
    const { isLocked, slots } = planned
    return {
      isLocked,
      slots,
      onGone: as === 'ends-nothing' ? new Set() : planned.onGone,
      run: (origin) => {
        if (as !== 'anew') return planned.run(origin)
        real.restorationOf(sequence, [], [], newBid).run(origin)
        real.restorationOf(sequence, target, [], newBid).run(origin)
      },
    }
  }
  return { ...real, restorationOf }
})

/** How many sessions find it out, and by what. */
const faultsOf = async (as: Mutant, options: RestoringOptions = {}): Promise<readonly string[]> => {
  mutant.is = as
  const faults: string[] = []
  for (const seed of SEEDS)
    await RestoringCohort.run(seed, LENGTH, options).catch((error: unknown) => faults.push(String(error)))
  return faults
}

describe('restores that are wrong are found out in most sessions', () => {
  it('[DOC544] pages that do not forget their undo', async () => {
    const faults = await faultsOf('none', { isForgetting: false })
    expect(faults.filter((fault) => !/is there \d times/.test(fault))).toEqual([])
    expect(faults.length).toBeGreaterThan(SEEDS.length / 2)
  })

  it('[DOC541] what stays is written anew', async () => {
    const faults = await faultsOf('anew')
    expect(faults.filter((fault) => !/could|anew/.test(fault))).toEqual([])
    expect(faults.length).toBeGreaterThan(SEEDS.length / 2)
  })

  it('[DOC542] locked sections are changed', async () => {
    const faults = await faultsOf('ignores-locks')
    expect(faults.filter((fault) => !/is locked, and was changed/.test(fault))).toEqual([])
    expect(faults.length).toBeGreaterThan(SEEDS.length / 2)
  })

  it('[DOC541] suggestions on what goes are not ended', async () => {
    const faults = await faultsOf('ends-nothing', { cast: 'proposers' })
    expect(faults.filter((fault) => !/ended the suggestions/.test(fault))).toEqual([])
    expect(faults.length).toBeGreaterThan(SEEDS.length / 2)
  })
})
