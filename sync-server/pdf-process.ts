import type { Result } from '#core/util/result.ts'
import type { PdfRequest } from './export/pdf/export-pdf.ts'
import { JobProcess } from './job-process.ts'
import { workerFile } from './start-thread.ts'

/** A text of 2,000 pages fits. */
const LIMITS = { milliseconds: 60_000, megabytes: 1024, idle: 60_000 } as const

/** Writes PDF files in a process of its own, one after the other, while the server goes on [DOC648]. */
export class PdfProcess {
  readonly #process = new JobProcess<PdfRequest, Result<Uint8Array, string>>(workerFile('pdf-worker'), LIMITS)

  /** Fails, with the reason in words, when it takes too long or too much memory, and when the server ends. */
  async write(request: PdfRequest): Promise<Result<Uint8Array, string>> {
    const answer = await this.#process.ask(request)
    return answer.ok ? answer.value : answer
  }

  close(): Promise<void> {
    return this.#process.close()
  }
}
