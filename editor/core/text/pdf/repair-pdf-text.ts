import { cleanText } from '../clean.ts'
import { itemLine, type ItemLine } from '../lines/item-marks.ts'
import { ListNumbers } from '../lines/list-numbers.ts'
import { goesOn, isHeading } from '../lines/paragraph-lines.ts'
import { endsSentence, textLayout, textLines, type TextLayout, type TextLine } from '../lines/text-lines.ts'
import { mirroredLines, readMirrored } from './mirrored-lines.ts'
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

/** A line before its pieces are looked for. */
interface SourceLine extends TextLine {
  /** As it came, where its letters were turned round; else null: `raw` is as it came. */
  readonly mirrored: string | null
}

const repaired = (line: SourceLine, item: ItemLine | null, vocabulary: Vocabulary): RepairedLine => {
  const words = item === null ? line.raw : item.text
  const { number, mirrored } = line
  // What was written from the other end stands in one order: it has no borders of runs.
  if (mirrored !== null)
    return { number, source: mirrored, pieces: [{ text: words, isGlued: false }], isDoubtful: true }
  const pieces = repairLine(words, vocabulary)
  const isDoubtful = pieces.length > 1 || isDamagedLine(piecesText(pieces))
  return { number, source: line.raw, pieces, isDoubtful }
}

/** Does a line go on with the block before it ([DOC652])? */
const goesOnWith = (before: OpenBlock, line: TextLine, layout: TextLayout): boolean => {
  const last = before.lines.at(-1)
  const ends = last !== undefined && endsSentence(piecesText(last.pieces))
  return before.kind !== 'left-out' && goesOn(before.last, ends, line, layout)
}

const blocksOf = (lines: readonly SourceLine[], vocabulary: Vocabulary): OpenBlock[] => {
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
    } else if (before !== undefined && before === blocks.at(-1) && goesOnWith(before, line, layout)) {
      before.lines.push(repaired(line, null, vocabulary))
      before.last = line
    } else {
      numbers.passBlock()
      open('paragraph', null, null)
    }
  }
  return blocks
}

export const blockWords = ({ lines }: { readonly lines: readonly Pick<RepairedLine, 'pieces'>[] }): string =>
  lines.map(({ pieces }) => piecesText(pieces)).join(' ')

const isHeadingBefore = (block: OpenBlock, after: OpenBlock | undefined): boolean => {
  if (block.kind !== 'paragraph' || after?.kind !== 'paragraph') return false
  const asLines = (one: OpenBlock) => ({ words: blockWords(one), count: one.lines.length, first: one.first })
  return isHeading(asLines(block), asLines(after))
}

/** The lines of a text, those that were written from the other end as they are read ([DOC717]). */
const sourceLines = (source: string): readonly SourceLine[] => {
  const lines = textLines(cleanText(source))
  const mirrored = mirroredLines(lines.map(({ text }) => text))
  return lines.map((line, at) => {
    if (!mirrored.has(at)) return { ...line, mirrored: null }
    const text = readMirrored(line.text)
    return { ...line, text, raw: text, mirrored: line.raw }
  })
}

/**
 * A text as it comes out of a damaged PDF, put in order by rules: lines turned round, words glued, soft-wrapped lines
 * gathered into paragraphs, headings and lists found, running headers set apart ([DOC650]–[DOC654]). The rules get most
 * of it right and not all: every line says what it came from, so that a person can look. Pure; costs linear time but
 * for torn words, which are looked for in their own line only.
 */
export const repairPdfText = (source: string): readonly RepairedBlock[] => {
  const lines = sourceLines(source)
  const blocks = blocksOf(lines, vocabularyOf(lines.map(({ text }) => text)))
  const kept = blocks.filter(({ kind }) => kind !== 'left-out')
  for (const [at, block] of kept.entries()) if (isHeadingBefore(block, kept[at + 1])) block.kind = 'heading'
  return blocks.map(({ kind, number, lines: read }) => ({ kind, number, lines: read }))
}

/** Does a text look as if it had come out of a damaged PDF, so that {@link repairPdfText} is worth a review ([DOC656])? */
export const isDamagedPdfText = (source: string): boolean =>
  looksLikeDamagedPdf(textLines(cleanText(source)).map(({ text }) => text))
