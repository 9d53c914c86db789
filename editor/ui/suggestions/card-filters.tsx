import { useMemo } from 'react'
import type { SuggestionCard } from '#core/suggestions/cards.ts'
import type { CardPlace, PlaceKind } from '../../extensions/suggesting/card-place.ts'
import { useMessages } from '../locale-provider.tsx'
import { filterCounts, KIND_GROUPS, type CardFilter } from './card-filter.ts'
import css from './suggestions-panel.module.css'

export interface CardFiltersProps {
  readonly cards: readonly SuggestionCard[]
  readonly filter: CardFilter
  readonly setFilter: (filter: CardFilter) => void
  readonly placeNow: (kind: PlaceKind) => CardPlace
  readonly nameOf: (member: string) => string
}

const ALL = ''
const PLACES = ['section', 'selected'] as const

/** Whose, what and where: every number says how many cards its choice shows [UI440]. */
export function CardFilters({ cards, filter, setFilter, placeNow, nameOf }: CardFiltersProps) {
  const { t } = useMessages()
  const counts = useMemo(() => filterCounts(cards, filter), [cards, filter])
  const authors = useMemo(() => [...new Set(cards.map(({ by }) => by))], [cards])
  const kinds = KIND_GROUPS.filter((kind) => kind === filter.kind || (counts.kinds.get(kind) ?? 0) > 0)
  return (
    <div className={css['filters']}>
      <label className={css['filter']}>
        <span>{t('suggestions.by')}</span>
        <select
          value={filter.author ?? ALL}
          onChange={({ target }) => {
            setFilter({ ...filter, author: target.value === ALL ? null : target.value })
          }}
        >
          <option value={ALL}>{t('suggestions.everybody', { count: counts.anyAuthor })}</option>
          {authors.map((id) => (
            <option key={id} value={id}>
              {t('suggestions.ofOne', { name: nameOf(id), count: counts.authors.get(id) ?? 0 })}
            </option>
          ))}
        </select>
      </label>
      <label className={css['filter']}>
        <span>{t('suggestions.kind')}</span>
        <select
          value={filter.kind ?? ALL}
          onChange={({ target }) => {
            setFilter({ ...filter, kind: KIND_GROUPS.find((kind) => kind === target.value) ?? null })
          }}
        >
          <option value={ALL}>{t('suggestions.kinds.all', { count: counts.anyKind })}</option>
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {t(`suggestions.kinds.${kind}`, { count: counts.kinds.get(kind) ?? 0 })}
            </option>
          ))}
        </select>
      </label>
      <label className={css['filter']}>
        <span>{t('suggestions.place')}</span>
        <select
          value={filter.place?.kind ?? ALL}
          onChange={({ target }) => {
            const kind = PLACES.find((one) => one === target.value)
            setFilter({ ...filter, place: kind === undefined ? null : placeNow(kind) })
          }}
        >
          <option value={ALL}>{t('suggestions.places.all', { count: counts.anyPlace })}</option>
          {PLACES.map((kind) => (
            <option key={kind} value={kind}>
              {t(`suggestions.places.${kind}`)}
            </option>
          ))}
        </select>
      </label>
    </div>
  )
}
