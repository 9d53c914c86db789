import { TATWEEL } from './characters.ts'

/** What is inside a word without being part of it; a segmenter may cut there. */
const INSIDE = new RegExp(
  `[${TATWEEL}\\u00ad\\u061c\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u2069\\ufeff]`,
  'gu',
)

/** In the languages that a text can be in (language.ts) words are cut alike: none of them has boundaries of its own. */
const segmenter = new Intl.Segmenter('ar', { granularity: 'word' })

/** Number of words, by the Unicode word boundaries ([DIR6]). Numbers count; punctuation and blanks do not. */
export const countWords = (text: string): number => {
  let count = 0
  for (const segment of segmenter.segment(text.replace(INSIDE, ''))) if (segment.isWordLike === true) count++
  return count
}

/** A character inside a word: a letter, a digit, a mark on one, a tatweel or a non-joiner. */
export const OF_WORD = /[\p{L}\p{N}\p{M}\u0640\u200c]/u
