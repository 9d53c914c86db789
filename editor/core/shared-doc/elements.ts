import * as Y from 'yjs'
import { BLOCK_ATTR_NAMES, DEFAULT_BLOCK_ATTRS, type BlockAttrs } from '../schema/block.ts'
import { NO_FORMATS, decodeAttrs, type RawFormats } from '../schema/content.ts'

/** The one root of a document: a Y.Text of characters and block markers ([DOC1]). */
export const ROOT = 'content'

export const contentOf = (doc: Y.Doc): Y.Text => doc.getText(ROOT)

/**
 * What a block marker says, as a snapshot. `entries` is the Y.Map as it stands, unchecked; `attrs` and `formats` are
 * read from it: attributes that are inadmissible count as the default, every other key is a format.
 */
export interface Marker {
  readonly entries: ReadonlyMap<string, unknown>
  readonly attrs: BlockAttrs
  readonly formats: RawFormats
}

/** Of the virtual block: text before the first marker, or a text without any marker. */
export const NO_MARKER: Marker = { entries: NO_FORMATS, attrs: DEFAULT_BLOCK_ATTRS, formats: NO_FORMATS }

const ATTR_NAMES: ReadonlySet<string> = new Set(BLOCK_ATTR_NAMES)

export const markerOf = (entries: ReadonlyMap<string, unknown>): Marker => {
  let formats: Map<string, unknown> | null = null
  for (const [key, value] of entries) if (!ATTR_NAMES.has(key)) (formats ??= new Map()).set(key, value)
  return { entries, attrs: decodeAttrs(entries), formats: formats ?? NO_FORMATS }
}

export const readMarker = (map: Y.Map<unknown>): Marker => {
  const entries = new Map<string, unknown>()
  map.forEach((value, key) => entries.set(key, value))
  return markerOf(entries)
}

/**
 * An element of the sequence: what projections, the gate and the binding compare. `foreign` is content that no peer
 * of ours writes (an embed that is no Y.Map, binary, …): the gate refuses it, readers pass over it.
 */
export type SequenceElement =
  | { readonly kind: 'marker'; readonly marker: Marker }
  | { readonly kind: 'text'; readonly text: string; readonly formats: RawFormats }
  | { readonly kind: 'foreign' }

/** The Y.Map of a marker item; null for every other item, whatever it embeds. */
export const markerMap = (item: Y.Item): Y.Map<unknown> | null => {
  const content = item.content
  return content instanceof Y.ContentType && content.type instanceof Y.Map ? content.type : null
}
