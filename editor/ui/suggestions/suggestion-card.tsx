import { Check, Undo2, X } from 'lucide-react'
import { memo } from 'react'
import type { ApiMember } from '#core/protocol/api.ts'
import type { DecisionVerdict } from '#core/protocol/decision.ts'
import type { SuggestionCard as Card } from '#core/suggestions/cards.ts'
import { Avatar } from '../controls/avatar.tsx'
import { Button } from '../controls/button.tsx'
import { useMessages } from '../locale-provider.tsx'
import { Name } from '../name.tsx'
import { cardWords } from './card-words.ts'
import css from './suggestions-panel.module.css'

export interface SuggestionCardProps {
  readonly card: Card
  /** Null for somebody who is in the group no more. */
  readonly author: ApiMember | null
  readonly active: boolean
  readonly mine: boolean
  readonly mayDecide: boolean
  readonly mayWithdraw: boolean
  readonly now: number
  readonly goTo: (id: string) => void
  readonly decide: (id: string, verdict: DecisionVerdict) => void
}

/** One suggestion: what, who, when, and what the reader may do about it. Drawn again only when that changes. */
export const SuggestionCard = memo(function SuggestionCard(props: SuggestionCardProps) {
  const { card, author, active, mine, mayDecide, mayWithdraw, now, goTo, decide } = props
  const { t, since, dateTime } = useMessages()
  const name = author?.name ?? t('suggestions.formerMember')
  const words = cardWords(t, card)
  const at = Math.min(card.at, now)
  return (
    <li className={css['card']} data-active={active} data-card={card.id} data-kind={card.kind}>
      <button
        type="button"
        className={css['what']}
        aria-current={active}
        onClick={() => {
          goTo(card.id)
        }}
      >
        <span className={css['words']} dir="auto">
          {words}
        </span>
        <span className={css['who']}>
          <Avatar name={name} color={author?.color ?? 0} />
          <Name>{name}</Name>
          <time title={dateTime(at)} dateTime={new Date(at).toISOString()}>
            {since(at, now)}
          </time>
        </span>
      </button>
      <div className={css['acts']}>
        {mayDecide && (
          <>
            <Button
              aria-label={t('suggestions.acceptOne', { words })}
              icon={<Check size={16} aria-hidden />}
              data-act="accept"
              onClick={() => {
                decide(card.id, 'accept')
              }}
            >
              {t('suggestions.accept')}
            </Button>
            <Button
              aria-label={t('suggestions.rejectOne', { words })}
              icon={<X size={16} aria-hidden />}
              data-act="reject"
              onClick={() => {
                decide(card.id, 'reject')
              }}
            >
              {t('suggestions.reject')}
            </Button>
          </>
        )}
        {mine && mayWithdraw && !mayDecide && (
          <Button
            icon={<Undo2 size={16} aria-hidden className="mirrored" />}
            data-act="withdraw"
            onClick={() => {
              decide(card.id, 'withdraw')
            }}
          >
            {t('suggestions.withdraw')}
          </Button>
        )}
      </div>
    </li>
  )
})
