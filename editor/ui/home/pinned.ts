import { useState } from 'react'
import { keptSets } from '../kept-sets.ts'

/** By group. */
const PINNED = keptSets('siyagha.pinned.')

/** Forgets what was pinned in every group: the device is being left. */
export const forgetPinned = PINNED.forgetAll

export interface Pinned {
  readonly pinned: ReadonlySet<string>
  readonly toggle: (document: string) => void
}

/** The texts that stand first in the list of a group on this device [UI881]. */
export const usePinned = (group: string): Pinned => {
  const [pinned, setPinned] = useState(() => PINNED.read(group))
  return {
    pinned,
    toggle: (document) => {
      const next = new Set(pinned)
      if (!next.delete(document)) next.add(document)
      PINNED.keep(group, next)
      setPinned(next)
    },
  }
}
