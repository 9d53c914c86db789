import type { Vocabulary } from './vocabulary.ts'

const TOKEN = /[\p{L}\p{M}]+/u
const FIRST = new RegExp(`^${TOKEN.source}`, 'u')
const LAST = new RegExp(`${TOKEN.source}$`, 'u')
/** Longer than this no torn end is looked for: it is a word that stands once. */
const LONGEST_END = 5

/** Letters that words end with only. */
const ONLY_ENDS = /^[ةى]/u
const ENDING = /^(?:ية|يه|ات|ها|ين|ون|هم|نا|اء)$/u

const letters = (word: string): number => word.replace(/\p{M}/gu, '').length

export const lastWord = (piece: string): string => LAST.exec(piece)?.[0] ?? ''
export const firstWord = (piece: string): string => FIRST.exec(piece)?.[0] ?? ''

/** Is the word at the start of a piece what is left of one that was torn? */
const isTornEnd = (word: string, vocabulary: Vocabulary): boolean =>
  word !== '' && word !== 'و' && (letters(word) === 1 || ONLY_ENDS.test(word) || !vocabulary.knows(word))

/**
 * Cuts a piece where a word was torn off whose end begins another piece: «المب|أربعة» when «عوث» stands at the start
 * of one and «المبعوث» is a word of the text ([DOC651]).
 */
export const cutTornWords = (pieces: readonly string[], vocabulary: Vocabulary): string[] => {
  let cut = [...pieces]
  for (const piece of pieces) {
    const end = firstWord(piece)
    if (end === '' || letters(end) > LONGEST_END || !isTornEnd(end, vocabulary)) continue
    const found = findTorn(cut, end, vocabulary)
    if (found === null) continue
    const { at, offset } = found
    const torn = cut[at] ?? ''
    const halves = [torn.slice(0, offset).trim(), torn.slice(offset).trim()]
    cut = [...cut.slice(0, at), ...halves.filter((half) => half !== ''), ...cut.slice(at + 1)]
  }
  return cut
}

/** Shorter than this, the first part of a word goes with nearly any end. */
const SHORTEST_PART = 3

interface TornAt {
  readonly at: number
  readonly offset: number
}

/** Where a piece is to be cut so that what stands before goes on with `end`; null when no word says so. Whole words first. */
const findTorn = (pieces: readonly string[], end: string, vocabulary: Vocabulary): TornAt | null => {
  let inside: TornAt | null = null
  for (const [at, piece] of pieces.entries())
    for (const match of piece.matchAll(new RegExp(TOKEN.source, 'gu'))) {
      const [word] = match
      if (word === end || vocabulary.knows(word)) continue
      if (word.length > 1 && vocabulary.knows(word + end)) return { at, offset: match.index + word.length }
      // One letter makes a word of nearly anything: it must be the whole of what was torn.
      if (inside !== null || letters(end) === 1) continue
      for (let length = word.length - SHORTEST_PART; length >= SHORTEST_PART; length--)
        if (!/^و?ال$/u.test(word.slice(0, length)) && vocabulary.knows(word.slice(0, length) + end))
          inside ??= { at, offset: match.index + length }
    }
  return inside
}

/** Do two neighbours make one word ([DOC651])? */
export const areOneWord = (before: string, after: string, vocabulary: Vocabulary): boolean => {
  const [start, end] = [lastWord(before), firstWord(after)]
  if (start === '' || end === '' || !before.endsWith(start)) return false
  // No letter but these stands before an article.
  if (end.startsWith('ال') && !/^[وفبكأ]$/u.test(start)) return false
  if (letters(start) === 1 || (letters(end) === 1 && end !== 'و') || ONLY_ENDS.test(end)) return true
  if (vocabulary.knows(end) && vocabulary.knows(start)) return false
  return (ENDING.test(end) && !vocabulary.knows(start)) || vocabulary.knows(start + end)
}
