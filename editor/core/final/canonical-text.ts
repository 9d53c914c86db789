import type { BlockContent } from '../schema/content.ts'
import { itemMark, numberBlocks } from '../schema/numbering.ts'
import { shownLines } from './shown-line.ts'

/** A block of which something is read. */
export interface ShownBlock {
  /** What its first line begins with: kind, level, number. */
  readonly mark: string
  /** Is it a list item? Then a copy of the text may have lost its mark. */
  readonly isItem: boolean
  /** Items around it. */
  readonly depth: number
  /** Never empty, and no line is. */
  readonly lines: readonly string[]
}

const markOf = ({ attrs }: BlockContent, number: number | null): string => {
  switch (attrs.kind) {
    case 'paragraph':
      return '¶'
    case 'heading':
      return '#'.repeat(attrs.level ?? 1)
    case 'quote':
      return '>'
    case 'item':
      return itemMark(number)
  }
}

/** What is read of a projection, block by block: empty ones are left out, numbers are those that show. */
export const shownBlocks = (blocks: readonly BlockContent[]): readonly ShownBlock[] => {
  const numbers = numberBlocks(blocks.map(({ attrs }) => attrs))
  /** Indents of the items around. */
  let open: readonly number[] = []
  return blocks.flatMap((block, index) => {
    const lines = shownLines(block.runs.map(({ text }) => text).join(''))
    if (lines.length === 0) return []
    const isItem = block.attrs.kind === 'item'
    open = isItem ? open.filter((indent) => indent < block.attrs.indent) : []
    const depth = open.length
    if (isItem) open = [...open, block.attrs.indent]
    return [{ mark: markOf(block, numbers[index] ?? null), isItem, depth, lines }]
  })
}

/** Blanks for each item around. */
const INDENT = '    '
/** Begins a further line of a block: every line begins with a mark, so that no words can look like one. */
const BREAK = '↵'

/**
 * The canonical text of a document [DOC561]: what its certificate gives the SHA-256 of, as UTF-8. One line for each
 * line that is read, ended by U+000A, begun with what the block is: `¶`, `#`–`###`, `>`, the number of the item with a
 * full stop or `•`, for a line broken inside a block `↵`; then a blank and the words. Items stand in by four blanks for
 * each item around them. Emphasis, link addresses, direction, alignment, block ids and empty blocks are not in it.
 *
 * Takes a projection: suggestions must be gone.
 */
export const canonicalText = (blocks: readonly BlockContent[]): string =>
  shownBlocks(blocks)
    .flatMap(({ mark, depth, lines }) =>
      lines.map((line, index) => `${INDENT.repeat(depth)}${index === 0 ? mark : BREAK} ${line}\n`),
    )
    .join('')
