import type { TextRange } from '../find.ts'
import { DIGITS, hasLatinLetter } from './letters.ts'

const TOKEN = /[^\s]+/gu
/** What stands around a token without being part of it. A leading + belongs to a telephone number, @ and # to a name. */
const OUTER_START = /^[^\p{L}\p{N}+@#_/\\]+/u
const OUTER_END = /[^\p{L}\p{M}\p{N}_/\\]+$/u

const D = `[${DIGITS}]`
/** Telephone numbers, dates with dashes, addresses of machines: figures whose order and signs are a form of their own. */
const CODE = new RegExp(
  `^(?:\\+${D}.*|${D}+(?:-${D}+){2,}|${D}+(?:\\.${D}+){3,}|.*[@#_\\\\].*|.*://.*)$`,
  'u',
)

/**
 * What no proposal touches ([DIR9]): tokens with a Latin letter in them (names, acronyms, addresses, identifiers of
 * letters and digits), telephone numbers and the like. Signs around a token are not part of it, nor is an Arabic word
 * that is glued to it by punctuation.
 */
export const untouchedIn = (text: string): readonly TextRange[] => {
  const ranges: TextRange[] = []
  for (const match of text.matchAll(TOKEN)) {
    const token = match[0]
    const lead = OUTER_START.exec(token)?.[0].length ?? 0
    const core = token.slice(lead).replace(OUTER_END, '')
    if (core !== '' && (hasLatinLetter(core) || CODE.test(core))) {
      const start = match.index + lead
      ranges.push({ start, end: start + core.length })
    }
  }
  return ranges
}

/** Does any of these ranges hold one of the characters from `start` to `end`, or the place itself where they are one? */
export const touches = (ranges: readonly TextRange[], start: number, end: number): boolean =>
  ranges.some((range) =>
    start === end ? range.start < start && start < range.end : range.start < end && start < range.end,
  )
