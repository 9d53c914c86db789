import { Button } from '../controls/button.tsx'
import { useMessages } from '../locale-provider.tsx'
import { NO_FILTER } from './card-filter.ts'
import type { Review } from './use-review.ts'
import css from './review-panel.module.css'

/** In the place of cards when the filter lets none through. */
export function NoneShown({ review }: { readonly review: Review }) {
  const { t } = useMessages()
  return (
    <p className={css['last']}>
      <span>{t('suggestions.none')}</span>
      <Button
        kind="plain"
        onClick={() => {
          review.setFilter(NO_FILTER)
        }}
      >
        {t('suggestions.showAll')}
      </Button>
    </p>
  )
}
