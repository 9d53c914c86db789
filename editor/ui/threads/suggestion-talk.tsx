import { editedToBody } from '#core/comments/mention-text.ts'
import { newOn } from '../../sync/threads/drafts.ts'
import { useMessages } from '../locale-provider.tsx'
import { CommentField } from './comment-field.tsx'
import { Talk, type Reader } from './talk.tsx'
import { useDraft } from './use-draft.ts'
import type { ThreadActs } from './use-thread-acts.ts'
import type { Threads } from './use-threads.ts'
import css from './thread-card.module.css'

export interface SuggestionTalkProps {
  readonly suggestion: string
  /** It is the reader's own: what they say first is why. */
  readonly mine: boolean
  readonly onSuggestion: Threads['onSuggestion']
  readonly reader: Reader
  readonly acts: ThreadActs
}

/** What is said about a suggestion, in its card: the reason its author gave, and answers [UI613]. */
export function SuggestionTalk({ suggestion, mine, onSuggestion, reader, acts }: SuggestionTalkProps) {
  const { t } = useMessages()
  const { store } = acts
  const said = onSuggestion.get(suggestion) ?? []
  const key = newOn(suggestion)
  const words = useDraft(store, key)
  if (said.length === 0 && !reader.mayComment) return null
  return (
    <div className={css['talkOn']}>
      {said.map((thread) => (
        <Talk key={thread.id} thread={thread} reader={reader} acts={acts} endable={false} />
      ))}
      {said.length === 0 && (
        <CommentField
          label={t(mine ? 'threads.reason' : 'threads.comment')}
          placeholder={t(mine ? 'threads.writeReason' : 'threads.writeOn')}
          value={words ?? ''}
          onChange={(text) => {
            store.setDraft(key, { text })
          }}
          members={reader.mentionable}
          submitLabel={t(mine ? 'threads.addReason' : 'threads.send')}
          onSubmit={() => {
            store.begin({ suggestion }, editedToBody(words ?? '', reader.mentionable), key)
          }}
          onCancel={
            words === null
              ? null
              : () => {
                  store.setDraft(key, null)
                }
          }
          onEscape={acts.back}
          before={null}
        />
      )}
    </div>
  )
}
