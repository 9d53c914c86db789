/** What can be done about a part that is missing. */
export interface MissingPart {
  readonly retry: () => void
  readonly leave: () => void
}

const missing = new Set<MissingPart>()
const listeners = new Set<() => void>()
let first: MissingPart | null = null

const changed = (): void => {
  first = missing.values().next().value ?? null
  for (const listener of listeners) listener()
}

/** All parts that are missing at this moment: one line speaks for them, whatever their number [UI853]. */
export const missingParts = {
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  /** The one that says it. */
  first: (): MissingPart | null => first,
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
    for (const part of missing) part.retry()
  },
  leave: () => {
    for (const part of missing) part.leave()
  },
}
