import { useMemo } from 'react'
import type { SuggestionCard } from '#core/suggestions/cards.ts'
import type { CardPlace, PlaceKind } from '../../extensions/suggesting/card-place.ts'
import { SelectField } from '../controls/field.tsx'
import { useMessages } from '../locale-provider.tsx'
import { filterCounts, KIND_GROUPS, type CardFilter } from './card-filter.ts'
import css from './review-panel.module.css'

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
  // The one that is chosen stays among them after his last suggestion is decided: the list shows what is chosen.
  const authors = useMemo(
    () => [...new Set([...cards.map(({ by }) => by), ...(filter.author === null ? [] : [filter.author])])],
    [cards, filter.author],
  )
  const kinds = KIND_GROUPS.filter((kind) => kind === filter.kind || (counts.kinds.get(kind) ?? 0) > 0)
  return (
    <div className={css['filters']}>
      <SelectField
        quiet
        label={t('suggestions.by')}
        value={filter.author ?? ALL}
        options={[
          { value: ALL, label: t('suggestions.everybody', { count: counts.anyAuthor }) },
          ...authors.map((id) => ({
            value: id,
            label: t('suggestions.ofOne', { name: nameOf(id), count: counts.authors.get(id) ?? 0 }),
          })),
        ]}
        onChange={(author) => {
          setFilter({ ...filter, author: author === ALL ? null : author })
        }}
      />
      <SelectField
        quiet
        label={t('suggestions.kind')}
        value={filter.kind ?? ALL}
        options={[
          { value: ALL, label: t('suggestions.kinds.all', { count: counts.anyKind }) },
          ...kinds.map((kind) => ({
            value: kind,
            label: t(`suggestions.kinds.${kind}`, { count: counts.kinds.get(kind) ?? 0 }),
          })),
        ]}
        onChange={(chosen) => {
          setFilter({ ...filter, kind: KIND_GROUPS.find((kind) => kind === chosen) ?? null })
        }}
      />
      <SelectField
        quiet
        label={t('suggestions.place')}
        value={filter.place?.kind ?? ALL}
        options={[
          { value: ALL, label: t('suggestions.places.all', { count: counts.anyPlace }) },
          ...PLACES.map((kind) => ({ value: kind, label: t(`suggestions.places.${kind}`) })),
        ]}
        onChange={(chosen) => {
          const kind = PLACES.find((one) => one === chosen)
          setFilter({ ...filter, place: kind === undefined ? null : placeNow(kind) })
        }}
      />
    </div>
  )
}
