import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import type { SheetHeight } from './bottom-sheet.tsx'
import type { MarginListName } from './margin-lists.tsx'

export interface MarginList {
  /** The list that stands in the place of the cards, or in the sheet; null when none is open. */
  readonly listed: MarginListName | null
  readonly list: (name: MarginListName) => void
  readonly height: SheetHeight
  readonly setHeight: (height: SheetHeight) => void
  /** Something of this kind is gone to: on a small window its list opens, on another one an open list turns to it. */
  readonly show: (name: MarginListName) => void
  /** Closes the list that is open, and gives the focus back; opens this one when none is. */
  readonly toggle: (first: MarginListName) => void
}

interface MarginListOptions {
  readonly place: RefObject<HTMLElement | null>
  readonly isBeside: boolean
  /** Takes the focus when the list is closed. */
  readonly close: () => void
}

/** Which list is open in the margin, and where the focus goes with it [UI612]. */
export const useMarginList = ({ place, isBeside, close }: MarginListOptions): MarginList => {
  const [listed, list] = useState<MarginListName | null>(null)
  const [height, setHeight] = useState<SheetHeight>('half')
  const show = useCallback(
    (name: MarginListName) => {
      list((before) => (isBeside && before === null ? null : name))
    },
    [isBeside],
  )
  /** The button that opens the list goes with the cards: the one that closes it takes the focus. */
  const isOpened = useRef(false)
  const toggle = (first: MarginListName): void => {
    isOpened.current = listed === null
    list(listed === null ? first : null)
    setHeight('half')
    if (listed !== null) close()
  }
  useEffect(() => {
    if (listed !== null && isOpened.current)
      place.current?.querySelector<HTMLElement>('[data-toggle]')?.focus({ preventScroll: true })
    isOpened.current = false
  }, [listed, place])
  return { listed, list, height, setHeight, show, toggle }
}
