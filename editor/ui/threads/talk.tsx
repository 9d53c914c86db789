import { Check, RotateCcw } from 'lucide-react'
import { editedToBody } from '#core/comments/mention-text.ts'
import type { ApiMember } from '#core/protocol/api.ts'
import { replyTo } from '../../sync/threads/drafts.ts'
import type { ShownThread } from '../../sync/threads/shown-threads.ts'
import { Button } from '../controls/button.tsx'
import { useMessages } from '../locale-provider.tsx'
import { CommentField } from './comment-field.tsx'
import { SaidComment } from './said-comment.tsx'
import { useDraft } from './use-draft.ts'
import type { ThreadActs } from './use-thread-acts.ts'
import css from './thread-card.module.css'

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

export interface TalkProps {
  readonly thread: ShownThread
  readonly reader: Reader
  readonly acts: ThreadActs
  /** What ends with what it is about is not ended by hand. */
  readonly endable?: boolean
}

/** All that was said in a thread, a field for a reply, and the way to end or reopen it [UI611]. */
export function Talk({ thread, reader, acts, endable = true }: TalkProps) {
  const { t } = useMessages()
  const { resolved } = thread
  const { mayComment, nameOf } = reader
  return (
    <>
      {thread.comments.map((comment) => (
        <SaidComment key={comment.id} thread={thread.id} comment={comment} reader={reader} acts={acts} />
      ))}
      {resolved !== null && (
        <p className={css['note']}>{t('threads.resolvedBy', { name: nameOf(resolved.by) })}</p>
      )}
      {mayComment && (
        <Reply thread={thread} reader={reader} acts={acts} endable={endable || resolved !== null} />
      )}
    </>
  )
}

function Reply({ thread: { id, resolved }, reader, acts, endable }: Required<TalkProps>) {
  const { t } = useMessages()
  const { mentionable } = reader
  const { store } = acts
  const key = replyTo(id)
  const words = useDraft(store, key)
  const Icon = resolved === null ? Check : RotateCcw
  return (
    <CommentField
      label={t('threads.reply')}
      placeholder={t('threads.writeReply')}
      value={words ?? ''}
      onChange={(text) => {
        store.setDraft(key, { text })
      }}
      members={mentionable}
      submitLabel={t('threads.reply')}
      onSubmit={() => {
        store.reply(id, editedToBody(words ?? '', mentionable))
      }}
      onCancel={
        words === null
          ? null
          : () => {
              store.setDraft(key, null)
            }
      }
      onEscape={acts.back}
      before={
        endable ? (
          <Button
            kind="plain"
            icon={<Icon size={16} aria-hidden />}
            data-act="resolve"
            onClick={() => {
              store.resolve(id, resolved === null)
            }}
          >
            {t(resolved === null ? 'threads.resolve' : 'threads.reopen')}
          </Button>
        ) : null
      }
    />
  )
}
