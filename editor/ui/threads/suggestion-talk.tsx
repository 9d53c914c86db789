import { editedToBody } from '#core/comments/mention-text.ts'
import type { ShownThread } from '../../sync/threads/shown-threads.ts'
import { newOn } from '../../sync/threads/drafts.ts'
import { useMessages } from '../locale-provider.tsx'
import { CommentField } from './comment-field.tsx'
import { Talk, type Reader } from './talk.tsx'
import type { ThreadActs } from './use-thread-acts.ts'
import { unsentIn, type Threads } from './use-threads.ts'
import css from './threads.module.css'

export interface SuggestionTalkProps {
  readonly suggestion: string
  /** It is the reader's own: what they say first is why. */
  readonly mine: boolean
  readonly threads: Threads
  readonly reader: Reader
  readonly acts: ThreadActs
}

/** What is said about a suggestion, in its card: the reason its author gave, and answers [UI613]. */
export function SuggestionTalk({ suggestion, mine, threads, reader, acts }: SuggestionTalkProps) {
  const { t } = useMessages()
  const { drafts, onSuggestion, store } = threads
  const said: readonly ShownThread[] = onSuggestion.get(suggestion) ?? []
  const words = drafts.get(newOn(suggestion))?.text ?? ''
  const label = t(mine ? 'threads.reason' : 'threads.comment')
  const clear = (): void => {
    store.setDraft(newOn(suggestion), null)
  }
  if (said.length === 0 && !reader.mayComment) return null
  return (
    <div className={css['talkOn']}>
      {said.map((thread) => (
        <Talk
          key={thread.id}
          thread={thread}
          unsent={unsentIn(drafts, thread)}
          reader={reader}
          acts={acts}
          endable={false}
        />
      ))}
      {said.length === 0 && (
        <CommentField
          label={label}
          placeholder={t(mine ? 'threads.writeReason' : 'threads.writeOn')}
          value={words}
          onChange={(text) => {
            store.setDraft(newOn(suggestion), { text })
          }}
          members={reader.mentionable}
          submitLabel={t(mine ? 'threads.addReason' : 'threads.send')}
          onSubmit={() => {
            store.begin({ suggestion }, editedToBody(words, reader.mentionable), newOn(suggestion))
          }}
          onCancel={words === '' ? null : clear}
          before={<span />}
        />
      )}
    </div>
  )
}
