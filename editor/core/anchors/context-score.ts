import { errorsAtStart } from './edit-distance.ts'
import { isShortened } from './make-quote.ts'
import { QUOTE_CONTEXT, type Quote } from './quote.ts'

/** How much of what stood around a quote stands around a place. */
export interface ContextScore {
  /** Share of its letters that are there, 0 to 1 ([ANC5]). */
  readonly share: number
  /** The same in letters, and the letters that are not. */
  readonly letters: number
  readonly missing: number
}

const reversed = (text: string): string => Array.from(text).reverse().join('')

/** Where a block begins or ends is context as well. The text itself begins and ends with one. */
const BORDER = '\n'

/** A shorter prefix or suffix than {@link QUOTE_CONTEXT} ended at the border of its block (less one: half a pair). */
const isCut = (side: string): boolean => side.length < QUOTE_CONTEXT - 1

const prefixOf = ({ prefix }: Quote): string => (isCut(prefix) ? `${BORDER}${prefix}` : prefix)
const suffixOf = ({ suffix }: Quote): string => (isCut(suffix) ? `${suffix}${BORDER}` : suffix)

/** What stands in front of `at`, nearest letter first; twice what is sought, since letters may have come in. */
const before = (text: string, at: number): string => {
  const from = at - 2 * QUOTE_CONTEXT
  return reversed(from < 0 ? `${BORDER}${text.slice(0, at)}` : text.slice(from, at))
}

const after = (text: string, at: number): string => {
  const to = at + 2 * QUOTE_CONTEXT
  return to > text.length ? `${text.slice(at)}${BORDER}` : text.slice(at, to)
}

/**
 * Compares what stands around `start`…`end` of `text` with what stood around the quote, by the fewest letters that
 * differ. Better context never scores lower: a side that needs fewer changes counts more, and the sides are added
 * ([ANC5]). What follows a quote that was shortened is unknown and does not count.
 */
export const contextScore = (text: string, start: number, end: number, quote: Quote): ContextScore => {
  const prefix = reversed(prefixOf(quote))
  const suffix = isShortened(quote) ? '' : suffixOf(quote)
  const inFront = prefix.length - errorsAtStart(prefix, before(text, start))
  const behind = suffix.length - errorsAtStart(suffix, after(text, end))
  const sought = prefix.length + suffix.length
  const letters = inFront + behind
  return { share: letters / sought, letters, missing: sought - letters }
}

/** Letters next to the place that are the same on both sides: a cheap first look, never more than the score's letters. */
export const sameNeighbours = (text: string, start: number, end: number, quote: Quote): number => {
  const prefix = prefixOf(quote)
  const suffix = suffixOf(quote)
  const letterAt = (at: number): string => (at < 0 || at >= text.length ? BORDER : text.charAt(at))
  let same = 0
  let count = 0
  while (count < prefix.length && letterAt(start - 1 - count) === prefix.charAt(prefix.length - 1 - count))
    count++
  same += count
  count = 0
  while (count < suffix.length && letterAt(end + count) === suffix.charAt(count)) count++
  return same + count
}
