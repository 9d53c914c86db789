import type { Ref } from 'react'
import { editedToBody } from '#core/comments/mention-text.ts'
import type { ApiMember } from '#core/protocol/api.ts'
import { NEW_THREAD } from '../../sync/threads/drafts.ts'
import type { ThreadStore } from '../../sync/threads/thread-store.ts'
import { isSendKey } from './send-key.ts'
import { useDraft } from './use-draft.ts'
import type { NewThread } from './use-new-thread.ts'

export interface FirstLettersProps extends Pick<NewThread, 'write' | 'send' | 'leave'> {
  readonly ref: Ref<HTMLTextAreaElement>
  readonly store: ThreadStore
  /** Who can be mentioned. */
  readonly members: readonly ApiMember[]
}

/**
 * Has the focus from the moment in which a comment is asked for until its field is drawn at its place, a frame or more
 * later: whoever types at once would replace what they selected in the text [UI610]. Unseen, and never a stop of Tab.
 */
export function FirstLetters({ ref, store, members, write, send, leave }: FirstLettersProps) {
  const words = useDraft(store, NEW_THREAD) ?? ''
  return (
    <textarea
      ref={ref}
      className="unseen"
      aria-hidden
      tabIndex={-1}
      value={words}
      onFocus={({ currentTarget }) => {
        currentTarget.setSelectionRange(words.length, words.length)
      }}
      onChange={(event) => {
        write(event.target.value)
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Escape') leave('keep')
        else if (!isSendKey(event)) return
        else if (words.trim() !== '') send(editedToBody(words, members))
        event.preventDefault()
      }}
    />
  )
}
