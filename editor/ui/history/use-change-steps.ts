import { useCallback, useEffect, useMemo, useState } from 'react'
import { isChange, type ComparisonRow } from './comparison-rows.ts'

export interface ChangeStepsState {
  readonly count: number
  readonly at: number | null
  /** Key of the row that was gone to. */
  readonly current: string | null
  readonly go: (at: number) => void
  readonly goTo: (key: string) => void
}

/** The way through the changes of a comparison; begins anew with every other one. */
export const useChangeSteps = (rows: readonly ComparisonRow[]): ChangeStepsState => {
  const keys = useMemo(() => rows.filter(isChange).map(({ key }) => key), [rows])
  const [gone, setGone] = useState<{ readonly rows: unknown; readonly key: string } | null>(null)
  const current = gone?.rows === rows ? gone.key : null
  useEffect(() => {
    if (current === null) return
    const row = document.querySelector(`[data-row="${CSS.escape(current)}"]`)
    row?.scrollIntoView({ block: 'center' })
  }, [current, gone])
  const goTo = useCallback(
    (key: string) => {
      setGone({ rows, key })
    },
    [rows],
  )
  const at = current === null ? -1 : keys.indexOf(current)
  return {
    count: keys.length,
    at: at === -1 ? null : at,
    current,
    goTo,
    go: (index) => {
      const key = keys[index]
      if (key !== undefined) goTo(key)
    },
  }
}
