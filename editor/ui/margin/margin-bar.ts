import type { Translator } from '../messages/translator.ts'
import type { Steps } from '../suggestions/review-bar.tsx'
import type { Review } from '../suggestions/use-review.ts'
import type { Threads } from '../threads/use-threads.ts'

/** What the bar over the margin says. */
export interface MarginBar {
  /** «٤ اقتراحات · نقاشان» */
  readonly title: string
  /** The same as one number. */
  readonly count: number
  /** «٣ من ٧»: what the filter of suggestions lets through; null when that is all. */
  readonly note: string | null
  readonly ofReview: Steps
}

export const marginBar = (
  t: Translator['t'],
  { cards, shown, last, step }: Review,
  { open }: Threads,
): MarginBar => {
  const counts = [
    ...(cards.length > 0 || last !== null ? [t('suggestions.count', { count: cards.length })] : []),
    ...(open > 0 ? [t('threads.count', { count: open })] : []),
  ]
  return {
    title: counts.length === 0 ? t('threads.title') : counts.join(' · '),
    count: cards.length + open,
    note:
      shown.length < cards.length
        ? t('suggestions.shownOf', { shown: shown.length, count: cards.length })
        : null,
    ofReview: { kind: 'Suggestion', any: shown.length > 0, step },
  }
}
