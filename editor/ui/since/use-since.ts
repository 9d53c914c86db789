import { useCallback, useEffect, useRef, useState } from 'react'
import type { ApiSince } from '#core/protocol/api-since.ts'
import { useServices } from '../services.tsx'
import { sinceSteps } from './since-steps.ts'

export interface Since {
  /** What others did while one was away; null when that is nothing, or was read. */
  readonly news: ApiSince | null
  /** It was read. */
  readonly markSeen: () => void
}

/** More than any log is long: the server takes it as «all there is now». */
const ALL = Number.MAX_SAFE_INTEGER

/**
 * What changed since the member was here last, asked for once when they come. As long as they have not said that they
 * read it, leaving the page does not either: it is told again the next time [UI620].
 *
 * @param isHere is the text open, and told of every change? Who was cut off has not seen what came.
 */
export const useSince = (document: string, isHere: boolean): Since => {
  const { api } = useServices()
  const [news, setNews] = useState<ApiSince | null>(null)
  const [isAsked, setIsAsked] = useState(false)
  /** May the page say, when it goes, that all was seen? */
  const sees = useRef(false)

  useEffect(() => {
    if (!isHere || isAsked) return
    let wanted = true
    void api.since(document).then((read) => {
      if (!wanted || !read.ok) return
      setIsAsked(true)
      const isNews = sinceSteps(read.value).length > 0
      setNews(isNews ? read.value : null)
      if (!isNews && read.value.seq > read.value.from) void api.markSeen(document, read.value.seq)
    })
    return () => {
      wanted = false
    }
  }, [api, document, isAsked, isHere])

  useEffect(() => {
    sees.current = isAsked && isHere && news === null
  }, [isAsked, isHere, news])
  useEffect(() => {
    const leave = (): void => {
      if (sees.current) void api.markSeen(document, ALL)
    }
    const hidden = (): void => {
      if (window.document.visibilityState === 'hidden') leave()
    }
    window.document.addEventListener('visibilitychange', hidden)
    return () => {
      window.document.removeEventListener('visibilitychange', hidden)
      leave()
    }
  }, [api, document])

  const markSeen = useCallback(() => {
    setNews(null)
    void api.markSeen(document, ALL)
  }, [api, document])
  return { news, markSeen }
}
