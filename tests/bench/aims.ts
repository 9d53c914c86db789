/** What was to be reached with 200 pages, 1,000 suggestions and 300 discussions; ms, and times plain Tiptap. */
import type { KeyFigures } from './keys.ts'
import { quantile, round } from './statistics.ts'
import type { PageFigures } from './whole-page.ts'

const AIMS = { load: 600, p50: 16, p95: 40, script: 6, ratio: 1.5 } as const
const NAMES: Readonly<Record<keyof typeof AIMS, string>> = {
  load: 'load',
  p50: 'p50',
  p95: 'p95',
  script: 'script',
  ratio: '× Tiptap',
}

export const AIMED =
  `The aims: load to paint ≤ ${AIMS.load} ms, p50 ≤ ${AIMS.p50} and p95 ≤ ${AIMS.p95} ms, ` +
  `script ≤ ${AIMS.script} ms a key, p50 ≤ ${AIMS.ratio} times plain Tiptap in the same run.`

export const FIGURES = [
  'load ms',
  'key to paint p50 ms',
  'p95 ms',
  'script ms a key',
  'p50 × plain Tiptap',
  'aims',
] as const

/** The median of what plain Tiptap took in the rows of this run. */
export const middleOf = (rows: readonly KeyFigures[]): number =>
  quantile(
    rows.map(({ p50 }) => p50),
    0.5,
  )

/** The cells of a row, with what it missed; `aimed` are the figures that are asked of it. */
export const figures = (
  found: PageFigures,
  tiptap: number,
  aimed: readonly (keyof typeof AIMS)[] = ['load', 'p50', 'p95', 'script', 'ratio'],
): (string | number)[] => {
  const all = { ...found, ratio: found.p50 / tiptap }
  const missed = aimed.filter((one) => all[one] > AIMS[one]).map((one) => NAMES[one])
  return [
    round(all.load, 0),
    round(all.p50),
    round(all.p95),
    round(all.script, 2),
    round(all.ratio, 2),
    missed.length === 0 ? 'met' : `missed: ${missed.join(', ')}`,
  ]
}

/** The same cells of plain Tiptap, of which nothing is asked. */
export const plainFigures = ({ p50, p95, script }: KeyFigures): (string | number)[] => [
  '–',
  round(p50),
  round(p95),
  round(script, 2),
  1,
  '–',
]
