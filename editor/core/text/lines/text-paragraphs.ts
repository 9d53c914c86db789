import { itemLine, type ItemLine } from './item-marks.ts'
import { ListNumbers } from './list-numbers.ts'
import { goesOn, isHeading } from './paragraph-lines.ts'
import { endsSentence, type TextLayout, type TextLine } from './text-lines.ts'

/** Blanks by which our own text export indents an item of a deeper level. */
const TEXT_INDENT = 4

/** What lines of plain text make. */
export interface TextParagraph {
  readonly kind: 'heading' | 'paragraph' | 'item'
  readonly list: 'ordered' | 'bullet' | null
  readonly numbering: 'continue' | null
  /** An ordered item bears the number that it has in the text. */
  readonly isExact: boolean
  readonly indent: number
  /** Its words line by line, the mark of an item taken off; at least one. */
  readonly lines: readonly string[]
}

export interface TextRules {
  readonly layout: TextLayout
  /** Of an item's indent; what is deeper is told as this. */
  readonly deepest: number
  /** More are not read. */
  readonly most: number
  /** Is what looks like the mark of an item one? */
  readonly isMark: (item: ItemLine, line: TextLine) => boolean
}

interface Gathered extends TextParagraph {
  /** Grows while lines go on: copied for each of them, a long paragraph would cost the square of its lines. */
  readonly lines: string[]
  readonly first: TextLine
  last: TextLine
}

const PLAIN = { kind: 'paragraph', list: null, numbering: null, isExact: true, indent: 0 } as const

const gathered = (lines: readonly TextLine[], { layout, deepest, most, isMark }: TextRules): Gathered[] => {
  const paragraphs: Gathered[] = []
  const numbers = new ListNumbers()
  for (const line of lines) {
    if (paragraphs.length > most) break
    const indent = Math.min(deepest, Math.floor(line.margin / TEXT_INDENT))
    const item = itemLine(line.text, (number) => number === 1 || numbers.canBear(indent, number))
    const before = paragraphs.at(-1)
    if (item !== null && isMark(item, line)) {
      const { list, number, text } = item
      if (list === 'bullet') numbers.passBullet(indent)
      const given = list === 'bullet' ? PLAIN : numbers.passOrdered(indent, number)
      const { numbering, isExact } = given
      paragraphs.push({
        kind: 'item',
        list,
        numbering,
        isExact,
        indent,
        lines: [text],
        first: line,
        last: line,
      })
    } else if (before !== undefined && goesOn(before.last, endsSentence(before.last.text), line, layout)) {
      before.lines.push(line.text)
      before.last = line
    } else {
      numbers.passBlock()
      paragraphs.push({ ...PLAIN, lines: [line.text], first: line, last: line })
    }
  }
  return paragraphs
}

/**
 * Lines of plain text as paragraphs, by plain rules: blank lines and short lines end a paragraph, lines cut at a width
 * are gathered, numbers and bullets at the start of a line make items, a short line before a paragraph is a heading.
 */
export const textParagraphs = (lines: readonly TextLine[], rules: TextRules): readonly TextParagraph[] => {
  const paragraphs = gathered(lines, rules)
  const asLines = ({ lines: words, first }: Gathered) => ({
    words: words.join(' '),
    count: words.length,
    first,
  })
  return paragraphs.map((paragraph, at) => {
    const after = paragraphs[at + 1]
    if (paragraph.kind !== 'paragraph' || after?.kind !== 'paragraph') return paragraph
    return isHeading(asLines(paragraph), asLines(after)) ? { ...paragraph, kind: 'heading' } : paragraph
  })
}
