import type { BlockContent } from '../schema/content.ts'
import { itemMark } from '../schema/numbering.ts'
import { shownBlocks } from './canonical-text.ts'
import { shownLine, shownLines } from './shown-line.ts'

/** A number before an item as people and programs write it. Not what a date or an amount begins with: those go on with a digit. */
const NUMBER = /^\(?([0-9]{1,3}|[٠-٩]{1,3}|[۰-۹]{1,3})[.)\-–:](?: (?!\p{N})|$)/u
const BULLET = /^[•‣◦▪▫■□●○*·–—-](?: (?!\p{N})|$)/u

const western = (digits: string): number =>
  Number(digits.replace(/[٠-٩۰-۹]/gu, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf)))

/** A line with its item mark, if it begins with one, written our way. */
const withOurMark = (line: string): string => {
  const number = NUMBER.exec(line)
  if (number !== null)
    return `${itemMark(western(number[1] ?? ''))} ${line.slice(number[0].length)}`.trimEnd()
  const bullet = BULLET.exec(line)
  return bullet === null ? line : `${itemMark(null)} ${line.slice(bullet[0].length)}`.trimEnd()
}

const joined = (lines: readonly string[]): string => lines.map(withOurMark).join(' ')

/** The words of a text without its structure. */
export interface Wording {
  /** With the numbers and bullets of the items. */
  readonly marked: string
  /** Without: as a browser copies a list. */
  readonly bare: string
}

/**
 * All words of a projection in order, on one line [DOC562]: what is left of a text when it is copied as plain text,
 * where headings, levels and the ends of paragraphs are lost.
 */
export const wordingOf = (blocks: readonly BlockContent[]): Wording => ({
  marked: joined(wordingLines(blocks)),
  bare: joined(shownBlocks(blocks).flatMap(({ lines }) => lines)),
})

/** The lines of a projection as plain text shows them, items with their marks. */
export const wordingLines = (blocks: readonly BlockContent[]): readonly string[] =>
  shownBlocks(blocks).flatMap(({ mark, isItem, lines }) =>
    lines.map((line, index) => (isItem && index === 0 ? `${mark} ${line}` : line)),
  )

/** A plain text as it may be the wording of one of our texts. */
export interface PlainWording {
  readonly words: string
  /** The first line, where `words` is all behind it: it must be the title. */
  readonly title: string | null
}

/** The wordings that a plain text can be: all of it, and all behind a first line. */
export const plainWordings = (text: string): readonly PlainWording[] => {
  const lines = shownLines(text)
  const [first, ...rest] = lines
  if (first === undefined) return []
  return [
    { words: joined(lines), title: null },
    ...(rest.length === 0 ? [] : [{ words: joined(rest), title: first }]),
  ]
}

/** Does this first line of a plain text say the title? */
export const saysTitle = (line: string, title: string): boolean => line === shownLine(title)
