import type { Review } from '#core/text/pdf/review.ts'
import type { Result } from '#core/util/result.ts'
import type { StoreFailure } from './offline-store.ts'

/** Whose reviews, and of what: a document, or a group in which a text is to be made. */
export interface ReviewPlace {
  readonly member: string
  readonly place: string
}

export const reviewPlaceOfGroup = (member: string, group: string): ReviewPlace => ({
  member,
  place: `group/${group}`,
})

/** A review of a damaged text that came to no end yet [UI962]. */
export interface KeptReview {
  readonly id: string
  /** Milliseconds since 1970 when it was last changed. */
  readonly at: number
  /** Of the file, or the first words of a text that was pasted. */
  readonly name: string
  readonly from: 'file' | 'pasted'
  /** The damaged text as it came. */
  readonly text: string
  readonly review: Review
  /** Words of a line that stand in its field and are not kept in the review yet. */
  readonly writing: LineWords | null
}

export interface LineWords {
  readonly line: number
  readonly text: string
}

/** Keeps reviews on the device until they are taken or thrown away. */
export interface ReviewKeep {
  /** The newest first. */
  readonly list: (of: ReviewPlace) => Promise<Result<readonly KeptReview[], StoreFailure>>
  readonly put: (of: ReviewPlace, review: KeptReview) => Promise<Result<void, StoreFailure>>
  readonly remove: (id: string) => Promise<Result<void, StoreFailure>>
}

export interface ReviewWriter {
  readonly keep: (review: KeptReview) => void
  /** Takes what is kept away, and keeps nothing more. */
  readonly forget: (id: string) => void
}

/** Writes one version after the other, the newest last: a slow disk is told of the last act, not of every one. */
export const createReviewWriter = (
  keep: ReviewKeep,
  of: ReviewPlace,
  told: (isKept: boolean) => void,
): ReviewWriter => {
  let next: KeptReview | null = null
  let isWriting = false
  let ended = false
  const write = async (): Promise<void> => {
    isWriting = true
    while (next !== null) {
      const review: KeptReview = next
      next = null
      const put = await keep.put(of, review)
      if (!ended) told(put.ok)
    }
    isWriting = false
  }
  return {
    keep: (review) => {
      if (ended) return
      next = review
      if (!isWriting) void write()
    },
    forget: (id) => {
      ended = true
      next = null
      void keep.remove(id)
    },
  }
}
