import { editedToBody } from '#core/comments/mention-text.ts'
import { useMessages } from '../locale-provider.tsx'
import { CommentField } from './comment-field.tsx'
import type { Reader } from './talk.tsx'
import type { Threads } from './use-threads.ts'
import css from './threads.module.css'

export interface NewCommentProps {
  readonly threads: Threads
  readonly reader: Reader
}

/** The comment that is being written about a place, or about the whole text. */
export function NewComment({ threads, reader }: NewCommentProps) {
  const { t } = useMessages()
  const { composing, write, send, leave } = threads
  if (composing === null) return null
  return (
    <article className={css['card']} aria-label={t('threads.new')} data-active data-thread="">
      <div className={css['talk']}>
        {composing.anchor === null && <p className={css['note']}>{t('threads.place.document')}</p>}
        <CommentField
          label={t('threads.new')}
          placeholder={t('threads.write')}
          value={composing.words}
          onChange={write}
          members={reader.mentionable}
          submitLabel={t('threads.send')}
          autoFocus
          onSubmit={() => {
            send(editedToBody(composing.words, reader.mentionable))
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
