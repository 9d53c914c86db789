import { MAX_INDENT } from '#core/schema/block.ts'
import { NO_FORMATS } from '#core/schema/content.ts'
import { cleanText } from '#core/text/clean.ts'
import type { ItemLine } from '#core/text/lines/item-marks.ts'
import { CUT_HERE, isSurelyWrapped, wordsOfLines } from '#core/text/lines/surely-wrapped.ts'
import { textLayout, textLines, type TextLine } from '#core/text/lines/text-lines.ts'
import { textParagraphs, type TextParagraph, type TextRules } from '#core/text/lines/text-paragraphs.ts'
import { isSurelyDamagedPdf } from '#core/text/pdf/pdf-damage.ts'
import { blockOf, pastedDirection, type Pasted } from './pasted-text.ts'

/** What lines that are pasted turn out to be. */
export type LinesRead =
  /** Lines of their own. */
  | { readonly kind: 'lines' }
  /** Lines of a page: its paragraphs, and how many lines they were. */
  | { readonly kind: 'wrapped'; readonly pasted: Pasted; readonly lines: number }
  /** Words out of order: somebody has to look before they are in a text. */
  | { readonly kind: 'damaged' }

const SOFT_HYPHEN_AT_END = /\u00ad(?=[ \t]*[\r\n])/gu
/** Cells of a table: their lines are rows. */
const CELLS = /\S[ ]*\t\s*\S/u

const isTable = (text: string): boolean => text.split('\n').filter((line) => CELLS.test(line)).length > 1

/** Where a number stands at the end of its line, or where its list is one item long, it may be a part of the sentence. */
const isAtStart = (item: ItemLine, line: TextLine): boolean => line.text.endsWith(item.text)

const rulesFor = (lines: readonly TextLine[], layout: TextRules['layout']): TextRules => {
  const base = { layout, deepest: MAX_INDENT, most: lines.length }
  const found = textParagraphs(lines, { ...base, isMark: isAtStart })
  const count = (list: TextParagraph['list']): number => found.filter((one) => one.list === list).length
  const surely = new Set((['ordered', 'bullet'] as const).filter((list) => count(list) > 1))
  const counts = found.every(({ isExact }) => isExact)
  return {
    ...base,
    isMark: (item, line) =>
      surely.has(item.list) && isAtStart(item, line) && (item.list === 'bullet' || counts),
  }
}

/** A heading is one only before several lines that belong together: two lines alone may be a title and its subtitle. */
const kindOf = ({ kind }: TextParagraph, after: TextParagraph | undefined) =>
  kind === 'heading' && (after?.lines.length ?? 0) < 2 ? 'paragraph' : kind

/** Reads plain text that is pasted ([UI960], [UI961]). */
export const readPastedLines = (text: string): LinesRead => {
  const lines = textLines(cleanText(text.replace(SOFT_HYPHEN_AT_END, CUT_HERE)))
  if (isSurelyDamagedPdf(lines.map((line) => line.text))) return { kind: 'damaged' }
  const layout = textLayout(lines)
  if (isTable(text) || !isSurelyWrapped(lines, layout)) return { kind: 'lines' }
  const paragraphs = textParagraphs(lines, rulesFor(lines, layout))
  const blocks = paragraphs.map((paragraph, at) => {
    const { list, numbering, indent } = paragraph
    const words = wordsOfLines(paragraph.lines)
    const kind = kindOf(paragraph, paragraphs[at + 1])
    return blockOf(
      { kind, list, numbering, indent, level: kind === 'heading' ? 1 : null, dir: pastedDirection(words) },
      [{ text: words, formats: NO_FORMATS }],
    )
  })
  return { kind: 'wrapped', pasted: { blocks, openStart: true, openEnd: true }, lines: lines.length }
}
