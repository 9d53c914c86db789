import {
  changedFormats,
  restoredBlock,
  type RestoredPiece,
  type StandingPiece,
} from '../history/restored-block.ts'
import { BLOCK_ATTR_NAMES, type BlockAttrs } from '../schema/block.ts'
import { encodeMarker, NO_FORMATS, type BlockContent, type RawFormats, type Run } from '../schema/content.ts'
import { ownerOf, suggestionsOn } from '../suggestions/suggestion.ts'
import { longestIncreasing } from '../text/longest-increasing.ts'
import { assert } from '../util/assert.ts'
import { editFromEnd } from './edit-from-end.ts'
import { lockedBlocks } from './gate-locks.ts'
import type { LockedRange } from '../locks/section-lock.ts'
import type { SequenceEdit, SequencePosition } from './sequence-edit.ts'
import type { SequenceBlock } from './sequence-block.ts'
import type { Sequence } from './sequence.ts'

/** What a restore is about to do; the text is as it was until `run`. */
export interface Restoration {
  /** Does anything of it lie in a locked section? */
  readonly isLocked: boolean
  /** Slots of which something goes. */
  readonly slots: readonly number[]
  /** Suggestions on what goes: they end, unless they stand elsewhere too. */
  readonly onGone: ReadonlySet<string>
  /** In one transaction under `origin`; listeners of the sequence hear of it. */
  run(origin: unknown): void
}

/**
 * A forward edit after which the text, everything proposed left out, reads as `target` [DOC540]. Blocks are known by
 * their bids and keep them: one that is gone comes back under its own, unless that is another's now. What stays keeps
 * its items, and so its carets, anchors and suggestions; as few blocks are moved as can be, with the suggestions in them.
 */
export const restorationOf = (
  sequence: Sequence,
  target: readonly BlockContent[],
  locks: readonly LockedRange[],
  newBid: () => string,
): Restoration => new Planned(sequence, target, locks, newBid)

/** A block of the text as agreed, with what is proposed in it and behind it. The first may have no marker. */
interface Group {
  readonly slot: number
  readonly bid: string | null
  readonly attrs: BlockAttrs | null
  readonly pieces: readonly PlacedPiece[]
  readonly lastSlot: number
}

interface PlacedPiece {
  readonly slot: number
  /** Of a marker 0. */
  readonly offset: number
  readonly piece: StandingPiece
}

/** What is written for a block that comes: from its marker on. */
interface NewBlock {
  readonly entries: ReadonlyMap<string, unknown>
  readonly rest: readonly (Run | { readonly entries: ReadonlyMap<string, unknown> })[]
}

class Planned implements Restoration {
  readonly onGone = new Set<string>()
  readonly #sequence: Sequence
  readonly #newBid: () => string
  /** In the order of the text; carried out from its end. */
  readonly #edits: ((edit: SequenceEdit) => void)[] = []
  readonly #changed = new Set<SequenceBlock>()
  readonly #behind = new Set<SequenceBlock>()
  readonly #slots = new Set<number>()
  readonly isLocked: boolean

