import type { BlockContent } from '../schema/content.ts'
import { foldText } from '../text/fold.ts'
import { OF_WORD } from '../text/words.ts'

/** The same block at two moments, as indexes into the lists of blocks. */
export interface BlockPair {
  readonly before: number
  readonly after: number
}

/** Shorter blocks are no evidence: «نعم» stands anywhere. */
const LEAST_WORDS = 4
/** So alike are two blocks at least that are taken for one: common words of all words, 0 to 1. */
const ALIKE = 0.6
/** So many pairs are looked at; where there are more, only equal texts are found. */
const MOST_PAIRS = 250_000

/**
 * Which blocks of two moments are the same one [DOC523]: those of one bid (of several that bear it, in order); of what
 * is left, blocks of equal text, as after cutting and pasting under a new bid; then those that have most of their
 * words in common, the most alike first. In the order of `after`; every block at most once.
 */
export const matchingBlocks = (
  before: readonly BlockContent[],
  after: readonly BlockContent[],
): readonly BlockPair[] => {
  const pairs: BlockPair[] = []
  const old = new Set(before.keys())
  const now = new Set(after.keys())
  const pair = (one: number, two: number): void => {
    pairs.push({ before: one, after: two })
    old.delete(one)
    now.delete(two)
  }
  pairEqual(
    old,
    now,
    (index) => before[index]?.attrs.bid ?? null,
    (index) => after[index]?.attrs.bid ?? null,
    pair,
  )
  const [oldWords, nowWords] = [wordsOf(before, old), wordsOf(after, now)]
  const textOf = (words: ReadonlyMap<number, readonly string[]>, index: number): string | null => {
    const known = words.get(index) ?? []
    return known.length < LEAST_WORDS ? null : known.join(' ')
  }
  pairEqual(
    old,
    now,
    (index) => textOf(oldWords, index),
    (index) => textOf(nowWords, index),
    pair,
  )
  for (const { one, two } of alikePairs(old, now, oldWords, nowWords))
    if (old.has(one) && now.has(two)) pair(one, two)
  return pairs.sort((one, two) => one.after - two.after)
}

/** Pairs what has one key, in order. */
const pairEqual = (
  old: ReadonlySet<number>,
  now: ReadonlySet<number>,
  oldKey: (index: number) => string | null,
  nowKey: (index: number) => string | null,
  pair: (one: number, two: number) => void,
): void => {
  const byKey = new Map<string, number[]>()
  for (const index of old) {
    const key = oldKey(index)
    if (key === null) continue
    const known = byKey.get(key)
    if (known === undefined) byKey.set(key, [index])
    else known.push(index)
  }
  for (const index of now) {
    const key = nowKey(index)
    const found = key === null ? undefined : byKey.get(key)?.shift()
    if (found !== undefined) pair(found, index)
  }
}

const WORD = new RegExp(`(?:${OF_WORD.source})+`, 'gu')

const wordsOf = (
  blocks: readonly BlockContent[],
  of: ReadonlySet<number>,
): ReadonlyMap<number, readonly string[]> => {
  const words = new Map<number, readonly string[]>()
  for (const index of of) {
    const text = blocks[index]?.runs.map((run) => run.text).join('') ?? ''
    words.set(index, foldText(text).match(WORD) ?? [])
  }
  return words
}

const alikePairs = (
  old: ReadonlySet<number>,
  now: ReadonlySet<number>,
  oldWords: ReadonlyMap<number, readonly string[]>,
  nowWords: ReadonlyMap<number, readonly string[]>,
): readonly { readonly one: number; readonly two: number; readonly alike: number }[] => {
  if (old.size * now.size > MOST_PAIRS) return []
  const bags = new Map([...now].map((index) => [index, bagOf(nowWords.get(index) ?? [])]))
  const pairs: { readonly one: number; readonly two: number; readonly alike: number }[] = []
  for (const one of old) {
    const words = oldWords.get(one) ?? []
    if (words.length < LEAST_WORDS) continue
    const bag = bagOf(words)
    for (const two of now) {
      const length = nowWords.get(two)?.length ?? 0
      // Of too different a length they cannot have enough in common.
      if (length < LEAST_WORDS || (2 * Math.min(length, words.length)) / (length + words.length) < ALIKE)
        continue
      const alike = (2 * common(bag, bags.get(two) ?? new Map<string, number>())) / (length + words.length)
      if (alike >= ALIKE) pairs.push({ one, two, alike })
    }
  }
  return pairs.sort((a, b) => b.alike - a.alike || a.one - b.one || a.two - b.two)
}

const bagOf = (words: readonly string[]): ReadonlyMap<string, number> => {
  const bag = new Map<string, number>()
  for (const word of words) bag.set(word, (bag.get(word) ?? 0) + 1)
  return bag
}

const common = (one: ReadonlyMap<string, number>, two: ReadonlyMap<string, number>): number => {
  let count = 0
  for (const [word, times] of one) count += Math.min(times, two.get(word) ?? 0)
  return count
}
