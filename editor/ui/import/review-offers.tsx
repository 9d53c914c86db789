import { useCallback, useEffect, useMemo, useState } from 'react'
import { createIndexedReviewKeep } from '../../sync/indexed-review-keep.ts'
import type { KeptReview } from '../../sync/review-keep.ts'
import { laterPart } from '../later/later-part.tsx'
import { useServices } from '../services.tsx'

const OfferList = laterPart(async () => (await import('./offer-list.tsx')).OfferList, {
  words: ['importing'],
  wanted: ({ reviews }) => reviews.length > 0,
})

export interface ReviewOffersProps {
  readonly member: string
  readonly place: string
  /** Something is being imported here now: it is not to be offered beside itself. */
  readonly isUnderWay: boolean
  readonly onContinue: (kept: KeptReview) => void
}

const NONE: readonly KeptReview[] = []

/**
 * Reviews that were begun here and came to no end, to be gone on with, thrown away or not looked at now [UI962]. The device is
 * asked wherever texts are opened; what shows them is fetched only where there are some.
 */
export function ReviewOffers({ member, place, isUnderWay, onContinue }: ReviewOffersProps) {
  const { device } = useServices()
  const keep = useMemo(() => (device === null ? null : createIndexedReviewKeep(device)), [device])
  const [reviews, setReviews] = useState(NONE)
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
  return (
    <OfferList
      reviews={isUnderWay ? NONE : reviews}
      goOn={(id) => void goOn(id)}
      throwAway={(id) => void throwAway(id)}
    />
  )
}
