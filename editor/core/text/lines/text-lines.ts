/** One line of a text file that is not blank. */
export interface TextLine {
  /** Trimmed; inner runs of blanks are one blank. */
  readonly text: string
  /** Trimmed only. */
  readonly raw: string
  /** Counted from 1, blank lines too. */
  readonly number: number
  /** Number of blanks before the text. */
  readonly margin: number
  /** Blank lines before it; 0 for the first line. */
  readonly gap: number
  /** Visible characters: marks do not count. */
  readonly width: number
}

const MARKS = /\p{M}/gu

const widthOf = (text: string): number => text.replace(MARKS, '').length

export const textLines = (text: string): TextLine[] => {
  const lines: TextLine[] = []
  let gap = 0
  for (const [index, line] of text.split('\n').entries()) {
    const raw = line.trim()
    const trimmed = raw.replace(/\s+/gu, ' ')
    if (trimmed === '') {
      gap++
      continue
    }
    const margin = line.length - line.trimStart().length
    lines.push({
      text: trimmed,
      raw,
      number: index + 1,
      margin,
      gap: lines.length === 0 ? 0 : gap,
      width: widthOf(trimmed),
    })
    gap = 0
  }
  return lines
}

/** How the lines of a file stand to its paragraphs. */
export interface TextLayout {
  /** Lines are cut at a width, so that neighbours belong together. */
  readonly isWrapped: boolean
  /** The width at which they are cut. */
  readonly measure: number
  /** Blank lines between two lines of one paragraph: 1 in what comes out of many PDF readers. */
  readonly normalGap: number
}

const CLOSING = /[.؟?!:؛;…]["»”’)\]]*$/u
export const endsSentence = (text: string): boolean => CLOSING.test(text)

/** A line is full when hardly another word would have fitted. */
const FULL = 0.8
export const isFull = (line: TextLine, measure: number): boolean => line.width >= FULL * measure

const MIN_MEASURE = 40
const MAX_MEASURE = 150

const quantile = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0

/** A guess from the whole file; with fewer than three lines nothing is taken for wrapped. */
export const textLayout = (lines: readonly TextLine[]): TextLayout => {
  const measure = quantile(
    lines.map((line) => line.width).sort((a, b) => a - b),
    0.9,
  )
  const full = lines.filter((line) => isFull(line, measure))
  const cut = full.filter((line) => !endsSentence(line.text)).length
  const isWrapped =
    lines.length >= 3 &&
    measure >= MIN_MEASURE &&
    measure <= MAX_MEASURE &&
    full.length >= lines.length * 0.3 &&
    cut >= full.length * 0.4
  const spaced = lines.filter((line, index) => index > 0 && line.gap === 1).length
  return { isWrapped, measure, normalGap: isWrapped && spaced > (lines.length - 1) * 0.6 ? 1 : 0 }
}
