import { compareTexts, type ComparedBlock } from '#core/history/compare-texts.ts'
import type { BlockContent } from '#core/schema/content.ts'
import { ok, type Result } from '#core/util/result.ts'
import type { Damaged } from './room/replay.ts'
import { unpackStretch, type PackedStretch } from './room/since/packed-stretch.ts'
import type { LogStretch } from './room/since/passage.ts'
import { changesOf, type Summary } from './room/since/summary.ts'
import { authorsOf, type AuthoredBlock } from './room/versions/authors.ts'
import { momentText, type MomentText } from './room/versions/moment-text.ts'

/** What can be asked about a stretch of a log, with its answer. All of it is pure. */
export interface StretchAnswers {
  readonly changes: Result<Summary, Damaged>
  readonly text: Result<MomentText, Damaged>
  readonly authors: Result<readonly AuthoredBlock[], Damaged>
}

export const ABOUT_STRETCH: {
  readonly [K in keyof StretchAnswers]: (stretch: LogStretch) => StretchAnswers[K]
} = { changes: changesOf, text: momentText, authors: authorsOf }

export interface TwoTexts {
  readonly before: readonly BlockContent[]
  readonly after: readonly BlockContent[]
}

export type ToSummaryWorker = { readonly job: number } & (
  | { readonly about: keyof StretchAnswers; readonly stretch: PackedStretch }
  | { readonly about: 'difference'; readonly texts: TwoTexts }
)

export type Answer = StretchAnswers[keyof StretchAnswers] | Result<readonly ComparedBlock[], never>

export const answerTo = (asked: ToSummaryWorker): Answer =>
  asked.about === 'difference'
    ? ok(compareTexts(asked.texts.before, asked.texts.after))
    : ABOUT_STRETCH[asked.about](unpackStretch(asked.stretch))
