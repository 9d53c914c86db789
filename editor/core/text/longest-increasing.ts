import { firstWhere } from '../util/first-where.ts'

/** Indexes of a longest increasing subsequence of different numbers (patience sorting, n log n). */
export const longestIncreasing = (numbers: readonly number[]): ReadonlySet<number> => {
  /** At k: the index of the smallest number that ends an increasing subsequence of length k + 1. */
  const ends: number[] = []
  const previous: number[] = []
  numbers.forEach((number, index) => {
    const length = firstWhere(ends.length, (end) => (numbers[ends[end] ?? 0] ?? 0) >= number)
    previous.push(length === 0 ? -1 : (ends[length - 1] ?? -1))
    ends[length] = index
  })
  const found = new Set<number>()
  for (let index = ends[ends.length - 1] ?? -1; index >= 0; index = previous[index] ?? -1) found.add(index)
  return found
}
