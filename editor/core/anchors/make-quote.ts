import { MAX_QUOTE, QUOTE_CONTEXT, type Quote } from './quote.ts'

const LOW = /^[\udc00-\udfff]/u
const HIGH = /[\ud800-\udbff]$/u

/** Half a surrogate pair at either end is no text: it is left out. */
const whole = (text: string): string => text.replace(LOW, '').replace(HIGH, '')

/**
 * The quote of a stretch of `texts`, the texts of the blocks from the one in which it begins to the one in which it
 * ends ([ANC2]). `start` is an offset in the first, `end` in the last of them, UTF-16 units. What is longer than
 * {@link MAX_QUOTE} is quoted by its beginning; prefix and suffix are of the whole stretch.
 */
export const makeQuote = (texts: readonly string[], start: number, end: number): Quote => {
  const first = texts[0] ?? ''
  const last = texts[texts.length - 1] ?? ''
  const joined = texts.join('\n')
  const exact = joined.slice(start, joined.length - last.length + end)
  return {
    exact: whole(exact.slice(0, MAX_QUOTE)),
    prefix: whole(first.slice(Math.max(0, start - QUOTE_CONTEXT), start)),
    suffix: whole(last.slice(end, end + QUOTE_CONTEXT)),
  }
}

/** The quote of a whole block: nothing exact, and how its text begins, to show it and to find it by. */
export const quoteOfBlock = (text: string): Quote => ({
  exact: '',
  prefix: '',
  suffix: whole(text.slice(0, QUOTE_CONTEXT)),
})

/** Does the quote tell the beginning of what was marked only? */
export const isShortened = ({ exact }: Quote): boolean => exact.length >= MAX_QUOTE - 1
