/**
 * Every shortcut of the document page, once: the handlers, the tooltips and the list behind Ctrl+/ all read this
 * table ([UI35]).
 *
 * `code` is the physical key (`KeyboardEvent.code`); `mod` is Ctrl, or ⌘ on a Mac. Some are left free on purpose, for
 * screen readers and browsers: `tests/unit/extensions/shortcuts.test.ts` lists them [UI867].
 */
export const SHORTCUTS = [
  { id: 'undo', code: 'KeyZ', mod: true },
  { id: 'redo', code: 'KeyZ', mod: true, shift: true },
  { id: 'redo', code: 'KeyY', mod: true },
  { id: 'bold', code: 'KeyB', mod: true },
  { id: 'italic', code: 'KeyI', mod: true },
  { id: 'underline', code: 'KeyU', mod: true },
  { id: 'link', code: 'KeyK', mod: true, shift: true },
  { id: 'paragraph', code: 'Digit0', mod: true, alt: true },
  { id: 'heading1', code: 'Digit1', mod: true, alt: true },
  { id: 'heading2', code: 'Digit2', mod: true, alt: true },
  { id: 'heading3', code: 'Digit3', mod: true, alt: true },
  { id: 'ordered', code: 'Digit7', mod: true, shift: true },
  { id: 'bullet', code: 'Digit8', mod: true, shift: true },
  { id: 'quote', code: 'Digit9', mod: true, shift: true },
  { id: 'indent', code: 'Tab' },
  { id: 'outdent', code: 'Tab', shift: true },
  { id: 'alignStart', code: 'KeyS', mod: true, alt: true },
  { id: 'alignCenter', code: 'KeyE', mod: true, alt: true },
  { id: 'alignJustify', code: 'KeyP', mod: true, alt: true },
  { id: 'direction', code: 'KeyD', mod: true, alt: true },
  { id: 'moveUp', code: 'ArrowUp', alt: true },
  { id: 'moveDown', code: 'ArrowDown', alt: true },
  { id: 'lineBreak', code: 'Enter', shift: true },
  { id: 'view', code: 'KeyV', mod: true, alt: true },
  { id: 'palette', code: 'KeyK', mod: true },
  { id: 'outline', code: 'KeyO', mod: true, alt: true },
  { id: 'numbers', code: 'KeyP', mod: true, shift: true, alt: true },
  { id: 'calm', code: 'KeyF', mod: true, shift: true, alt: true },
  { id: 'find', code: 'KeyF', mod: true },
  { id: 'check', code: 'KeyC', mod: true, alt: true },
  { id: 'nextFinding', code: 'F7' },
  { id: 'previousFinding', code: 'F7', shift: true },
  { id: 'comment', code: 'KeyM', mod: true, alt: true },
  { id: 'lock', code: 'KeyL', mod: true, alt: true },
  { id: 'nextThread', code: 'KeyY', mod: true, alt: true },
  { id: 'previousThread', code: 'KeyY', mod: true, shift: true, alt: true },
  { id: 'nextSuggestion', code: 'KeyG', mod: true, alt: true },
  { id: 'previousSuggestion', code: 'KeyG', mod: true, shift: true, alt: true },
  { id: 'acceptSuggestion', code: 'KeyA', mod: true, alt: true },
  { id: 'rejectSuggestion', code: 'KeyR', mod: true, alt: true },
  { id: 'withdrawSuggestion', code: 'KeyX', mod: true, alt: true },
  { id: 'history', code: 'KeyH', mod: true, shift: true, alt: true },
  { id: 'whoWrote', code: 'KeyB', mod: true, shift: true, alt: true },
  { id: 'nextPart', code: 'F6' },
  { id: 'previousPart', code: 'F6', shift: true },
  { id: 'shortcuts', code: 'Slash', mod: true },
] as const satisfies readonly Shortcut[]

export interface Shortcut {
  readonly id: string
  readonly code: string
  readonly mod?: true
  readonly shift?: true
  readonly alt?: true
}

export type ShortcutId = (typeof SHORTCUTS)[number]['id']

/** What a key event says about the key; a `KeyboardEvent` fits. */
export interface PressedKey {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

const LATIN = /^[a-z]$/i

/**
 * The physical key that is meant. A Latin letter counts by what it writes (Ctrl+Z on a French keyboard is where the
 * Z is); anything else, an Arabic letter above all, by where the key sits ([UI8]).
 */
const meantCode = ({ key, code }: PressedKey): string =>
  LATIN.test(key) && code.startsWith('Key') ? `Key${key.toUpperCase()}` : code

/** The shortcut that a key event asks for; null when it is none. AltGr (Ctrl and Alt while writing a sign) is none. */
export const shortcutOf = (event: PressedKey, mac: boolean): ShortcutId | null => {
  const code = meantCode(event)
  const mod = mac ? event.metaKey : event.ctrlKey
  const other = mac ? event.ctrlKey : event.metaKey
  if (other) return null
  const found = SHORTCUTS.find(
    (shortcut: Shortcut) =>
      shortcut.code === code &&
      (shortcut.mod === true) === mod &&
      (shortcut.shift === true) === event.shiftKey &&
      (shortcut.alt === true) === event.altKey,
  )
  return found?.id ?? null
}

const KEY_NAMES: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  Slash: '/',
}

const keyName = (code: string): string => KEY_NAMES[code] ?? code.replace(/^(?:Key|Digit)/, '')

/** A shortcut as people write it: `Ctrl+Shift+7`, on a Mac `⇧⌘7`. */
export const shortcutText = (shortcut: Shortcut, mac: boolean): string =>
  mac
    ? `${shortcut.alt ? '⌥' : ''}${shortcut.shift ? '⇧' : ''}${shortcut.mod ? '⌘' : ''}${keyName(shortcut.code)}`
    : [shortcut.mod && 'Ctrl', shortcut.alt && 'Alt', shortcut.shift && 'Shift', keyName(shortcut.code)]
        .filter((part) => typeof part === 'string')
        .join('+')

/** The first shortcut of a command, as text; null when it has none. */
export const shortcutTextOf = (id: string, mac: boolean): string | null => {
  const found = SHORTCUTS.find((shortcut) => shortcut.id === id)
  return found === undefined ? null : shortcutText(found, mac)
}
