import type { Ref } from 'react'
import { useMedia } from '../document/use-media.ts'
import { useMessages } from '../locale-provider.tsx'
import { LastDecision } from '../suggestions/last-decision.tsx'
import { NoneShown } from '../suggestions/none-shown.tsx'
import { ReviewBar, type Steps } from '../suggestions/review-bar.tsx'
import type { Review } from '../suggestions/use-review.ts'
import type { MarginBar } from './margin-bar.ts'
import { MarginCounts } from './margin-counts.tsx'
import { Margin } from './margin.tsx'
import type { MarginCards } from './use-margin-cards.tsx'
import css from './margin.module.css'

export interface CardsMarginProps {
  readonly ref: Ref<HTMLElement>
  /** Room for cards; else for signs only. */
  readonly isWide: boolean
  readonly review: Review
  readonly steps: Steps
  readonly bar: MarginBar
  /** Open discussions. */
  readonly open: number
  readonly margin: MarginCards
  readonly toggle: () => void
}

/** The cards of suggestions and discussions beside their places, under a bar that says how many there are. */
export function CardsMargin({ ref, isWide, review, steps, bar, open, margin, toggle }: CardsMarginProps) {
  const { t } = useMessages()
  const isRoomy = useMedia('(min-width: 90rem)')
  const { cards, shown, last, drawn, takeBack } = review
  const isBoth = cards.length > 0 && open > 0
  const { items, activeKey, source, cardOf, signOf, visit } = margin
  return (
    <aside ref={ref} className={css['margin']} aria-label={t('threads.list')} data-testid="suggestions">
      <div className={css['bar']}>
        <ReviewBar
          title={bar.title}
          short={
            isWide && (!isBoth || isRoomy) ? null : <MarginCounts suggestions={cards.length} threads={open} />
          }
          note={bar.note}
          steps={cards.length > 0 ? bar.ofReview : steps}
          listed={false}
          toggle={toggle}
        />
        {shown.length === 0 && cards.length > 0 && <NoneShown review={review} />}
      </div>
      <Margin
        items={items}
        active={activeKey}
        source={source}
        rail={!isWide}
        cardOf={cardOf}
        signOf={signOf}
        visit={visit}
        drawn={drawn}
      />
      {last !== null && (
        <div className={css['foot']}>
          <LastDecision last={last} takeBack={takeBack} />
        </div>
      )}
    </aside>
  )
}
