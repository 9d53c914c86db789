import { MessageSquarePlus } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Button } from '../controls/button.tsx'
import { SelectField, TextField } from '../controls/field.tsx'
import { useMessages } from '../locale-provider.tsx'
import { NewComment } from './new-comment.tsx'
import { RefusedComments } from './refused-comments.tsx'
import type { Reader } from './talk.tsx'
import { ThreadCard } from './thread-card.tsx'
import {
  filterThreads,
  OPEN_THREADS,
  THREAD_CONCERNS,
  THREAD_STATES,
  type ThreadFilter,
} from './thread-filter.ts'
import type { ThreadActs } from './use-thread-acts.ts'
import { unsentIn, type Threads } from './use-threads.ts'
import css from './threads.module.css'

export interface ThreadsPanelProps {
  readonly threads: Threads
  readonly reader: Reader
  readonly acts: ThreadActs
}

const ALL = ''

/** Every discussion of the text, open ones first of all: filtered, searched, begun about the whole text [UI612]. */
export function ThreadsPanel({ threads, reader, acts }: ThreadsPanelProps) {
  const { t } = useMessages()
  const [filter, setFilter] = useState<ThreadFilter>(OPEN_THREADS)
  const { me, nameOf } = reader
  const shown = useMemo(
    () => filterThreads(threads.threads, filter, me, nameOf),
    [filter, me, nameOf, threads.threads],
  )
  return (
    <>
      <RefusedComments threads={threads} reader={reader} />
      {threads.composing !== null && <NewComment threads={threads} reader={reader} />}
      {threads.composing === null && threads.threads.length > 0 && (
        <Filters threads={threads} reader={reader} filter={filter} setFilter={setFilter} />
      )}
      {reader.mayComment && threads.composing === null && (
        <Button
          className={css['begin']}
          icon={<MessageSquarePlus size={18} aria-hidden />}
          onClick={() => {
            threads.compose('document')
          }}
        >
          {t('threads.onDocument')}
        </Button>
      )}
      {shown.length === 0 && (
        <p className={css['none']} role="status">
          {t(threads.threads.length === 0 ? 'threads.none' : 'threads.noneShown')}
        </p>
      )}
      <ul className={css['list']}>
        {shown.map((thread) => (
          <li key={thread.id}>
            <ThreadCard
              thread={thread}
              place={threads.orphans.has(thread.id) ? 'gone' : 'told'}
              active={thread.id === threads.active}
              unsent={unsentIn(threads.drafts, thread)}
              reader={reader}
              acts={acts}
            />
          </li>
        ))}
      </ul>
    </>
  )
}

interface FiltersProps {
  readonly threads: Threads
  readonly reader: Reader
  readonly filter: ThreadFilter
  readonly setFilter: (filter: ThreadFilter) => void
}

/** Every number is what choosing it shows. */
function Filters({ threads, reader, filter, setFilter }: FiltersProps) {
  const { t } = useMessages()
  const { me, nameOf } = reader
  const all = threads.threads
  const authors = useMemo(
    () => [...new Set(all.flatMap(({ comments }) => comments.map(({ by }) => by)))],
    [all],
  )
  const count = (change: Partial<ThreadFilter>): number =>
    filterThreads(all, { ...filter, ...change }, me, nameOf).length
  return (
    <div className={css['filters']}>
      <TextField
        label={t('threads.search')}
        placeholder={t('threads.search')}
        quiet
        type="search"
        dir="auto"
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
        value={filter.concern ?? (filter.author === null ? ALL : `by ${filter.author}`)}
        options={[
          { value: ALL, label: t('threads.concern.all', { count: count({ concern: null, author: null }) }) },
          ...THREAD_CONCERNS.map((concern) => ({
            value: concern,
            label: t(`threads.concern.${concern}`, { count: count({ concern, author: null }) }),
          })),
          ...authors.map((author) => ({
            value: `by ${author}`,
            label: t('suggestions.ofOne', {
              name: nameOf(author),
              count: count({ author, concern: null }),
            }),
          })),
        ]}
        onChange={(chosen) => {
          const concern = THREAD_CONCERNS.find((one) => one === chosen) ?? null
          const author = authors.find((one) => `by ${one}` === chosen) ?? null
          setFilter({ ...filter, concern, author })
        }}
      />
    </div>
  )
}
