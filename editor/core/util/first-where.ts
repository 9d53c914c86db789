/**
 * Index of the first of `count` things for which something `holds` that holds for all behind it too; `count` when it holds
 * for none. Found by halving: it asks about few of them.
 */
export const firstWhere = (count: number, holds: (index: number) => boolean): number => {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
