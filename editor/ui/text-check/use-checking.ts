import { useCallback, useMemo, useState } from 'react'
import type { DigitScript } from '#core/text/proposals/digits.ts'
import type { PageActs } from '../document/use-page-acts.ts'
import { useShortcuts } from '../document/use-shortcuts.ts'

/** What the check was opened for: to look, or to convert the digits. */
export type CheckFor = 'look' | DigitScript

/** The check of a text as the page holds it: closed, or open for something. */
export interface Checking {
  readonly shown: CheckFor | null
  readonly open: (what: CheckFor) => void
  readonly close: () => void
}

/** Ctrl+Alt+C opens and closes the check, for those who may write; it and the outline stand in one place [UI770]. */
export const useChecking = (mayWrite: boolean, acts: PageActs): Checking => {
  const [asked, setAsked] = useState<CheckFor | null>(null)
  const { outlining, setOutlining } = acts
  const open = useCallback(
    (what: CheckFor) => {
      setOutlining(false)
      setAsked(what)
    },
    [setOutlining],
  )
  const close = useCallback(() => {
    setAsked(null)
  }, [])
  const shown = mayWrite && !outlining ? asked : null
  useShortcuts({
    acts: mayWrite
      ? {
          check: () => {
            if (shown === null) open('look')
            else close()
          },
        }
      : {},
    repeating: [],
  })
  return useMemo(() => ({ shown, open, close }), [close, open, shown])
}
