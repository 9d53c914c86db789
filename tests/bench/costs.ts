import { quantile } from './statistics.ts'

/** The longest that a small question to a server waited while `act` went on, ms. */
export const longestWait = async (url: string, act: () => Promise<unknown>): Promise<number> => {
  let [longest, isOver] = [0, false]
  const asking = (async () => {
    while (!isOver) {
      const before = performance.now()
      await fetch(`${url}/healthz`)
      longest = Math.max(longest, performance.now() - before)
    }
  })()
  await act()
  isOver = true
  await asking
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
