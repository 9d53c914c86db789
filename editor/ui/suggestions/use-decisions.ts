import { useCallback, useRef, useState } from 'react'
import type { ApiDecided } from '#core/protocol/api.ts'
import type { DecisionVerdict } from '#core/protocol/decision.ts'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import { useServices } from '../services.tsx'
import { useFailureText } from '../states/failure-text.ts'

/** What this person decided last, while it can be taken back. */
export interface LastDecision {
  readonly decision: string
  readonly verdict: DecisionVerdict
  readonly count: number
}

export interface Decisions {
  readonly decide: (ids: readonly string[], verdict: DecisionVerdict) => Promise<boolean>
  readonly last: LastDecision | null
  readonly takeBack: () => Promise<void>
}

/** Decides on the server, and says what came of it: decided, or somebody was first [UI431]. */
export const useDecisions = (document: string, nameOf: (member: string) => string): Decisions => {
  const { api, sync } = useServices()
  const { t } = useMessages()
  const notices = useNotices()
  const failureText = useFailureText()
  const [last, setLast] = useState<LastDecision | null>(null)
  /** Is an answer of the server awaited? A button that is pressed twice asks once, and keeps the focus meanwhile. */
  const busy = useRef(false)

  const tell = useCallback(
    ({ decision, results }: ApiDecided, verdict: DecisionVerdict): boolean => {
      const done = results.filter(({ outcome }) => outcome === 'decided')
      const first = results.find(({ outcome }) => outcome === 'already')?.as
      if (done.length > 0) {
        setLast({ decision, verdict, count: done.length })
        notices.say(t(`suggestions.done.${verdict}`, { count: done.length }))
      } else if (first !== undefined)
        notices.warn(t(`suggestions.already.${first.verdict}`, { name: nameOf(first.by) }))
      else
        notices.warn(
          t(results.some(({ outcome }) => outcome === 'locked') ? 'suggestions.locked' : 'suggestions.gone'),
        )
      return done.length > 0
    },
    [nameOf, notices, t],
  )

  const decide = useCallback(
    async (ids: readonly string[], verdict: DecisionVerdict): Promise<boolean> => {
      if (ids.length === 0 || busy.current) return false
      busy.current = true
      const decisions = ids.map((suggestion) => ({ suggestion, verdict }))
      const decided = await api.decide(document, { id: sync.createId(), decisions })
      busy.current = false
      if (decided.ok) return tell(decided.value, verdict)
      notices.warn(failureText(decided.error))
      return false
    },
    [api, document, failureText, notices, sync, tell],
  )

  const takeBack = useCallback(async () => {
    if (last === null || busy.current) return
    busy.current = true
    const undone = await api.undoDecision(document, last.decision, { id: sync.createId() })
    busy.current = false
    setLast(null)
    if (undone.ok) notices.say(t('suggestions.undone', { count: undone.value.suggestions.length }))
    else notices.warn(failureText(undone.error))
  }, [api, document, failureText, last, notices, sync, t])

  return { decide, last, takeBack }
}
