import { useCallback, useEffect, useRef, useState } from 'react'
import type { ApiAuditEntry } from '#core/protocol/api-audit.ts'
import type { AuditWish } from '../../sync/api-client.ts'
import type { ApiFailure } from '../../sync/api-result.ts'
import { useServices } from '../services.tsx'

export interface ShownAudit {
  readonly entries: readonly ApiAuditEntry[]
  /** The `before` of what comes next; null at the end of the chain. */
  readonly next: number | null
  readonly busy: boolean
  readonly failure: ApiFailure | null
}

/**
 * Entries that match, page by page, from the newest. The server looks through a bounded number of entries for one
 * answer, so it is asked on until something is found or the chain is at its end. `wish` must not change: key the
 * component by it.
 */
export const useAudit = (group: string, wish: AuditWish): readonly [ShownAudit, () => void] => {
  const { api } = useServices()
  const [shown, setShown] = useState<ShownAudit>({ entries: [], next: null, busy: true, failure: null })
  const isGone = useRef(false)
  const asked = useRef(wish)

  const load = useCallback(
    async (first: number | null): Promise<void> => {
      let before = first
      for (;;) {
        const answer = await api.audit(group, { ...asked.current, ...(before === null ? {} : { before }) })
        if (isGone.current) return
        if (!answer.ok) {
          setShown((known) => ({ ...known, next: before, busy: false, failure: answer.error }))
          return
        }
        const { entries, next } = answer.value
        before = next
        if (entries.length === 0 && next !== null) continue
        setShown((known) => ({ entries: [...known.entries, ...entries], next, busy: false, failure: null }))
        return
      }
    },
    [api, group],
  )

  useEffect(() => {
    isGone.current = false
    void load(null)
    return () => {
      isGone.current = true
    }
  }, [load])

  const more = useCallback((): void => {
    if (shown.busy) return
    setShown((known) => ({ ...known, busy: true, failure: null }))
    void load(shown.next)
  }, [load, shown.busy, shown.next])

  return [shown, more]
}
