import { foldText } from '../fold.ts'
import { endsSentence, type TextLayout, type TextLine } from '../lines/text-lines.ts'

/** A page number and nothing else: `7`, `- 7 -`, `صفحة 7`, `7 / 12`, `Page 7 of 12`. */
const PAGE_NUMBER =
  /^[-–|\s]*(?:صفحة|الصفحة|page)?\s*[0-9٠-٩]{1,4}(?:\s*(?:\/|من|of)\s*[0-9٠-٩]{1,4})?\s*(?:صفحة|page)?[-–|\s]*$/iu

/** A title, a dash and a year, without an end: what stands over every page of a report. */
const TITLE_AND_YEAR = /^(?:19|20)\d\d\s?[-–]\s?\p{L}|\p{L}\s?[-–]\s?(?:19|20)\d\d$/u

const SHORTEST_REPEATED = 4

const keyOf = ({ text }: TextLine): string =>
  foldText(text)
    .replace(/[\d\s]+/gu, ' ')
    .trim()

/**
 * Numbers of the lines that belong to the page and not to the text ([DOC654]): page numbers, lines that stand three
 * times or more but for their digits, and a title with its year that is no first line and no sentence.
 */
export const runningLines = (lines: readonly TextLine[], layout: TextLayout): ReadonlySet<number> => {
  const counts = new Map<string, number>()
  for (const line of lines) counts.set(keyOf(line), (counts.get(keyOf(line)) ?? 0) + 1)
  const running = new Set<number>()
  lines.forEach((line, at) => {
    const key = keyOf(line)
    const isRepeated =
      key.length >= SHORTEST_REPEATED && (counts.get(key) ?? 0) >= 3 && !endsSentence(line.text)
    const isTitle =
      at > 0 &&
      layout.isWrapped &&
      TITLE_AND_YEAR.test(line.text) &&
      !endsSentence(line.text) &&
      isAfterEnd(lines, at)
    if (PAGE_NUMBER.test(line.text) || isRepeated || isTitle) running.add(line.number)
  })
  return running
}

/** Does the line before end a sentence, so that this one goes on with nothing? */
const isAfterEnd = (lines: readonly TextLine[], at: number): boolean => {
  const before = lines[at - 1]
  return before === undefined || endsSentence(before.text) || /[.؟!”»]/u.test(before.text)
}
