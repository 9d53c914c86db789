import { editedToBody } from '#core/comments/mention-text.ts'
import { NEW_THREAD } from '../../sync/threads/drafts.ts'
import { useMessages } from '../locale-provider.tsx'
import { CommentField } from './comment-field.tsx'
import type { Reader } from './talk.tsx'
import type { ThreadActs } from './use-thread-acts.ts'
import { useDraft } from './use-draft.ts'
import type { Threads } from './use-threads.ts'
import card from './thread-card.module.css'

export interface NewCommentProps {
  readonly threads: Threads
  readonly reader: Reader
  readonly acts: ThreadActs
}

/** The comment that is being written about a place, or about the whole text [UI610]. */
export function NewComment({ threads, reader, acts }: NewCommentProps) {
  const { t } = useMessages()
  const { composing, isWanted, active, write, send, leave, goTo } = threads
  const words = useDraft(acts.store, NEW_THREAD) ?? ''
  if (composing === null) return null
  return (
    <article
      className={card['card']}
      aria-label={t('threads.new')}
      data-active={active === ''}
      data-thread=""
      onFocus={() => {
        if (active !== '') goTo('')
      }}
    >
      <div className={card['talk']}>
        {composing.anchor === null && <p className={card['note']}>{t('threads.place.document')}</p>}
        <CommentField
          label={t('threads.new')}
          placeholder={t('threads.write')}
          value={words}
          onChange={write}
          members={reader.mentionable}
          submitLabel={t('threads.send')}
          isWanted={isWanted}
          asked={composing.asked}
          onSubmit={() => {
            send(editedToBody(words, reader.mentionable))
          }}
          onCancel={() => {
            leave('discard')
          }}
          onEscape={() => {
            leave('keep')
          }}
        />
      </div>
    </article>
  )
}
