import { foldText, type Folded } from '../text/fold.ts'
import { contextScore, sameNeighbours, type ContextScore } from './context-score.ts'
import { findSimilar } from './find-similar.ts'
import type { Quote } from './quote.ts'
import type { SearchText } from './search-text.ts'
import { firstWhere } from '../util/first-where.ts'

/** Where a quote stands, UTF-16 units of the text, end excluded. */
export interface QuoteMatch {
  readonly start: number
  readonly end: number
  /** Letter for letter; but for what folding drops; or rewritten in part. */
  readonly how: 'exact' | 'folded' | 'similar'
  /** 0 to 1: half the quote itself, half what stands around it. */
  readonly score: number
}

/** What is known of where the quote stood. */
export interface Whereabouts {
  /** Where its old place is now; null when nothing tells. */
  readonly near: number | null
  /** Is this place in the block in which it stood? */
  readonly isHome: (at: number) => boolean
  /**
   * Did that block come here from elsewhere, by a move or a restore? Then what it holds of the quote came with it,
   * whatever stands around it now. In a block that stayed, the quote was deleted, and what is like it is another.
   */
  readonly hasMoved: boolean
}

interface Candidate extends QuoteMatch {
  /** The quote's own letters that stand there, and their share. */
  readonly letters: number
  readonly kept: number
  /** What stood around it. */
  readonly context: ContextScore
  /** Letters of quote and surroundings that stand there. */
  readonly agreeing: number
}

/** Of more hits than this the ones whose neighbours differ are not scored. */
const MOST_SCORED = 400
const MOST_HITS = 20_000

/** A quote of so many letters is no accident, whatever stands around it. */
const PLENTY = 48
/** So many letters must agree, of the quote and around it, outside its block. */
const SOME = 12
/**
 * A short quote must have all around it that it had, but so many letters. Articles of one text are built alike: when a
 * word of one is deleted, the same word in the next has nearly the same surroundings.
 */
const MISSING = 2
const MOST = 0.5
/** Of a rewritten quote: share of its letters with and without such surroundings. */
const REWRITTEN = 0.6
const LITTLE_REWRITTEN = 0.75

/**
 * Finds a quote in a text: letter for letter, else folded, else, in a block that came from elsewhere, rewritten in part
 * ([ANC4]). Of several places the one with the best score; of equals one in the block where it stood, then the one
 * nearest to its old place; when nothing decides, or what is found may be an accident, null: a thread without a place
 * is better than one at a place that nobody meant. The idea of scored selectors is Hypothesis' (match-quote).
 */
export const findQuote = (where: SearchText, quote: Quote, whereabouts: Whereabouts): QuoteMatch | null => {
  if (quote.exact === '') return null
  const found =
    choose(exactly(where.text, quote, whereabouts.near), whereabouts) ??
    choose(folded(where, quote, whereabouts.near), whereabouts) ??
    choose(whereabouts.hasMoved ? rewritten(where, quote) : [], whereabouts)
  if (found === null || found === 'undecided') return null
  return { start: found.start, end: found.end, how: found.how, score: found.score }
}

const hitsOf = (text: string, sought: string): number[] => {
  const hits: number[] = []
  for (let at = text.indexOf(sought); at >= 0 && hits.length < MOST_HITS; at = text.indexOf(sought, at + 1))
    hits.push(at)
  return hits
}

const exactly = (text: string, quote: Quote, near: number | null): Candidate[] => {
  const { length } = quote.exact
  let hits = hitsOf(text, quote.exact)
  if (hits.length > MOST_SCORED) {
    const distance = (at: number): number => (near === null ? 0 : Math.abs(at - near))
    hits = hits
      .map((at) => ({ at, same: sameNeighbours(text, at, at + length, quote) }))
      .sort((one, two) => two.same - one.same || distance(one.at) - distance(two.at))
      .slice(0, MOST_SCORED)
      .map(({ at }) => at)
  }
  return hits.map((at) => candidate(text, at, at + length, quote, 'exact', length))
}

const candidate = (
  text: string,
  start: number,
  end: number,
  quote: Quote,
  how: QuoteMatch['how'],
  letters: number,
): Candidate => {
  const context = contextScore(text, start, end, quote)
  const kept = letters / quote.exact.length
  const score = (kept + context.share) / 2
  const agreeing = letters + context.letters
  return { start, end, how, score, letters, kept, context, agreeing }
}

const foldQuote = ({ exact, prefix, suffix }: Quote): Quote => ({
  exact: foldText(exact).trim(),
  prefix: foldText(prefix),
  suffix: foldText(suffix),
})

/** A place in the folded text as one in the text. */
const unfolded = (found: Candidate, { starts, ends }: Folded): Candidate | null => {
  const start = starts[found.start]
  const end = ends[found.end - 1]
  return start === undefined || end === undefined ? null : { ...found, start, end }
}

const folded = (where: SearchText, quote: Quote, near: number | null): Candidate[] => {
  const sought = foldQuote(quote)
  if (sought.exact === '') return []
  const inText = where.folded()
  const nearFolded = near === null ? null : foldedPlace(inText, near)
  return exactly(inText.text, sought, nearFolded)
    .map((found) => unfolded({ ...found, how: 'folded' }, inText))
    .filter((found) => found !== null)
}

const foldedPlace = ({ starts }: Folded, at: number): number =>
  firstWhere(starts.length, (index) => (starts[index] ?? 0) >= at)

const rewritten = (where: SearchText, quote: Quote): Candidate[] => {
  const sought = foldQuote(quote)
  const inText = where.folded()
  return findSimilar(inText.text, sought)
    .map(({ start, end, errors }) => {
      const letters = Math.max(0, sought.exact.length - errors)
      return unfolded(candidate(inText.text, start, end, sought, 'similar', letters), inText)
    })
    .filter((found) => found !== null)
}

/** Is this no accident? Grows with what agrees, so better context never makes a place less certain. */
const isCertain = (found: Candidate, { isHome, hasMoved }: Whereabouts): boolean => {
  const { how, start, letters, kept, context, agreeing } = found
  const home = isHome(start)
  if (how === 'similar')
    return home && hasMoved && (kept >= LITTLE_REWRITTEN || (kept >= REWRITTEN && context.share >= MOST))
  if (letters >= PLENTY) return true
  if (home && hasMoved) return true
  return context.missing <= MISSING && context.share >= MOST && (home || agreeing >= SOME)
}

/** `undecided`: it stands in several places, and nothing tells them apart. A weaker search must not decide that. */
const choose = (
  candidates: readonly Candidate[],
  whereabouts: Whereabouts,
): Candidate | 'undecided' | null => {
  const { near, isHome } = whereabouts
  const certain = candidates.filter((one) => isCertain(one, whereabouts))
  const score = Math.max(...certain.map((one) => one.score))
  const best = certain.filter((one) => one.score === score)
  const home = best.filter((one) => isHome(one.start))
  const left = home.length > 0 ? home : best
  const [first, second] = left
  if (first === undefined || second === undefined) return first ?? null
  if (near === null) return 'undecided'
  const distance = (one: Candidate): number => Math.abs(one.start - near)
  return left.reduce((nearest, one) => (distance(one) < distance(nearest) ? one : nearest))
}
