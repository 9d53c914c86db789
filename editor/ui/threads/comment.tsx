import { Clock3, Ellipsis, Eye, EyeOff, Link, Pencil, Trash2 } from 'lucide-react'
import type { ApiMember } from '#core/protocol/api.ts'
import type { ShownComment } from '../../sync/threads/shown-threads.ts'
import { Avatar } from '../controls/avatar.tsx'
import { Button } from '../controls/button.tsx'
import { Menu, MenuItem } from '../controls/menu.tsx'
import { useMessages } from '../locale-provider.tsx'
import { Name } from '../name.tsx'
import { CommentText } from './comment-text.tsx'
import css from './threads.module.css'

/** What the reader may do with one comment; null where it is not theirs to do. */
export interface CommentActs {
  readonly edit: (() => void) | null
  readonly remove: (() => void) | null
  readonly hide: (() => void) | null
  readonly unhide: (() => void) | null
  readonly copyLink: () => void
}

export interface CommentProps {
  readonly comment: ShownComment
  /** Null for somebody who is in the group no more. */
  readonly author: ApiMember | null
  readonly nameOf: (member: string) => string
  readonly me: string
  readonly now: number
  /** Null where only reading is offered. */
  readonly acts: CommentActs | null
}

/** One comment: who, when, what; or what is left of it. */
export function Comment({ comment, author, nameOf, me, now, acts }: CommentProps) {
  const { t, since, dateTime } = useMessages()
  const name = author?.name ?? t('suggestions.formerMember')
  const at = Math.min(comment.at, now)
  const hidden = comment.hidden
  return (
    <div className={css['comment']} data-comment={comment.id}>
      <p className={css['who']}>
        <Avatar name={name} color={author?.color ?? 0} />
        <Name>{name}</Name>
        <time title={dateTime(at)} dateTime={new Date(at).toISOString()}>
          {since(at, now)}
        </time>
        {comment.editedAt !== null && comment.deleted !== true && <span>{t('threads.edited')}</span>}
        {comment.pending && (
          <span className={css['pending']}>
            <Clock3 size={13} aria-hidden />
            {t('threads.pending')}
          </span>
        )}
        {acts !== null && comment.deleted !== true && <CommentMenu acts={acts} name={name} />}
      </p>
      {hidden !== undefined && (
        <p className={css['left']}>
          {t('threads.hidden', { name: nameOf(hidden.by) })}
          {hidden.reason !== '' && <Name>{` (${hidden.reason})`}</Name>}
        </p>
      )}
      {comment.body === null ? (
        comment.deleted === true && <p className={css['left']}>{t('threads.deleted')}</p>
      ) : (
        <CommentText body={comment.body} nameOf={nameOf} me={me} />
      )}
    </div>
  )
}

function CommentMenu({ acts, name }: { readonly acts: CommentActs; readonly name: string }) {
  const { t } = useMessages()
  const { edit, remove, hide, unhide, copyLink } = acts
  return (
    <Menu
      trigger={
        <Button
          kind="plain"
          className={css['more']}
          aria-label={t('threads.more', { name })}
          icon={<Ellipsis size={16} aria-hidden />}
        />
      }
    >
      {edit !== null && (
        <MenuItem icon={<Pencil size={16} aria-hidden />} onSelect={edit}>
          {t('threads.edit')}
        </MenuItem>
      )}
      <MenuItem icon={<Link size={16} aria-hidden />} onSelect={copyLink}>
        {t('threads.copyLink')}
      </MenuItem>
      {hide !== null && (
        <MenuItem icon={<EyeOff size={16} aria-hidden />} onSelect={hide}>
          {t('threads.hide')}
        </MenuItem>
      )}
      {unhide !== null && (
        <MenuItem icon={<Eye size={16} aria-hidden />} onSelect={unhide}>
          {t('threads.unhide')}
        </MenuItem>
      )}
      {remove !== null && (
        <MenuItem danger icon={<Trash2 size={16} aria-hidden />} onSelect={remove}>
          {t('threads.delete')}
        </MenuItem>
      )}
    </Menu>
  )
}
