import { ChevronDown, ChevronUp, ListFilter, MessageSquareDiff, X } from 'lucide-react'
import { shortcutTextOf } from '../../extensions/keys/shortcuts.ts'
import { Button } from '../controls/button.tsx'
import { isMac } from '../document/platform.ts'
import { useMessages } from '../locale-provider.tsx'
import type { Review } from './use-review.ts'
import css from './review-panel.module.css'

export interface ReviewBarProps {
  readonly review: Review
  /** Is the list open? Then the last button closes it. */
  readonly listed: boolean
  /** Room for the number only; the words are spoken. */
  readonly short?: boolean
  readonly toggle: () => void
}

const ICON = { size: 18, 'aria-hidden': true } as const

/** How many there are, the way to the next, and the list of all; over the cards and over the list alike. */
export function ReviewBar({ review, listed, short = false, toggle }: ReviewBarProps) {
  const { t, number } = useMessages()
  const { cards, shown, step } = review
  return (
    <header className={css['head']}>
      <h2 className={css['title']}>
        {short && (
          <span className={css['short']} aria-hidden>
            <MessageSquareDiff {...ICON} />
            {number(cards.length)}
          </span>
        )}
        <span className={short ? 'unseen' : undefined}>
          {t('suggestions.count', { count: cards.length })}
        </span>
        {shown.length < cards.length && (
          <span className={css['shown']}>
            {t('suggestions.shownOf', { shown: shown.length, count: cards.length })}
          </span>
        )}
      </h2>
      <Button
        kind="plain"
        icon={<ChevronUp {...ICON} />}
        aria-label={t('document.command.previousSuggestion')}
        title={shortcutTextOf('previousSuggestion', isMac()) ?? ''}
        disabled={shown.length === 0}
        onClick={() => {
          step(-1)
        }}
      />
      <Button
        kind="plain"
        icon={<ChevronDown {...ICON} />}
        aria-label={t('document.command.nextSuggestion')}
        title={shortcutTextOf('nextSuggestion', isMac()) ?? ''}
        disabled={shown.length === 0}
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
