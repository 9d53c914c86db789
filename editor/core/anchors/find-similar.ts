import { bestAlignment, type Alignment } from './edit-distance.ts'
import type { Quote } from './quote.ts'

/** A shorter quote is found as it is or not at all: too much is similar to it. */
const SHORTEST = 8
/** A longer quote is sought by so many letters of its beginning, and of its end. */
const LONGEST_PIECE = 120
/** So many of the likeliest places are looked at. */
const MOST_PLACES = 24
/** So many hits of one seed count. */
const MOST_HITS = 200

/** A piece of what is sought, and how far behind the start of the quote it stands. */
interface Seed {
  readonly text: string
  readonly offset: number
}

/** Next to the quote so much of its context leads to its place. */
const CONTEXT_SEED = 12

/** Places that a rewritten `quote` may have in `text`, each aligned by the fewest changes. Both folded. */
export const findSimilar = (text: string, { exact: quote, prefix, suffix }: Quote): Alignment[] => {
  if (quote.length < SHORTEST) return []
  const inFront: Seed = { text: prefix.slice(-CONTEXT_SEED), offset: -Math.min(CONTEXT_SEED, prefix.length) }
  const behind: Seed = { text: suffix.slice(0, CONTEXT_SEED), offset: quote.length }
  if (quote.length <= LONGEST_PIECE) return alignPiece(text, quote, [inFront, behind])
  const tail = quote.slice(-LONGEST_PIECE)
  const found: Alignment[] = []
  for (const head of alignPiece(text, quote.slice(0, LONGEST_PIECE), [inFront])) {
    const from = head.start + Math.floor(quote.length / 2)
    const end = bestAlignment(tail, text.slice(from, head.start + Math.ceil(quote.length * 1.5)))
    if (end === null || end.errors * 2 > tail.length) continue
    // What lies between beginning and end is taken to have changed as much as they did.
    const errors = Math.round(((head.errors + end.errors) / (2 * LONGEST_PIECE)) * quote.length)
    found.push({ start: head.start, end: from + end.end, errors })
  }
  return found
}

/**
 * Pieces of the pattern are sought letter for letter, which is fast; where several lie as they do in the pattern, the
 * pattern is aligned. Bounded whatever the text is ([ANC6]).
 */
const alignPiece = (text: string, pattern: string, context: readonly Seed[]): Alignment[] => {
  const slack = Math.ceil(pattern.length / 3)
  const votes = new Map<number, number>()
  const size = Math.max(4, Math.min(12, Math.floor(pattern.length / 4)))
  const seeds = context.filter((seed) => seed.text.length === CONTEXT_SEED)
  for (let offset = 0; offset + size <= pattern.length; offset += size)
    seeds.push({ text: pattern.slice(offset, offset + size), offset })
  for (const seed of seeds) {
    if (seed.text.trim() === '') continue
    let at = text.indexOf(seed.text)
    for (let hits = 0; at >= 0 && hits < MOST_HITS; hits++, at = text.indexOf(seed.text, at + 1)) {
      // Hits whose starts lie near one another speak for one place, the longer the louder.
      const bucket = Math.round((at - seed.offset) / slack)
      votes.set(bucket, (votes.get(bucket) ?? 0) + seed.text.length)
    }
  }
  const likeliest = [...votes].sort(([one, a], [two, b]) => b - a || one - two).slice(0, MOST_PLACES)
  const found = new Map<string, Alignment>()
  for (const [bucket] of likeliest) {
    const from = Math.max(0, (bucket - 1) * slack - slack)
    const aligned = bestAlignment(pattern, text.slice(from, (bucket + 1) * slack + pattern.length + slack))
    if (aligned === null || aligned.errors * 2 > pattern.length) continue
    const place = { start: from + aligned.start, end: from + aligned.end, errors: aligned.errors }
    found.set(`${place.start}-${place.end}`, place)
  }
  return [...found.values()]
}
