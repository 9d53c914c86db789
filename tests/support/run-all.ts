/**
 * `npm test`: every check of the project in turn, each with its time, and a last line that counts.
 * A step that is not a test runner counts as one test. All steps run even when one fails.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { z } from 'zod'

interface Count {
  readonly passed: number
  readonly failed: number
}

const VITEST_REPORT = '.cache/vitest-report.json'
const PLAYWRIGHT_REPORT = '.cache/e2e-report.json'

const run = (command: string, words: readonly string[]): boolean =>
  spawnSync(command, words, { stdio: 'inherit' }).status === 0

const readJson = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

const asOne = (passed: boolean): Count => ({ passed: passed ? 1 : 0, failed: passed ? 0 : 1 })

/** A runner that failed without naming a failed test (a crash, no tests found) still counts as a failure. */
const honest = (exitedWell: boolean, count: Count): Count =>
  exitedWell && count.passed > 0 ? count : { passed: count.passed, failed: Math.max(1, count.failed) }

const vitestReport = z.object({ numPassedTests: z.number(), numFailedTests: z.number() })
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
})

const npx =
  (...words: string[]) =>
  () =>
    asOne(run('npx', words))

const vitest = (): Count => {
  const exitedWell = run('npx', [
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${process.cwd()}/${VITEST_REPORT}`,
  ])
  const report = vitestReport.safeParse(readJson(VITEST_REPORT))
  const count = report.success
    ? { passed: report.data.numPassedTests, failed: report.data.numFailedTests }
    : { passed: 0, failed: 1 }
  return honest(exitedWell, count)
}

const playwright = (): Count => {
  const exitedWell = run('npx', ['playwright', 'test', '--config', 'tests/e2e/playwright.config.ts'])
  const report = playwrightReport.safeParse(readJson(PLAYWRIGHT_REPORT))
  const count = report.success
    ? { passed: report.data.stats.expected, failed: report.data.stats.unexpected + report.data.stats.flaky }
    : { passed: 0, failed: 1 }
  return honest(exitedWell, count)
}

const STEPS: readonly (readonly [string, () => Count])[] = [
  ['format', npx('prettier', '--check', '--log-level=warn', '.')],
  ['lint', npx('oxlint', '--type-aware', '--deny-warnings')],
  ['types', npx('tsc', '-b')],
  ['unused code', npx('knip')],
  ['unit, laws, convergence, contract, server, meta', vitest],
  ['build', () => asOne(run('npm', ['run', 'build']))],
  ['browser', playwright],
]

mkdirSync('.cache', { recursive: true })
for (const report of [VITEST_REPORT, PLAYWRIGHT_REPORT]) rmSync(report, { force: true })

let passed = 0
let failed = 0
const lines: string[] = []
for (const [name, step] of STEPS) {
  console.log(`\n── ${name}`)
  const started = performance.now()
  const count = step()
  passed += count.passed
  failed += count.failed
  const seconds = Math.round((performance.now() - started) / 1000)
  lines.push(
    `${count.failed === 0 ? '✓' : '✗'} ${name}: ${count.passed} passed, ${count.failed} failed, ${seconds} s`,
  )
}
console.log(`\n${lines.join('\n')}\n`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
