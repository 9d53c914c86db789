import { BLOCK_ATTR_NAMES } from '../schema/block.ts'
import { NO_FORMATS, sameFormats, type BlockContent, type RawFormats } from '../schema/content.ts'
import { longestIncreasing } from '../text/longest-increasing.ts'
import { diffWords, type WordPiece } from '../text/word-diff.ts'
import { matchingBlocks } from './matching-blocks.ts'

/** A block of a comparison of two texts. */
export interface ComparedBlock {
  /** Of one that is both moved and changed: moved; `pieces` say the rest. */
  readonly change: 'same' | 'added' | 'removed' | 'changed' | 'moved'
  /** Kind or another attribute differs; a new bid alone is no difference. */
  readonly retyped: boolean
  /** Emphasis or a link differs on something that stayed. */
  readonly restyled: boolean
  /** `same` and `gone` together are the text before, `same` and `come` the text after. */
  readonly pieces: readonly WordPiece[]
  /** Indexes into the two texts; null where it does not stand. */
  readonly before: number | null
  readonly after: number | null
}

/**
 * Two texts block by block, everything included that is the same [DOC522]: in the order of the later one; what is
 * removed stands behind what it stood behind. Of the blocks that stand in both the fewest are moved that it takes. Pure.
 */
export const compareTexts = (
  before: readonly BlockContent[],
  after: readonly BlockContent[],
): readonly ComparedBlock[] => {
  const pairs = matchingBlocks(before, after)
  const kept = longestIncreasing(pairs.map((pair) => pair.before))
  const oldOf = new Map(pairs.map((pair, index) => [pair.after, { ...pair, isMoved: !kept.has(index) }]))
  const matched = new Set(pairs.map((pair) => pair.before))
  const removed = removedBehind(
    before,
    matched,
    new Set(pairs.filter((_, index) => kept.has(index)).map((pair) => pair.before)),
  )
  const compared: ComparedBlock[] = removed.get(null) ?? []
  after.forEach((block, index) => {
    const pair = oldOf.get(index)
    const old = pair === undefined ? undefined : before[pair.before]
    if (pair === undefined || old === undefined)
      compared.push({ ...NOTHING, change: 'added', pieces: diffWords('', textOf(block)), after: index })
    else compared.push({ ...changeOf(old, block, pair.isMoved), before: pair.before, after: index })
    if (pair !== undefined && !pair.isMoved) compared.push(...(removed.get(pair.before) ?? []))
  })
  return compared
}

const NOTHING = { retyped: false, restyled: false, before: null, after: null } as const

/** What is removed, by the block that stays still in front of it; null: by none. */
const removedBehind = (
  before: readonly BlockContent[],
  matched: ReadonlySet<number>,
  still: ReadonlySet<number>,
): Map<number | null, ComparedBlock[]> => {
  const behind = new Map<number | null, ComparedBlock[]>()
  let last: number | null = null
  before.forEach((block, index) => {
    if (still.has(index)) last = index
    if (matched.has(index)) return
    const gone: ComparedBlock = {
      ...NOTHING,
      change: 'removed',
      pieces: diffWords(textOf(block), ''),
      before: index,
    }
    behind.set(last, [...(behind.get(last) ?? []), gone])
  })
  return behind
}

const changeOf = (
  old: BlockContent,
  now: BlockContent,
  isMoved: boolean,
): Pick<ComparedBlock, 'change' | 'retyped' | 'restyled' | 'pieces'> => {
  const pieces = diffWords(textOf(old), textOf(now))
  const retyped = BLOCK_ATTR_NAMES.some((name) => name !== 'bid' && old.attrs[name] !== now.attrs[name])
  const restyled = isRestyled(old, now, pieces)
  const isSame = !retyped && !restyled && pieces.every(({ kind }) => kind === 'same')
  return { change: isMoved ? 'moved' : isSame ? 'same' : 'changed', retyped, restyled, pieces }
}

const textOf = ({ runs }: BlockContent): string => runs.map(({ text }) => text).join('')

const isRestyled = (old: BlockContent, now: BlockContent, pieces: readonly WordPiece[]): boolean => {
  const [before, after] = [new Styles(old), new Styles(now)]
  for (const { kind, text } of pieces) {
    if (kind !== 'same') {
      ;(kind === 'gone' ? before : after).skip(text.length)
      continue
    }
    for (let left = text.length; left > 0;) {
      const length = Math.min(left, before.left, after.left)
      if (length === 0) return false
      if (!sameFormats(before.formats, after.formats)) return true
      before.skip(length)
      after.skip(length)
      left -= length
    }
  }
  return false
}

/** Walks over the styles of a block. */
class Styles {
  readonly #runs: BlockContent['runs']
  #run = 0
  #offset = 0

  constructor({ runs }: BlockContent) {
    this.#runs = runs
  }

  get formats(): RawFormats {
    return this.#runs[this.#run]?.formats ?? NO_FORMATS
  }

  /** Characters that are left of the run at hand; 0 at the end. */
  get left(): number {
    return (this.#runs[this.#run]?.text.length ?? 0) - this.#offset
  }

  skip(length: number): void {
    this.#offset += length
    for (
      let run = this.#runs[this.#run];
      run !== undefined && this.#offset >= run.text.length;
      run = this.#runs[this.#run]
    ) {
      this.#offset -= run.text.length
      this.#run++
    }
  }
}
