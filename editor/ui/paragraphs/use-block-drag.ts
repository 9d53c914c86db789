import { useCallback, useEffect, useRef, useState, type PointerEvent as ReactPointerEvent } from 'react'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import type { DropPlace, TakenBlocks } from '../../extensions/paragraphs/block-mover.ts'

/** What is in the hand. */
export interface BlockDrag {
  readonly taken: TakenBlocks
  readonly place: DropPlace | null
}

/** Pixels that a mouse goes before a press is a drag. */
const SLACK = 4
/** Milliseconds that a finger rests before it takes the block: until then the page scrolls under it. */
const LONG_PRESS_MS = 350
/** So near to the edge of what is free of the window the page scrolls by itself, at most so many pixels a frame. */
const EDGE = 72
const SPEED = 14

interface Press {
  readonly taken: TakenBlocks
  readonly x: number
  readonly y: number
  readonly touch: boolean
  readonly timer: ReturnType<typeof setTimeout> | undefined
}

const scrollAt = (y: number): void => {
  // The bars lie over the first lines.
  const over = y - (window.innerHeight - EDGE)
  const under = EDGE + 64 - y
  if (over > 0) window.scrollBy({ top: Math.min(SPEED, over / 4), behavior: 'instant' })
  else if (under > 0) window.scrollBy({ top: -Math.min(SPEED, under / 4), behavior: 'instant' })
}

export interface BlockDragHold {
  readonly drag: BlockDrag | null
  readonly press: (bid: string, event: ReactPointerEvent) => void
}

/**
 * Takes a block by its handle and puts it elsewhere [UI823]: a mouse by pulling, a finger by a long press. Escape, and
 * whatever takes the pointer away, lays it back. `tapped` is told of a finger that only touched.
 */
export const useBlockDrag = (
  document: DocumentEditor,
  tapped: (x: number, y: number) => void,
): BlockDragHold => {
  const { mover } = document
  const [drag, setDrag] = useState<BlockDrag | null>(null)
  const pressed = useRef<Press | null>(null)
  const [holding, setHolding] = useState(false)

  const press = useCallback(
    (bid: string, event: ReactPointerEvent): void => {
      if (event.button !== 0) return
      const taken = mover.take(bid)
      if (taken === null) return
      const touch = event.pointerType !== 'mouse'
      // A pressed button takes no focus and no selection from the text.
      event.preventDefault()
      const { clientX: x, clientY: y } = event
      const begin = (): void => {
        setDrag({ taken, place: mover.placeAt(taken, y) })
      }
      const timer = touch ? setTimeout(begin, LONG_PRESS_MS) : undefined
      pressed.current = { taken, x, y, touch, timer }
      setHolding(true)
    },
    [mover],
  )

  const isDragging = drag !== null
  useEffect(() => {
    if (!holding) return undefined
    let y = pressed.current?.y ?? 0
    let frame = 0
    const end = (): void => {
      clearTimeout(pressed.current?.timer)
      pressed.current = null
      setDrag(null)
      setHolding(false)
    }
    const follow = (): void => {
      const press = pressed.current
      if (press !== null) setDrag({ taken: press.taken, place: mover.placeAt(press.taken, y) })
    }
    const tick = (): void => {
      scrollAt(y)
      follow()
      frame = requestAnimationFrame(tick)
    }
    if (isDragging) frame = requestAnimationFrame(tick)
    const moved = (event: PointerEvent): void => {
      const press = pressed.current
      if (press === null) return
      y = event.clientY
      const went = Math.hypot(event.clientX - press.x, event.clientY - press.y) > SLACK
      if (isDragging || (went && !press.touch)) follow()
      // A finger that goes before it has rested scrolls.
      else if (went) end()
    }
    const released = (event: PointerEvent): void => {
      const press = pressed.current
      const place = press === null || !isDragging ? null : mover.placeAt(press.taken, event.clientY)
      end()
      if (press === null) return
      if (isDragging && place !== null && !place.same) mover.drop(press.taken, place.before)
      else if (!isDragging && press.touch) tapped(event.clientX, event.clientY)
    }
    const key = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      event.stopPropagation()
      end()
    }
    const touchMoved = (event: TouchEvent): void => {
      if (isDragging) event.preventDefault()
    }
    const menu = (event: Event): void => {
      event.preventDefault()
    }
    window.addEventListener('pointermove', moved)
    window.addEventListener('pointerup', released)
    window.addEventListener('pointercancel', end)
    window.addEventListener('blur', end)
    window.addEventListener('keydown', key, true)
    window.addEventListener('touchmove', touchMoved, { passive: false })
    window.addEventListener('contextmenu', menu)
    return () => {
      cancelAnimationFrame(frame)
      window.removeEventListener('pointermove', moved)
      window.removeEventListener('pointerup', released)
      window.removeEventListener('pointercancel', end)
      window.removeEventListener('blur', end)
      window.removeEventListener('keydown', key, true)
      window.removeEventListener('touchmove', touchMoved)
      window.removeEventListener('contextmenu', menu)
    }
  }, [holding, isDragging, mover, tapped])

  return { drag, press }
}
