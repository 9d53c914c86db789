import type { CDPSession, Page } from '@playwright/test'

/** The letters of the Arabic keyboard (101), by the physical keys that write them. */
const LETTERS: Readonly<Record<string, string>> = {
  ض: 'KeyQ',
  ص: 'KeyW',
  ث: 'KeyE',
  ق: 'KeyR',
  ف: 'KeyT',
  غ: 'KeyY',
  ع: 'KeyU',
  ه: 'KeyI',
  خ: 'KeyO',
  ح: 'KeyP',
  ش: 'KeyA',
  س: 'KeyS',
  ي: 'KeyD',
  ب: 'KeyF',
  ل: 'KeyG',
  ا: 'KeyH',
  ت: 'KeyJ',
  ن: 'KeyK',
  م: 'KeyL',
  ئ: 'KeyZ',
  ء: 'KeyX',
  ؤ: 'KeyC',
  ر: 'KeyV',
  ى: 'KeyN',
  ة: 'KeyM',
  ج: 'BracketLeft',
  د: 'BracketRight',
  ك: 'Semicolon',
  ط: 'Quote',
  و: 'Comma',
  ز: 'Period',
  ظ: 'Slash',
  ذ: 'Backquote',
  ' ': 'Space',
}

/** Signs that need Shift. */
const SHIFTED: Readonly<Record<string, string>> = { '@': 'Digit2', أ: 'KeyH', إ: 'KeyY', '.': 'Period' }

const ALT = 1
const CTRL = 2
const SHIFT = 8

const VIRTUAL: Readonly<Record<string, number>> = { Slash: 191, Space: 32, Enter: 13, Tab: 9, F6: 117 }

const virtualKey = (code: string): number =>
  VIRTUAL[code] ?? /^(?:Key|Digit)(.)$/.exec(code)?.[1]?.charCodeAt(0) ?? 0

/** What the key writes on this keyboard, whatever is held beside it. */
const written = (code: string): string =>
  Object.entries(LETTERS).find(([, one]) => one === code)?.[0] ?? /^Digit(.)$/.exec(code)?.[1] ?? code

/**
 * A keyboard set to Arabic: each event bears the Arabic letter as `key` and the place of the key as `code`, as from a
 * keyboard that people have. Keys that are alike on all keyboards are Playwright's.
 */
export class ArabicKeyboard {
  readonly #page: Page
  #keys: CDPSession | null = null

  constructor(page: Page) {
    this.#page = page
  }

  async #send(code: string, key: string, modifiers: number, text: string): Promise<void> {
    this.#keys ??= await this.#page.context().newCDPSession(this.#page)
    const event = { code, key, modifiers, windowsVirtualKeyCode: virtualKey(code) }
    await this.#keys.send('Input.dispatchKeyEvent', {
      type: text === '' ? 'rawKeyDown' : 'keyDown',
      ...event,
      ...(text === '' ? {} : { text }),
    })
    await this.#keys.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event })
  }

  /** Presses `Control+Alt+KeyG` as an Arabic keyboard does, or a plain key: `Enter`, `Tab`, `F6`. */
  async press(...chords: readonly string[]): Promise<void> {
    for (const chord of chords) {
      const parts = chord.split('+')
      const code = parts.at(-1) ?? ''
      if (!/^(?:Key|Digit|Slash)/.test(code)) {
        await this.#page.keyboard.press(chord)
        continue
      }
      const held = parts.slice(0, -1)
      const modifiers =
        (held.includes('Alt') ? ALT : 0) |
        (held.includes('Control') ? CTRL : 0) |
        (held.includes('Shift') ? SHIFT : 0)
      await this.#send(code, written(code), modifiers, '')
    }
  }

  /** Types letter by letter; what is on no key of this keyboard is a mistake of the test. */
  async type(words: string): Promise<void> {
    for (const letter of words) {
      const plain = LETTERS[letter]
      const code = plain ?? SHIFTED[letter]
      if (code === undefined) throw new Error(`no key writes «${letter}»`)
      await this.#send(code, letter, plain === undefined ? SHIFT : 0, letter)
    }
  }
}