  constructor(
    sequence: Sequence,
    target: readonly BlockContent[],
    locks: readonly LockedRange[],
    newBid: () => string,
  ) {
    this.#sequence = sequence
    this.#newBid = newBid
    this.#plan(groupsOf(sequence), target)
    const locked = locks.length === 0 ? null : lockedBlocks(sequence, locks)
    this.isLocked =
      locked !== null &&
      ([...this.#changed].some((block) => locked.all.has(block)) ||
        [...this.#behind].some((block) => locked.inner.has(block)))
  }

  get slots(): readonly number[] {
    return [...this.#slots]
  }

  run(origin: unknown): void {
    if (this.#edits.length === 0) return
    editFromEnd(this.#sequence, origin, (edit) => {
      for (const one of [...this.#edits].reverse()) one(edit)
    })
  }

  #plan(groups: readonly Group[], target: readonly BlockContent[]): void {
    const byBid = new Map<string, number>()
    groups.forEach(({ bid }, index) => {
      if (bid !== null && !byBid.has(bid)) byBid.set(bid, index)
    })
    const matched = target.map(({ attrs }): number | null => {
      const found = attrs.bid === null ? undefined : byBid.get(attrs.bid)
      if (attrs.bid === null || found === undefined) return null
      byBid.delete(attrs.bid)
      return found
    })
    const places = matched.filter((group) => group !== null)
    const kept = longestIncreasing(places)
    const still = new Map<number, number>()
    let at = 0
    matched.forEach((group, index) => {
      if (group === null) return
      if (kept.has(at++)) still.set(group, index)
    })
    const bids = this.#takenBids(groups)
    for (const group of places) bids.add(groups[group]?.bid ?? '')
    const coming = new Map<number, NewBlock[]>()
    let home = 0
    target.forEach((block, index) => {
      const group = matched[index] ?? null
      if (group !== null && still.has(group)) home = group
      else
        coming.set(home, [
          ...(coming.get(home) ?? []),
          this.#newBlock(block, group === null ? null : groups[group], bids),
        ])
    })
    groups.forEach((group, index) => {
      const wanted = still.get(index)
      const block = wanted === undefined ? undefined : target[wanted]
      if (block !== undefined) this.#change(group, block)
      else if (group.attrs === null) this.#edit(group, [])
      else this.#remove(group, places.includes(index))
      for (const one of coming.get(index) ?? []) this.#insert(group, one)
    })
  }

  /** Bids of proposed blocks, which are another's. */
  #takenBids(groups: readonly Group[]): Set<string> {
    const agreed = new Set(groups.map(({ slot }) => slot))
    const taken = new Set<string>()
    for (let slot = 1; slot < this.#sequence.slots; slot++) {
      const { bid } = this.#sequence.block(slot).marker.attrs
      if (bid !== null && !agreed.has(slot)) taken.add(bid)
    }
    return taken
  }

  #newBlock(block: BlockContent, from: Group | null | undefined, taken: Set<string>): NewBlock {
    if (from !== null && from !== undefined) return this.#movedBlock(from, block)
    const { bid } = block.attrs
    const isFree = bid !== null && !taken.has(bid)
    const own = isFree ? bid : this.#newBid()
    taken.add(own)
    return { entries: encodeMarker({ ...block.attrs, bid: own }, NO_FORMATS), rest: block.runs }
  }

  /** The block as it stands, brought to what it is to be. */
  #movedBlock(group: Group, block: BlockContent): NewBlock {
    const { marker } = this.#sequence.block(group.slot)
    const entries = changedFormats(marker.entries, attrChanges(group.attrs, block.attrs))
    const pieces = group.pieces.slice(0, endOfText(group))
    const rest: (Run | { readonly entries: ReadonlyMap<string, unknown> })[] = []
    for (const piece of restoredBlock(
      pieces.map((one) => one.piece),
      block.runs,
    )) {
      if (piece.kind === 'come') rest.push({ text: piece.text, formats: piece.formats })
      else if (piece.kind === 'keep') {
        const source = pieces[piece.index]?.piece
        if (source?.kind !== 'text') continue
        const text = source.text.slice(piece.offset, piece.offset + piece.length)
        rest.push({ text, formats: changedFormats(source.formats, piece.changes) })
      } else if (piece.kind === 'keep-marker') {
        const source = pieces[piece.index]
        if (source !== undefined) rest.push({ entries: this.#sequence.block(source.slot).marker.entries })
      }
    }
    return { entries, rest }
  }

  #change(group: Group, block: BlockContent): void {
    const changes = attrChanges(group.attrs, block.attrs)
    if (changes.size > 0) {
      this.#touch(group.slot)
      this.#edits.push((edit) => edit.setMarker(group.slot, changes))
    }
    this.#edit(group, block.runs)
  }

  #edit(group: Group, runs: readonly Run[]): void {
    /** Behind what is kept or gone last. */
    let place: SequencePosition = { slot: group.slot, offset: 0 }
    for (const piece of restoredBlock(
      group.pieces.map((one) => one.piece),
      runs,
    )) {
      const source = piece.kind === 'come' ? undefined : group.pieces[piece.index]
      place = this.#editPiece(piece, source, place)
    }
  }

  #editPiece(
    piece: RestoredPiece,
    source: PlacedPiece | undefined,
    place: SequencePosition,
  ): SequencePosition {
    if (piece.kind === 'come') {
      this.#touch(place.slot)
      this.#edits.push((edit) => edit.insertText(place, piece.text, piece.formats))
      return place
    }
    if (source === undefined) return place
    const { slot } = source
    switch (piece.kind) {
      case 'keep-marker':
        return { slot, offset: 0 }
      case 'gone-marker': {
        this.#lose(slot, this.#sequence.block(slot).marker.formats)
        const end = this.#endOf(slot - 1)
        this.#touch(slot - 1)
        this.#edits.push((edit) => edit.delete(end, { slot, offset: 0 }))
        return { slot, offset: 0 }
      }
      case 'keep': {
        const { length, changes } = piece
        const from = { slot, offset: source.offset + piece.offset }
        if (changes.size > 0) {
          this.#touch(slot)
          this.#edits.push((edit) => edit.format(from, length, changes))
        }
        return { slot, offset: from.offset + length }
      }
      case 'gone': {
        const from = { slot, offset: source.offset + piece.offset }
        const to = { slot, offset: from.offset + piece.length }
        if (source.piece.kind === 'text') this.#lose(slot, source.piece.formats)
        this.#edits.push((edit) => edit.delete(from, to))
        return to
      }
    }
  }

  /** Proposed blocks that follow stay where they are. */
  #remove(group: Group, isMoved: boolean): void {
    const end = endOfText(group)
    const next = group.pieces[end]
    const lastSlot = next === undefined ? group.lastSlot : next.slot - 1
    for (let slot = group.slot; slot <= lastSlot; slot++)
      this.#lose(slot, this.#sequence.block(slot).marker.formats)
    for (const { slot, piece } of group.pieces.slice(0, end))
      if (piece.kind === 'text') this.#lose(slot, piece.formats)
    const [from, to] = [this.#endOf(group.slot - 1), this.#endOf(lastSlot)]
    this.#edits.push((edit) => edit.delete(from, to))
    // Its place in the order of a locked section is a part of that.
    if (isMoved) this.#behind.add(this.#sequence.block(group.slot - 1))
  }

  #insert(group: Group, { entries, rest }: NewBlock): void {
    const place = this.#endOf(group.lastSlot)
    this.#behind.add(this.#sequence.block(group.lastSlot))
    this.#edits.push((edit) => edit.insertMarker(place, entries))
    for (const one of rest)
      this.#edits.push((edit) =>
        'entries' in one
          ? edit.insertMarker(place, one.entries)
          : edit.insertText(place, one.text, one.formats),
      )
  }

  #endOf(slot: number): SequencePosition {
    return { slot, offset: this.#sequence.block(slot).length }
  }

  #touch(slot: number): void {
    this.#changed.add(this.#sequence.block(slot))
  }

  #lose(slot: number, formats: RawFormats): void {
    this.#touch(slot)
    this.#slots.add(slot)
    for (const { id } of suggestionsOn(formats)) this.onGone.add(id)
  }
}

