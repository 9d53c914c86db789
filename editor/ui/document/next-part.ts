/** The parts of the page in the order in which F6 visits them: bar, tools, text, margin. */
const PARTS = ['header', '[role=toolbar]', '[role=textbox][aria-multiline=true]', 'main > aside']

/** The toolbar hands the focus on to the tool that had it last. */
const firstStop = (part: HTMLElement): HTMLElement | null =>
  part.matches('[role=textbox], [role=toolbar]')
    ? part
    : part.querySelector<HTMLElement>('a[href], button:not(:disabled)')

/**
 * Puts the focus into the next part of the page, the previous one when `backwards`, around the ends [UI328]. A part
 * that is not there, the tools of a reader, is passed over.
 */
export const focusNextPart = (page: HTMLElement, backwards: boolean): void => {
  const parts = PARTS.flatMap((selector) => {
    const part = page.querySelector<HTMLElement>(selector)
    return part === null ? [] : [part]
  })
  const here = parts.findIndex((part) => part.contains(page.ownerDocument.activeElement))
  const step = backwards ? -1 : 1
  const next = here === -1 ? 0 : (here + step + parts.length) % parts.length
  const part = parts[next]
  if (part !== undefined) firstStop(part)?.focus()
}
