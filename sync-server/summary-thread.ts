import { fail, type Result } from '#core/util/result.ts'
import { JobThread } from './job-thread.ts'
import type { Damaged } from './room/replay.ts'
import { memoryOf, packStretch, type PackedStretch } from './room/since/packed-stretch.ts'
import type { LogStretch } from './room/since/passage.ts'
import type { NoSummary } from './room/since/summaries.ts'
import { changesOf, type Summary } from './room/since/summary.ts'

/** A stretch of up to so many bytes takes a few milliseconds: less than to hand it over. */
const SMALL = 32 * 1024
/** A text of 16 MiB with a hundred thousand entries fits. */
const LIMITS = { milliseconds: 60_000, megabytes: 1024, idle: 60_000 } as const

/**
 * Works out what changed in a stretch of a log: a short one here, a long one in a thread of its own, one after the
 * other in the order of the calls, while the server goes on [DOC503].
 */
export class SummaryThread {
  readonly #thread = new JobThread<PackedStretch, Result<Summary, Damaged>>('summary-worker', LIMITS)

  /** Fails when it takes too long or too much memory, and when the server ends. */
  async summarise(stretch: LogStretch): Promise<Result<Summary, NoSummary>> {
    if (bytesOf(stretch) <= SMALL) return changesOf(stretch)
    const packed = packStretch(stretch)
    const answered = await this.#thread.ask(packed, memoryOf(packed))
    return answered.ok ? answered.value : fail({ reason: 'unavailable', detail: answered.error })
  }

  /** What is asked for and not answered yet fails. */
  close(): Promise<void> {
    return this.#thread.close()
  }
}

const bytesOf = ({ snapshot, entries }: LogStretch): number =>
  entries.reduce((bytes, { body }) => bytes + body.length, snapshot?.body.length ?? 0)
