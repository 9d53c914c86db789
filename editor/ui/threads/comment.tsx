import { Clock3 } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ShownComment } from '../../sync/threads/shown-threads.ts'
import { Avatar } from '../controls/avatar.tsx'
import { useMessages } from '../locale-provider.tsx'
import { isolated } from '../messages/translator.ts'
import { Name } from '../name.tsx'
import { CommentMenu, type CommentActs } from './comment-menu.tsx'
import { CommentText } from './comment-text.tsx'
import type { Reader } from './talk.tsx'
import css from './comment.module.css'

export interface CommentProps {
  readonly comment: ShownComment
  readonly reader: Reader
  /** Null where only reading is offered. */
  readonly acts: CommentActs | null
  /** How much of its words is shown. */
  readonly lines?: 'one' | 'few' | 'all'
  /** At the end of the line that says who and when. */
  readonly atEnd?: ReactNode
}

/** One comment: who, when, what; or what is left of it. */
export function Comment({ comment, reader, acts, lines = 'all', atEnd = null }: CommentProps) {
  const { t, since, dateTime } = useMessages()
  const { me, members, nameOf, now } = reader
  const { hidden, body } = comment
  const isDeleted = comment.deleted === true
  const at = Math.min(comment.at, now)
  const name = nameOf(comment.by)
  return (
    <div
      className={css['comment']}
      // Of an open card each comment is one, with what can be done about it, and has its name.
      role={lines === 'all' ? undefined : 'comment'}
      aria-label={
        lines === 'all' ? undefined : t('threads.said', { name: isolated(name), when: since(at, now) })
      }
      data-comment={comment.id}
      data-lines={lines}
    >
      <p className={css['who']}>
        <Avatar name={name} color={members.get(comment.by)?.color ?? 0} />
        <Name>{name}</Name>
        <time title={dateTime(at)} dateTime={new Date(at).toISOString()}>
          {since(at, now)}
        </time>
        {comment.editedAt !== null && !isDeleted && <span>{t('threads.edited')}</span>}
        {comment.pending && (
          <span className={css['pending']}>
            <Clock3 size={13} aria-hidden />
            {t('threads.pending')}
          </span>
        )}
        {acts !== null && <CommentMenu acts={acts} name={name} />}
        {atEnd}
      </p>
      {hidden !== undefined && (
        <p className={css['left']}>
          {t('threads.hidden', { name: nameOf(hidden.by) })}
          {hidden.reason !== '' && (
            <>
              {' ('}
              <Name>{hidden.reason}</Name>
              {')'}
            </>
          )}
        </p>
      )}
      {isDeleted && <p className={css['left']}>{t('threads.deleted')}</p>}
      {body !== null && <CommentText body={body} nameOf={nameOf} me={me} />}
    </div>
  )
}
