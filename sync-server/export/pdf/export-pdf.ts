import * as Y from 'yjs'
import { Sequence } from '#core/shared-doc/sequence.ts'
import { contentOf } from '#core/shared-doc/elements.ts'
import { viewBlocks, type ExportView } from '../view-blocks.ts'
import { pdfPage, type PdfSource } from './pdf-page.ts'
import type { PdfWriter } from './pdf-writer.ts'

/** What a PDF is to be made of. Goes to a thread: plain data. */
export interface PdfRequest extends Pick<PdfSource, 'title' | 'stage' | 'at' | 'isLarge' | 'certificate'> {
  readonly view: ExportView
  /** The document as a Yjs update (V1). */
  readonly state: Uint8Array
  /** Names by member id, for the marked view; null: aliases. */
  readonly names: ReadonlyMap<string, string> | null
}

/** UTF-16 units, about 2,000 pages: what is longer would hold the thread for a minute, which nothing can end before. */
const LONGEST = 4_000_000

/** Throws when the text cannot be written, with the reason in words. */
export const exportPdf = (writer: PdfWriter, { view, state, names, ...source }: PdfRequest): Uint8Array => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  const blocks = viewBlocks(view, [...new Sequence(contentOf(doc)).blocks()])
  doc.destroy()
  const length = blocks.reduce((sum, { runs }) => runs.reduce((all, run) => all + run.text.length, sum), 0)
  if (length > LONGEST) throw new Error(`a text of ${length} characters is too long for a PDF`)
  return writer.write(pdfPage({ ...source, blocks, ...(view === 'marked' && { names }) }))
}
