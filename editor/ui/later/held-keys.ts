/** Is it a letter, and no command? */
const isLetter = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  /^.$/su.test(key) && !ctrlKey && !metaKey && !altKey

export interface HeldKeys {
  /** Ends the holding; answers the letters. */
  readonly release: () => string
}

/**
 * Holds what is typed from now on: who opened a part of the page that takes the focus means it, and not the text, also while
 * it is being fetched [UI857]. Escape leaves.
 */
export const holdKeys = (leave: () => void): HeldKeys => {
  let held = ''
  const hold = (event: KeyboardEvent): void => {
    const { key } = event
    if (!isLetter(event) && !['Backspace', 'Enter', 'Escape', 'Delete'].includes(key)) return
    event.preventDefault()
    event.stopImmediatePropagation()
    if (isLetter(event)) held += key
    else if (key === 'Backspace') held = held.replace(/.$/su, '')
    else if (key === 'Escape') leave()
  }
  // Keyboards on the screen write without keys.
  const holdInput = (event: InputEvent): void => {
    if (!event.cancelable) return
    event.preventDefault()
    event.stopImmediatePropagation()
    held += event.data ?? ''
  }
  window.addEventListener('keydown', hold, { capture: true })
  window.addEventListener('beforeinput', holdInput, { capture: true })
  return {
    release: () => {
      window.removeEventListener('keydown', hold, { capture: true })
      window.removeEventListener('beforeinput', holdInput, { capture: true })
      return held
    },
  }
}

/** How long a part may take to put the focus into itself, milliseconds. */
const FOCUS_MS = 1_000

const give = (letters: string): boolean => {
  const { activeElement } = document
  if (!(activeElement instanceof HTMLInputElement || activeElement instanceof HTMLTextAreaElement))
    return false
  document.execCommand('insertText', false, letters)
  return true
}

/** Types the letters where the focus is now, or comes to in a moment; nowhere if that is no field. */
export const typeHeld = (letters: string): void => {
  if (letters === '' || give(letters)) return
  const end = (): void => {
    document.removeEventListener('focusin', look)
    clearTimeout(timer)
  }
  const look = (): void => {
    if (give(letters)) end()
  }
  document.addEventListener('focusin', look)
  const timer = setTimeout(end, FOCUS_MS)
}
