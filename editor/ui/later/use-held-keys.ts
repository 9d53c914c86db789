import { useEffect, useLayoutEffect, useRef } from 'react'
import { holdKeys, typeHeld } from './held-keys.ts'

/** Holds what is typed while a part that takes the focus is awaited, and types it where the focus is once it `isHere`. */
export const useHeldKeys = (awaited: boolean, isHere: boolean, leave: () => void): void => {
  const held = useRef('')
  const leaveNow = useRef(leave)
  useLayoutEffect(() => {
    leaveNow.current = leave
  })
  useLayoutEffect(() => {
    if (!awaited) return undefined
    const keys = holdKeys(() => {
      leaveNow.current()
    })
    return () => {
      held.current = keys.release()
    }
  }, [awaited])
  useEffect(() => {
    if (!isHere) return
    typeHeld(held.current)
    held.current = ''
  }, [isHere])
}
