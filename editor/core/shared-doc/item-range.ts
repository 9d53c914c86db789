import type * as Y from 'yjs'

/** Clocks of one client id: `length` from `clock` on. */
export type ItemRange = readonly [client: number, clock: number, length: number]

/** An insertion in more pieces than this is kept with the first of them. */
export const MAX_RANGES = 64

/** Adds the clocks of an item; what follows the last without a gap joins it. */
export const addRange = (ranges: ItemRange[], { client, clock }: Y.ID, length: number): void => {
  const last = ranges[ranges.length - 1]
  if (last !== undefined && last[0] === client && last[1] + last[2] === clock)
    ranges[ranges.length - 1] = [client, last[1], last[2] + length]
  else if (ranges.length < MAX_RANGES) ranges.push([client, clock, length])
}
