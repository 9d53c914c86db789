import type { ApiTextBlock, ApiTextRun } from '#core/protocol/api.ts'
import type { ApiAuthoredRun, ApiAuthors } from '#core/protocol/api-history.ts'
import { sliceRuns } from './marked-pieces.ts'

/** A stretch of a block by one member, written in one go, with its emphasis and links. */
export interface AuthoredRun {
  readonly by: string | null
  /** When the last of it was written. */
  readonly at: number
  readonly runs: readonly ApiTextRun[]
}

const lengthOf = (runs: readonly { readonly text: string }[]): number =>
  runs.reduce((length, { text }) => length + text.length, 0)

/**
 * Who wrote which stretch of a block. Neighbours of one author and one stretch of writing are one; where what is known
 * does not cover the text, the rest is nobody's.
 *
 * @param stretchOf names the stretch of writing that a time lies in.
 */
export const authoredRuns = (
  { runs }: ApiTextBlock,
  authored: readonly ApiAuthoredRun[],
  stretchOf: (at: number) => number,
): readonly AuthoredRun[] => {
  const whole = lengthOf(runs)
  const joined: { by: string | null; at: number; from: number; to: number }[] = []
  let start = 0
  const add = (by: string | null, at: number, length: number): void => {
    const from = start
    start = Math.min(whole, start + length)
    if (start === from) return
    const last = joined.at(-1)
    if (last !== undefined && last.by === by && stretchOf(last.at) === stretchOf(at)) {
      last.to = start
      last.at = Math.max(last.at, at)
    } else joined.push({ by, at, from, to: start })
  }
  for (const { by, at, text } of authored) add(by, at, text.length)
  add(null, 0, whole - start)
  return joined.map(({ by, at, from, to }) => ({ by, at, runs: sliceRuns(runs, from, to) }))
}

export interface AuthorShare {
  readonly by: string | null
  /** Part of the letters, 0–1. */
  readonly share: number
}

/** How much of the text is whose, the most first. */
export const authorShares = ({ blocks }: ApiAuthors): readonly AuthorShare[] => {
  const letters = new Map<string | null, number>()
  for (const { runs } of blocks)
    for (const { by, text } of runs) letters.set(by, (letters.get(by) ?? 0) + text.length)
  const all = [...letters.values()].reduce((sum, count) => sum + count, 0)
  return [...letters]
    .filter(([, count]) => count > 0)
    .map(([by, count]) => ({ by, share: count / all }))
    .toSorted((one, two) => two.share - one.share)
}
