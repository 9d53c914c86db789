import { useEffect, useRef } from 'react'
import { shortcutOf, type ShortcutId } from '../../extensions/keys/shortcuts.ts'
import { isMac } from './platform.ts'

export interface ShortcutActs {
  /** What answers false leaves the key to others. */
  readonly acts: Readonly<Partial<Record<ShortcutId, () => unknown>>>
  /** Those that a key held down repeats. */
  readonly repeating: readonly ShortcutId[]
}

/** Whoever on the page takes shortcuts now. */
const takers = new Set<{ readonly current: ShortcutActs }>()

/** What a shortcut of the page does now; null while nothing takes it. The list of commands offers it too [UI876]. */
export const actOfShortcut = (id: ShortcutId): (() => void) | null => {
  for (const { current } of takers) {
    const act = current.acts[id]
    if (act !== undefined) return act
  }
  return null
}

/** Shortcuts of the page, wherever in it the focus is, but not behind a dialog; what the text took is not taken again. */
export const useShortcuts = (shortcuts: ShortcutActs): void => {
  const latest = useRef(shortcuts)
  useEffect(() => {
    latest.current = shortcuts
  })
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return
      const id = shortcutOf(event, isMac())
      if (id === null) return
      const { acts, repeating } = latest.current
      const act = acts[id]
      if (act === undefined || document.activeElement?.closest('[role=dialog]')) return
      const mayAct = !event.repeat || repeating.includes(id)
      if (!mayAct || act() !== false) event.preventDefault()
    }
    window.addEventListener('keydown', pressed)
    takers.add(latest)
    return () => {
      takers.delete(latest)
      window.removeEventListener('keydown', pressed)
    }
  }, [])
}
