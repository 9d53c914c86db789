/**
 * So long, in milliseconds, an attempt to connect may take, one after the other and then from the first again. On a line
 * that swallows what is sent an attempt never fails by itself, and stays dead when the line is good again; on a slow
 * one it takes its time, and every third gets it.
 */
const ATTEMPTS_MS = [5_000, 5_000, 15_000] as const

/** Gives up on attempts to connect that take too long [UI13]. */
export interface AttemptWait {
  /** An attempt is on its way; does nothing when one was already. */
  readonly start: () => void
  /** It came through, or none is made any more. */
  readonly stop: () => void
}

/** @param again makes the next one. */
export const createAttemptWait = (again: () => void): AttemptWait => {
  let timer: ReturnType<typeof setTimeout> | null = null
  let attempts = 0
  const start = (): void => {
    timer ??= setTimeout(
      () => {
        timer = null
        attempts += 1
        start()
        again()
      },
      ATTEMPTS_MS[attempts % ATTEMPTS_MS.length],
    )
  }
  return {
    start,
    stop: () => {
      if (timer !== null) clearTimeout(timer)
      timer = null
      attempts = 0
    },
  }
}
