import { useEffect, useMemo, useState } from 'react'
import type { Review } from '#core/text/pdf/review.ts'
import { createIndexedReviewKeep } from '../../sync/indexed-review-keep.ts'
import { createReviewWriter, type LineWords, type ReviewPlace } from '../../sync/review-keep.ts'
import { useServices } from '../services.tsx'
import { sourceName, type ReviewBegun } from './import-source.ts'

export interface KeepingReview {
  /** Is it on the device as it is? Null until that is known. */
  readonly isKept: boolean | null
  /** It came to an end: the device has it no more. */
  readonly forget: () => void
}

/** Keeps a review on the device while it goes on, act by act [UI962]. */
export const useKeptReview = (
  of: ReviewPlace,
  begun: ReviewBegun,
  review: Review,
  writing: LineWords | null,
): KeepingReview => {
  const { device, now } = useServices()
  const [isKept, setKept] = useState<boolean | null>(device === null ? false : null)
  const { member, place } = of
  const writer = useMemo(
    () =>
      device === null
        ? null
        : createReviewWriter(createIndexedReviewKeep(device), { member, place }, setKept),
    [device, member, place],
  )
  useEffect(() => {
    const { id, text, source } = begun
    writer?.keep({ id, at: now(), name: sourceName(source), from: source.kind, text, review, writing })
  }, [writer, begun, now, review, writing])
  return {
    isKept,
    forget: () => {
      writer?.forget(begun.id)
    },
  }
}
