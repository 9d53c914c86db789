import { ChevronDown, ChevronUp } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Button } from '../controls/button.tsx'
import { useMessages } from '../locale-provider.tsx'
import css from './history.module.css'

export interface ChangeStepsProps {
  readonly count: number
  /** Which one was gone to; null before the first. */
  readonly at: number | null
  readonly go: (at: number) => void
}

/** The next change and the one before, around the ends, by buttons and by Alt with the arrows [UI685]. */
export function ChangeSteps({ count, at, go }: ChangeStepsProps) {
  const { t } = useMessages()
  const step = (by: 1 | -1): void => {
    if (count > 0) go(at === null ? (by === 1 ? 0 : count - 1) : (at + by + count) % count)
  }
  const latest = useRef(step)
  useEffect(() => {
    latest.current = step
  })
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const { altKey, ctrlKey, metaKey, shiftKey, code } = event
      if (!altKey || ctrlKey || metaKey || shiftKey || document.activeElement?.closest('[role=dialog]'))
        return
      if (code !== 'ArrowDown' && code !== 'ArrowUp') return
      event.preventDefault()
      latest.current(code === 'ArrowDown' ? 1 : -1)
    }
    window.addEventListener('keydown', pressed)
    return () => {
      window.removeEventListener('keydown', pressed)
    }
  }, [])
  return (
    <div className={css['steps']}>
      <Button
        kind="plain"
        icon={<ChevronUp size={18} aria-hidden />}
        aria-label={t('history.change.previous')}
        aria-keyshortcuts="Alt+ArrowUp"
        title={`${t('history.change.previous')} (Alt+↑)`}
        disabled={count === 0}
        onClick={() => {
          step(-1)
        }}
      />
      <p className={css['count']} role="status">
        {at === null ? t('history.change.count', { count }) : t('history.change.at', { at: at + 1, count })}
      </p>
      <Button
        kind="plain"
        icon={<ChevronDown size={18} aria-hidden />}
        aria-label={t('history.change.next')}
        aria-keyshortcuts="Alt+ArrowDown"
        title={`${t('history.change.next')} (Alt+↓)`}
        disabled={count === 0}
        onClick={() => {
          step(1)
        }}
      />
    </div>
  )
}
