import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ApiDecided } from '#core/protocol/api.ts'
import type { DecisionVerdict } from '#core/protocol/decision.ts'
import type { DocumentEditor, OtherUndo } from '../../extensions/document-editor.ts'
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
  /** Decides by a key: when what is awaited is there. */
  readonly decideInTurn: (act: () => Promise<void>) => void
  readonly last: LastDecision | null
  readonly takeBack: () => Promise<void>
  /** Takes the last one back, by the key of undo; asked of it while it was made after the last letter [UI887]. */
  readonly undo: OtherUndo
}

/** Decides on the server, and says what came of it: decided, or somebody was first [UI431]. */
export const useDecisions = (
  text: DocumentEditor,
  document: string,
  nameOf: (member: string) => string,
): Decisions => {
  const { api, sync } = useServices()
  const { t } = useMessages()
  const notices = useNotices()
  const failureText = useFailureText()
  /** Those of this page that can be taken back, the newest last. */
  const made = useRef<readonly LastDecision[]>([])
  const [last, setLast] = useState<LastDecision | null>(null)
  const keep = useCallback((decisions: readonly LastDecision[]) => {
    made.current = decisions
    setLast(decisions.at(-1) ?? null)
  }, [])
  /** How many of them were made, or are being made, since this person wrote last. */
  const fresh = useRef(0)
  useEffect(
    () =>
      text.onWritten(() => {
        fresh.current = 0
      }),
    [text],
  )
  /** Is an answer of the server awaited? A button that is pressed twice asks once, and keeps the focus meanwhile. */
  const busy = useRef(false)
  /** What is awaited, in turn: a key that comes meanwhile is about what follows, undo about what was decided [UI442]. */
  const underWay = useRef<Promise<unknown>>(Promise.resolve())
  const waiting = useRef(0)
  const decideInTurn = useCallback((act: () => Promise<void>): void => {
    waiting.current++
    underWay.current = underWay.current.then(async () => {
      waiting.current--
      await act()
    })
  }, [])

  const tell = useCallback(
    ({ decision, results }: ApiDecided, verdict: DecisionVerdict): boolean => {
      const done = results.filter(({ outcome }) => outcome === 'decided')
      const first = results.find(({ outcome }) => outcome === 'already')?.as
      if (done.length > 0) {
        keep([...made.current, { decision, verdict, count: done.length }])
        notices.say(t(`suggestions.done.${verdict}`, { count: done.length }))
      } else if (first !== undefined)
        notices.warn(t(`suggestions.already.${first.verdict}`, { name: nameOf(first.by) }))
      else
        notices.warn(
          t(results.some(({ outcome }) => outcome === 'locked') ? 'suggestions.locked' : 'suggestions.gone'),
        )
      return done.length > 0
    },
    [keep, nameOf, notices, t],
  )

  const decide = useCallback(
    async (ids: readonly string[], verdict: DecisionVerdict): Promise<boolean> => {
      if (ids.length === 0 || busy.current) return false
      busy.current = true
      fresh.current++
      const decisions = ids.map((suggestion) => ({ suggestion, verdict }))
      const asked = api.decide(document, { id: sync.createId(), decisions })
      underWay.current = Promise.all([underWay.current, asked])
      const decided = await asked
      busy.current = false
      const isDone = decided.ok && tell(decided.value, verdict)
      if (!isDone) fresh.current = Math.max(0, fresh.current - 1)
      if (!decided.ok) notices.warn(failureText(decided.error))
      return isDone
    },
    [api, document, failureText, notices, sync, tell],
  )

  const takeBack = useCallback(async () => {
    const newest = made.current.at(-1)
    if (newest === undefined || busy.current) return
    busy.current = true
    fresh.current = Math.max(0, fresh.current - 1)
    const undone = await api.undoDecision(document, newest.decision, { id: sync.createId() })
    busy.current = false
    keep(made.current.filter((one) => one !== newest))
    if (undone.ok) notices.say(t('suggestions.undone', { count: undone.value.suggestions.length }))
    else notices.warn(failureText(undone.error))
  }, [api, document, failureText, keep, notices, sync, t])

  const undo = useMemo<OtherUndo>(
    () => ({
      has: () => fresh.current + waiting.current > 0,
      take: () => {
        underWay.current = underWay.current.then(async () => {
          // One that was refused has said so, and is not there to be taken back.
          if (fresh.current > 0) await takeBack()
        })
      },
    }),
    [takeBack],
  )
  useEffect(() => {
    text.undoFirst(undo)
    return () => {
      text.undoFirst(null)
    }
  }, [text, undo])

  return { decide, decideInTurn, last, takeBack, undo }
}
