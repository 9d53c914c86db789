import { useCallback, useEffect, useRef, useState } from 'react'
import type { Stage, StageSet } from '#core/access/stages.ts'
import type { Standing } from '../../sync/standing.ts'

export interface StageNews {
  readonly stage: Stage
  readonly set: StageSet | null
}

export interface ToldNews {
  readonly news: StageNews | null
  readonly dismiss: () => void
}

/**
 * The stage that somebody else set while this page was open; null when there is nothing to tell [UI654]. Asked for
 * above what is built anew with each text: a text that starts over comes with the stage that made it do so.
 */
export const useStageNews = (standing: Standing | null, me: string): ToldNews => {
  const known = useRef<Stage | null>(null)
  const [news, setNews] = useState<StageNews | null>(null)
  useEffect(() => {
    if (standing === null) return
    const { stage, stageSet: set } = standing
    const before = known.current
    known.current = stage
    if (before === null || before === stage) return
    setNews(set?.by === me ? null : { stage, set })
  }, [me, standing])
  const dismiss = useCallback(() => {
    setNews(null)
  }, [])
  return { news, dismiss }
}
