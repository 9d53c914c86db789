import { ChevronDown, ChevronUp, ListFilter, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { shortcutTextOf } from '../../extensions/keys/shortcuts.ts'
import { Button } from '../controls/button.tsx'
import { isMac } from '../document/platform.ts'
import { useMessages } from '../locale-provider.tsx'
import css from './review-panel.module.css'

/** What the two buttons go through. */
export interface Steps {
  readonly kind: 'Suggestion' | 'Thread'
  /** Is there any? */
  readonly any: boolean
  readonly step: (by: 1 | -1) => void
}

export interface ReviewBarProps {
  /** How many there are, in words. */
  readonly title: string
  /** The same in numbers, where there is no room for words; null where there is. */
  readonly short: ReactNode
  /** «٣ من ٧»: what the filter lets through; null when that is all. */
  readonly note: string | null
  readonly steps: Steps
  /** Is the list open? Then the last button closes it. */
  readonly listed: boolean
  readonly toggle: () => void
}

const ICON = { size: 18, 'aria-hidden': true } as const

/** How many there are, the way to the next, and the list of all; over the cards and over the list alike. */
export function ReviewBar({ title, short, note, steps, listed, toggle }: ReviewBarProps) {
  const { t } = useMessages()
  const { kind, any, step } = steps
  return (
    <header className={css['head']}>
      <h2 className={css['title']}>
        {short !== null && (
          <span aria-hidden title={title}>
            {short}
          </span>
        )}
        <span className={short === null ? undefined : 'unseen'}>{title}</span>
        {note !== null && <span className={css['shown']}>{note}</span>}
      </h2>
      <Button
        kind="plain"
        icon={<ChevronUp {...ICON} />}
        aria-label={t(`document.command.previous${kind}`)}
        title={shortcutTextOf(`previous${kind}`, isMac()) ?? ''}
        disabled={!any}
        onClick={() => {
          step(-1)
        }}
      />
      <Button
        kind="plain"
        icon={<ChevronDown {...ICON} />}
        aria-label={t(`document.command.next${kind}`)}
        title={shortcutTextOf(`next${kind}`, isMac()) ?? ''}
        disabled={!any}
        onClick={() => {
          step(1)
        }}
      />
      <Button
        kind="plain"
        icon={listed ? <X {...ICON} /> : <ListFilter {...ICON} />}
        aria-label={t(listed ? 'suggestions.hide' : 'suggestions.review')}
        title={t(listed ? 'suggestions.hide' : 'suggestions.review')}
        data-toggle
        onClick={toggle}
      />
    </header>
  )
}
