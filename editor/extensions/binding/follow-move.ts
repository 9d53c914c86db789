import { TextSelection, type Selection } from 'prosemirror-state'
import type { Node } from 'prosemirror-model'
import type { Region, RegionOp } from '#core/shared-doc/regions.ts'
import type { SequenceBlock } from '#core/shared-doc/sequence-block.ts'
import type { Sequence } from '#core/shared-doc/sequence.ts'
import { placeInShadow, type ComposedBlock, type ComposedPlace } from './composed-block.ts'
import { positionOf } from './positions.ts'

/** What a change from elsewhere did with a block that it took away and wrote anew with the same bid. */
interface Move {
  readonly to: SequenceBlock
  /** The text of the old block, piece by piece; what is kept did not travel with it. */
  readonly old: readonly { readonly kind: 'keep' | 'delete'; readonly text: string }[]
  readonly copy: string
}

/** Where a selection goes whose block somebody else moved. */
export interface FollowedSelection {
  readonly selection: Selection
  /**
   * What was typed right in front of the caret and is still at the old place: it comes along when the server has
   * carried it, and then belongs in front of the caret again.
   */
  readonly stranded: string
}

/**
 * A caret in a block that somebody else moves goes with it, so that what is typed next stands in the same block
 * ([DOC7]). `before` is the document before the change, `after` the one it makes; the sequence is as after. Null
 * when the selection is in no moved block.
 */
export const followMove = (
  sequence: Sequence,
  regions: readonly Region[],
  before: Selection,
  after: Node,
): FollowedSelection | null => {
  if (!(before instanceof TextSelection)) return null
  const anchor = follow(sequence, regions, before.$anchor, after)
  const head = before.empty ? anchor : follow(sequence, regions, before.$head, after)
  if (anchor === null || head === null) return null
  return {
    selection: TextSelection.create(after, anchor.position, head.position),
    stranded: before.empty ? head.stranded : '',
  }
}

/**
 * Where a selection goes when a block is shown at last that somebody moved during a composition in it ([DOC200]).
 * `after` is what the view is to show, as the shadow had it. Null when the selection is in no such block.
 */
export const followComposition = (
  moved: ComposedBlock | null,
  { $anchor, $head, empty }: Selection,
  after: Node,
): FollowedSelection | null => {
  if (moved === null) return null
  const find = ({ parent, parentOffset }: Selection['$head']): ComposedPlace | null =>
    parent.attrs['bid'] === moved.bid ? placeInShadow(moved, after, parentOffset) : null
  const [anchor, head] = [find($anchor), find($head)]
  if (anchor === null || head === null) return null
  return {
    selection: TextSelection.create(after, anchor.position, head.position),
    stranded: empty ? head.stranded : '',
  }
}

const follow = (
  sequence: Sequence,
  regions: readonly Region[],
  place: Selection['$head'],
  after: Node,
): { readonly position: number; readonly stranded: string } | null => {
  const bid: unknown = place.parent.attrs['bid']
  if (typeof bid !== 'string') return null
  const move = moveOf(regions, bid)
  if (move === null) return null
  let passed = 0
  let travelled = 0
  let stranded = ''
  for (const { kind, text } of move.old) {
    if (passed >= place.parentOffset) break
    const part = text.slice(0, place.parentOffset - passed)
    passed += part.length
    if (kind === 'delete') {
      travelled += part.length
      stranded = ''
    } else stranded += part
  }
  const original = move.old.map(({ kind, text }) => (kind === 'delete' ? text : '')).join('')
  const offset = offsetIn(original, move.copy, travelled)
  return { position: positionOf(sequence, after, { slot: sequence.slotOfBlock(move.to), offset }), stranded }
}

/** The place in the copy that has the same text in front of it, or else behind it; else as far as they are equal. */
const offsetIn = (original: string, copy: string, offset: number): number => {
  if (copy.startsWith(original.slice(0, offset))) return offset
  const rest = original.slice(offset)
  if (copy.endsWith(rest)) return copy.length - rest.length
  let equal = 0
  while (equal < offset && original.charAt(equal) === copy.charAt(equal)) equal++
  return equal
}

const moveOf = (regions: readonly Region[], bid: string): Move | null => {
  let old: Move['old'] | null = null
  let copy: { readonly to: SequenceBlock; readonly copy: string } | null = null
  for (const { ops } of regions)
    ops.forEach((op, index) => {
      if (op.kind === 'delete-marker' && op.marker.attrs.bid === bid)
        old = textOps(ops, index).flatMap((one) =>
          one.kind === 'keep' || one.kind === 'delete' ? [{ kind: one.kind, text: one.text }] : [],
        )
      if (op.kind === 'insert-marker' && op.marker.attrs.bid === bid)
        copy = {
          to: op.block,
          copy: textOps(ops, index)
            .map((one) => (one.kind === 'insert' ? one.text : ''))
            .join(''),
        }
    })
  return joined(old, copy)
}

const joined = (old: Move['old'] | null, copy: { to: SequenceBlock; copy: string } | null): Move | null =>
  old === null || copy === null ? null : { ...copy, old }

/** The text behind a marker, up to the next marker of any kind. */
const textOps = (ops: readonly RegionOp[], marker: number): RegionOp[] => {
  const text: RegionOp[] = []
  for (const op of ops.slice(marker + 1)) {
    if (op.kind === 'keep-marker' || op.kind === 'insert-marker' || op.kind === 'delete-marker') break
    text.push(op)
  }
  return text
}
