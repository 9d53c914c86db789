import { mirroredLines } from './mirrored-lines.ts'

/** Closing punctuation where a line begins, a blank before it allowed. */
const STARTS_CLOSED = /^\s*[.،؛:)؟”»](?:\s|\p{L})/u
/** A word that begins with a letter that only ends words, or a bare mark. */
const STARTS_WITH_ENDING = /(?:^|\s)(?:[ةى]\p{M}*\p{Script=Arabic}*|\p{M}+\p{L}*)/u
/** A stop or comma glued between two Arabic letters. */
const GLUED_STOP = /\p{Script=Arabic}[.،]\p{Script=Arabic}{2}/u
/** Arabic and Latin letters with nothing between them, except after the article or a one-letter preposition. */
const GLUED_SCRIPTS = /\p{Script=Arabic}{3}[A-Za-z]|[A-Za-z]\p{Script=Arabic}{2}/u
/** The number of an item at the end of its line. */
const NUMBER_AT_END = /\s-[0-9٠-٩]{1,2}$/u

/** A writer in a hurry leaves out the blank behind a stop: alone that says nothing of a text that is pasted. */
const SURE_SIGNS = [STARTS_CLOSED, STARTS_WITH_ENDING, GLUED_SCRIPTS, NUMBER_AT_END]
const SIGNS = [...SURE_SIGNS, GLUED_STOP]

/** Does a line look as if a PDF reader had put its pieces in visual order? */
export const isDamagedLine = (line: string): boolean => SIGNS.some((sign) => sign.test(line))

const countSure = (lines: readonly string[]): number =>
  lines.filter((line) => SURE_SIGNS.some((sign) => sign.test(line))).length

const areMany = (damaged: number, lines: readonly string[]): boolean =>
  damaged > Math.max(2, lines.length / 10)

/** Most lines of a text, or its only one, are read from the other end. */
const areMirrored = (mirrored: number, lines: readonly string[]): boolean =>
  mirrored > 0 && mirrored * 2 >= lines.length

/** Enough of the lines of a text look damaged that it came out of a PDF ([DOC656], [DOC717]). */
export const looksLikeDamagedPdf = (lines: readonly string[]): boolean => {
  const mirrored = mirroredLines(lines)
  const damaged = lines.filter((line, at) => mirrored.has(at) || isDamagedLine(line)).length
  return areMany(damaged, lines) || areMirrored(mirrored.size, lines)
}

/** Is a text that is pasted surely out of a damaged PDF ([DOC719])? Who pastes is asked then, and had better not be in vain. */
export const isSurelyDamagedPdf = (lines: readonly string[]): boolean =>
  areMirrored(mirroredLines(lines).size, lines) || (looksLikeDamagedPdf(lines) && countSure(lines) > 1)
