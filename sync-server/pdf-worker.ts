import { setPriority } from 'node:os'
import { fail, ok, type Result } from '#core/util/result.ts'
import { exportPdf, TooLong, type PdfRequest } from './export/pdf/export-pdf.ts'
import type { PdfWriter } from './export/pdf/pdf-writer.ts'
import type { NotWritten } from './http/document-host.ts'
import type { FromJobWorker, ToJobWorker } from './job-thread.ts'

/** Of Unix: whoever types goes first. */
const BEHIND_OTHERS = 5

setPriority(BEHIND_OTHERS)

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/**
 * The addon is another file on every kind of machine, and an installation may lack it, or its fonts: then each question is
 * answered with that, instead of by a process that ends ([DOC741]).
 */
const startWriter = async (): Promise<Result<PdfWriter, NotWritten>> => {
  try {
    const { PdfWriter: Writer } = await import('./export/pdf/pdf-writer.ts')
    return ok(new Writer())
  } catch (error) {
    return fail({ reason: 'no-writer', detail: wordsOf(error) })
  }
}
const starting = startWriter()

const written = async (question: PdfRequest): Promise<Result<Uint8Array, NotWritten>> => {
  const writer = await starting
  if (!writer.ok) return writer
  try {
    return ok(exportPdf(writer.value, question))
  } catch (error) {
    return fail({ reason: error instanceof TooLong ? 'too-long' : 'ended', detail: wordsOf(error) })
  }
}

/** The process that writes PDF files. It ends with the one that asks. */
process.on('message', ({ job, question }: ToJobWorker<PdfRequest>) => {
  void written(question).then((answer) => {
    const told: FromJobWorker<Result<Uint8Array, NotWritten>> = { job, answer }
    process.send?.(told)
  })
})
