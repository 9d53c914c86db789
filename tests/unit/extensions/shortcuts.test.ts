import { describe, expect, it } from 'vitest'
import {
  SHORTCUTS,
  shortcutOf,
  shortcutText,
  type PressedKey,
  type Shortcut,
} from '../../../editor/extensions/keys/shortcuts.ts'

const pressed = (key: string, code: string, held: Partial<PressedKey> = {}): PressedKey => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
})

describe('shortcuts', () => {
  it('[UI8] work on an Arabic keyboard: the key counts by where it sits', () => {
    expect(shortcutOf(pressed('لا', 'KeyB', { ctrlKey: true }), false)).toBe('bold')
    expect(shortcutOf(pressed('ئ', 'KeyZ', { ctrlKey: true }), false)).toBe('undo')
    expect(shortcutOf(pressed('٧', 'Digit7', { ctrlKey: true, shiftKey: true }), false)).toBe('ordered')
  })

  it('[UI8] count by the letter where the keyboard writes Latin ones', () => {
    expect(shortcutOf(pressed('z', 'KeyW', { ctrlKey: true }), false)).toBe('undo')
    expect(shortcutOf(pressed('w', 'KeyZ', { ctrlKey: true }), false)).toBe(null)
  })

  it('[UI8] need exactly their modifiers, ⌘ on a Mac', () => {
    expect(shortcutOf(pressed('b', 'KeyB', { metaKey: true }), true)).toBe('bold')
    expect(shortcutOf(pressed('b', 'KeyB', { metaKey: true }), false)).toBe(null)
    expect(shortcutOf(pressed('b', 'KeyB', { ctrlKey: true, altKey: true }), false)).toBe(null)
    expect(shortcutOf(pressed('ب', 'KeyF'), false)).toBe(null)
  })

  it('[UI35] are written from the table the handlers read, and no two keys are alike', () => {
    const texts = SHORTCUTS.map((shortcut: Shortcut) => shortcutText(shortcut, false))
    expect(new Set(texts).size).toBe(texts.length)
    expect(texts).toContain('Ctrl+Shift+7')
    expect(texts).toContain('Alt+↑')
    expect(shortcutText({ id: 'redo', code: 'KeyZ', mod: true, shift: true }, true)).toBe('⇧⌘Z')
  })
})
