/** What can be done about a part that is missing. */
export interface PartMissingProps {
  readonly retry: () => void
  readonly leave: () => void
}

interface MissingPart {
  readonly current: PartMissingProps
}

const missing = new Set<MissingPart>()
const listeners = new Set<() => void>()

const changed = (): void => {
  for (const listener of listeners) listener()
}

/** All parts that are missing at this moment: one line speaks for them, whatever their number [UI853]. */
export const missingParts = {
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  /** The one that says it. */
  first: () => missing.values().next().value,
  /** Answers what to do when it is missing no more. */
  add: (part: MissingPart) => {
    missing.add(part)
    changed()
    return () => {
      missing.delete(part)
      changed()
    }
  },
  retry: () => {
    for (const { current } of missing) current.retry()
  },
  leave: () => {
    for (const { current } of missing) current.leave()
  },
}
