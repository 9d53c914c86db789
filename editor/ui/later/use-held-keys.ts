import { useEffect, useLayoutEffect, useRef } from 'react'
import { holdKeys, type HeldKeys } from './held-keys.ts'

/** Holds what is typed while a part that takes the focus is awaited, and gives it to the part once it `isHere`. */
export const useHeldKeys = (awaited: boolean, isHere: boolean, leave: () => void): void => {
  const held = useRef<HeldKeys | null>(null)
  const leaveNow = useRef(leave)
  useLayoutEffect(() => {
    leaveNow.current = leave
  })
  useLayoutEffect(() => {
    if (awaited)
      held.current ??= holdKeys(() => {
        leaveNow.current()
      })
    else if (!isHere) {
      held.current?.end()
      held.current = null
    }
  }, [awaited, isHere])
  // After the part has drawn itself and taken the focus.
  useEffect(() => {
    if (!isHere) return
    held.current?.give()
    held.current = null
  }, [isHere])
  useLayoutEffect(
    () => () => {
      held.current?.end()
      held.current = null
    },
    [],
  )
}
