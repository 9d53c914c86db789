import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react'

const cardsOf = (list: HTMLElement): readonly HTMLElement[] => [
  ...list.querySelectorAll<HTMLElement>('[data-thread]'),
]

/**
 * In a list of discussions the active one is in sight; when the card that has the focus leaves the list, resolved or
 * filtered out, the focus goes to the one that stands in its place, else to what closes the list [UI611].
 */
export const useListFocus = (list: RefObject<HTMLElement | null>, active: string | null): void => {
  /** Which card had the focus when it was drawn last. */
  const at = useRef<number | null>(null)
  useEffect(() => {
    const { current } = list
    if (current === null) return
    const follow = (): void => {
      const index = cardsOf(current).findIndex((card) => card.contains(document.activeElement))
      at.current = index < 0 ? null : index
    }
    const leave = ({ relatedTarget }: FocusEvent): void => {
      // Nobody took it: what had it is gone, or the window is.
      if (relatedTarget !== null) at.current = null
    }
    current.addEventListener('focusin', follow)
    current.addEventListener('focusout', leave)
    return () => {
      current.removeEventListener('focusin', follow)
      current.removeEventListener('focusout', leave)
    }
  }, [list])
  useLayoutEffect(() => {
    const { current } = list
    if (current === null || at.current === null || document.activeElement !== document.body) return
    const cards = cardsOf(current)
    const next = cards[Math.min(at.current, cards.length - 1)]
    const target =
      next?.querySelector<HTMLElement>('button') ??
      current.closest('[data-scrolls]')?.querySelector<HTMLElement>('[data-toggle]')
    target?.focus()
  })
  useEffect(() => {
    if (active === null || active === '') return
    list.current?.querySelector(`[data-thread="${CSS.escape(active)}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [active, list])
}
