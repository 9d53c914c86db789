import { MessageSquarePlus } from 'lucide-react'
import { useCallback, useMemo, useRef, useState } from 'react'
import { Button } from '../controls/button.tsx'
import { useMessages } from '../locale-provider.tsx'
import { MoreCards } from '../suggestions/more-cards.tsx'
import { NewComment } from './new-comment.tsx'
import type { Reader } from './talk.tsx'
import { ThreadCard } from './thread-card.tsx'
import { filterThreads, OPEN_THREADS, type ThreadFilter } from './thread-filter.ts'
import { ThreadFilters } from './thread-filters.tsx'
import { useListFocus } from './use-list-focus.ts'
import type { ThreadActs } from './use-thread-acts.ts'
import type { Threads } from './use-threads.ts'
import css from './threads-panel.module.css'

export interface ThreadsPanelProps {
  readonly threads: Threads
  readonly reader: Reader
  readonly acts: ThreadActs
}

/** Cards drawn at once; more as one goes on. */
const PAGE = 20

/** Every discussion of the text, open ones first of all: filtered, searched, begun about the whole text [UI612]. */
export function ThreadsPanel({ threads, reader, acts }: ThreadsPanelProps) {
  const { t } = useMessages()
  const { me, nameOf, mayComment } = reader
  const { composing, orphans, active, isChosen } = threads
  const all = threads.threads
  const [filter, setFilter] = useState<ThreadFilter>(OPEN_THREADS)
  const [pages, setPages] = useState(1)
  const [seen, setSeen] = useState<string | null>(null)
  const list = useRef<HTMLUListElement>(null)
  const shown = useMemo(() => filterThreads(all, filter, me, nameOf), [all, filter, me, nameOf])
  const isListed = (id: string | null, of = shown): boolean => of.some((thread) => thread.id === id)
  // One that is led to, by a link or from the text, is listed; what was chosen here to be hidden stays hidden.
  if (active !== seen) {
    setSeen(active)
    if (isChosen && !isListed(active) && isListed(active, all)) setFilter({ ...OPEN_THREADS, state: null })
  }
  const length = Math.max(pages * PAGE, shown.findIndex(({ id }) => id === active) + 1)
  const more = useCallback(() => {
    setPages((count) => count + 1)
  }, [])
  useListFocus(list, active)
  return (
    <>
      {composing !== null && <NewComment threads={threads} reader={reader} acts={acts} />}
      {all.length > 0 && (
        <ThreadFilters threads={all} reader={reader} filter={filter} setFilter={setFilter} />
      )}
      {mayComment && composing === null && (
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
          {t(all.length === 0 ? 'threads.none' : 'threads.noneShown')}
        </p>
      )}
      <ul ref={list} className={css['list']} aria-label={t('threads.title')}>
        {shown.slice(0, length).map((thread) => (
          <li key={thread.id}>
            <ThreadCard
              thread={thread}
              place={orphans.has(thread.id) ? 'gone' : 'told'}
              active={thread.id === active}
              reader={reader}
              acts={acts}
            />
          </li>
        ))}
      </ul>
      {shown.length > length && (
        // A place of its own for each length: it looks again whether it is near.
        <MoreCards key={length} more={more} />
      )}
    </>
  )
}
