import type { Result } from '#core/util/result.ts'
import type { WordRequest } from './export/docx/export-word.ts'
import type { NotWritten } from './http/document-host.ts'
import { JobThread } from './job-thread.ts'

/** A text of 16 MiB with twenty thousand blocks fits. */
const LIMITS = { milliseconds: 60_000, megabytes: 1024, idle: 60_000 } as const

/** Writes Word files in a thread of its own, one after the other, while the server goes on [DOC625]. */
export class WordThread {
  readonly #thread = new JobThread<WordRequest, Uint8Array>('word-worker', LIMITS)

  /** Fails when it takes too long or too much memory, and when the server ends. */
  write(request: WordRequest): Promise<Result<Uint8Array, NotWritten>> {
    if ('redline' in request) return this.#thread.ask(request, [])
    const state = new Uint8Array(request.state)
    return this.#thread.ask({ ...request, state }, [state.buffer])
  }

  close(): Promise<void> {
    return this.#thread.close()
  }
}
