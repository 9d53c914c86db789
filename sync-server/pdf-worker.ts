import { setPriority } from 'node:os'
import { fail, ok, type Result } from '#core/util/result.ts'
import { exportPdf, type PdfRequest } from './export/pdf/export-pdf.ts'
import { PdfWriter } from './export/pdf/pdf-writer.ts'
import type { FromJobWorker, ToJobWorker } from './job-thread.ts'

/** Of Unix: whoever types goes first. */
const BEHIND_OTHERS = 5

setPriority(BEHIND_OTHERS)
const writer = new PdfWriter()

const written = (question: PdfRequest): Result<Uint8Array, string> => {
  try {
    return ok(exportPdf(writer, question))
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error))
  }
}

/** The process that writes PDF files. It ends with the one that asks. */
process.on('message', ({ job, question }: ToJobWorker<PdfRequest>) => {
  const answer: FromJobWorker<Result<Uint8Array, string>> = { job, answer: written(question) }
  process.send?.(answer)
})
