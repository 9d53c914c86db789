import { compareTexts, type ComparedBlock } from '#core/history/compare-texts.ts'
import { fail, ok, type Result } from '#core/util/result.ts'
import { JobThread } from './job-thread.ts'
import { memoryOf, packStretch } from './room/since/packed-stretch.ts'
import type { LogStretch } from './room/since/passage.ts'
import type { NoSummary } from './room/since/summaries.ts'
import type { Summary } from './room/since/summary.ts'
import type { AuthoredBlock } from './room/versions/authors.ts'
import type { MomentText } from './room/versions/moment-text.ts'
import {
  ABOUT_STRETCH,
  type Answer,
  type Question,
  type StretchAnswers,
  type TwoTexts,
} from './summary-messages.ts'

/** A stretch of up to so many bytes takes a few milliseconds: less than to hand it over. */
const SMALL = 32 * 1024
/** Two texts of so many characters together are compared at once. */
const SMALL_TEXTS = 20_000
/** A text of 16 MiB with a hundred thousand entries fits. */
const LIMITS = { milliseconds: 60_000, megabytes: 1024, idle: 60_000 } as const

/**
 * Works out what a stretch of a log holds: a short one here, a long one in a thread of its own, one after the other in
 * the order of the calls, while the server goes on [DOC503].
 */
export class SummaryThread {
  readonly #thread = new JobThread<Question, Answer>('summary-worker', LIMITS)

  /** What changed. Fails, like everything here, when it takes too long or too much memory, and when the server ends. */
  summarise(stretch: LogStretch): Promise<Result<Summary, NoSummary>> {
    return this.#askAbout('changes', stretch)
  }

  /** The text at its end. */
  textOf(stretch: LogStretch): Promise<Result<MomentText, NoSummary>> {
    return this.#askAbout('text', stretch)
  }

  /** Who wrote the text at the end of a whole log. */
  authorsOf(log: LogStretch): Promise<Result<readonly AuthoredBlock[], NoSummary>> {
    return this.#askAbout('authors', log)
  }

  /** What differs between two texts. */
  compare(texts: TwoTexts): Promise<Result<readonly ComparedBlock[], NoSummary>> {
    if (charactersOf(texts.before) + charactersOf(texts.after) <= SMALL_TEXTS)
      return Promise.resolve(ok(compareTexts(texts.before, texts.after)))
    return this.#ask<Result<readonly ComparedBlock[], never>>({ about: 'difference', texts }, [])
  }

  #askAbout<K extends keyof StretchAnswers>(
    about: K,
    stretch: LogStretch,
  ): Promise<StretchAnswers[K] | Result<never, NoSummary>> {
    if (bytesOf(stretch) <= SMALL) return Promise.resolve(ABOUT_STRETCH[about](stretch))
    const packed = packStretch(stretch)
    return this.#ask<StretchAnswers[K]>({ about, stretch: packed }, memoryOf(packed))
  }

  async #ask<T extends Answer>(
    question: Question,
    memory: readonly ArrayBuffer[],
  ): Promise<T | Result<never, NoSummary>> {
    const answered = await this.#thread.ask(question, memory)
    // Decode boundary: the thread answers what it was asked.
    return answered.ok
      ? (answered.value as T)
      : fail({ reason: 'unavailable', detail: answered.error.detail })
  }

  /** What is asked for and not answered yet fails. */
  close(): Promise<void> {
    return this.#thread.close()
  }
}

const bytesOf = ({ snapshot, entries }: LogStretch): number =>
  entries.reduce((bytes, { body }) => bytes + body.length, snapshot?.body.length ?? 0)

const charactersOf = (blocks: TwoTexts['before']): number =>
  blocks.reduce((sum, { runs }) => runs.reduce((length, { text }) => length + text.length, sum + 1), 0)
