import type { ApiStageChange, ApiSuggestionDecided } from '#core/protocol/api-since.ts'
import type { Result } from '#core/util/result.ts'
import type { Damaged } from '../replay.ts'
import { blockNews, type BlockNews } from './block-news.ts'
import { followLog, type ControlAct, type LogStretch } from './passage.ts'
import { threadChanges, type ThreadChange } from './thread-news.ts'
import { readTwoTexts } from './two-texts.ts'

/** What a stretch of a document's log did, whoever asks. Plain data: it goes between threads and is kept. */
export interface Summary {
  readonly blocks: readonly BlockNews[]
  /** Decisions that hold at its end. */
  readonly decided: readonly ApiSuggestionDecided[]
  readonly stages: readonly ApiStageChange[]
  readonly threads: readonly ThreadChange[]
}

/** Everything that changed within a stretch of a log; for history, too. Pure. */
export const changesOf = (stretch: LogStretch): Result<Summary, Damaged> =>
  followLog(stretch, (passage) => ({
    blocks: blockNews(readTwoTexts(passage)),
    decided: decidedIn(passage.controls),
    stages: stagesIn(passage.controls),
    threads: threadChanges(passage.controls),
  }))

const decidedIn = (controls: readonly ControlAct[]): readonly ApiSuggestionDecided[] => {
  const decided = new Map<string, ApiSuggestionDecided>()
  for (const { act, entry } of controls) {
    if (entry.type === 'undone') for (const id of entry.suggestions) decided.delete(id)
    if (entry.type !== 'decided') continue
    for (const { id, author, verdict, reason } of entry.suggestions) {
      decided.delete(id)
      decided.set(id, { suggestion: id, author, verdict, reason, by: act.by ?? '', at: act.at })
    }
  }
  return [...decided.values()]
}

const stagesIn = (controls: readonly ControlAct[]): readonly ApiStageChange[] =>
  controls.flatMap(({ act, entry }) =>
    entry.type === 'stage'
      ? [{ stage: entry.stage, by: act.by ?? '', at: act.at, reason: entry.reason }]
      : [],
  )
