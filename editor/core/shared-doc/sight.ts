import type * as Y from 'yjs'
import { isFresh, type FreshClocks } from './fresh-clocks.ts'

/** What the author of an update had before them when they wrote it. */
export interface Sight {
  /** Had it come to them, or did they write it? */
  readonly knows: (id: Y.ID) => boolean
  /** Of what they know: did they know it to be gone? */
  readonly isGone: (id: Y.ID) => boolean
}

/** By client id how many clocks are known. */
export type Clocks = ReadonlyMap<number, number>

/** The sight of who comes back: they knew these clocks, and name all that they know to be gone. */
export const sightOfReturn = (clocks: Clocks, isNamed: (id: Y.ID) => boolean, fresh: FreshClocks): Sight => ({
  knows: (id) => isFresh(fresh, id) || id.clock < (clocks.get(id.client) ?? 0),
  isGone: isNamed,
})
