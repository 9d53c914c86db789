import type { WorkPart } from './suggested-items.ts'

/** Whose insertion, and what the item was of it. */
export type WorkRow = readonly [id: string, author: string, at: number, part: WorkPart]

/** What a server keeps over a restart of what was deleted: see `GoneInsertions`. A few numbers for each stretch. */
export interface RememberedGone {
  readonly works: readonly WorkRow[]
  /** Each `[client id, clock, length, number of its work]`. */
  readonly ranges: readonly (readonly number[])[]
  /** Each `[client id, clock, number of its work, 1 where it begins the insertion]`. */
  readonly formats: readonly (readonly number[])[]
}

/** Stands for the work of what stood in no insertion. */
export const NO_WORK = -1

const PARTS: readonly WorkPart[] = ['items', 'ends', 'markers']

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const readRow = (value: unknown): WorkRow | null => {
  const [id, author, at, said] = listOf(value)
  const part = PARTS.find((one) => one === said)
  if (typeof id !== 'string' || typeof author !== 'string' || typeof at !== 'number') return null
  return part === undefined ? null : [id, author, at, part]
}

const readNumbers = (value: unknown): readonly (readonly number[])[] =>
  listOf(value).flatMap((row) => {
    const numbers = listOf(row).filter((one) => typeof one === 'number')
    return numbers.length === 4 ? [numbers] : []
  })

/** Takes the JSON of a snapshot for it. Nothing in snapshots of before it was kept, and where a work cannot be read. */
export const readGone = (value: unknown): RememberedGone => {
  const fields: Readonly<Record<string, unknown>> =
    typeof value === 'object' && value !== null ? { ...value } : {}
  const works = listOf(fields['works']).map(readRow)
  const known = works.filter((row) => row !== null)
  if (known.length < works.length) return { works: [], ranges: [], formats: [] }
  return { works: known, ranges: readNumbers(fields['ranges']), formats: readNumbers(fields['formats']) }
}
