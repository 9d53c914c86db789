/** A seeded source of randomness (mulberry32): the same seed gives the same run, on every machine. */
export interface SeededRandom {
  /** In [0, 1). */
  readonly next: () => number
  /** An integer in [0, limit). */
  readonly below: (limit: number) => number
  /** One of `choices`, which must not be empty. */
  readonly pick: <T>(choices: readonly T[]) => T
  /** True with the given probability. */
  readonly chance: (probability: number) => boolean
}

export const seededRandom = (seed: number): SeededRandom => {
  let state = seed | 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    next,
    below,
    pick: (choices) => {
      const chosen = choices[below(choices.length)]
      if (chosen === undefined) throw new RangeError('nothing to pick from')
      return chosen
    },
    chance: (probability) => next() < probability,
  }
}

/** Seeds 1, 2, 3 …: a few in every run, many in the long one (SIYAGHA_LONG=1). A failing run is named by its seed. */
export const seeds = (few: number, many: number): number[] =>
  Array.from({ length: process.env['SIYAGHA_LONG'] === '1' ? many : few }, (_, index) => index + 1)
