/**
 * The parts of the page in the order in which F6 visits them: bar, tools, text, then what stands beside it, over it and under
 * it, in the order of the page.
 */
const PARTS = [
  'header',
  '[role=toolbar]',
  '[role=textbox][aria-multiline=true]',
  ':is(main, main > section, main > div) > :is(aside, nav, section, form, [data-part]), main > button',
]

/** The toolbar hands the focus on to the tool that had it last. */
const firstStop = (part: HTMLElement): HTMLElement | null =>
  part.matches('[role=textbox], [role=toolbar], button')
    ? part
    : part.querySelector<HTMLElement>('a[href], button:not(:disabled), input:not(:disabled)')

const isShown = (part: HTMLElement): boolean => part.checkVisibility({ visibilityProperty: true })

/**
 * Puts the focus into the next part of the page, the previous one when `backwards`, around the ends [UI328]. A part
 * that is not there, the tools of a reader, is passed over, and so is one in which nothing takes the focus.
 */
export const focusNextPart = (page: HTMLElement, backwards: boolean): void => {
  const [bar, tools, text, ...others] = PARTS.map((selector) =>
    [...page.querySelectorAll<HTMLElement>(selector)].filter(
      (part) => isShown(part) && firstStop(part) !== null,
    ),
  )
  const first = [bar, tools, text].flatMap((found) => found?.slice(0, 1) ?? [])
  const rest = others.flat().filter((part) => !first.some((one) => part.contains(one)))
  const parts = [...first, ...rest.filter((part) => !rest.some((one) => one !== part && one.contains(part)))]
  const { activeElement } = page.ownerDocument
  const here = parts.findIndex((part) => part.contains(activeElement))
  const step = backwards ? -1 : 1
  const next = here === -1 ? 0 : (here + step + parts.length) % parts.length
  const part = parts[next]
  if (part !== undefined) firstStop(part)?.focus()
}
