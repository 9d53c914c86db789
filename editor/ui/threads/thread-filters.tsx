import { useMemo } from 'react'
import type { ShownThread } from '../../sync/threads/shown-threads.ts'
import { SelectField, TextField } from '../controls/field.tsx'
import { useMessages } from '../locale-provider.tsx'
import type { Reader } from './talk.tsx'
import { filterThreads, THREAD_CONCERNS, THREAD_STATES, type ThreadFilter } from './thread-filter.ts'
import css from './threads-panel.module.css'

export interface ThreadFiltersProps {
  readonly threads: readonly ShownThread[]
  readonly reader: Reader
  readonly filter: ThreadFilter
  readonly setFilter: (filter: ThreadFilter) => void
}

/** A value of a choice that lets everything through. */
const ALL = ''
const byAuthor = (author: string): string => `by ${author}`

/** Which discussions are listed. Every number is what choosing it shows [UI612]. */
export function ThreadFilters({ threads, reader, filter, setFilter }: ThreadFiltersProps) {
  const { t } = useMessages()
  const { me, nameOf } = reader
  const authors = useMemo(
    () => [...new Set(threads.flatMap(({ comments }) => comments.map(({ by }) => by)))],
    [threads],
  )
  const count = (change: Partial<ThreadFilter>): number =>
    filterThreads(threads, { ...filter, ...change }, me, nameOf).length
  return (
    <div className={css['filters']}>
      <TextField
        label={t('threads.search')}
        placeholder={t('threads.search')}
        quiet
        type="search"
        dir={filter.search === '' ? undefined : 'auto'}
        value={filter.search}
        onChange={(event) => {
          setFilter({ ...filter, search: event.target.value })
        }}
      />
      <SelectField
        quiet
        label={t('threads.state')}
        value={filter.state ?? ALL}
        options={[
          ...THREAD_STATES.map((state) => ({
            value: state,
            label: t(`threads.state.${state}`, { count: count({ state }) }),
          })),
          { value: ALL, label: t('threads.state.all', { count: count({ state: null }) }) },
        ]}
        onChange={(chosen) => {
          setFilter({ ...filter, state: THREAD_STATES.find((state) => state === chosen) ?? null })
        }}
      />
      <SelectField
        quiet
        label={t('threads.concern')}
        value={filter.concern ?? (filter.author === null ? ALL : byAuthor(filter.author))}
        options={[
          { value: ALL, label: t('threads.concern.all', { count: count({ concern: null, author: null }) }) },
          ...THREAD_CONCERNS.map((concern) => ({
            value: concern,
            label: t(`threads.concern.${concern}`, { count: count({ concern, author: null }) }),
          })),
          ...authors.map((author) => ({
            value: byAuthor(author),
            label: t('suggestions.ofOne', { name: nameOf(author), count: count({ author, concern: null }) }),
          })),
        ]}
        onChange={(chosen) => {
          const concern = THREAD_CONCERNS.find((one) => one === chosen) ?? null
          const author = authors.find((one) => byAuthor(one) === chosen) ?? null
          setFilter({ ...filter, concern, author })
        }}
      />
    </div>
  )
}
