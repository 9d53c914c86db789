import { useEffect, useRef } from 'react'
import type { DecisionVerdict } from '#core/protocol/decision.ts'
import { shortcutOf } from '../../extensions/keys/shortcuts.ts'
import { isMac } from '../document/platform.ts'

interface SuggestionActs {
  readonly step: (by: 1 | -1) => void
  /** Decides the active suggestion. */
  readonly decide: (verdict: DecisionVerdict) => void
}

const actOf = (event: KeyboardEvent, { step, decide }: SuggestionActs): (() => void) | null => {
  switch (shortcutOf(event, isMac())) {
    case 'nextSuggestion':
      return () => {
        step(1)
      }
    case 'previousSuggestion':
      return () => {
        step(-1)
      }
    case 'acceptSuggestion':
      return () => {
        decide('accept')
      }
    case 'rejectSuggestion':
      return () => {
        decide('reject')
      }
    case 'withdrawSuggestion':
      return () => {
        decide('withdraw')
      }
    default:
      return null
  }
}

/** Reviewing by keyboard, in the text and in the panel alike, but not behind a dialog [UI442]. */
export const useSuggestionKeys = (acts: SuggestionActs): void => {
  const latest = useRef(acts)
  useEffect(() => {
    latest.current = acts
  })
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return
      const act = actOf(event, latest.current)
      if (act === null || document.activeElement?.closest('[role=dialog]')) return
      event.preventDefault()
      // A key held down goes on from card to card; it decides once.
      const isStep = event.code === 'KeyG' || event.key.toLowerCase() === 'g'
      if (!event.repeat || isStep) act()
    }
    window.addEventListener('keydown', pressed)
    return () => {
      window.removeEventListener('keydown', pressed)
    }
  }, [])
}
