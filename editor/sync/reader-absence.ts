import { createAbsence, type AwayFrom, type Moment } from './absence.ts'

/** When the reader of a session is away, and from where they missed something when they are back [UI931] [UI934]. */
export interface ReaderAbsence {
  /** The page is cut off, or may have been for a while. */
  readonly cutOff: () => void
  readonly caughtUp: () => void
  /** In sight, or out of it: what comes then is seen by nobody. */
  readonly looked: () => void
  /** Calls with the number of the log up to which the reader had been told everything; answers how to stop. */
  readonly onReturn: (listener: (seq: number) => void) => () => void
}

export interface ReaderAbsenceOptions {
  readonly isSeen: () => boolean
  /** Is the page told of everything? */
  readonly isSynced: () => boolean
  /** Is own work under way that no server has? */
  readonly hasWritten: () => boolean
  /** Up to this number of the log everything has been told. */
  readonly heard: () => number
  /** Milliseconds since 1970 by this device, as the others. */
  readonly now: () => number
  readonly lastFrameAt: () => number
  /** Milliseconds by which the server's clock is ahead of this device's. */
  readonly clockOffset: () => number
}

export const createReaderAbsence = (options: ReaderAbsenceOptions): ReaderAbsence => {
  const { isSeen, isSynced, hasWritten, heard, now, lastFrameAt, clockOffset } = options
  const absence = createAbsence()
  const listeners = new Set<(seq: number) => void>()
  const onBothClocks = (device: number): Moment => ({ device, server: device + clockOffset() })
  const cameBack = (from: AwayFrom): void => {
    const seq = absence.returned(from, onBothClocks(now()), hasWritten())
    if (seq !== null) for (const listener of listeners) listener(seq)
  }
  const looked = (): void => {
    if (isSeen()) cameBack('sight')
    else if (isSynced()) absence.left('sight', heard(), onBothClocks(now()))
  }
  return {
    cutOff: () => {
      if (isSynced()) absence.left('line', heard(), onBothClocks(lastFrameAt()))
    },
    caughtUp: () => {
      // Behind another page.
      if (!isSeen()) looked()
      cameBack('line')
    },
    looked,
    onReturn: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
