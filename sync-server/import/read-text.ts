import { cleanText } from '#core/text/clean.ts'
import { pastedDirection } from '#core/text/direction.ts'
import { MAX_INDENT } from '#core/schema/block.ts'
import { importedBlock, MAX_IMPORT_BLOCKS, plainRuns, type ImportedBlock } from './imported.ts'
import { itemLine } from '#core/text/lines/item-marks.ts'
import { ListNumbers } from '#core/text/lines/list-numbers.ts'
import { looksLikeDamagedPdf } from '#core/text/pdf/pdf-damage.ts'
import {
  endsSentence,
  isFull,
  textLayout,
  textLines,
  type TextLayout,
  type TextLine,
} from '#core/text/lines/text-lines.ts'
import type { WarningList } from './warning-list.ts'

/** Blanks by which our own text export indents an item of a deeper level. */
export const TEXT_INDENT = 4

interface Paragraph {
  readonly kind: 'paragraph' | 'item'
  readonly list: 'ordered' | 'bullet' | null
  readonly numbering: 'continue' | null
  readonly indent: number
  /** Grows while lines go on: copied for each of them, a long paragraph would cost the square of its lines. */
  readonly lines: string[]
  /** Its first and last line in the file, as they stand there. */
  readonly first: TextLine
  last: TextLine
}

/** Does `line` go on with the paragraph that ends with `before`? */
const goesOn = (before: TextLine, line: TextLine, layout: TextLayout): boolean => {
  if (!layout.isWrapped || line.gap > layout.normalGap) return false
  // Notes are often set wider than the body: what is full is judged beside the neighbour too.
  const measure = Math.max(layout.measure, Math.min(line.width, layout.measure * 1.4))
  if (!isFull(before, measure)) return false
  const isOtherSpacing = line.gap !== layout.normalGap
  return !(isOtherSpacing && (endsSentence(before.text) || line.width < layout.measure / 2))
}

const paragraphsOf = (lines: readonly TextLine[], layout: TextLayout, warnings: WarningList): Paragraph[] => {
  const paragraphs: Paragraph[] = []
  const numbers = new ListNumbers()
  for (const line of lines) {
    // The file will be refused: the rest need not be read.
    if (paragraphs.length > MAX_IMPORT_BLOCKS) break
    const indent = Math.min(MAX_INDENT, Math.floor(line.margin / TEXT_INDENT))
    const item = itemLine(line.text, (number) => number === 1 || numbers.canBear(indent, number))
    const before = paragraphs[paragraphs.length - 1]
    if (item !== null) {
      const { list, number, text } = item
      let numbering: 'continue' | null = null
      if (list === 'bullet') numbers.passBullet(indent)
      else {
        const given = numbers.passOrdered(indent, number)
        numbering = given.numbering
        if (!given.isExact) warnings.add('renumbered')
      }
      paragraphs.push({ kind: 'item', list, numbering, indent, lines: [text], first: line, last: line })
    } else if (before !== undefined && goesOn(before.last, line, layout)) {
      warnings.add('lines-joined')
      before.lines.push(line.text)
      before.last = line
    } else {
      numbers.passBlock()
      paragraphs.push({
        kind: 'paragraph',
        list: null,
        numbering: null,
        indent: 0,
        lines: [line.text],
        first: line,
        last: line,
      })
    }
  }
  return paragraphs
}

const MAX_HEADING_WIDTH = 60
const MAX_HEADING_WORDS = 10
const CLOSES = /[.،,؟?!:؛;…"»”’)\]-]$/u
const LETTER = /\p{L}/u

/** A short line without closing punctuation that stands alone before a longer paragraph. */
const isHeading = (paragraph: Paragraph, after: Paragraph | undefined): boolean => {
  const { first, lines, kind } = paragraph
  return (
    kind === 'paragraph' &&
    lines.length === 1 &&
    first.width <= MAX_HEADING_WIDTH &&
    first.text.split(' ').length <= MAX_HEADING_WORDS &&
    LETTER.test(first.text) &&
    !CLOSES.test(first.text) &&
    after !== undefined &&
    after.kind === 'paragraph' &&
    (after.lines.length > 1 || (after.first.width > first.width && endsSentence(after.first.text)))
  )
}

/**
 * Plain text as blocks, by plain rules: blank lines and short lines end a paragraph, lines cut at a width are joined,
 * numbers and bullets at the start of a line make items, a short line before a paragraph is a heading. What looks like
 * the damaged order of words that PDF readers leave is kept as it stands and warned of.
 */
export const readText = (source: string, warnings: WarningList): ImportedBlock[] => {
  const lines = textLines(cleanText(source))
  const layout = textLayout(lines)
  if (looksLikeDamagedPdf(lines.map((line) => line.text))) warnings.add('looks-like-damaged-pdf')
  const paragraphs = paragraphsOf(lines, layout, warnings)
  return paragraphs.map((paragraph, index) => {
    const text = paragraph.lines.join(' ')
    const dir = pastedDirection(text, 'rtl')
    if (isHeading(paragraph, paragraphs[index + 1]))
      return importedBlock({ kind: 'heading', level: 1, dir }, plainRuns(text))
    const { kind, list, numbering, indent } = paragraph
    return importedBlock({ kind, list, numbering, indent, dir }, plainRuns(text))
  })
}
