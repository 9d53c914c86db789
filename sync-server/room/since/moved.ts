/**
 * Which of the blocks that stand in both versions of a text are moved, as indexes into `now` [DOC502]. Given are, in
 * the order of now, where each stood (`was`, every place once) and whether it is still the very same marker
 * (`isSame`): such never move past each other, since a block is moved by writing it anew. They stand still; of the
 * others the fewest are moved that it takes (longest increasing subsequence between the neighbours that stand still).
 */
export const movedBlocks = (
  now: readonly { readonly was: number; readonly isSame: boolean }[],
): ReadonlySet<number> => {
  const moved = new Set<number>()
  let start = 0
  let floor = -1
  for (let end = 0; end <= now.length; end++) {
    const still = now[end]
    if (still !== undefined && !still.isSame) continue
    const roof = still?.was ?? Number.POSITIVE_INFINITY
    const between: number[] = []
    for (let index = start; index < end; index++) {
      const was = now[index]?.was ?? -1
      if (was > floor && was < roof) between.push(index)
      else moved.add(index)
    }
    const kept = longestIncreasing(between.map((index) => now[index]?.was ?? -1))
    between.forEach((index, at) => {
      if (!kept.has(at)) moved.add(index)
    })
    start = end + 1
    floor = roof
  }
  return moved
}

/** Indexes of a longest increasing subsequence of different numbers. */
const longestIncreasing = (numbers: readonly number[]): ReadonlySet<number> => {
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
