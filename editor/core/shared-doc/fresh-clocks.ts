import type * as Y from 'yjs'

/** By client id the clocks that an update brought, and nobody had before. */
export type FreshClocks = ReadonlyMap<number, { readonly start: number; readonly end: number }>

/** Did the update bring it? */
export const isFresh = (fresh: FreshClocks, { client, clock }: Y.ID): boolean => {
  const range = fresh.get(client)
  return range !== undefined && clock >= range.start && clock < range.end
}
