import { endsSentence, isFull, type TextLayout, type TextLine } from './text-lines.ts'

/** Nearly as wide as the lines of the text: only then may a sentence end with its line, and its paragraph go on. */
const VERY_FULL = 0.97

/**
 * Does a line go on with the paragraph that ends with `before`? `ends`: that one ends a sentence, as it is read. Notes
 * are often set wider than the body: what is full is judged beside the neighbour too.
 */
export const goesOn = (before: TextLine, ends: boolean, line: TextLine, layout: TextLayout): boolean => {
  if (!layout.isWrapped || line.gap > layout.normalGap) return false
  const measure = Math.max(layout.measure, Math.min(line.width, layout.measure * 1.4))
  if (!isFull(before, measure)) return false
  if (ends && before.width < VERY_FULL * measure) return false
  const isOtherSpacing = line.gap !== layout.normalGap
  return !(isOtherSpacing && (ends || line.width < layout.measure / 2))
}

/** A paragraph as far as it says whether a heading stands before it, or is one. */
export interface GatheredLines {
  readonly words: string
  readonly count: number
  readonly first: TextLine
}

const MAX_HEADING_WIDTH = 60
const MAX_HEADING_WORDS = 10
const CLOSES = /[.،,؟?!:؛;…"»”’)\]-]$/u
const LETTER = /\p{L}/u

/** A short line without closing punctuation that stands alone before a longer paragraph; both are paragraphs so far. */
export const isHeading = ({ words, count, first }: GatheredLines, after: GatheredLines): boolean =>
  count === 1 &&
  first.width <= MAX_HEADING_WIDTH &&
  words.split(' ').length <= MAX_HEADING_WORDS &&
  LETTER.test(words) &&
  !CLOSES.test(words) &&
  (after.count > 1 || (after.first.width > first.width && endsSentence(after.words)))
