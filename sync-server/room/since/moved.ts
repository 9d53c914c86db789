import { longestIncreasing } from '#core/text/longest-increasing.ts'

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
