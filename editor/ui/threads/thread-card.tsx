import { Check, RotateCcw } from 'lucide-react'
import { memo, useState } from 'react'
import { bodyToEdit, editedToBody } from '#core/comments/mention-text.ts'
import type { ApiMember } from '#core/protocol/api.ts'
import type { ApiComment, ApiThread } from '#core/protocol/api-threads.ts'
import { Button } from '../controls/button.tsx'
import { useMessages } from '../locale-provider.tsx'
import { Name } from '../name.tsx'
import { Comment, type CommentActs } from './comment.tsx'
import { CommentField } from './comment-field.tsx'
import css from './threads.module.css'

/** What can be done with threads; each is told by its id, so that a card is not drawn again for another's sake. */
export interface ThreadActs {
  readonly goTo: (thread: string) => void
  readonly reply: (thread: string, body: string) => void
  readonly edit: (thread: string, comment: string, body: string) => void
  readonly remove: (thread: string, comment: string) => void
  readonly setResolved: (thread: string, resolved: boolean) => void
  /** Asks for the reason first. */
  readonly hide: (thread: string, comment: string) => void
  readonly unhide: (thread: string, comment: string) => void
  readonly copyLink: (thread: string) => void
  /** What is being written and not sent: kept whatever happens; null when there is nothing. */
  readonly keepDraft: (thread: string, words: string | null) => void
}

export interface ThreadCardProps {
  readonly thread: ApiThread
  /** Ids of comments that are not at the server yet. */
  readonly pending: ReadonlySet<string>
  /** Where it hangs cannot be found in the text any more. */
  readonly orphan: boolean
  readonly active: boolean
  readonly members: ReadonlyMap<string, ApiMember>
  readonly me: string
  readonly now: number
  readonly mayComment: boolean
  readonly mayManage: boolean
  /** The reply that is being written. */
  readonly draft: string | null
  readonly acts: ThreadActs
}

/**
 * A discussion in the margin: closed it shows how it began, active all of it with a field for a reply [UI611]. Drawn
 * again only when it changed.
 */
export const ThreadCard = memo(function ThreadCard(props: ThreadCardProps) {
  const { thread, pending, orphan, active, members, me, now, mayComment, mayManage, draft, acts } = props
  const { t } = useMessages()
  const [editing, setEditing] = useState<{ readonly comment: string; readonly words: string } | null>(null)
  const nameOf = (member: string): string => members.get(member)?.name ?? t('suggestions.formerMember')
  const [first, ...replies] = thread.comments
  if (first === undefined) return null
  const all = [...members.values()].filter(({ removed }) => removed !== true)
  const spoken = t('threads.spoken', {
    name: nameOf(first.by),
    words: bodyToEdit(first.body ?? '', nameOf),
  })

  const actsOn = (comment: ApiComment): CommentActs => {
    const isMine = comment.by === me && mayComment
    const { body } = comment
    return {
      edit:
        isMine && body !== null
          ? () => {
              setEditing({ comment: comment.id, words: bodyToEdit(body, nameOf) })
            }
          : null,
      remove: isMine
        ? () => {
            acts.remove(thread.id, comment.id)
          }
        : null,
      hide:
        mayManage && comment.hidden === undefined
          ? () => {
              acts.hide(thread.id, comment.id)
            }
          : null,
      unhide:
        mayManage && comment.hidden !== undefined
          ? () => {
              acts.unhide(thread.id, comment.id)
            }
          : null,
      copyLink: () => {
        acts.copyLink(thread.id)
      },
    }
  }
  const shown = (comment: ApiComment) =>
    editing?.comment === comment.id ? (
      <CommentField
        key={comment.id}
        label={t('threads.edit')}
        placeholder=""
        value={editing.words}
        onChange={(words) => {
          setEditing({ comment: comment.id, words })
        }}
        members={all}
        submitLabel={t('threads.save')}
        autoFocus
        onSubmit={() => {
          acts.edit(thread.id, comment.id, editedToBody(editing.words, all))
          setEditing(null)
        }}
        onCancel={() => {
          setEditing(null)
        }}
      />
    ) : (
      <Comment
        key={comment.id}
        comment={comment}
        pending={pending.has(comment.id)}
        author={members.get(comment.by) ?? null}
        nameOf={nameOf}
        me={me}
        now={now}
        acts={active ? actsOn(comment) : null}
      />
    )

  const resolved = thread.resolved
  return (
    <article
      className={css['card']}
      aria-label={spoken}
      data-active={active}
      data-resolved={resolved !== null}
      data-thread={thread.id}
    >
      {active ? (
        <div className={css['talk']}>
          <ThreadPlace thread={thread} orphan={orphan} />
          {thread.comments.map(shown)}
          {resolved !== null && (
            <p className={css['note']}>{t('threads.resolvedBy', { name: nameOf(resolved.by) })}</p>
          )}
          {mayComment && (
            <>
              <CommentField
                label={t('threads.reply')}
                placeholder={t('threads.writeReply')}
                value={draft ?? ''}
                onChange={(words) => {
                  acts.keepDraft(thread.id, words === '' ? null : words)
                }}
                members={all}
                submitLabel={t('threads.reply')}
                onSubmit={() => {
                  acts.reply(thread.id, editedToBody(draft ?? '', all))
                }}
                onCancel={
                  draft === null
                    ? null
                    : () => {
                        acts.keepDraft(thread.id, null)
                      }
                }
              />
              <p className={css['acts']}>
                <Button
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
              </p>
            </>
          )}
        </div>
      ) : (
        <div className={css['face']}>
          <ThreadPlace thread={thread} orphan={orphan} />
          {shown(first)}
          {(replies.length > 0 || draft !== null) && (
            <span className={css['rest']}>
              {replies.length > 0 && t('threads.replies', { count: replies.length })}
              {draft !== null && ` · ${t('threads.draft')}`}
            </span>
          )}
          <button
            type="button"
            className={css['cover']}
            aria-label={spoken}
            onClick={() => {
              acts.goTo(thread.id)
            }}
          />
        </div>
      )}
    </article>
  )
})

/** What it is about, where the text beside it does not say so. */
function ThreadPlace({ thread, orphan }: { readonly thread: ApiThread; readonly orphan: boolean }) {
  const { t } = useMessages()
  const { anchor } = thread
  if (anchor === null) return <span className={css['note']}>{t('threads.place.document')}</span>
  if ('suggestion' in anchor) return <span className={css['note']}>{t('threads.place.suggestion')}</span>
  const { exact } = anchor.quote
  return (
    <>
      {orphan && <span className={css['note']}>{t('threads.place.orphan')}</span>}
      {exact === '' ? (
        <span className={css['note']}>{t('threads.place.block')}</span>
      ) : (
        <q className={css['quote']}>
          <Name>{exact}</Name>
        </q>
      )}
    </>
  )
}
