import type { EditorState } from 'prosemirror-state'
import { createRelativePositionFromJSON, relativePositionToJSON, type RelativePosition } from 'yjs'
import { relativePlace, resolvePlace, type Cling } from '#core/shared-doc/places.ts'
import { placeOf, positionOf } from './positions.ts'
import { bindingOf } from './sequence-plugin.ts'

/** A position of this document as a relative position; null when text and document are apart (composition). */
export const relativeOf = (state: EditorState, position: number, cling: Cling): RelativePosition | null => {
  const binding = bindingOf(state)
  if (binding === null || binding.waiting || state.doc.childCount !== binding.sequence.size) return null
  return relativePlace(binding.sequence, placeOf(binding.sequence, state.doc, position), cling)
}

/** Where a relative position is in this document; null when it cannot be told (yet). */
export const absoluteOf = (state: EditorState, relative: RelativePosition): number | null => {
  const binding = bindingOf(state)
  if (binding === null || binding.waiting || state.doc.childCount !== binding.sequence.size) return null
  const place = resolvePlace(binding.sequence, relative)
  return place === null ? null : positionOf(binding.sequence, state.doc, place)
}

/** A selection as it travels: `cursor` in the awareness state, JSON of two relative positions over the text. */
export interface CursorState {
  readonly anchor: unknown
  readonly head: unknown
}

/** A caret clings to what stands in front of it: what others insert right there stands behind it. */
export const encodeCursor = (state: EditorState): CursorState | null => {
  const anchor = relativeOf(state, state.selection.anchor, 'before')
  const head = relativeOf(state, state.selection.head, 'before')
  if (anchor === null || head === null) return null
  return { anchor: relativePositionToJSON(anchor), head: relativePositionToJSON(head) }
}

/**
 * The selection that another client published. `null`: it published none, or no such thing. `'unknown'`: it leans on
 * text that has not come here yet.
 */
export const decodeCursor = (
  state: EditorState,
  cursor: unknown,
): { readonly anchor: number; readonly head: number } | 'unknown' | null => {
  if (typeof cursor !== 'object' || cursor === null || !('anchor' in cursor) || !('head' in cursor))
    return null
  const anchor = fromJson(cursor.anchor)
  const head = fromJson(cursor.head)
  if (anchor === null || head === null) return null
  const at = { anchor: absoluteOf(state, anchor), head: absoluteOf(state, head) }
  return at.anchor === null || at.head === null ? 'unknown' : { anchor: at.anchor, head: at.head }
}

const isId = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'object' &&
    'client' in value &&
    'clock' in value &&
    Number.isSafeInteger(value.client) &&
    Number.isSafeInteger(value.clock) &&
    Number(value.clock) >= 0)

/** Null for anything that is no relative position: presence comes from other people's machines. */
const fromJson = (value: unknown): RelativePosition | null => {
  if (typeof value !== 'object' || value === null) return null
  const { item, type, tname } = value as { item?: unknown; type?: unknown; tname?: unknown } // decode boundary
  if (!isId(item) || !isId(type) || (typeof tname !== 'string' && tname !== undefined && tname !== null))
    return null
  return createRelativePositionFromJSON(value)
}
