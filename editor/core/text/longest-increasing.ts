/** Indexes of a longest increasing subsequence of different numbers (patience sorting, n log n). */
export const longestIncreasing = (numbers: readonly number[]): ReadonlySet<number> => {
  /** At k: the index of the smallest number that ends an increasing subsequence of length k + 1. */
  const ends: number[] = []
  const previous: number[] = []
  numbers.forEach((number, index) => {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((numbers[ends[middle] ?? 0] ?? 0) < number) low = middle + 1
      else high = middle
    }
    previous.push(low === 0 ? -1 : (ends[low - 1] ?? -1))
    ends[low] = index
  })
  const found = new Set<number>()
  for (let index = ends[ends.length - 1] ?? -1; index >= 0; index = previous[index] ?? -1) found.add(index)
  return found
}
