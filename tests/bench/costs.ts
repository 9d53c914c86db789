import { setTimeout as pause } from 'node:timers/promises'
import { quantile } from './statistics.ts'

/** Asked without a pause the questions would keep both cores of a small machine busy, and be what is measured. */
const BETWEEN_QUESTIONS = 5

/** The longest that a small question to a server waited while `act` went on, ms: asked every few milliseconds, one at a time. */
export const longestWait = async (url: string, act: () => Promise<unknown>): Promise<number> => {
  let [longest, isOver] = [0, false]
  const asking = (async () => {
    while (!isOver) {
      const before = performance.now()
      // A connection that stood idle too long on a full machine is closed: it waited all the same.
      await fetch(`${url}/healthz`).catch(() => {})
      longest = Math.max(longest, performance.now() - before)
      await pause(BETWEEN_QUESTIONS)
    }
  })()
  try {
    await act()
  } finally {
    isOver = true
    // What went wrong in the act is told, not that there was nobody to ask any more.
    await asking.catch(() => {})
  }
  return longest
}

/** CPU of the work itself, done here `repeats` times: p50, ms. */
export const cpuOf = (repeats: number, work: () => unknown): number => {
  const times = Array.from({ length: repeats }, () => {
    const before = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  })
  return quantile(times, 0.5)
}
