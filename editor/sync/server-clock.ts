/** Differences up to this many milliseconds are those of the line and of whole seconds: no reason to set the clock. */
const TOLERANCE_MS = 3_000

/** The time as the server has it, whatever the clock of this device says [UI803]. */
export interface ServerClock {
  /** Milliseconds since 1970; of this device as long as no server has answered. Goes on evenly when somebody sets the device's clock. */
  readonly now: () => number
  /** Takes the time from an answer that the server gave just now, never from one that was kept. */
  readonly hear: (answer: Response) => void
}

/**
 * @param wall the device's clock, milliseconds since 1970: it may be hours wrong, and be set meanwhile.
 * @param steady milliseconds since some moment, which nobody sets.
 */
export const createServerClock = (wall: () => number, steady: () => number): ServerClock => {
  let began = wall() - steady()
  const now = (): number => began + steady()
  return {
    now,
    hear: (answer) => {
      const told = Date.parse(answer.headers.get('date') ?? '')
      if (Number.isNaN(told) || Math.abs(told - now()) <= TOLERANCE_MS) return
      began = told - steady()
    },
  }
}
