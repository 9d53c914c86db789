import { describe, expect, it, vi } from 'vitest'
import type * as RestoreText from '#core/shared-doc/restore-text.ts'
import { RestoringCohort } from '../support/cohort/restoring-cohort.ts'
import type { RestoringOptions } from '../support/cohort/restoring-outcome.ts'
import { seeds } from '../support/seeded-random.ts'

const LENGTH = 120
const SEEDS = seeds(12, 48)

type Mutant = 'none' | 'anew' | 'ends-nothing'
const mutant = vi.hoisted((): { is: Mutant } => ({ is: 'none' }))

vi.mock('#core/shared-doc/restore-text.ts', async (original) => {
  const real = await original<typeof RestoreText>()
  const restorationOf: typeof RestoreText.restorationOf = (sequence, target, locks, newBid) => {
    const as = mutant.is
    const planned = real.restorationOf(sequence, target, locks, newBid)
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

interface Wrong {
  readonly what: string
  readonly as: Mutant
  readonly options: RestoringOptions
  /** By what it is found out. */
  readonly fault: RegExp
}

const WRONG: readonly Wrong[] = [
  {
    what: '[DOC544] pages do not forget their undo',
    as: 'none',
    options: { isForgetting: false },
    fault: /is there \d+ times/,
  },
  {
    what: '[DOC541] what stays is written anew',
    as: 'anew',
    options: {},
    fault: /that could|written anew|is locked, and was changed|ended the suggestions/,
  },
  {
    what: '[DOC542] locked sections are changed',
    as: 'none',
    options: { isLocking: false },
    fault: /is locked, and was changed/,
  },
]

describe.each(WRONG)('a restore after which $what', ({ as, options, fault }) => {
  const faults: string[] = []

  it.each(SEEDS)('is tried out (seed %i)', async (seed) => {
    mutant.is = as
    await RestoringCohort.run(seed, LENGTH, options).catch((error: unknown) => faults.push(String(error)))
    expect(faults.filter((one) => !fault.test(one))).toEqual([])
  })

  it('is found out in most sessions', () => {
    expect(faults.length).toBeGreaterThan(SEEDS.length / 2)
  })
})

describe('[DOC541] a restore that ends no suggestion', () => {
  const faults: string[] = []
  let ending = 0

  it.each(SEEDS)('is tried out (seed %i)', async (seed) => {
    mutant.is = 'none'
    const { ended } = await RestoringCohort.run(seed, LENGTH, { cast: 'proposers', isToFirst: true })
    if (ended > 0) ending++
    mutant.is = 'ends-nothing'
    await RestoringCohort.run(seed, LENGTH, { cast: 'proposers', isToFirst: true }).catch((error: unknown) =>
      faults.push(String(error)),
    )
    expect(faults.filter((one) => !/ended the suggestions/.test(one))).toEqual([])
  })

  it('is found out in every session in which one has to end', () => {
    expect(ending).toBeGreaterThan(0)
    expect(faults.length).toBe(ending)
  })
})
