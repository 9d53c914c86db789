import { foldText } from '../text/fold.ts'
import { isShortened } from './make-quote.ts'
import type { Quote } from './quote.ts'

/** Share of a quote that must be left where it stood. */
const LEAST_LEFT = 1 / 4
/** Of pieces so short, which other words may have as well, a greater share. */
const PIECE = 4
const LEAST_PIECES = 1 / 2

const commonStart = (one: string, two: string): number => {
  let count = 0
  while (count < one.length && count < two.length && one.charCodeAt(count) === two.charCodeAt(count)) count++
  return count
}

const commonEnd = (one: string, two: string, atMost: number): number => {
  let count = 0
  while (count < atMost && one.charCodeAt(one.length - 1 - count) === two.charCodeAt(two.length - 1 - count))
    count++
  return count
}

/** Letters of the words of `quote` that are among the words of `text`, each counted once. */
const commonWords = (text: string, quote: string): number => {
  const counts = new Map<string, number>()
  for (const word of text.split(/\s+/u)) counts.set(word, (counts.get(word) ?? 0) + 1)
  let letters = 0
  for (const word of quote.split(/\s+/u)) {
    const left = counts.get(word) ?? 0
    if (left === 0) continue
    counts.set(word, left - 1)
    letters += word.length
  }
  return letters
}

/** Letters of `quote` that are in a piece of {@link PIECE} letters which `text` has, too. */
const commonPieces = (text: string, quote: string): number => {
  const pieces = new Set<string>()
  for (let at = 0; at + PIECE <= text.length; at++) pieces.add(text.slice(at, at + PIECE))
  let letters = 0
  let covered = 0
  for (let at = 0; at + PIECE <= quote.length; at++) {
    if (!pieces.has(quote.slice(at, at + PIECE))) continue
    letters += at + PIECE - Math.max(covered, at)
    covered = at + PIECE
  }
  return letters
}

/**
 * Does `text`, what an anchor's positions span now, still show its quote ([ANC3])? It does when it is the quote, or
 * what is left of it after somebody edited inside: folded, a quarter of the quote's letters must still begin and end
 * it or be whole words of it, or half of them be in pieces of it, however much was written in between. Less is a
 * remnant, and the place is sought anew.
 * Costs by the lengths, not by their product.
 */
export const stillShows = (text: string, quote: Quote): boolean => {
  if (text === '' || quote.exact === '') return false
  if (text === quote.exact || (isShortened(quote) && text.startsWith(quote.exact))) return true
  const now = foldText(text).trim()
  const then = foldText(quote.exact).trim()
  if (now === then) return true
  const start = commonStart(now, then)
  const end = commonEnd(now, then, Math.min(now.length, then.length) - start)
  const left = Math.max(start + end, commonWords(now, then))
  if (left > 0 && left >= then.length * LEAST_LEFT) return true
  return then.length >= PIECE && commonPieces(now, then) >= then.length * LEAST_PIECES
}
