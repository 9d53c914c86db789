import type { ApiDiffBlock } from '#core/protocol/api-history.ts'

/** Which way a block went: to a place nearer to the beginning, or nearer to the end. */
export type Way = 'up' | 'down'

/** A row of a comparison. */
export type ComparisonRow =
  | {
      readonly kind: 'block'
      readonly key: string
      readonly block: ApiDiffBlock
      /** Of one that was moved. */
      readonly way: Way | null
    }
  /** Where a block stood that was moved. */
  | { readonly kind: 'left'; readonly key: string; readonly block: ApiDiffBlock; readonly way: Way }

const bidOf = ({ before, after }: ApiDiffBlock): string => (after ?? before)?.bid ?? ''

export const keyOfBlock = (bid: string): string => `block:${bid}`
export const keyOfLeft = (bid: string): string => `left:${bid}`

/**
 * The rows, in the order of the later text; a block that was moved also leaves a row where it stood [UI684].
 *
 * @param earlier bids of the earlier text, in its order.
 */
export const comparisonRows = (
  blocks: readonly ApiDiffBlock[],
  earlier: readonly string[],
): readonly ComparisonRow[] => {
  const moved = new Map(
    blocks.flatMap((block) => (block.change === 'moved' ? [[bidOf(block), block] as const] : [])),
  )
  /** The moved ones by what stood before them and was not moved; null: at the beginning. */
  const leftAfter = new Map<string | null, ApiDiffBlock[]>()
  const staying = new Set(
    blocks.filter(({ before, change }) => before !== null && change !== 'moved').map(bidOf),
  )
  let above: string | null = null
  for (const bid of earlier) {
    const block = moved.get(bid)
    if (block === undefined) {
      if (staying.has(bid)) above = bid
      continue
    }
    const here = leftAfter.get(above)
    if (here === undefined) leftAfter.set(above, [block])
    else here.push(block)
  }

  const order: { readonly left: boolean; readonly block: ApiDiffBlock }[] = []
  const leave = (after: string | null): void => {
    for (const block of leftAfter.get(after) ?? []) order.push({ left: true, block })
  }
  leave(null)
  for (const block of blocks) {
    order.push({ left: false, block })
    if (staying.has(bidOf(block))) leave(bidOf(block))
  }
  const ways = new Map<string, Way>()
  const seen = new Map<string, boolean>()
  for (const { left, block } of order) {
    const bid = bidOf(block)
    if (!moved.has(bid)) continue
    if (!seen.has(bid)) seen.set(bid, left)
    else ways.set(bid, seen.get(bid) === true ? 'down' : 'up')
  }
  return order.map(({ left, block }): ComparisonRow => {
    const bid = bidOf(block)
    const way = ways.get(bid) ?? null
    if (left) return { kind: 'left', key: keyOfLeft(bid), block, way: way ?? 'down' }
    return { kind: 'block', key: keyOfBlock(bid), block, way }
  })
}

/** Is this a stop on the way through the changes? One that was moved is one, at its new place. */
export const isChange = (row: ComparisonRow): boolean => row.kind === 'block' && row.block.change !== 'same'

/** Rows that are shown, or a stretch without changes that is folded away. */
export type ComparisonPart =
  | { readonly kind: 'rows'; readonly rows: readonly ComparisonRow[] }
  | { readonly kind: 'fold'; readonly key: string; readonly rows: readonly ComparisonRow[] }

/** Blocks that stay in sight beside a change. */
const BESIDE = 1
/** A fold hides at least so many. */
const LEAST = 3

/** Folds long stretches in which nothing changed; of the first and the last one only the side next to a change stays. */
export const foldRows = (rows: readonly ComparisonRow[]): readonly ComparisonPart[] => {
  const parts: ComparisonPart[] = []
  const show = (shown: readonly ComparisonRow[]): void => {
    if (shown.length > 0) parts.push({ kind: 'rows', rows: shown })
  }
  for (const { isSame, stretch, isFirst, isLast } of stretchesOf(rows)) {
    const [above, below] = [isFirst ? 0 : BESIDE, isLast ? 0 : BESIDE]
    const hidden = stretch.slice(above, stretch.length - below)
    if (!isSame || hidden.length < LEAST || (isFirst && isLast)) show(stretch)
    else {
      show(stretch.slice(0, above))
      parts.push({ kind: 'fold', key: hidden[0]?.key ?? '', rows: hidden })
      show(stretch.slice(stretch.length - below))
    }
  }
  return parts
}

interface Stretch {
  readonly isSame: boolean
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly stretch: readonly ComparisonRow[]
}

/** Neighbours in which nothing changed, and neighbours in which something did, by turns. */
const stretchesOf = (rows: readonly ComparisonRow[]): readonly Stretch[] => {
  const stretches: { isSame: boolean; stretch: ComparisonRow[] }[] = []
  for (const row of rows) {
    const isSame = row.kind === 'block' && row.block.change === 'same'
    const last = stretches.at(-1)
    if (last?.isSame === isSame) last.stretch.push(row)
    else stretches.push({ isSame, stretch: [row] })
  }
  return stretches.map((one, index) => ({
    ...one,
    isFirst: index === 0,
    isLast: index === stretches.length - 1,
  }))
}
