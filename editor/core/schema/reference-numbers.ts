/** What numbering needs to know of a block of the marked text. */
export interface CountedBlock {
  /** It is only proposed: somebody's new block, or the second half of one that is to be split. */
  readonly proposed: boolean
  /** It has words that stand, whatever is proposed in it. */
  readonly says: boolean
  /** It has words at all. */
  readonly shows: boolean
}

/** The number by which people speak of a block: the 14th, or the first that is proposed behind the 14th. */
export interface ReferenceNumber {
  readonly number: number
  /** 0 for a block that stands. */
  readonly further: number
}

/**
 * The number of each block, null for those without words. Same length and order as `blocks`.
 *
 * They count the blocks of the text as it stands ([UI820]), so a proposal moves no number, and whoever reads the marked
 * text, a clean view or the light page speaks of the same ones. What is only proposed counts on behind the block
 * before it; behind none, behind 0. A block whose words all moved into its proposed second half keeps its number.
 */
export const referenceNumbers = (blocks: readonly CountedBlock[]): (ReferenceNumber | null)[] => {
  const numbers: (ReferenceNumber | null)[] = []
  let [number, further] = [0, 0]
  let index = 0
  while (index < blocks.length) {
    let end = index + 1
    while (blocks[end]?.proposed === true) end++
    const group = blocks.slice(index, end)
    const counts = group[0]?.proposed === false && group.some(({ says }) => says)
    if (counts) {
      number++
      further = 0
    }
    group.forEach(({ shows }, at) => {
      if (counts && at === 0) numbers.push({ number, further: 0 })
      else numbers.push(shows ? { number, further: ++further } : null)
    })
    index = end
  }
  return numbers
}
