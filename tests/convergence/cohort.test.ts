import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Cohort, type Outcome } from '../support/cohort/cohort.ts'
import { EDITS, generateRun, type Run } from '../support/cohort/operation.ts'

const REGRESSIONS = join(import.meta.dirname, 'regressions')
const LONG = process.env['SIYAGHA_LONG'] === '1'
const SEEDS = LONG ? 1_000 : 30
const LENGTH = LONG ? 300 : 150
const CLIENTS = 5

const kept = (): string[] => {
  mkdirSync(REGRESSIONS, { recursive: true })
  return readdirSync(REGRESSIONS).filter((name) => name.endsWith('.json'))
}

const runOrKeep = async (seed: number): Promise<Outcome> => {
  const run = generateRun(seed, CLIENTS, LENGTH)
  try {
    return await Cohort.run(run)
  } catch (error) {
    writeFileSync(join(REGRESSIONS, `seed-${seed}-${LENGTH}.json`), `${JSON.stringify(run)}\n`)
    throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : ''}`, { cause: error })
  }
}

describe('people who write at once, with breaks, crashes and a log that stalls', () => {
  for (const name of kept())
    it(`[DOC32] come to one text in the run that failed once: ${name}`, async () => {
      const run = JSON.parse(readFileSync(join(REGRESSIONS, name), 'utf8')) as Run
      await Cohort.run(run)
    })

  it(
    `[DOC32] come to one text, which the log holds, with every untouched word in it once: ${SEEDS} seeds of ${LENGTH} operations by ${CLIENTS}`,
    { timeout: LONG ? 3_600_000 : 120_000 },
    async () => {
      let [checked, crashes] = [0, 0]
      const edits = new Map<string, { tried: number; idle: number }>()
      for (let seed = 1; seed <= SEEDS; seed++) {
        const outcome = await runOrKeep(seed)
        checked += outcome.checkedTokens
        crashes += outcome.crashes
        for (const [kind, { tried, idle }] of outcome.edits) {
          const sum = edits.get(kind) ?? { tried: 0, idle: 0 }
          edits.set(kind, { tried: sum.tried + tried, idle: sum.idle + idle })
        }
      }
      // The runs are no proof unless they contain what they are about.
      expect(checked).toBeGreaterThan(SEEDS * 10)
      expect(crashes).toBeGreaterThan(SEEDS / 2)
      expect([...edits.keys()].sort()).toEqual([...EDITS].sort())
      for (const [kind, { tried, idle }] of edits)
        expect(idle / tried, `${kind} does nothing`).toBeLessThan(0.25)
    },
  )
})
