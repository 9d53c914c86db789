import { useLayoutEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import type { ApiMember } from '#core/protocol/api.ts'
import { mentionable, mentionAt, type MentionQuery } from '#core/comments/mention-text.ts'

/** So many members are offered for a mention. */
const OFFERED = 6

interface MentionOptions {
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly value: string
  readonly onChange: (value: string) => void
  readonly members: readonly ApiMember[]
}

export interface Mentions {
  /** Who is offered at the caret; nobody while no mention is typed. */
  readonly offered: readonly ApiMember[]
  readonly chosen: number
  /** Looks again at what is typed at the caret. */
  readonly look: (field: HTMLTextAreaElement) => void
  readonly close: () => void
  /** Puts a member's name in the place of what was typed. */
  readonly mention: (member: ApiMember) => void
  /** Takes a key that is the list's; false for any other. */
  readonly pressed: (event: KeyboardEvent) => boolean
}

/** Members that are offered behind an `@`, by the folded beginning of their names [UI610]. */
export const useMentions = ({ field, value, onChange, members }: MentionOptions): Mentions => {
  const [query, setQuery] = useState<MentionQuery | null>(null)
  const [chosen, setChosen] = useState(0)
  const offered = query === null ? [] : mentionable(members, query.query).slice(0, OFFERED)
  /** Where the caret goes with the words that are on their way into the field. */
  const caret = useRef<number | null>(null)
  // Before anything else can be typed: a frame later the next letters would be torn apart.
  useLayoutEffect(() => {
    if (caret.current !== null) field.current?.setSelectionRange(caret.current, caret.current)
    caret.current = null
  })

  const mention = (member: ApiMember): void => {
    const { current } = field
    if (query === null || current === null) return
    const end = query.start + 1 + query.query.length
    const named = `${value.slice(0, query.start)}@${member.name} `
    setQuery(null)
    caret.current = named.length
    onChange(named + value.slice(end).replace(/^ /u, ''))
    current.focus()
  }
  return {
    offered,
    chosen,
    mention,
    look: (target) => {
      const { selectionStart, selectionEnd } = target
      setQuery(selectionStart === selectionEnd ? mentionAt(target.value, selectionStart) : null)
      setChosen(0)
    },
    close: () => {
      setQuery(null)
    },
    pressed: ({ key, ctrlKey, metaKey }) => {
      const member = offered[chosen]
      if (member === undefined || ctrlKey || metaKey) return false
      if (key === 'ArrowDown' || key === 'ArrowUp')
        setChosen((chosen + (key === 'ArrowDown' ? 1 : offered.length - 1)) % offered.length)
      else if (key === 'Enter' || key === 'Tab') mention(member)
      else if (key === 'Escape') setQuery(null)
      else return false
      return true
    },
  }
}
