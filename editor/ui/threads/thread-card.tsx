import { memo, useEffect, useRef } from 'react'
import { bodyToEdit } from '#core/comments/mention-text.ts'
import type { ShownThread } from '../../sync/threads/shown-threads.ts'
import { useMessages } from '../locale-provider.tsx'
import { isolated } from '../messages/translator.ts'
import { Comment } from './comment.tsx'
import { Talk, type Reader } from './talk.tsx'
import { ThreadPlace } from './thread-place.tsx'
import { useIsUnsent } from './use-draft.ts'
import type { ThreadActs } from './use-thread-acts.ts'
import css from './thread-card.module.css'

export interface ThreadCardProps {
  readonly thread: ShownThread
  /** Its place is beside it in the text, has to be told, or is gone. */
  readonly place: 'beside' | 'told' | 'gone'
  readonly active: boolean
  readonly reader: Reader
  readonly acts: ThreadActs
}

/**
 * A discussion: closed it shows how it began, active all of it with a field for a reply [UI611]. Drawn again only when
 * it changed [UI615].
 */
export const ThreadCard = memo(function ThreadCard({ thread, place, active, reader, acts }: ThreadCardProps) {
  const { t } = useMessages()
  const { nameOf } = reader
  const [first] = thread.comments
  const card = useRef<HTMLElement>(null)
  const { isWanted, back } = acts
  useEffect(() => {
    // What was pressed is gone with the closed card, or with the cluster: the focus stays with the discussion.
    if (active && isWanted(thread.id)) card.current?.focus({ preventScroll: true })
  }, [active, isWanted, thread.id])
  if (first === undefined) return null
  const spoken = t('threads.spoken', {
    name: isolated(nameOf(first.by)),
    words: bodyToEdit(first.body ?? '', nameOf),
  })
  const rest = <Rest thread={thread} acts={acts} />
  const about = place === 'beside' ? null : <ThreadPlace thread={thread} orphan={place === 'gone'} />
  return (
    <article
      ref={card}
      tabIndex={-1}
      className={css['card']}
      aria-label={spoken}
      data-active={active}
      data-resolved={thread.resolved !== null}
      data-thread={thread.id}
      onKeyDown={(event) => {
        // A menu in it takes its own.
        if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing) return
        event.preventDefault()
        event.stopPropagation()
        back()
      }}
    >
      {active ? (
        <div className={css['talk']}>
          {about}
          <Talk thread={thread} reader={reader} acts={acts} />
        </div>
      ) : (
        <div className={css['face']} data-short={place === 'beside'}>
          {about}
          {place === 'beside' ? (
            <Comment comment={first} reader={reader} acts={null} lines="one" atEnd={rest} />
          ) : (
            <>
              <Comment comment={first} reader={reader} acts={null} lines="few" />
              {rest}
            </>
          )}
          <button
            type="button"
            className={css['cover']}
            aria-label={t('suggestions.goTo', { words: spoken })}
            onClick={() => {
              acts.goTo(thread.id)
            }}
          />
        </div>
      )}
    </article>
  )
})

/** How much a closed card does not show. */
function Rest({ thread, acts }: Pick<ThreadCardProps, 'thread' | 'acts'>) {
  const { t } = useMessages()
  const isUnsent = useIsUnsent(acts.store, thread)
  const replies = thread.comments.length - 1
  if (replies === 0 && !isUnsent) return null
  return (
    <span className={css['rest']}>
      {replies > 0 && <span>{t('threads.replies', { count: replies })}</span>}
      {isUnsent && <span>{t('threads.draft')}</span>}
    </span>
  )
}
