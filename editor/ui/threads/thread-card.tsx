import { memo, useEffect, useRef } from 'react'
import { bodyToEdit } from '#core/comments/mention-text.ts'
import type { ShownThread } from '../../sync/threads/shown-threads.ts'
import { useMessages } from '../locale-provider.tsx'
import { isolated } from '../messages/translator.ts'
import { Name } from '../name.tsx'
import { Comment } from './comment.tsx'
import { Talk, type Reader, type Unsent } from './talk.tsx'
import type { ThreadActs } from './use-thread-acts.ts'
import css from './threads.module.css'

export interface ThreadCardProps {
  readonly thread: ShownThread
  /** Its place is beside it in the text, has to be told, or is gone. */
  readonly place: 'beside' | 'told' | 'gone'
  readonly active: boolean
  readonly unsent: Unsent
  readonly reader: Reader
  readonly acts: ThreadActs
}

/**
 * A discussion: closed it shows how it began, active all of it with a field for a reply [UI611]. Drawn again only when
 * it changed.
 */
export const ThreadCard = memo(function ThreadCard(props: ThreadCardProps) {
  const { thread, place, active, unsent, reader, acts } = props
  const { t } = useMessages()
  const { me, members, nameOf, now } = reader
  const [first, ...replies] = thread.comments
  const card = useRef<HTMLElement>(null)
  const isPressed = useRef(false)
  useEffect(() => {
    // What was pressed is gone with the closed card: the focus stays with the discussion.
    if (active && isPressed.current) card.current?.focus({ preventScroll: true })
    isPressed.current = false
  }, [active])
  if (first === undefined) return null
  const spoken = t('threads.spoken', {
    name: isolated(nameOf(first.by)),
    words: bodyToEdit(first.body ?? '', nameOf),
  })
  const isUnsent = unsent.reply !== null || unsent.change !== null
  return (
    <article
      ref={card}
      tabIndex={-1}
      className={css['card']}
      aria-label={spoken}
      data-active={active}
      data-resolved={thread.resolved !== null}
      data-thread={thread.id}
    >
      {active ? (
        <div className={css['talk']}>
          {place !== 'beside' && <ThreadPlace thread={thread} orphan={place === 'gone'} />}
          <Talk thread={thread} unsent={unsent} reader={reader} acts={acts} />
        </div>
      ) : (
        <div className={css['face']} data-short={place === 'beside'}>
          {place !== 'beside' && <ThreadPlace thread={thread} orphan={place === 'gone'} />}
          <Comment
            comment={first}
            author={members.get(first.by) ?? null}
            nameOf={nameOf}
            me={me}
            now={now}
            acts={null}
          />
          {(replies.length > 0 || isUnsent) && (
            <p className={css['rest']}>
              {replies.length > 0 && <span>{t('threads.replies', { count: replies.length })}</span>}
              {isUnsent && <span>{t('threads.draft')}</span>}
            </p>
          )}
          <button
            type="button"
            className={css['cover']}
            aria-label={spoken}
            onClick={() => {
              isPressed.current = true
              acts.goTo(thread.id)
            }}
          />
        </div>
      )}
    </article>
  )
})

/** What it is about, where the text beside it does not say so. */
function ThreadPlace({ thread, orphan }: { readonly thread: ShownThread; readonly orphan: boolean }) {
  const { t } = useMessages()
  const { anchor } = thread
  if (anchor === null) return <p className={css['note']}>{t('threads.place.document')}</p>
  if ('suggestion' in anchor) return <p className={css['note']}>{t('threads.place.suggestion')}</p>
  const { exact } = anchor.quote
  return (
    <>
      {orphan && <p className={css['note']}>{t('threads.place.orphan')}</p>}
      {exact === '' ? (
        <p className={css['note']}>{t('threads.place.block')}</p>
      ) : (
        <q className={css['quote']}>
          <Name>{exact}</Name>
        </q>
      )}
    </>
  )
}
