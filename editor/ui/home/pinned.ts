import { useState } from 'react'

const PREFIX = 'siyagha.pinned.'

const isText = (value: unknown): value is string => typeof value === 'string'

const readPinned = (group: string): ReadonlySet<string> => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(PREFIX + group) ?? '[]')
    return new Set(Array.isArray(kept) ? kept.filter(isText) : [])
  } catch {
    return new Set()
  }
}

/** For the next visit, or for this visit only when storage is closed to us. */
const keepPinned = (group: string, pinned: ReadonlySet<string>): void => {
  try {
    localStorage.setItem(PREFIX + group, JSON.stringify([...pinned]))
  } catch {
    return
  }
}

/** Forgets what was pinned in every group: the device is being left. */
export const forgetPinned = (): void => {
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX)) localStorage.removeItem(name)
  } catch {
    return
  }
}

export interface Pinned {
  readonly pinned: ReadonlySet<string>
  readonly toggle: (document: string) => void
}

/** The texts that stand first in the list of a group on this device [UI881]. */
export const usePinned = (group: string): Pinned => {
  const [pinned, setPinned] = useState(() => readPinned(group))
  return {
    pinned,
    toggle: (document) => {
      const next = new Set(pinned)
      if (!next.delete(document)) next.add(document)
      keepPinned(group, next)
      setPinned(next)
    },
  }
}
