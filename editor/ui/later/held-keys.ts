const LETTER = /^.$/su
/** What a list or a field understands besides letters. */
const ACTS = /^(?:Enter|Home|End|Arrow\w+|Page\w+)$/u
/** The rest that would do something to the text; of Tab and Delete nobody knows yet what they would do. */
const OTHERS = /^(?:Tab|Delete|Backspace|Escape)$/u

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
  /** One after the other: letters to be typed, and names of keys that are none. */
  const held: string[] = []
  let isGiving = false
  /** Has an Enter been given? What was typed after it is for wherever it led. */
  let hasEntered = false
  let patience: ReturnType<typeof setTimeout> | undefined

  const hold = (event: KeyboardEvent): void => {
    const { key, ctrlKey, metaKey, altKey } = event
    if (!event.isTrusted || event.isComposing) return
    const isCommand = ctrlKey || metaKey || altKey
    const isHeld = (LETTER.test(key) || ACTS.test(key)) && !isCommand
    if (!isHeld && !OTHERS.test(key)) return
    event.preventDefault()
    event.stopImmediatePropagation()
    if (isHeld) held.push(key)
    // Takes the last letter back; what was done since stays done.
    else if (key === 'Backspace' && LETTER.test(held.at(-1) ?? '')) held.pop()
    else if (key === 'Escape') leave()
  }
  // Keyboards on the screen write without keys.
  const holdInput = (event: InputEvent): void => {
    if (!event.cancelable || isGiving) return
    event.preventDefault()
    event.stopImmediatePropagation()
    held.push(...Array.from(event.data ?? ''))
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
    const { activeElement } = document
    const isMeant = isField(activeElement) || isMenu(activeElement) || (hasEntered && isText(activeElement))
    const target = isMeant ? activeElement : null
    const next = held.shift()
    if (next === undefined || target === null) {
      end()
      return
    }
    if (LETTER.test(next) && !isMenu(target)) {
      isGiving = true
      document.execCommand('insertText', false, next)
      isGiving = false
    } else {
      hasEntered ||= next === 'Enter'
      press(target, next)
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
