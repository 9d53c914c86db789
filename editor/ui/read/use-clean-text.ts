import { useCallback, useEffect, useRef, useState } from 'react'
import type { ApiText } from '#core/protocol/api.ts'
import { followTextChanges } from '../../sync/text-changes.ts'
import type { Loaded } from '../loaded.ts'
import { useServices } from '../services.tsx'

export interface CleanTextState {
  readonly text: Loaded<ApiText>
  /** Is the change stream open? */
  readonly live: boolean
  readonly retry: () => void
}

/** The clean text of a document, fetched again at each change; what is shown stays while the server is away. */
export const useCleanText = (id: string): CleanTextState => {
  const { api } = useServices()
  const [text, setText] = useState<Loaded<ApiText>>({ kind: 'loading' })
  const [live, setLive] = useState(true)
  const [attempt, setAttempt] = useState(0)
  /** One fetch at a time; a change meanwhile asks for one more. */
  const fetching = useRef(false)
  const again = useRef(false)

  useEffect(() => {
    let current = true
    const fetchText = async (): Promise<void> => {
      if (fetching.current) {
        again.current = true
        return
      }
      fetching.current = true
      do {
        again.current = false
        const result = await api.text(id)
        if (!current) break
        setText((before) => {
          if (result.ok) return { kind: 'loaded', value: result.value }
          // Taken away (role, removal, trash) is said; a passing fault is not worth the page.
          const passing = result.error.code === 'unreachable' || result.error.code === 'unavailable'
          return passing && before.kind === 'loaded' ? before : { kind: 'failed', failure: result.error }
        })
      } while (again.current)
      fetching.current = false
    }
    void fetchText()
    const changes = followTextChanges(id, {
      changed: () => {
        setLive(true)
        void fetchText()
      },
      lost: () => {
        setLive(false)
      },
    })
    return () => {
      current = false
      fetching.current = false
      changes.close()
    }
  }, [api, id, attempt])

  const retry = useCallback(() => {
    setText({ kind: 'loading' })
    setAttempt((count) => count + 1)
  }, [])
  return { text, live, retry }
}
