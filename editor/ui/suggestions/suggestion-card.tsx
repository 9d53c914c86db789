import { Check, MessageSquare, Undo2, X } from 'lucide-react'
import { memo, useId, type ReactNode } from 'react'
import type { LockKind } from '#core/locks/section-lock.ts'
import type { ApiMember } from '#core/protocol/api.ts'
import type { DecisionVerdict } from '#core/protocol/decision.ts'
import type { SuggestionCard as Card } from '#core/suggestions/cards.ts'
import { Avatar } from '../controls/avatar.tsx'
import { Button } from '../controls/button.tsx'
import { KindIcon } from '../locks/kind-icon.tsx'
import { useMessages } from '../locale-provider.tsx'
import { isolated } from '../messages/translator.ts'
import { Name } from '../name.tsx'
import { CardSentence, isRevision } from './card-sentence.tsx'
import { cardWords } from './card-words.ts'
import css from './suggestion-card.module.css'

export interface SuggestionCardProps {
  readonly card: Card
  /** Null for somebody who is in the group no more. */
  readonly author: ApiMember | null
  readonly active: boolean
  readonly mine: boolean
  readonly mayDecide: boolean
  readonly mayWithdraw: boolean
  /** As what its text is locked; null where it is not. */
  readonly locked: LockKind | null
  readonly now: number
  readonly goTo: (id: string) => void
  readonly decide: (id: string, verdict: DecisionVerdict) => void
  /** How many comments there are on it. */
  readonly comments: number
  /** What is said about it, while it is the active one. */
  readonly talk: ReactNode
}

/**
 * One suggestion: what, who, when, and what the reader may do about it; two lines high until it is the active one. A
 * named article, its words a suggestion with what goes and what comes [UI505]. Drawn again only when that changes.
 */
export const SuggestionCard = memo(function SuggestionCard(props: SuggestionCardProps) {
  const { card, author, active, mine, mayDecide, mayWithdraw, locked, now, goTo, decide } = props
  const { comments, talk } = props
  const { t, since, dateTime, number } = useMessages()
  const name = author?.name ?? t('suggestions.formerMember')
  const words = cardWords(t, card)
  const at = Math.min(card.at, now)
  const reason = useId()
  const act = (verdict: DecisionVerdict, label: string, icon: ReactNode) => (
    <Button
      kind={active ? 'outline' : 'plain'}
      className={css['act']}
      aria-label={label}
      aria-disabled={locked !== null}
      aria-describedby={locked === null ? undefined : reason}
      title={active ? undefined : t(`suggestions.${verdict}`)}
      icon={icon}
      data-act={verdict}
      onClick={() => {
        decide(card.id, verdict)
      }}
    >
      <span className={css['actWord']}>{t(`suggestions.${verdict}`)}</span>
    </Button>
  )
  return (
    <article
      className={css['card']}
      aria-label={t('suggestions.cardOf', { name: isolated(name), words })}
      data-active={active}
      data-card={card.id}
      data-kind={card.kind}
    >
      <button
        type="button"
        className={css['go']}
        aria-label={t('suggestions.goTo', { words })}
        aria-current={active}
        onClick={() => {
          goTo(card.id)
        }}
      />
      <p className={css['words']} dir="auto" role={isRevision(card) ? 'suggestion' : undefined}>
        <CardSentence card={card} />
      </p>
      <p className={css['who']}>
        <Avatar name={name} color={author?.color ?? 0} />
        <Name>{name}</Name>
        <time title={dateTime(at)} dateTime={new Date(at).toISOString()}>
          {since(at, now)}
        </time>
        {locked !== null && !active && <KindIcon kind={locked} size={13} />}
        {comments > 0 && !active && (
          <span className={css['said']}>
            <MessageSquare size={13} aria-hidden />
            <span className="unseen">{t('threads.onIt', { count: comments })}</span>
            <span aria-hidden>{number(comments)}</span>
          </span>
        )}
      </p>
      <div className={css['acts']}>
        {mayDecide && act('accept', t('suggestions.acceptOne', { words }), <Check size={16} aria-hidden />)}
        {mayDecide && act('reject', t('suggestions.rejectOne', { words }), <X size={16} aria-hidden />)}
        {mine &&
          mayWithdraw &&
          !mayDecide &&
          act(
            'withdraw',
            t('suggestions.withdrawOne', { words }),
            <Undo2 size={16} aria-hidden className="mirrored" />,
          )}
      </div>
      {locked !== null && (
        <p id={reason} className={active ? css['locked'] : 'unseen'}>
          {active && <KindIcon kind={locked} size={14} />}
          {t('locks.under', { kind: t(`locks.kind.${locked}`) })}
        </p>
      )}
      {active && talk}
    </article>
  )
})
