/** A timer that runs once. Started again while it runs, it keeps its first deadline. */
export interface Deadline {
  readonly start: () => void
  /** Does nothing when it is not running. */
  readonly stop: () => void
}

export const createDeadline = (milliseconds: number, passed: () => void): Deadline => {
  let timer: ReturnType<typeof setTimeout> | null = null
  return {
    start: () => {
      timer ??= setTimeout(() => {
        timer = null
        passed()
      }, milliseconds)
    },
    stop: () => {
      if (timer !== null) clearTimeout(timer)
      timer = null
    },
  }
}
