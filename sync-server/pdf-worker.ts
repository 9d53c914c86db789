import { parentPort } from 'node:worker_threads'
import { exportPdf, type PdfRequest } from './export/pdf/export-pdf.ts'
import { PdfWriter } from './export/pdf/pdf-writer.ts'
import type { FromJobWorker, ToJobWorker } from './job-thread.ts'

const writer = new PdfWriter()

/** The thread that writes PDF files, so that nobody's typing waits for a long text. */
parentPort?.on('message', ({ job, question }: ToJobWorker<PdfRequest>) => {
  const answer: FromJobWorker<Uint8Array> = { job, answer: exportPdf(writer, question) }
  parentPort?.postMessage(answer)
})
