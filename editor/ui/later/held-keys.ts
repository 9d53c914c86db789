/** Is it a letter, and no command? */
const isLetter = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  /^.$/su.test(key) && !ctrlKey && !metaKey && !altKey

/** What a list or a field understands besides letters. */
const ACTS: ReadonlySet<string> = new Set([
  'Enter',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'PageUp',
  'PageDown',
  'Home',
  'End',
])
/** Held as well, so that it does nothing to the text; nobody knows yet what it would do. */
const SWALLOWED: ReadonlySet<string> = new Set(['Tab', 'Delete'])

/** One after the other: letters to be typed, or a key that is no letter. */
export type HeldKey =
  { readonly kind: 'letters'; readonly letters: string } | { readonly kind: 'act'; readonly key: string }

const withLetters = (held: readonly HeldKey[], letters: string): readonly HeldKey[] => {
  const last = held.at(-1)
  return last?.kind === 'letters'
    ? [...held.slice(0, -1), { kind: 'letters', letters: last.letters + letters }]
    : [...held, { kind: 'letters', letters }]
}

/** Takes the last letter back; what was done since stays done. */
const withoutLast = (held: readonly HeldKey[]): readonly HeldKey[] => {
  const last = held.at(-1)
  if (last?.kind !== 'letters') return held
  const letters = last.letters.replace(/.$/su, '')
  return letters === '' ? held.slice(0, -1) : [...held.slice(0, -1), { kind: 'letters', letters }]
}

export interface HeldKeys {
  /** The part is here: what was held is for its field, in order, and what is typed until then behind it. */
  readonly give: () => void
  /** The part does not come: nothing is done with what was held. */
  readonly end: () => void
}

/** How long a part may take to put the focus into a field of its own, milliseconds. */
const FOCUS_MS = 1_000

type Field = HTMLInputElement | HTMLTextAreaElement

const isField = (element: Element | null): element is Field =>
  element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement

const isText = (element: Element | null): element is HTMLElement =>
  element instanceof HTMLElement && element.isContentEditable

/** A menu finds its items by their first letters. */
const isMenu = (element: Element | null): element is HTMLElement =>
  element instanceof HTMLElement && element.closest('[role=menu]') !== null

/** The browser does what a key does by itself only for keys that were pressed: a form is sent here. */
const press = (target: HTMLElement, key: string): void => {
  const event = new KeyboardEvent('keydown', { key, code: key, bubbles: true, cancelable: true })
  if (target.dispatchEvent(event) && key === 'Enter' && isField(target)) target.form?.requestSubmit()
}

/**
 * Holds what is typed from now on: who opened a part of the page that takes the focus means it, and not the text, also while
 * it is being fetched [UI857]. Escape leaves.
 */
export const holdKeys = (leave: () => void): HeldKeys => {
  const { activeElement: before } = document
  let held: readonly HeldKey[] = []
  let isGiving = false
  /** Has an Enter been given? What was typed after it is for wherever it led. */
  let hasEntered = false
  let patience: ReturnType<typeof setTimeout> | undefined

  const hold = (event: KeyboardEvent): void => {
    const { key, ctrlKey, metaKey, altKey } = event
    if (!event.isTrusted || event.isComposing) return
    const isAct = ACTS.has(key) && !ctrlKey && !metaKey && !altKey
    if (!isLetter(event) && !isAct && !SWALLOWED.has(key) && key !== 'Backspace' && key !== 'Escape') return
    event.preventDefault()
    event.stopImmediatePropagation()
    if (isLetter(event)) held = withLetters(held, key)
    else if (isAct) held = [...held, { kind: 'act', key }]
    else if (key === 'Backspace') held = withoutLast(held)
    else if (key === 'Escape') leave()
  }
  // Keyboards on the screen write without keys.
  const holdInput = (event: InputEvent): void => {
    if (!event.cancelable || isGiving) return
    event.preventDefault()
    event.stopImmediatePropagation()
    if (event.data !== null) held = withLetters(held, event.data)
  }
  const letPass = (): void => {
    window.removeEventListener('keydown', hold, { capture: true })
    window.removeEventListener('beforeinput', holdInput, { capture: true })
  }
  const end = (): void => {
    clearTimeout(patience)
    document.removeEventListener('focusin', give)
    letPass()
  }
  /** One at a time: what it does is drawn before the next. */
  const giveNext = (): void => {
    const [next, ...rest] = held
    const { activeElement } = document
    const isMeant = isField(activeElement) || isMenu(activeElement) || (hasEntered && isText(activeElement))
    const target = isMeant ? activeElement : null
    if (next === undefined || target === null) {
      end()
      return
    }
    held = rest
    if (next.kind === 'letters' && isMenu(target)) for (const letter of next.letters) press(target, letter)
    else if (next.kind === 'letters') {
      isGiving = true
      document.execCommand('insertText', false, next.letters)
      isGiving = false
    } else {
      hasEntered ||= next.key === 'Enter'
      press(target, next.key)
    }
    setTimeout(giveNext)
  }
  function give(): void {
    const { activeElement } = document
    if (isField(activeElement) || isMenu(activeElement)) {
      clearTimeout(patience)
      document.removeEventListener('focusin', give)
      giveNext()
      return
    }
    // The focus went to something else: keys are for that. What was typed for a field waits for one.
    if (activeElement !== before && activeElement !== document.body && !isText(activeElement)) letPass()
    patience ??= setTimeout(end, held.length === 0 ? 0 : FOCUS_MS)
    document.addEventListener('focusin', give)
  }
  window.addEventListener('keydown', hold, { capture: true })
  window.addEventListener('beforeinput', holdInput, { capture: true })
  return { give, end }
}
