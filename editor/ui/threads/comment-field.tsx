import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import type { ApiMember } from '#core/protocol/api.ts'
import { mentionable, mentionAt, type MentionQuery } from '#core/comments/mention-text.ts'
import { Avatar } from '../controls/avatar.tsx'
import { Button } from '../controls/button.tsx'
import { isMac } from '../document/platform.ts'
import { useMessages } from '../locale-provider.tsx'
import { Name } from '../name.tsx'
import css from './threads.module.css'

/** So many members are offered for a mention. */
const OFFERED = 6

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
  /** Escape: what is written stays, unless that is nothing. Without it the key is the page's. */
  readonly onEscape?: () => void
  /** Stands beside the buttons, at the start of their line. */
  readonly before?: ReactNode
  readonly autoFocus?: boolean
}

/**
 * Where a comment is written: `@` offers members by the folded beginning of their names [UI610], Ctrl+Enter sends,
 * Escape goes back. Whatever is in it is the owner's to keep.
 */
export function CommentField(props: CommentFieldProps) {
  const { label, placeholder, value, onChange, members, submitLabel, onSubmit, onCancel } = props
  const { onEscape, before, autoFocus } = props
  const { t } = useMessages()
  const listId = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const [query, setQuery] = useState<MentionQuery | null>(null)
  const [chosen, setChosen] = useState(0)
  const offered = query === null ? [] : mentionable(members, query.query).slice(0, OFFERED)
  const isListing = offered.length > 0
  const isEmpty = value.trim() === ''

  const takesFocus = autoFocus === true
  useEffect(() => {
    const { current } = field
    if (!takesFocus || current === null) return
    // Where it stands is told later: the page must not run after where it stood at first.
    current.focus({ preventScroll: true })
    current.setSelectionRange(current.value.length, current.value.length)
  }, [takesFocus])

  const look = (target: HTMLTextAreaElement): void => {
    const { selectionStart, selectionEnd } = target
    setQuery(selectionStart === selectionEnd ? mentionAt(target.value, selectionStart) : null)
    setChosen(0)
  }
  const mention = (member: ApiMember | undefined): void => {
    const { current } = field
    if (query === null || member === undefined || current === null) return
    const end = query.start + 1 + query.query.length
    const named = `${value.slice(0, query.start)}@${member.name} `
    setQuery(null)
    onChange(named + value.slice(end).replace(/^ /u, ''))
    current.focus()
    // The caret is set when the new words are in the field.
    requestAnimationFrame(() => {
      current.setSelectionRange(named.length, named.length)
    })
  }
  const submit = (): void => {
    if (!isEmpty) onSubmit()
  }
  const pressed = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing) return
    if (isListing && handleList(event)) {
      event.preventDefault()
      event.stopPropagation()
      return
    }
    if (event.key === 'Enter' && (isMac() ? event.metaKey : event.ctrlKey)) {
      event.preventDefault()
      submit()
    } else if (event.key === 'Escape' && onEscape !== undefined) {
      event.preventDefault()
      event.stopPropagation()
      onEscape()
    }
  }
  const handleList = ({ key }: KeyboardEvent): boolean => {
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      setChosen((chosen + (key === 'ArrowDown' ? 1 : offered.length - 1)) % offered.length)
      return true
    }
    if (key === 'Enter' || key === 'Tab') mention(offered[chosen])
    else if (key === 'Escape') setQuery(null)
    else return false
    return true
  }

  return (
    <form
      className={css['form']}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
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
        aria-activedescendant={isListing ? `${listId}-${chosen}` : undefined}
        onChange={(event) => {
          onChange(event.target.value)
          look(event.target)
        }}
        onKeyDown={pressed}
        onClick={(event) => {
          look(event.currentTarget)
        }}
        onBlur={() => {
          setQuery(null)
        }}
      />
      {isListing && (
        <ul id={listId} className={css['mentions']} role="listbox" aria-label={t('threads.mention')}>
          {offered.map((member, index) => (
            <li
              key={member.id}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === chosen}
              // Before the field loses the focus.
              onMouseDown={(event) => {
                event.preventDefault()
                mention(member)
              }}
            >
              <Avatar name={member.name} color={member.color} />
              <Name>{member.name}</Name>
            </li>
          ))}
        </ul>
      )}
      <div className={css['formActs']}>
        {before}
        <span className={css['gap']} />
        {onCancel !== null && (
          <Button kind="plain" onClick={onCancel}>
            {t('app.cancel')}
          </Button>
        )}
        {(!isEmpty || before === undefined) && (
          <Button kind="primary" type="submit" disabled={isEmpty}>
            {submitLabel}
          </Button>
        )}
      </div>
    </form>
  )
}
