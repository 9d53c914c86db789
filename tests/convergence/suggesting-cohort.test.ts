import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { SuggestingCohort, type SuggestingOutcome } from '../support/cohort/suggesting-cohort.ts'
import { suggestingRun } from '../support/cohort/suggesting-run.ts'

const LONG = process.env['SIYAGHA_LONG'] === '1'
const SEEDS = Number(process.env['SIYAGHA_SEEDS'] ?? (LONG ? 1_000 : 30))
const FIRST = Number(process.env['SIYAGHA_FIRST'] ?? 1)
const LENGTH = LONG ? 300 : 150
const PEOPLE = 5
/** Measured shares, rounded up: nothing gets worse unseen. Longer sessions pile more on one place. */
const KNOWN = LONG ? { refused: 0.001, faulty: 0.01 } : { refused: 0.001, faulty: 0.004 }

const runOrKeep = async (seed: number): Promise<SuggestingOutcome> => {
  const operations = suggestingRun(seed, PEOPLE, LENGTH)
  try {
    return await SuggestingCohort.run(operations)
  } catch (error) {
    const kept = join(import.meta.dirname, '../../.cache/failed-runs')
    mkdirSync(kept, { recursive: true })
    writeFileSync(join(kept, `suggesting-${seed}-${LENGTH}.json`), `${JSON.stringify(operations)}\n`)
    throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : ''}`, { cause: error })
  }
}

/** Sessions in which something came otherwise than it should, each for a reason of its own: seed and length. */
const MENDED = [
  [20066, 150],
  [20093, 150],
  [20199, 150],
  [20317, 150],
  [20320, 150],
  [20392, 150],
  [20446, 150],
  [30066, 300],
  [30115, 300],
  [30142, 300],
  [30188, 300],
  [40154, 150],
  [40280, 150],
  [50086, 300],
  [60102, 150],
  [60143, 150],
  [60186, 150],
  [60248, 150],
  [70028, 300],
  [70119, 300],
  [70141, 300],
  [80037, 150],
  [200032, 300],
  [500111, 150],
  [500201, 150],
  [500249, 150],
  [500264, 150],
  [500305, 150],
  [500646, 150],
  [500676, 150],
  [500898, 150],
  [501054, 150],
  [501134, 150],
  [502169, 150],
  [520166, 150],
  [520691, 150],
  [520877, 150],
  [520898, 150],
  [530351, 150],
  [530977, 150],
  [540039, 150],
  [540843, 150],
  [550054, 300],
  [550244, 300],
  [550408, 300],
  [550428, 300],
  [550537, 300],
  [550549, 300],
  [560495, 150],
  [601232, 300],
  [601250, 300],
  [590497, 300],
  [590607, 300],
  [600451, 300],
  [500348, 150],
  [550047, 300],
  [580546, 150],
  [590207, 300],
  [590741, 300],
  [600029, 300],
  [600536, 300],
  [600556, 300],
  [601046, 300],
  [602024, 300],
  [602041, 300],
  [610234, 300],
  [610662, 300],
  [610967, 300],
  [611958, 300],
  [620145, 300],
  [620308, 300],
  [620356, 300],
  [620665, 300],
  [621430, 300],
  [621602, 300],
  [621909, 300],
  [622208, 300],
] as const

describe('people of three roles who write, propose and decide at once, with breaks and crashes', () => {
  it(
    `[SUG470] come to one text; no suggester changes the original, all accepted and all rejected are what the model has: ${SEEDS} seeds of ${LENGTH} operations by ${PEOPLE}`,
    { timeout: LONG ? 7_200_000 : 240_000 },
    async () => {
      const sum = {
        judged: 0,
        refused: 0,
        decided: 0,
        undone: 0,
        crashes: 0,
        proposed: 0,
        returned: 0,
        checkedWords: 0,
      }
      const failed: string[] = []
      const reasons: string[] = []
      const faulty: string[] = []
      for (let seed = FIRST; seed < FIRST + SEEDS; seed++) {
        try {
          const { refused, faults: found, ...outcome } = await runOrKeep(seed)
          if (found.length > 0) faulty.push(`${seed}: ${found.join('; ')}`)
          sum.refused += refused.length
          reasons.push(...refused.map((reason) => `${seed} ${reason}`))
          for (const key of [
            'judged',
            'decided',
            'undone',
            'crashes',
            'returned',
            'proposed',
            'checkedWords',
          ] as const)
            sum[key] += outcome[key]
        } catch (error) {
          failed.push(error instanceof Error ? error.message : 'failed')
        }
      }
      expect(failed).toEqual([])
      if (LONG || SEEDS !== 30) console.log(JSON.stringify({ ...sum, reasons, faulty }))
      // Nobody here is dishonest. What is known to go wrong stands in docs/CAVEATS.md, with the aims that this misses.
      expect(sum.refused / sum.judged, reasons.join(', ')).toBeLessThan(KNOWN.refused)
      expect(faulty.length, faulty.join(', ')).toBeLessThanOrEqual(Math.ceil(SEEDS * KNOWN.faulty))
      // The runs are no proof unless they contain what they are about.
      for (const key of ['decided', 'undone', 'crashes', 'proposed', 'checkedWords'] as const)
        expect(sum[key], key).toBeGreaterThan(SEEDS / 2)
    },
  )

  it('[SUG470] sessions that once went wrong go right', { timeout: 240_000 }, async () => {
    const wrong: string[] = []
    for (const [seed, length] of MENDED) {
      const { faults } = await SuggestingCohort.run(suggestingRun(seed, PEOPLE, length))
      if (faults.length > 0) wrong.push(`${seed} ${length}: ${faults.join('; ')}`)
    }
    expect(wrong).toEqual([])
  })
})
