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

const SIGNS = [STARTS_CLOSED, STARTS_WITH_ENDING, GLUED_STOP, GLUED_SCRIPTS, NUMBER_AT_END]

/** Does a line look as if a PDF reader had put its pieces in visual order? */
export const isDamagedLine = (line: string): boolean => SIGNS.some((sign) => sign.test(line))

/** Lines that look so. */
const countDamagedLines = (lines: readonly string[]): number => lines.filter(isDamagedLine).length

/** Enough of the lines of a text look damaged that it came out of a PDF ([DOC656]). */
export const looksLikeDamagedPdf = (lines: readonly string[]): boolean =>
  countDamagedLines(lines) > Math.max(2, lines.length / 10)
