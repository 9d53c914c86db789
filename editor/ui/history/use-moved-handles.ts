import { useCallback, useEffect, useRef, useState } from 'react'
import type { HandleId } from './timeline.tsx'

type Held = Readonly<Partial<Record<HandleId, number>>>

/** Milliseconds until a handle that rests is written into the address: browsers allow only so many changes of it. */
const RESTS = 300

/**
 * Where handles are while they are moved: at once, before the address says so.
 *
 * @param settle takes the handles into the address.
 */
export const useMovedHandles = (
  settle: (moved: Held) => void,
): {
  readonly held: Held
  readonly move: (handle: HandleId, index: number) => void
  readonly drop: () => void
} => {
  const [held, setHeld] = useState<Held>({})
  const moved = useRef<Held>({})
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const latest = useRef(settle)
  useEffect(() => {
    latest.current = settle
  })
  const drop = useCallback(() => {
    clearTimeout(timer.current)
    moved.current = {}
    setHeld({})
  }, [])
  const move = useCallback(
    (handle: HandleId, index: number) => {
      moved.current = { ...moved.current, [handle]: index }
      setHeld(moved.current)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => {
        const last = moved.current
        drop()
        latest.current(last)
      }, RESTS)
    },
    [drop],
  )
  useEffect(
    () => () => {
      clearTimeout(timer.current)
    },
    [],
  )
  return { held, move, drop }
}
