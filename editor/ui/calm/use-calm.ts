import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { shortcutOf, type ShortcutId } from '../../extensions/keys/shortcuts.ts'
import { isMac } from '../document/platform.ts'
import { useShortcuts } from '../document/use-shortcuts.ts'

/** `peek`: the bars are back for as long as the pointer is at them. */
export type CalmState = 'off' | 'on' | 'peek'

export interface Calm {
  readonly state: CalmState
  readonly enter: () => void
  readonly leave: () => void
}

/** What is done with these is seen in the margin, in a panel or in the bars: asking for it is asking for them. */
const WANT_THE_REST: readonly ShortcutId[] = [
  'comment',
  'nextThread',
  'previousThread',
  'nextSuggestion',
  'previousSuggestion',
  'acceptSuggestion',
  'rejectSuggestion',
  'withdrawSuggestion',
  'outline',
  'check',
  'nextFinding',
  'previousFinding',
]

const OVER_THE_TEXT = '[role=dialog], [role=menu], [role=search], [data-dragging=true]'

/** Pixels from the top edge of the window at which the bars come back under the pointer. */
const EDGE = 6

/**
 * Only the text [UI822]: nothing moves in it, and everything else comes back by Escape, F6, the key that hid it, a
 * pointer at the upper edge, or a command that needs it.
 */
export const useCalm = (page: RefObject<HTMLElement | null>, editor: DocumentEditor | null): Calm => {
  const [state, setState] = useState<CalmState>('off')
  const isOn = state !== 'off'
  const latest = useRef(editor)
  useEffect(() => {
    latest.current = editor
  })
  const enter = useCallback(() => {
    setState('on')
    latest.current?.focus()
  }, [])
  const leave = useCallback(() => {
    setState('off')
  }, [])
  useShortcuts({ acts: { calm: isOn ? leave : enter }, repeating: [] })

  useEffect(() => {
    if (!isOn) return undefined
    const pressed = (event: KeyboardEvent): void => {
      if (event.isComposing) return
      const shortcut = shortcutOf(event, isMac())
      if (event.key === 'F6' || (shortcut !== null && WANT_THE_REST.includes(shortcut))) setState('off')
      // What is open over the text is closed first.
      if (event.key !== 'Escape' || document.querySelector(OVER_THE_TEXT) !== null) return
      event.preventDefault()
      event.stopPropagation()
      setState('off')
    }
    const moved = ({ clientY, pointerType }: PointerEvent): void => {
      if (pointerType !== 'mouse') return
      const bars = page.current?.querySelector('[aria-controls=text]')?.getBoundingClientRect()
      if (clientY <= EDGE) setState('peek')
      else if (clientY > (bars?.bottom ?? 0) + EDGE && document.querySelector('[role=menu]') === null)
        setState((before) => (before === 'peek' ? 'on' : before))
    }
    // Before anything takes the key: what it asks for must be seen when it comes, and the text takes every Escape.
    window.addEventListener('keydown', pressed, true)
    window.addEventListener('pointermove', moved, { passive: true })
    return () => {
      window.removeEventListener('keydown', pressed, true)
      window.removeEventListener('pointermove', moved)
    }
  }, [isOn, page])
  return { state, enter, leave }
}
