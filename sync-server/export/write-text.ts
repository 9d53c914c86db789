import type { BlockContent } from '#core/schema/content.ts'
import { itemMark, numberBlocks, type DocumentDigits } from '#core/schema/numbering.ts'
import { criticMarkup, linesOf, viewFormats } from './run-view.ts'

/** Blanks for each level of indent; the reader of text files counts the same. */
const INDENT = '    '

/**
 * Plain text: one blank line between blocks, none between items, which bear their numbers; line breaks inside a block
 * are lines. Formats are lost; suggestions are CriticMarkup. Empty blocks are left out.
 */
export const writeText = (blocks: readonly BlockContent[], digits: DocumentDigits = 'latn'): string => {
  const numbers = numberBlocks(blocks.map((block) => block.attrs))
  let text = ''
  let wasItem = false
  blocks.forEach((block, index) => {
    const lines = linesOf(block.runs).map((line) =>
      line.map((run) => criticMarkup(run.text, viewFormats(run.formats))).join(''),
    )
    if (lines.length === 0) return
    const isItem = block.attrs.kind === 'item'
    const mark = isItem
      ? `${INDENT.repeat(block.attrs.indent)}${itemMark(numbers[index] ?? null, digits)} `
      : ''
    if (text !== '') text += isItem && wasItem ? '\n' : '\n\n'
    text += mark + lines.join(`\n${' '.repeat(mark.length)}`)
    wasItem = isItem
  })
  return text === '' ? '' : `${text}\n`
}
