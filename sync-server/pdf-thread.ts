import type { Result } from '#core/util/result.ts'
import type { PdfRequest } from './export/pdf/export-pdf.ts'
import { JobThread } from './job-thread.ts'

/** A text of 2,000 pages fits. */
const LIMITS = { milliseconds: 60_000, megabytes: 1024, idle: 60_000 } as const

/** Writes PDF files in a thread of its own, one after the other, while the server goes on [DOC648]. */
export class PdfThread {
  readonly #thread = new JobThread<PdfRequest, Uint8Array>('pdf-worker', LIMITS)

  /** Fails, with the reason in words, when it takes too long or too much memory, and when the server ends. */
  write(request: PdfRequest): Promise<Result<Uint8Array, string>> {
    const state = new Uint8Array(request.state)
    return this.#thread.ask({ ...request, state }, [state.buffer])
  }

  close(): Promise<void> {
    return this.#thread.close()
  }
}
