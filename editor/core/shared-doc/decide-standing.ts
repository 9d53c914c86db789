import { cardsOf, piecesOf, type SuggestionCard } from '../suggestions/cards.ts'
import type { Decision } from '../suggestions/decide.ts'
import { suggestionsOn } from '../suggestions/suggestion.ts'
import { carryOut, decidedBlocks, type DecidedBlock } from './decide-suggestions.ts'
import { decidedParts, type DecidedParts } from './decided-stretches.ts'
import { lockedBlocks } from './gate-locks.ts'
import type { LockedRange } from '../locks/section-lock.ts'
import type { SequenceBlock } from './sequence-block.ts'
import type { Sequence } from './sequence.ts'
import { insertedWork, type InsertedWork } from './suggested-items.ts'
import { standingSuggestions } from './standing-suggestions.ts'

/** What became of one id that somebody decides about. */
export type Fate =
  | { readonly kind: 'decided'; readonly author: string }
  /** It is somebody else's, and only its author may do this. */
  | { readonly kind: 'not-yours' }
  /** A part of it lies in a locked section, in which nothing changes. */
  | { readonly kind: 'locked' }
  | { readonly kind: 'unknown' }

export interface Carried {
  readonly fates: ReadonlyMap<string, Fate>
  /** Suggestions that went with what was decided: rivals, and what others proposed about text that is gone. */
  readonly closed: readonly { readonly id: string; readonly author: string }[]
  readonly parts: DecidedParts
  /** What the insertions among them consisted of. */
  readonly work: ReadonlyMap<string, InsertedWork>
  /** What the decided suggestions said, as people saw it. */
  readonly cards: ReadonlyMap<string, SuggestionCard>
}

/** What somebody wants of a suggestion. Withdrawing is rejecting one's own. */
export type Wish = 'accept' | 'reject' | 'withdraw'

/**
 * Grants the wishes of `member` about those suggestions that stand, what is accepted before what is rejected, in one
 * transaction under `origin` [SUG400].
 */
export const decideStanding = (
  sequence: Sequence,
  wishes: ReadonlyMap<string, Wish>,
  { member, locks }: { readonly member: string; readonly locks: readonly LockedRange[] },
  origin: unknown,
): Carried => {
  const standing = standingSuggestions(sequence, new Set(wishes.keys()))
  const locked = locks.length === 0 ? null : lockedBlocks(sequence, locks).all
  const fates = new Map<string, Fate>()
  const [accepted, rejected] = [new Set<string>(), new Set<string>()]
  for (const [id, wish] of wishes) {
    const found = standing.get(id)
    if (found === undefined) fates.set(id, { kind: 'unknown' })
    else if (wish === 'withdraw' && found.by !== member) fates.set(id, { kind: 'not-yours' })
    else if (locked !== null && [...found.slots].some((slot) => locked.has(sequence.block(slot))))
      fates.set(id, { kind: 'locked' })
    else {
      fates.set(id, { kind: 'decided', author: found.by })
      if (wish === 'accept') accepted.add(id)
      else rejected.add(id)
    }
  }
  const decisions: readonly Decision[] = [
    { verdict: 'accept', ids: accepted },
    { verdict: 'reject', ids: rejected },
  ]
  const decided = (): readonly DecidedBlock[] =>
    accepted.size + rejected.size === 0 ? [] : decidedBlocks(sequence, decisions)
  let blocks = decided()
  for (;;) {
    const held = locked === null ? [] : joiningLocked(sequence, blocks, fates, locked)
    if (held.length === 0) break
    for (const id of held) {
      fates.set(id, { kind: 'locked' })
      accepted.delete(id)
      rejected.delete(id)
    }
    blocks = decided()
  }
  const parts = decidedParts(sequence, blocks)
  const ids = new Set([...accepted, ...rejected])
  const others = new Set([...parts.stretches, ...parts.markers].flatMap(({ ids }) => ids))
  for (const id of ids) others.delete(id)
  const work = insertedWork(
    sequence,
    blocks.map(({ slot }) => slot),
    new Set([...ids, ...others]),
  )
  const cards = cardsIn(
    sequence,
    blocks.map(({ slot }) => slot),
    ids,
  )
  const before = others.size === 0 ? null : standingSuggestions(sequence, others)
  carryOut(sequence, blocks, origin)
  const after = before === null ? null : standingSuggestions(sequence, others)
  const closed = [...(before ?? [])].flatMap(([id, { by }]) => (after?.has(id) ? [] : [{ id, author: by }]))
  return { fates, closed, parts, work, cards }
}

/** The decided suggestions by which text of a block would join a locked one [SUG409]. */
const joiningLocked = (
  sequence: Sequence,
  blocks: readonly DecidedBlock[],
  fates: ReadonlyMap<string, Fate>,
  locked: ReadonlySet<SequenceBlock>,
): readonly string[] =>
  blocks.flatMap(({ slot, joins }) => {
    if (!joins || slot < 1 || !locked.has(sequence.block(slot - 1))) return []
    const ids = suggestionsOn(sequence.block(slot).marker.formats).map(({ id }) => id)
    return ids.filter((id) => fates.get(id)?.kind === 'decided')
  })

const cardsIn = (
  sequence: Sequence,
  slots: readonly number[],
  ids: ReadonlySet<string>,
): ReadonlyMap<string, SuggestionCard> => {
  const blocks = slots.map((slot) => {
    const { attrs, formats } = sequence.block(slot).marker
    const pieces = piecesOf({ attrs, formats, runs: sequence.runs(slot) }).filter(({ id }) => ids.has(id))
    return { bid: attrs.bid, pieces }
  })
  return new Map(cardsOf(blocks).map((card) => [card.id, card]))
}
