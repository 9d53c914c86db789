import { useCallback, useEffect, useRef, useState } from 'react'
import type { ApiSince } from '#core/protocol/api-since.ts'
import type { DocumentSession } from '../../sync/document-session.ts'
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
 * What changed since the member was here last, asked for once when they come, and whenever the page, which stayed open,
 * was cut off or out of sight for some minutes [UI931] [UI934]. As long as they have not said that they read it, leaving the
 * page does not either: it is told again the next time [UI620].
 *
 * @param isHere is the text open, and told of every change? Who was cut off has not seen what came.
 */
export const useSince = (
  document: string,
  session: Pick<DocumentSession, 'onReturn'>,
  isHere: boolean,
): Since => {
  const { api } = useServices()
  const [news, setNews] = useState<ApiSince | null>(null)
  const [isAsked, setIsAsked] = useState(false)
  /** Has all been read that was told? Null before anything was. */
  const isRead = useRef<boolean | null>(null)
  /** May the page say, when it goes, that all was seen? */
  const sees = useRef(false)

  const tell = useCallback(
    (read: ApiSince) => {
      const isNews = sinceSteps(read).length > 0
      setNews(isNews ? read : null)
      if (!isNews && read.seq > read.from) void api.markSeen(document, read.seq)
    },
    [api, document],
  )

  useEffect(() => {
    if (!isHere || isAsked) return
    let wanted = true
    void api.since(document).then((read) => {
      if (!wanted || !read.ok) return
      setIsAsked(true)
      tell(read.value)
    })
    return () => {
      wanted = false
    }
  }, [api, document, isAsked, isHere, tell])

  useEffect(() => {
    isRead.current = isAsked ? news === null : null
    sees.current = isRead.current === true && isHere
  }, [isAsked, isHere, news])
  useEffect(() => {
    let wanted = true
    const leave = (): void => {
      if (sees.current) void api.markSeen(document, ALL)
    }
    /** What was told before is seen, up to `seen`, unless it is still to be read: then more is told with it. */
    const back = async (seen: number): Promise<void> => {
      if (isRead.current === null) return
      if (isRead.current) await api.markSeen(document, seen)
      const read = await api.since(document)
      if (!wanted || !read.ok) return
      tell(read.value)
    }
    const looked = (): void => {
      if (window.document.visibilityState === 'hidden') leave()
    }
    window.document.addEventListener('visibilitychange', looked)
    const stop = session.onReturn((seen) => void back(seen))
    return () => {
      wanted = false
      stop()
      window.document.removeEventListener('visibilitychange', looked)
      leave()
    }
  }, [api, document, session, tell])

  const markSeen = useCallback(() => {
    setNews(null)
    void api.markSeen(document, ALL)
  }, [api, document])
  return { news, markSeen }
}
