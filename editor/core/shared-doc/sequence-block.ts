import type * as Y from 'yjs'
import type { RawFormats } from '../schema/content.ts'
import type { Marker } from './elements.ts'

/**
 * A block of the live text, as the index knows it. `item` and `map` are null for the virtual block alone.
 * Identity is stable: the same marker has the same entry as long as it stands.
 */
export interface SequenceBlock {
  readonly item: Y.Item | null
  readonly map: Y.Map<unknown> | null
  readonly marker: Marker
  /** Formats in force right after the marker. */
  readonly start: RawFormats
  /** Characters of the block (UTF-16 units), without its marker. */
  readonly length: number
}
