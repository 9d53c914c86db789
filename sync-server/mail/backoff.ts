const FIRST = 60_000
const LONGEST = 60 * 60_000

/** How long to wait after so many failures in a row, from 1: a minute, two, four …, an hour at most. Milliseconds. */
export const backoff = (failures: number): number => Math.min(FIRST * 2 ** (failures - 1), LONGEST)
