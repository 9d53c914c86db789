import { X } from 'lucide-react'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { createIndexedReviewKeep } from '../../sync/indexed-review-keep.ts'
import type { KeptReview } from '../../sync/review-keep.ts'
import { Button } from '../controls/button.tsx'
import { ConfirmDialog } from '../controls/dialog.tsx'
import { useMessages } from '../locale-provider.tsx'
import { Message } from '../message.tsx'
import { Name } from '../name.tsx'
import { useServices } from '../services.tsx'
import css from './review-offers.module.css'

export interface ReviewOffersProps {
  readonly member: string
  readonly place: string
  /** Something is being imported here now: it is not to be offered beside itself. */
  readonly isUnderWay: boolean
  readonly onContinue: (kept: KeptReview) => void
}

const NONE: readonly KeptReview[] = []

/** Reviews that were begun here and came to no end, to be gone on with, thrown away or not looked at now [UI962]. */
export function ReviewOffers({ member, place, isUnderWay, onContinue }: ReviewOffersProps) {
  const { t, dateTime } = useMessages()
  const { device } = useServices()
  const keep = useMemo(() => (device === null ? null : createIndexedReviewKeep(device)), [device])
  const [reviews, setReviews] = useState(NONE)
  const [asked, setAsked] = useState<KeptReview | null>(null)
  /** Until the page is opened again. */
  const [isHidden, setHidden] = useState(false)
  const read = useCallback(async (): Promise<readonly KeptReview[]> => {
    const list = await keep?.list({ member, place })
    return list?.ok === true ? list.value : NONE
  }, [keep, member, place])
  useEffect(() => {
    if (isUnderWay) return
    let current = true
    void read().then((list) => {
      if (current) setReviews(list)
    })
    return () => {
      current = false
    }
  }, [read, isUnderWay])

  /** As it is now: another page may have gone on with it. */
  const goOn = async (id: string): Promise<void> => {
    const list = await read()
    setReviews(list)
    const kept = list.find((one) => one.id === id)
    if (kept !== undefined) onContinue(kept)
  }
  const throwAway = async (id: string): Promise<void> => {
    await keep?.remove(id)
    setReviews(await read())
  }
  if (isUnderWay || isHidden || reviews.length === 0) return null
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
              <Button kind="primary" onClick={() => void goOn(review.id)}>
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
          if (asked !== null) void throwAway(asked.id)
        }}
      />
    </section>
  )
}
