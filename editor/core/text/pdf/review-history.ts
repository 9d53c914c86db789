import type { Review } from './review.ts'
import { reviewed, type ReviewAct } from './review-acts.ts'

/** A review with what it was before and what was taken back: every act can be undone, the first one too. */
export interface ReviewHistory {
  readonly now: Review
  readonly before: readonly Review[]
  readonly after: readonly Review[]
}

export const beginHistory = (review: Review): ReviewHistory => ({ now: review, before: [], after: [] })

/** An act that changes nothing is no step. */
export const reviewStep = (history: ReviewHistory, act: ReviewAct | 'undo' | 'redo'): ReviewHistory => {
  const { now, before, after } = history
  if (act === 'undo') {
    const last = before.at(-1)
    return last === undefined ? history : { now: last, before: before.slice(0, -1), after: [now, ...after] }
  }
  if (act === 'redo') {
    const [next, ...rest] = after
    return next === undefined ? history : { now: next, before: [...before, now], after: rest }
  }
  const next = reviewed(now, act)
  return next === now ? history : { now: next, before: [...before, now], after: [] }
}