/** The first of the proposed blocks that follow the last agreed text of a group; their number without any. */
const endOfText = ({ pieces }: Group): number => {
  const last = pieces.findLastIndex(({ piece }) => piece.kind === 'text' && ownerOf(piece.formats) === null)
  const next = pieces.findIndex(({ piece }, index) => index > last && piece.kind === 'marker')
  return next < 0 ? pieces.length : next
}

const attrChanges = (now: BlockAttrs | null, wanted: BlockAttrs): ReadonlyMap<string, unknown> => {
  const changes = new Map<string, unknown>()
  for (const name of BLOCK_ATTR_NAMES)
    if (name !== 'bid' && now !== null && now[name] !== wanted[name]) changes.set(name, wanted[name])
  return changes
}

/** The text in front of the first agreed block is a group of its own, the first, however empty it is. */
const groupsOf = (sequence: Sequence): readonly Group[] => {
  const groups: {
    slot: number
    bid: string | null
    attrs: BlockAttrs | null
    pieces: PlacedPiece[]
    lastSlot: number
  }[] = []
  for (let slot = 0; slot < sequence.slots; slot++) {
    const { marker, item } = sequence.block(slot)
    const isAgreed = item !== null && ownerOf(marker.formats) === null
    if (slot === 0 || isAgreed)
      groups.push({
        slot,
        bid: isAgreed ? marker.attrs.bid : null,
        attrs: isAgreed ? marker.attrs : null,
        pieces: [],
        lastSlot: slot,
      })
    const group = groups[groups.length - 1]
    assert(group !== undefined, 'the first slot begins a group')
    group.lastSlot = slot
    if (slot !== group.slot) group.pieces.push({ slot, offset: 0, piece: { kind: 'marker' } })
    let offset = 0
    for (const { text, formats } of sequence.runs(slot)) {
      group.pieces.push({ slot, offset, piece: { kind: 'text', text, formats } })
      offset += text.length
    }
  }
  return groups
}
