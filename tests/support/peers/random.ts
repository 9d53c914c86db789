/** Seeded random numbers (mulberry32): a failing run is named by its seed and runs again for ever. */
export interface Random {
  /** 0 ≤ n < 1. */
  readonly next: () => number
  /** 0 ≤ n < below. */
  readonly int: (below: number) => number
  readonly pick: <T>(from: readonly T[]) => T
  readonly chance: (probability: number) => boolean
}

export const random = (seed: number): Random => {
  let state = seed | 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const int = (below: number): number => Math.floor(next() * below)
  return {
    next,
    int,
    pick: (from) => {
      const one = from[int(from.length)]
      if (one === undefined) throw new RangeError('nothing to pick from')
      return one
    },
    chance: (probability) => next() < probability,
  }
}

/** Few seeds in CI, thousands under SIYAGHA_LONG=1. */
export const seeds = (few: number, many: number): number[] =>
  Array.from({ length: process.env['SIYAGHA_LONG'] === '1' ? many : few }, (_, index) => index + 1)
