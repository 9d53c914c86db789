import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from 'react'
import type { ApiMember } from '#core/protocol/api.ts'
import { Button } from '../controls/button.tsx'
import { useMessages } from '../locale-provider.tsx'
import { MentionList, optionId } from './mention-list.tsx'
import { isSendKey } from './send-key.ts'
import { useMentions } from './use-mentions.ts'
import css from './comment-field.module.css'

/** The server takes no more; see docs/API.md. */
const MAX_CHARACTERS = 10_000

export interface CommentFieldProps {
  /** What it is for, spoken. */
  readonly label: string
  readonly placeholder: string
  /** With names in place of mentions; see core/comments/mention-text. */
  readonly value: string
  readonly onChange: (value: string) => void
  /** Who can be mentioned. */
  readonly members: readonly ApiMember[]
  readonly submitLabel: string
  /** Called only when there is something to send. */
  readonly onSubmit: () => void
  /** Throws away what is written; null when there is nothing. */
  readonly onCancel: (() => void) | null
  /** Escape: what is written stays, unless that is nothing. */
  readonly onEscape: () => void
  /** Stands beside the buttons, at the start of their line; then there is a button to send only when there are words. */
  readonly before?: ReactNode
  /** Does it take the focus? Asked when it is drawn, and whenever `asked` is another. */
  readonly isWanted?: () => boolean
  readonly asked?: number
}

/**
 * Where a comment is written: `@` offers members, Ctrl+Enter sends, Escape goes back [UI610]. Whatever is in it is the
 * owner's to keep. After sending and clearing the focus stays in it, as long as it stands there.
 */
export function CommentField(props: CommentFieldProps) {
  const { label, placeholder, value, onChange, members, submitLabel, onSubmit, onCancel, onEscape } = props
  const { before, isWanted, asked } = props
  const { t } = useMessages()
  const listId = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const { offered, chosen, look, close, mention, pressed } = useMentions({ field, value, onChange, members })
  const isListing = offered.length > 0
  const isEmpty = value.trim() === ''
  const hasActs = before !== null || onCancel !== null || !isEmpty

  useEffect(() => {
    const { current } = field
    if (current === null || isWanted?.() !== true) return
    current.setSelectionRange(current.value.length, current.value.length)
    // Where it stands is told later: the page must not run after where it stood at first.
    current.focus({ preventScroll: true })
    // A list or a sheet, which stays where it is: in a low window it has room for little [UI879].
    if (current.closest('[data-scrolls]') !== null) current.scrollIntoView({ block: 'nearest' })
  }, [asked, isWanted])

  /** The buttons go with the words that they were about. */
  const isLeft = useRef(false)
  useEffect(() => {
    if (isLeft.current) field.current?.focus({ preventScroll: true })
    isLeft.current = false
  })
  const submit = (): void => {
    if (isEmpty) return
    isLeft.current = true
    onSubmit()
  }
  const keyPressed = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing) return
    if (isSendKey(event)) submit()
    else if (!pressed(event)) {
      if (event.key !== 'Escape') return
      onEscape()
    }
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <form
      className={css['form']}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div className={css['entry']}>
        <textarea
          ref={field}
          className={css['field']}
          aria-label={label}
          placeholder={placeholder}
          value={value}
          rows={1}
          maxLength={MAX_CHARACTERS}
          // A comment is a text of its own, in whatever language; an empty one is the page's, and so is the hint in it.
          dir={value === '' ? undefined : 'auto'}
          aria-autocomplete="list"
          aria-controls={isListing ? listId : undefined}
          aria-activedescendant={isListing ? optionId(listId, chosen) : undefined}
          onChange={(event) => {
            onChange(event.target.value)
            look(event.target)
          }}
          onKeyDown={keyPressed}
          onClick={(event) => {
            look(event.currentTarget)
          }}
          // What was typed before the field stood here may end in the beginning of a mention.
          onFocus={(event) => {
            look(event.currentTarget)
          }}
          onBlur={close}
        />
        {isListing && <MentionList id={listId} members={offered} chosen={chosen} choose={mention} />}
      </div>
      {hasActs && (
        <div className={css['acts']}>
          {before}
          <span className={css['gap']} />
          {onCancel !== null && (
            <Button
              kind="plain"
              onClick={() => {
                isLeft.current = true
                onCancel()
              }}
            >
              {t('app.cancel')}
            </Button>
          )}
          {(!isEmpty || before === undefined) && (
            <Button kind="primary" type="submit" disabled={isEmpty}>
              {submitLabel}
            </Button>
          )}
        </div>
      )}
    </form>
  )
}
