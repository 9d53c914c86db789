import { useEffect, useRef } from 'react'
import { shortcutOf, type ShortcutId } from '../../extensions/keys/shortcuts.ts'
import { isMac } from './platform.ts'

const MODIFIERS: ReadonlySet<string> = new Set(['Control', 'Alt', 'AltGraph', 'Shift', 'Meta'])

/**
 * Holds the shortcuts of a part of the page while it is awaited, and presses them again, in order, once it `isHere` [UI936].
 * Any other key, or the pointer, lets them go: what was to be accepted is not what stands at the caret then.
 */
export const useHeldShortcuts = (ids: readonly ShortcutId[], awaited: boolean, isHere: boolean): void => {
  const held = useRef<readonly KeyboardEventInit[]>([])
  useEffect(() => {
    if (!awaited || ids.length === 0) return undefined
    const letGo = (): void => {
      held.current = []
    }
    const pressed = (event: KeyboardEvent): void => {
      if (MODIFIERS.has(event.key)) return
      const id = event.defaultPrevented || event.isComposing ? null : shortcutOf(event, isMac())
      if (id === null || !ids.includes(id) || document.activeElement?.closest('[role=dialog]')) {
        letGo()
        return
      }
      event.preventDefault()
      const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event
      if (!event.repeat) held.current = [...held.current, { key, code, ctrlKey, metaKey, altKey, shiftKey }]
    }
    window.addEventListener('keydown', pressed)
    window.addEventListener('pointerdown', letGo)
    return () => {
      window.removeEventListener('keydown', pressed)
      window.removeEventListener('pointerdown', letGo)
    }
  }, [awaited, ids])
  useEffect(() => {
    if (!isHere) return undefined
    let frame = 0
    // One in a frame: each works on what the one before has drawn.
    const giveNext = (): void => {
      const [next, ...rest] = held.current
      if (next === undefined) return
      held.current = rest
      window.dispatchEvent(new KeyboardEvent('keydown', { ...next, cancelable: true }))
      frame = requestAnimationFrame(giveNext)
    }
    frame = requestAnimationFrame(giveNext)
    return () => {
      cancelAnimationFrame(frame)
    }
  }, [isHere])
}
