import { exportedBlocks, type ExportSource } from '../export-source.ts'
import { pdfPage, type PdfSource } from './pdf-page.ts'
import type { PdfWriter } from './pdf-writer.ts'

/** What a PDF is to be made of. Goes to a process: plain data. */
export type PdfRequest = ExportSource &
  Pick<PdfSource, 'title' | 'stage' | 'at' | 'isLarge' | 'certificate' | 'digits'> & {
    /** Names by member id, for what bears suggestions; null: aliases. */
    readonly names: ReadonlyMap<string, string> | null
  }

/** UTF-16 units, about 2,000 pages: what is longer would hold the process for a minute, which nothing can end before. */
const LONGEST = 4_000_000

/** The text has more characters than a PDF is written of. */
export class TooLong extends Error {
  override readonly name = 'TooLong'

  constructor(characters: number) {
    super(`a text of ${characters} characters is too long for a PDF`)
  }
}

/** Throws when the text cannot be written, with the reason in words, or {@link TooLong}. */
export const exportPdf = (writer: PdfWriter, request: PdfRequest): Uint8Array => {
  const { title, stage, at, isLarge, certificate, names, ...source } = request
  const { blocks, isMarked, discussions, numbers, comparison } = exportedBlocks(source)
  const length = blocks.reduce((sum, { runs }) => runs.reduce((all, run) => all + run.text.length, sum), 0)
  if (length > LONGEST) throw new TooLong(length)
  const page = { title, stage, at, isLarge, certificate, blocks, discussions, numbers, comparison }
  return writer.write(pdfPage({ ...page, digits: request.digits ?? 'latn', ...(isMarked && { names }) }))
}
