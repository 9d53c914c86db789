import { useRef, type PointerEvent, type ReactNode, type Ref } from 'react'
import { useMessages } from '../locale-provider.tsx'
import css from './bottom-sheet.module.css'

/** Half of the window, or all but the lines that are looked at. */
export type SheetHeight = 'half' | 'full'

export interface BottomSheetProps {
  readonly ref: Ref<HTMLElement>
  readonly label: string
  readonly height: SheetHeight
  readonly setHeight: (height: SheetHeight) => void
  readonly close: () => void
  readonly children: ReactNode
}

/** Pixels that a finger goes before it means another height. */
const PULL = 32

/** Under the text on a small screen. Its handle is a button, and can be pulled up and down [UI504]. */
export function BottomSheet({ ref, label, height, setHeight, close, children }: BottomSheetProps) {
  const { t } = useMessages()
  const from = useRef<number | null>(null)
  const pulled = useRef(false)
  const release = ({ clientY }: PointerEvent): void => {
    const way = from.current === null ? 0 : clientY - from.current
    from.current = null
    pulled.current = Math.abs(way) > PULL
    if (way < -PULL) setHeight('full')
    else if (way > PULL && height === 'full') setHeight('half')
    else if (way > PULL) close()
  }
  return (
    <aside
      ref={ref}
      className={css['sheet']}
      aria-label={label}
      data-testid="suggestions"
      data-height={height}
      data-scrolls
    >
      <button
        type="button"
        className={css['handle']}
        aria-label={t(height === 'half' ? 'suggestions.taller' : 'suggestions.shorter')}
        onPointerDown={(event) => {
          from.current = event.clientY
          pulled.current = false
          event.currentTarget.setPointerCapture(event.pointerId)
        }}
        onPointerUp={release}
        onPointerCancel={() => {
          from.current = null
        }}
        onClick={() => {
          // Pulling ends in a click as well.
          if (!pulled.current) setHeight(height === 'half' ? 'full' : 'half')
          pulled.current = false
        }}
      />
      {children}
    </aside>
  )
}
