import { cleanText } from '../clean.ts'
import { itemLine, type ItemLine } from '../lines/item-marks.ts'
import { ListNumbers } from '../lines/list-numbers.ts'
import {
  endsSentence,
  isFull,
  textLayout,
  textLines,
  type TextLayout,
  type TextLine,
} from '../lines/text-lines.ts'
import { isDamagedLine, looksLikeDamagedPdf } from './pdf-damage.ts'
import { runningLines } from './running-lines.ts'
import { piecesText, repairLine, type LinePiece } from './repair-line.ts'
import { vocabularyOf, type Vocabulary } from './vocabulary.ts'

export type RepairedKind = 'heading' | 'paragraph' | 'ordered' | 'bullet' | 'left-out'

/** A line of the source, as it came and as the rules read it. */
export interface RepairedLine {
  /** Counted from 1 in the source. */
  readonly number: number
  /** Trimmed, cleaned, blanks as they came. */
  readonly source: string
  readonly pieces: readonly LinePiece[]
  /** Something was turned round or still looks damaged: a person is to look at it. */
  readonly isDoubtful: boolean
}

export interface RepairedBlock {
  /** `left-out`: a running header or a page number, which no text keeps. */
  readonly kind: RepairedKind
  /** Of an ordered item: its number in the source. */
  readonly number: number | null
  /** At least one. */
  readonly lines: readonly RepairedLine[]
}

interface OpenBlock {
  kind: RepairedKind
  readonly number: number | null
  readonly lines: RepairedLine[]
  readonly first: TextLine
  last: TextLine
}

const repaired = (line: TextLine, item: ItemLine | null, vocabulary: Vocabulary): RepairedLine => {
  const pieces = repairLine(item === null ? line.raw : item.text, vocabulary)
  const isDoubtful = pieces.length > 1 || isDamagedLine(piecesText(pieces))
  return { number: line.number, source: line.raw, pieces, isDoubtful }
}

/** Nearly as wide as the lines of the text: only then may a sentence end with its line, and its paragraph go on. */
const VERY_FULL = 0.97

/** Does a line go on with the block before it ([DOC652])? */
const goesOn = (before: OpenBlock, line: TextLine, layout: TextLayout): boolean => {
  if (!layout.isWrapped || line.gap > layout.normalGap || before.kind === 'left-out') return false
  const measure = Math.max(layout.measure, Math.min(line.width, layout.measure * 1.4))
  if (!isFull(before.last, measure)) return false
  const last = before.lines.at(-1)
  const ends = last !== undefined && endsSentence(piecesText(last.pieces))
  if (ends && before.last.width < VERY_FULL * measure) return false
  const isOtherSpacing = line.gap !== layout.normalGap
  return !(isOtherSpacing && (ends || line.width < layout.measure / 2))
}

const blocksOf = (lines: readonly TextLine[], vocabulary: Vocabulary): OpenBlock[] => {
  const layout = textLayout(lines)
  const leftOut = runningLines(lines, layout)
  const numbers = new ListNumbers()
  const blocks: OpenBlock[] = []
  for (const line of lines) {
    const open = (kind: RepairedKind, number: number | null, item: ItemLine | null): void => {
      const read = repaired(line, item, vocabulary)
      const isDoubtful = read.isDoubtful || kind === 'left-out'
      blocks.push({ kind, number, lines: [{ ...read, isDoubtful }], first: line, last: line })
    }
    if (leftOut.has(line.number)) {
      open('left-out', null, null)
      continue
    }
    const item = itemLine(line.raw, (number) => number === 1 || numbers.canBear(0, number))
    const before = blocks.findLast(({ kind }) => kind !== 'left-out')
    if (item !== null) {
      if (item.list === 'bullet') numbers.passBullet(0)
      else numbers.passOrdered(0, item.number)
      open(item.list, item.number, item)
    } else if (before !== undefined && before === blocks.at(-1) && goesOn(before, line, layout)) {
      before.lines.push(repaired(line, null, vocabulary))
      before.last = line
    } else {
      numbers.passBlock()
      open('paragraph', null, null)
    }
  }
  return blocks
}

const MAX_HEADING_WIDTH = 60
const MAX_HEADING_WORDS = 10
const CLOSES = /[.،,؟?!:؛;…"»”’)\]-]$/u
const LETTER = /\p{L}/u

export const blockWords = ({ lines }: { readonly lines: readonly Pick<RepairedLine, 'pieces'>[] }): string =>
  lines.map(({ pieces }) => piecesText(pieces)).join(' ')

/** A short line without closing punctuation that stands alone before a longer paragraph. */
const isHeading = (block: OpenBlock, after: OpenBlock | undefined): boolean => {
  const words = blockWords(block)
  return (
    block.kind === 'paragraph' &&
    block.lines.length === 1 &&
    block.first.width <= MAX_HEADING_WIDTH &&
    words.split(' ').length <= MAX_HEADING_WORDS &&
    LETTER.test(words) &&
    !CLOSES.test(words) &&
    after?.kind === 'paragraph' &&
    (after.lines.length > 1 || (after.first.width > block.first.width && endsSentence(blockWords(after))))
  )
}

/**
 * A text as it comes out of a damaged PDF, put in order by rules: lines turned round, words glued, soft-wrapped lines
 * gathered into paragraphs, headings and lists found, running headers set apart ([DOC650]–[DOC654]). The rules get most
 * of it right and not all: every line says what it came from, so that a person can look. Pure; costs linear time but
 * for torn words, which are looked for in their own line only.
 */
export const repairPdfText = (source: string): readonly RepairedBlock[] => {
  const lines = textLines(cleanText(source))
  const blocks = blocksOf(lines, vocabularyOf(lines.map(({ text }) => text)))
  const kept = blocks.filter(({ kind }) => kind !== 'left-out')
  for (const [at, block] of kept.entries()) if (isHeading(block, kept[at + 1])) block.kind = 'heading'
  return blocks.map(({ kind, number, lines: read }) => ({ kind, number, lines: read }))
}

/** Does a text look as if it had come out of a damaged PDF, so that {@link repairPdfText} is worth a review ([DOC656])? */
export const isDamagedPdfText = (source: string): boolean =>
  looksLikeDamagedPdf(textLines(cleanText(source)).map(({ text }) => text))
