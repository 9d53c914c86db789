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

  it('[UI867] leave to screen readers, magnifiers and systems the keys that start or steer them', () => {
    // What a page cannot get back: the keys that start NVDA and JAWS, end or start a session or a terminal, and those that
    // browsers do not hand to pages at all.
    const theirs = [
      'Ctrl+Alt+N', // NVDA's own shortcut on the desktop of Windows
      'Ctrl+Alt+J', // the same of JAWS
      'Ctrl+Alt+Z', // ChromeVox, on and off
      'Ctrl+Alt+T', // a terminal in GNOME
      'Ctrl+Alt+Delete',
      'Ctrl+Alt+F', // the whole screen in the Magnifier of Windows
      'Ctrl+Alt+I', // its inverted colours
      'Ctrl+Alt+↑', // tables in NVDA; another workspace in GNOME
      'Ctrl+Alt+↓',
      'Ctrl+N',
      'Ctrl+T',
      'Ctrl+W',
      'Ctrl+Shift+N',
      'Ctrl+Shift+T',
      'Ctrl+Shift+W',
    ]
    const texts = new Set(SHORTCUTS.map((shortcut: Shortcut) => shortcutText(shortcut, false)))
    expect(theirs.filter((keys) => texts.has(keys))).toEqual([])
    // A letter alone would fall to whoever speaks to the machine, and Insert and CapsLock belong to screen readers.
    const all: readonly Shortcut[] = SHORTCUTS
    for (const { id, code, mod, alt } of all)
      expect(mod === true || alt === true || !/^(?:Key|Digit|Insert|CapsLock)/.test(code), id).toBe(true)
  })

  it('[UI8] [UI867] each is found on an Arabic keyboard, which writes another letter on that key', () => {
    const all: readonly Shortcut[] = SHORTCUTS
    for (const shortcut of all) {
      const { id, code, mod = false, shift = false, alt = false } = shortcut
      const key = code.startsWith('Key')
        ? 'ض'
        : code.startsWith('Digit')
          ? '٣'
          : code === 'Slash'
            ? 'ظ'
            : code
      expect(
        shortcutOf(pressed(key, code, { ctrlKey: mod, shiftKey: shift, altKey: alt }), false),
        shortcutText(shortcut, false),
      ).toBe(id)
    }
  })
})
