import type { Result } from '#core/util/result.ts'
import type { PdfRequest } from './export/pdf/export-pdf.ts'
import type { NotWritten } from './http/document-host.ts'
import { JobProcess } from './job-process.ts'
import { workerFile } from './start-thread.ts'

/** A text of 2,000 pages fits. */
const LIMITS = { milliseconds: 60_000, megabytes: 1024, idle: 60_000 } as const

/** Writes PDF files in a process of its own, one after the other, while the server goes on [DOC648]. */
export class PdfProcess {
  readonly #process: JobProcess<PdfRequest, Result<Uint8Array, NotWritten>>

  constructor(file = workerFile('pdf-worker')) {
    this.#process = new JobProcess(file, LIMITS)
  }

  /** Fails when it cannot be written, takes too long or too much memory, and when the server ends. */
  async write(request: PdfRequest): Promise<Result<Uint8Array, NotWritten>> {
    const answer = await this.#process.ask(request)
    return answer.ok ? answer.value : answer
  }

  close(): Promise<void> {
    return this.#process.close()
  }
}
