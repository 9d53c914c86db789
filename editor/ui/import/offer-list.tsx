import { X } from 'lucide-react'
import { useState } from 'react'
import type { KeptReview } from '../../sync/review-keep.ts'
import { Button } from '../controls/button.tsx'
import { ConfirmDialog } from '../controls/dialog.tsx'
import { useMessages } from '../locale-provider.tsx'
import { Message } from '../message.tsx'
import { Name } from '../name.tsx'
import css from './review-offers.module.css'

export interface OfferListProps {
  readonly reviews: readonly KeptReview[]
  readonly goOn: (id: string) => void
  readonly throwAway: (id: string) => void
}

/** What is offered of each review: to go on with it, to throw it away, or not to look at them now. */
export function OfferList({ reviews, goOn, throwAway }: OfferListProps) {
  const { t, dateTime } = useMessages()
  const [asked, setAsked] = useState<KeptReview | null>(null)
  /** Until the page is opened again. */
  const [isHidden, setHidden] = useState(false)
  if (isHidden || reviews.length === 0) return null
  return (
    <section className={css['offers']} aria-label={t('review.offers')}>
      <ul>
        {reviews.map((review, at) => (
          <li key={review.id} className={css['offer']}>
            <p className={css['words']}>
              <Message id="review.offer" values={{ name: <Name>{review.name}</Name> }} />{' '}
              <time className={css['when']}>{dateTime(review.at)}</time>
            </p>
            <p className={css['acts']}>
              <Button
                kind="primary"
                onClick={() => {
                  goOn(review.id)
                }}
              >
                {t('review.offer.continue')}
              </Button>
              <Button
                kind="plain"
                onClick={() => {
                  setAsked(review)
                }}
              >
                {t('review.offer.discard')}
              </Button>
              {at === 0 && (
                <Button
                  kind="plain"
                  icon={<X size={18} aria-hidden />}
                  aria-label={t('review.offer.hide')}
                  onClick={() => {
                    setHidden(true)
                  }}
                />
              )}
            </p>
          </li>
        ))}
      </ul>
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={() => {
          setAsked(null)
        }}
        title={t('review.discard')}
        lead={
          asked === null ? (
            ''
          ) : (
            <Message id="review.discard.lead" values={{ name: <Name>{asked.name}</Name> }} />
          )
        }
        confirm={t('review.discard.confirm')}
        onConfirm={() => {
          if (asked !== null) throwAway(asked.id)
        }}
      />
    </section>
  )
}
