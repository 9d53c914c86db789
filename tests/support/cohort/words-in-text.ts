import type { OracleCell } from '../suggestion-oracle.ts'
import { WORD } from './suggesting-typist.ts'

/** A word of the cohort where it stands, letter by letter. */
interface Word {
  readonly word: string
  readonly cells: readonly OracleCell[]
}

export const wordsOf = (cells: readonly OracleCell[]): Word[] => {
  const text = cells.map(({ char }) => char).join('')
  return [...text.matchAll(WORD)].map(({ 0: word, index }) => ({
    word,
    cells: cells.slice(index, index + word.length),
  }))
}

/** The suggestions that stand on them. */
export const idsOn = (cells: readonly OracleCell[]): Set<string> =>
  new Set(cells.flatMap(({ marks }) => marks.map(({ id }) => id)))

/** How often each word stands there. */
export const countOf = (cells: readonly OracleCell[]): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const { word } of wordsOf(cells)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}
