import { useCallback, useEffect, useRef, useState } from 'react'
import { bodyToEdit, editedToBody } from '#core/comments/mention-text.ts'
import { changeOf } from '../../sync/threads/drafts.ts'
import type { ShownComment } from '../../sync/threads/shown-threads.ts'
import { useMessages } from '../locale-provider.tsx'
import { isolated } from '../messages/translator.ts'
import { Comment } from './comment.tsx'
import { CommentField } from './comment-field.tsx'
import type { CommentActs } from './comment-menu.tsx'
import type { Reader } from './talk.tsx'
import { useDraft } from './use-draft.ts'
import type { ThreadActs } from './use-thread-acts.ts'
import css from './comment.module.css'

export interface SaidCommentProps {
  readonly thread: string
  readonly comment: ShownComment
  readonly reader: Reader
  readonly acts: ThreadActs
}

/** A comment in an open card, with what the reader may do about it; in its place a field while its author changes it. */
export function SaidComment({ thread, comment, reader, acts }: SaidCommentProps) {
  const { t, since } = useMessages()
  const { me, nameOf, mentionable, mayComment, mayManage, now } = reader
  const { store } = acts
  const { body, hidden } = comment
  const name = { thread, comment: comment.id }
  const key = changeOf(comment.id)
  const changed = useDraft(store, key)
  const place = useRef<HTMLDivElement>(null)
  const wanted = useRef(false)
  const isWanted = useCallback(() => {
    const is = wanted.current
    wanted.current = false
    return is
  }, [])
  const isLeft = useRef(false)
  const [isOpen, setOpen] = useState(false)
  // An empty field is a comment that is being changed all the same, and no draft.
  const isChanging = isOpen || changed !== null
  useEffect(() => {
    // What was pressed is gone with the field: the focus stays with the comment.
    if (!isChanging && isLeft.current) place.current?.focus({ preventScroll: true })
    isLeft.current = false
  }, [isChanging])

  const leave = (): void => {
    isLeft.current = true
    setOpen(false)
  }

  const isMine = comment.by === me && mayComment && comment.deleted !== true
  const menu: CommentActs = {
    edit:
      isMine && body !== null
        ? () => {
            wanted.current = true
            setOpen(true)
            store.setDraft(key, { text: bodyToEdit(body, nameOf) })
          }
        : null,
    remove: isMine
      ? () => {
          acts.remove(name)
        }
      : null,
    hide:
      mayManage && hidden === undefined && comment.deleted !== true
        ? () => {
            acts.hide(name)
          }
        : null,
    unhide:
      mayManage && hidden !== undefined
        ? () => {
            store.unhide(thread, comment.id)
          }
        : null,
    copyLink: () => {
      acts.copyLink(thread)
    },
  }
  return (
    <div
      ref={place}
      className={css['said']}
      role="comment"
      tabIndex={-1}
      aria-label={t('threads.said', {
        name: isolated(nameOf(comment.by)),
        when: since(Math.min(comment.at, now), now),
      })}
    >
      {isChanging ? (
        <CommentField
          label={t('threads.edit')}
          placeholder=""
          value={changed ?? ''}
          onChange={(text) => {
            setOpen(true)
            store.setDraft(key, { text })
          }}
          members={mentionable}
          submitLabel={t('threads.save')}
          isWanted={isWanted}
          onSubmit={() => {
            leave()
            store.edit(thread, comment.id, editedToBody(changed ?? '', mentionable))
          }}
          onCancel={() => {
            leave()
            store.setDraft(key, null)
          }}
          onEscape={acts.back}
        />
      ) : (
        <Comment comment={comment} reader={reader} acts={menu} />
      )}
    </div>
  )
}
