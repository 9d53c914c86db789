/**
 * So long, in milliseconds, an attempt to connect may take, one after the other, and then each as long as the last. On a
 * line that swallows what is sent an attempt never fails by itself, and stays dead when the line is good again: then the
 * line watch finds out. On a slow one it takes its time, and gets it.
 */
const ATTEMPTS_MS = [5_000, 5_000, 15_000, 30_000] as const

/** Gives up on attempts to connect that take too long [UI13]. */
export interface AttemptWait {
  /** An attempt is on its way; does nothing when one was already. */
  readonly start: () => void
  /** Another one takes its place, and has its own time. */
  readonly renew: () => void
  /** It came through, or none is made any more. */
  readonly stop: () => void
}

/** @param again makes the next one. */
export const createAttemptWait = (again: () => void): AttemptWait => {
  let timer: ReturnType<typeof setTimeout> | null = null
  let attempts = 0
  const start = (): void => {
    timer ??= setTimeout(() => {
      timer = null
      attempts = Math.min(attempts + 1, ATTEMPTS_MS.length - 1)
      start()
      again()
    }, ATTEMPTS_MS[attempts])
  }
  const end = (): void => {
    if (timer !== null) clearTimeout(timer)
    timer = null
  }
  return {
    start,
    renew: () => {
      end()
      start()
    },
    stop: () => {
      end()
      attempts = 0
    },
  }
}
