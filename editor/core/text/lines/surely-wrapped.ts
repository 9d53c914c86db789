import { itemLine } from './item-marks.ts'
import { endsSentence, isFull, type TextLayout, type TextLine } from './text-lines.ts'

/*
 * A file that is imported is looked at before it is used; what is pasted stands in the text at once, and is often a
 * poem, an address, a list of names or a talk. So lines are taken for those of a page only on proof.
 */

const MARKS = /\p{M}/gu
const LAST_WORD = /[\p{L}\p{M}]+$/u
/** No word that leads on is so long. */
const LONGEST = 20

/** Words with which nobody ends a line on purpose: what they belong to follows. */
const LEADS_ON = new Set(
  `في من إلى الى على عن مع أن إن أو ثم لم لن قد التي الذي الذين بين عند ضمن حيث غير وفي ومن وعلى وإلى وعن ومع وأن والتي والذي
  the a an of to in and or for with by from that which on at as is are was were their its
  le la les de des du et à un une en dans pour que qui sur par au aux ou ne se sa son ses`.split(/\s+/u),
)

/** Stands for a soft hyphen at the end of a line, which is cleaned away elsewhere. */
export const CUT_HERE = '\ue000'
/** A word that was cut at the end of its line; what stays of a hyphen is the writer's. */
const CUT_WORD = new RegExp(`\\p{Script=Latin}-$|${CUT_HERE}$`, 'u')
/** A sentence ends inside the line, and the next begins; «د. سمير» is none. */
const STOP_INSIDE = /\p{L}\p{M}*\p{L}\p{M}*\p{L}\p{M}*[.؟?!]["»”)]?\s+["«“(]?\p{L}/u

/** Lines that nobody wraps: quoted mail, commands, code. */
const CODE = /[{};]$|=>|\(\)|<\/|^(?:>|\$ |\/\/|#)/u
/** Who speaks, or when: «[10:14, 3/1/2024] ريم: …», «ريم: …», «09:30 افتتاح». */
const SPEAKS = /^\[|^\d{1,2}[:.]\d{2}\b|^[^\s:][^:]{0,24}:\s/u
/** Columns, or the halves of a verse. */
const COLUMNS = /\S\s{3,}\S/u

const oftenIs = (lines: readonly TextLine[], pattern: RegExp): boolean =>
  lines.filter(({ raw }) => pattern.test(raw)).length > Math.max(1, lines.length / 5)

const isOtherwise = (lines: readonly TextLine[]): boolean =>
  [CODE, SPEAKS, COLUMNS].some((pattern) => oftenIs(lines, pattern)) ||
  lines.filter(({ margin }) => margin > 1).length > lines.length / 3

const leadsOn = (text: string): boolean => {
  if (CUT_WORD.test(text)) return true
  const word = LAST_WORD.exec(text.slice(-LONGEST))?.[0] ?? ''
  return LEADS_ON.has(word.replaceAll(MARKS, '').toLowerCase())
}

const firstWordWidth = ({ text }: TextLine): number =>
  (/^\S+/u.exec(text)?.[0] ?? '').replaceAll(MARKS, '').length

/** So much of the measure a line and the next word must take together: letters differ in width. */
const FITS = 0.85
/** For a line that may be a heading: so little of the measure. */
const SHORT = 0.6

/** The words of lines in a row; those that were cut are whole. */
export const wordsOfLines = (lines: readonly string[]): string =>
  lines.reduce((words, line) => {
    const glue = CUT_WORD.test(words) && /^\p{Ll}/u.test(line) ? '' : ' '
    return words.replace(CUT_HERE, '') + glue + line
  })

/** Lines that break off, each with what follows it: they end no sentence and are no last line. */
const breaksOf = (
  lines: readonly TextLine[],
  { measure, normalGap }: TextLayout,
): readonly (readonly [TextLine, TextLine])[] =>
  lines.flatMap((line, at) => {
    const [before, next] = [lines[at - 1], lines[at + 1]]
    if (next === undefined || next.gap > normalGap || endsSentence(line.text)) return []
    if (itemLine(next.text, () => true) !== null) return []
    const maybeHeading = line.width < SHORT * measure && (before === undefined || endsSentence(before.text))
    return maybeHeading ? [] : [[line, next] as const]
  })

/**
 * Are these lines surely those of a page, cut where it ended ([DOC718])? Nearly every line that breaks off was full: the
 * next word had no room. And the words say so: lines end where no writer ends one, or sentences end within lines again
 * and again. Poems, talks, addresses, lists, tables and code fail the one or the other.
 */
export const isSurelyWrapped = (lines: readonly TextLine[], layout: TextLayout): boolean => {
  if (!layout.isWrapped || isOtherwise(lines)) return false
  const breaks = breaksOf(lines, layout)
  const fits = breaks.filter(
    ([line, next]) => line.width + 1 + firstWordWidth(next) >= FITS * layout.measure,
  ).length
  if (breaks.length === 0 || fits < breaks.length * 0.85) return false
  const led = breaks.filter(([{ text }]) => leadsOn(text)).length
  const stops = lines.filter((line) => isFull(line, layout.measure) && STOP_INSIDE.test(line.text)).length
  return led * 15 >= breaks.length || (fits === breaks.length && breaks.length > 2 && stops > 1)
}
