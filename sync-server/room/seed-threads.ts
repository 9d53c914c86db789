import type { ApiThreadAnchor } from '#core/protocol/api-threads.ts'
import { anchorOf, anchorOfBlock } from '#core/shared-doc/anchor-positions.ts'
import type { SequencePosition } from '#core/shared-doc/sequence-edit.ts'
import type { Sequence } from '#core/shared-doc/sequence.ts'
import type { ThreadEntry } from './thread-entries.ts'

/** A place in the blocks of a seed; `offset` in UTF-16 units, what is proposed counted. */
export interface SeedPlace {
  readonly block: number
  readonly offset: number
}

/** A discussion that comes with a text. */
export interface SeedThread {
  /** What it is about: a place in the text (the whole block with `isBlock`), a suggestion in the seed, or everything. */
  readonly anchor:
    | { readonly start: SeedPlace; readonly end: SeedPlace; readonly isBlock: boolean }
    | { readonly suggestion: string }
    | null
  readonly isResolved: boolean
  /** Never empty. Bodies as `commentBody` leaves them, authors members of the group. */
  readonly comments: readonly { readonly by: string; readonly at: number; readonly body: string }[]
}

/**
 * The entries that begin these discussions in a text that was just seeded ([DOC614]). `bids` are the ids of the seed's
 * blocks: where the text was mended on the way in, a place is found by them. Nobody is mentioned: names in a file are text.
 */
export const seedThreadEntries = (
  sequence: Sequence,
  bids: readonly string[],
  threads: readonly SeedThread[],
  newId: () => string,
): readonly ThreadEntry[] => {
  const slots = new Map<string, number>()
  for (let slot = 0; slot < sequence.slots; slot++) {
    const { bid } = sequence.block(slot).marker.attrs
    if (bid !== null && !slots.has(bid)) slots.set(bid, slot)
  }
  const placeOf = ({ block, offset }: SeedPlace): SequencePosition | null => {
    const slot = slots.get(bids[block] ?? '')
    return slot === undefined ? null : { slot, offset: Math.min(offset, sequence.block(slot).length) }
  }
  return threads.flatMap((thread) => {
    const [first, ...replies] = thread.comments
    if (first === undefined) return []
    const id = newId()
    const begun: ThreadEntry = {
      type: 'thread-begun',
      thread: id,
      anchor: threadAnchor(sequence, thread.anchor, placeOf),
      body: first.body,
      mentions: [],
      imported: { by: first.by, at: first.at },
    }
    const answers = replies.map(({ by, at, body }): ThreadEntry => {
      const comment = newId()
      return { type: 'commented', thread: id, comment, body, mentions: [], imported: { by, at } }
    })
    const resolved: ThreadEntry = { type: 'thread-resolved', thread: id, resolved: true }
    return thread.isResolved ? [begun, ...answers, resolved] : [begun, ...answers]
  })
}

const threadAnchor = (
  sequence: Sequence,
  anchor: SeedThread['anchor'],
  placeOf: (place: SeedPlace) => SequencePosition | null,
): ApiThreadAnchor => {
  if (anchor === null || 'suggestion' in anchor) return anchor
  const [start, end] = [placeOf(anchor.start), placeOf(anchor.end)]
  if (start === null) return null
  const isBackwards =
    end === null || end.slot < start.slot || (end.slot === start.slot && end.offset < start.offset)
  return anchor.isBlock || isBackwards ? anchorOfBlock(sequence, start.slot) : anchorOf(sequence, start, end)
}
