import { useCallback, useEffect, useState } from 'react'
import type { ApiMoment, ApiVersion } from '#core/protocol/api-history.ts'
import { ok, type Result } from '#core/util/result.ts'
import type { ApiClient } from '../../sync/api-client.ts'
import type { ApiFailure } from '../../sync/api-result.ts'
import { followTextChanges } from '../../sync/text-changes.ts'
import { useLoaded, type Loaded } from '../loaded.ts'
import { useServices } from '../services.tsx'

/** All moments and versions of a text, without their words. */
export interface History {
  readonly moments: readonly ApiMoment[]
  readonly versions: readonly ApiVersion[]
  /** The last number of the log, which may be past the last moment: a comment is none. */
  readonly seq: number
}

const readHistory = async (api: ApiClient, document: string): Promise<Result<History, ApiFailure>> => {
  const [history, versions] = await Promise.all([
    api.history.moments(document),
    api.history.versions(document),
  ])
  if (!history.ok) return history
  if (!versions.ok) return versions
  return ok({ moments: history.value.moments, versions: versions.value.versions, seq: history.value.seq })
}

/** Milliseconds for which writing that goes on is not asked after again. */
const CALM = 2_000

export interface HistoryState {
  readonly history: Loaded<History>
  readonly reload: () => Promise<void>
  /** Is the server there? */
  readonly isOnline: boolean
}

/** The history, asked for again while the text goes on being written [UI681]. */
export const useHistory = (document: string): HistoryState => {
  const { api } = useServices()
  const load = useCallback(() => readHistory(api, document), [api, document])
  const [history, reload] = useLoaded(load)
  const [isOnline, setOnline] = useState(true)
  useEffect(() => {
    let pending: ReturnType<typeof setTimeout> | null = null
    let isFirst = true
    const changes = followTextChanges(document, {
      changed: () => {
        setOnline(true)
        // The first word only says that the stream is open; the history was asked for at the same time.
        if (isFirst) isFirst = false
        else
          pending ??= setTimeout(() => {
            pending = null
            void reload()
          }, CALM)
      },
      lost: () => {
        isFirst = false
        setOnline(false)
      },
    })
    // A stream that is open hears of a network that went away only when it has something to say.
    const gone = (): void => {
      setOnline(false)
    }
    const back = (): void => {
      setOnline(true)
    }
    window.addEventListener('offline', gone)
    window.addEventListener('online', back)
    return () => {
      if (pending !== null) clearTimeout(pending)
      window.removeEventListener('offline', gone)
      window.removeEventListener('online', back)
      changes.close()
    }
  }, [document, reload])
  return { history, reload, isOnline }
}
