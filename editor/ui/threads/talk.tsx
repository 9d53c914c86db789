import { Check, RotateCcw } from 'lucide-react'
import { bodyToEdit, editedToBody } from '#core/comments/mention-text.ts'
import type { ApiMember } from '#core/protocol/api.ts'
import type { ShownComment, ShownThread } from '../../sync/threads/shown-threads.ts'
import { Button } from '../controls/button.tsx'
import { useMessages } from '../locale-provider.tsx'
import { Comment, type CommentActs } from './comment.tsx'
import { CommentField } from './comment-field.tsx'
import type { ThreadActs } from './use-thread-acts.ts'
import css from './threads.module.css'

/** Who reads, and what they may do. */
export interface Reader {
  readonly me: string
  readonly members: ReadonlyMap<string, ApiMember>
  readonly nameOf: (member: string) => string
  /** Who can be mentioned. */
  readonly mentionable: readonly ApiMember[]
  readonly mayComment: boolean
  readonly mayManage: boolean
  /** Milliseconds since 1970, by the minute. */
  readonly now: number
}

/** Unsent words in one thread: a reply, and a change of a comment. */
export interface Unsent {
  readonly reply: string | null
  readonly change: { readonly comment: string; readonly words: string } | null
}

export interface TalkProps {
  readonly thread: ShownThread
  readonly unsent: Unsent
  readonly reader: Reader
  readonly acts: ThreadActs
  /** What ends with what it is about is not ended by hand. */
  readonly endable?: boolean
}

/** All that was said in a thread, a field for a reply, and the way to end or reopen it. */
export function Talk({ thread, unsent, reader, acts, endable = true }: TalkProps) {
  const { t } = useMessages()
  const { me, members, nameOf, mentionable, mayComment, mayManage, now } = reader
  const { change } = unsent
  const { resolved } = thread

  const actsOn = (comment: ShownComment): CommentActs => {
    const name = { thread: thread.id, comment: comment.id }
    const isMine = comment.by === me && mayComment
    const { body, hidden } = comment
    return {
      edit:
        isMine && body !== null
          ? () => {
              acts.keepChange(comment.id, bodyToEdit(body, nameOf))
            }
          : null,
      remove: isMine
        ? () => {
            acts.remove(name)
          }
        : null,
      hide:
        mayManage && hidden === undefined
          ? () => {
              acts.hide(name)
            }
          : null,
      unhide:
        mayManage && hidden !== undefined
          ? () => {
              acts.unhide(name)
            }
          : null,
      copyLink: () => {
        acts.copyLink(thread.id)
      },
    }
  }

  return (
    <>
      {thread.comments.map((comment) =>
        change?.comment === comment.id ? (
          <CommentField
            key={comment.id}
            label={t('threads.edit')}
            placeholder=""
            value={change.words}
            onChange={(words) => {
              acts.keepChange(comment.id, words)
            }}
            members={mentionable}
            submitLabel={t('threads.save')}
            autoFocus
            onSubmit={() => {
              acts.edit({ thread: thread.id, comment: comment.id }, editedToBody(change.words, mentionable))
            }}
            onCancel={() => {
              acts.keepChange(comment.id, null)
            }}
          />
        ) : (
          <Comment
            key={comment.id}
            comment={comment}
            author={members.get(comment.by) ?? null}
            nameOf={nameOf}
            me={me}
            now={now}
            acts={actsOn(comment)}
          />
        ),
      )}
      {resolved !== null && (
        <p className={css['note']}>{t('threads.resolvedBy', { name: nameOf(resolved.by) })}</p>
      )}
      {mayComment && (
        <CommentField
          label={t('threads.reply')}
          placeholder={t('threads.writeReply')}
          value={unsent.reply ?? ''}
          onChange={(words) => {
            acts.keepReply(thread.id, words)
          }}
          members={mentionable}
          submitLabel={t('threads.reply')}
          onSubmit={() => {
            acts.reply(thread.id, editedToBody(unsent.reply ?? '', mentionable))
          }}
          onCancel={
            unsent.reply === null
              ? null
              : () => {
                  acts.keepReply(thread.id, null)
                }
          }
          before={
            endable || resolved !== null ? (
              <Button
                kind="plain"
                icon={
                  resolved === null ? <Check size={16} aria-hidden /> : <RotateCcw size={16} aria-hidden />
                }
                data-act="resolve"
                onClick={() => {
                  acts.setResolved(thread.id, resolved === null)
                }}
              >
                {t(resolved === null ? 'threads.resolve' : 'threads.reopen')}
              </Button>
            ) : (
              <span />
            )
          }
        />
      )}
    </>
  )
}
