import { useMemo, useRef } from 'react'

export interface FocusReturn {
  /** To be called before the focus goes into the dialog. */
  readonly remember: () => void
  readonly giveBack: (event: Event) => void
}

/** A menu is gone by the time the dialog closes; the button that opened it is not. */
const opener = (): Element | null => {
  const { activeElement } = document
  const trigger = activeElement?.closest('[role=menu]')?.getAttribute('aria-labelledby') ?? null
  return trigger === null ? activeElement : document.getElementById(trigger)
}

/**
 * Where the focus goes when a dialog closes [UI220]: to what opened it; when that is gone, to the page's main part and
 * not to the top of the page. Our dialogs are opened by state, so Radix knows no trigger to return to.
 */
export const useFocusReturn = (): FocusReturn => {
  const origin = useRef<Element | null>(null)
  return useMemo(
    () => ({
      remember: () => {
        origin.current = opener()
      },
      giveBack: (event) => {
        event.preventDefault()
        const { current } = origin
        const there = current instanceof HTMLElement && current.isConnected && current !== document.body
        const place = there ? current : document.querySelector<HTMLElement>('main')
        place?.focus()
      },
    }),
    [],
  )
}
