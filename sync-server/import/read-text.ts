import { cleanText } from '#core/text/clean.ts'
import { pastedDirection } from '#core/text/direction.ts'
import { MAX_INDENT } from '#core/schema/block.ts'
import { importedBlock, MAX_IMPORT_BLOCKS, plainRuns, type ImportedBlock } from './imported.ts'
import { textLayout, textLines } from '#core/text/lines/text-lines.ts'
import { textParagraphs } from '#core/text/lines/text-paragraphs.ts'
import { looksLikeDamagedPdf } from '#core/text/pdf/pdf-damage.ts'
import type { WarningList } from './warning-list.ts'

/**
 * Plain text as blocks ({@link textParagraphs}). What looks like the damaged order of words that PDF readers leave is
 * kept as it stands and warned of.
 */
export const readText = (source: string, warnings: WarningList): ImportedBlock[] => {
  const lines = textLines(cleanText(source))
  if (looksLikeDamagedPdf(lines.map((line) => line.text))) warnings.add('looks-like-damaged-pdf')
  const paragraphs = textParagraphs(lines, {
    layout: textLayout(lines),
    deepest: MAX_INDENT,
    // The file will be refused: the rest need not be read.
    most: MAX_IMPORT_BLOCKS,
    isMark: () => true,
  })
  return paragraphs.map(({ kind, list, numbering, indent, isExact, lines: words }) => {
    if (!isExact) warnings.add('renumbered')
    if (words.length > 1) warnings.add('lines-joined', null, words.length - 1)
    const text = words.join(' ')
    const dir = pastedDirection(text)
    if (kind === 'heading') return importedBlock({ kind, level: 1, dir }, plainRuns(text))
    return importedBlock({ kind, list, numbering, indent, dir }, plainRuns(text))
  })
}
