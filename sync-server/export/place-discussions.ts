import type { ApiThread } from '#core/protocol/api-threads.ts'
import type { BlockContent } from '#core/schema/content.ts'
import { AnchorResolver } from '#core/shared-doc/anchor-positions.ts'
import type { SequencePosition } from '#core/shared-doc/sequence-edit.ts'
import type { Sequence } from '#core/shared-doc/sequence.ts'
import { stretchOf, type Discussion, type TextPlace } from './discussion.ts'

const BEGINNING: TextPlace = { block: 0, offset: 0 }

type Placed = Pick<Discussion, 'start' | 'end' | 'on'>

const lengthOf = (block: BlockContent | undefined): number =>
  (block?.runs ?? []).reduce((length, { text }) => length + text.length, 0)

/**
 * Where discussions stand in the blocks of `sequence`, for a file ([DOC624]). What is deleted or hidden stays at home. A
 * discussion whose text is gone is about the whole document, its quote in front of the first comment.
 */
export const placeDiscussions = (
  sequence: Sequence,
  blocks: readonly BlockContent[],
  threads: readonly ApiThread[],
): readonly Discussion[] => {
  const resolver = new AnchorResolver(sequence)
  const first = sequence.virtual ? 0 : 1
  const placeOf = ({ slot, offset }: SequencePosition): TextPlace => ({
    block: Math.max(0, slot - first),
    offset,
  })
  const placed = (anchor: ApiThread['anchor']): Placed & { readonly quote: string } => {
    const nowhere = { start: BEGINNING, end: BEGINNING, on: 'document', quote: '' } as const
    if (anchor === null) return nowhere
    if ('suggestion' in anchor) {
      for (const suggestion of [anchor.suggestion, ...(anchor.renamed ?? [])].reverse()) {
        const stretch = stretchOf(blocks, suggestion)
        if (stretch !== null) return { ...stretch, on: { suggestion }, quote: '' }
      }
      return nowhere
    }
    const place = resolver.resolve(anchor)
    if (place.kind === 'orphan') return { ...nowhere, quote: anchor.quote.exact }
    if (place.kind === 'range')
      return { start: placeOf(place.start), end: placeOf(place.end), on: 'text', quote: '' }
    const start = placeOf({ slot: place.slot, offset: 0 })
    return { start, end: { ...start, offset: lengthOf(blocks[start.block]) }, on: 'block', quote: '' }
  }
  return threads.flatMap(({ anchor, resolved, comments }) => {
    const said = comments.flatMap(({ by, at, body, hidden }) =>
      body === null || hidden !== undefined ? [] : [{ by, at, body }],
    )
    const [opening, ...answers] = said
    if (opening === undefined) return []
    const { quote, ...place } = placed(anchor)
    const begun = quote === '' ? opening : { ...opening, body: `«${quote}»\n${opening.body}` }
    return [{ ...place, isResolved: resolved !== null, comments: [begun, ...answers] }]
  })
}
