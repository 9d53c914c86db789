import { searchText, type SearchText } from '../anchors/search-text.ts'
import type { SequencePosition } from './sequence-edit.ts'
import type { Sequence } from './sequence.ts'
import { firstWhere } from '../util/first-where.ts'

/**
 * The plain texts of a sequence's blocks, each read at most once, and all of them as one with a line feed between
 * blocks. Right as long as the sequence does not change: made for one tick, to resolve many anchors in.
 */
export class BlockTexts {
  readonly sequence: Sequence
  readonly #texts = new Map<number, string>()
  #bids: Map<string, number[]> | null = null
  #whole: { readonly search: SearchText; readonly starts: readonly number[] } | null = null

  constructor(sequence: Sequence) {
    this.sequence = sequence
  }

  of(slot: number): string {
    let text = this.#texts.get(slot)
    if (text === undefined) {
      text = ''
      for (const run of this.sequence.runs(slot)) text += run.text
      this.#texts.set(slot, text)
    }
    return text
  }

  /** Slots of the blocks with this bid, in order. */
  slotsOf(bid: string): readonly number[] {
    if (this.#bids === null) {
      this.#bids = new Map()
      for (let slot = 1; slot < this.sequence.slots; slot++) {
        const known = this.sequence.block(slot).marker.attrs.bid
        if (known !== null) this.#bids.set(known, [...(this.#bids.get(known) ?? []), slot])
      }
    }
    return this.#bids.get(bid) ?? []
  }

  between(start: SequencePosition, end: SequencePosition): string {
    if (start.slot === end.slot) return this.of(start.slot).slice(start.offset, end.offset)
    const parts = [this.of(start.slot).slice(start.offset)]
    for (let slot = start.slot + 1; slot < end.slot; slot++) parts.push(this.of(slot))
    parts.push(this.of(end.slot).slice(0, end.offset))
    return parts.join('\n')
  }

  /** The place `by` letters behind another, a border between blocks being one. */
  advance({ slot, offset }: SequencePosition, by: number): SequencePosition {
    let rest = offset + by
    let within = slot
    for (; within < this.sequence.slots - 1 && rest > this.of(within).length; within++)
      rest -= this.of(within).length + 1
    return { slot: within, offset: rest }
  }

  get whole(): SearchText {
    return this.#all().search
  }

  /** A place as an offset in `whole`. */
  toOffset({ slot, offset }: SequencePosition): number {
    const first = this.sequence.slotOf(0)
    return slot < first ? 0 : (this.#all().starts[slot - first] ?? 0) + offset
  }

  /** An offset in `whole` as a place: of a line feed between blocks, the end of the block in front. */
  toPlace(at: number): SequencePosition {
    const { starts } = this.#all()
    const index = Math.max(0, firstWhere(starts.length, (one) => (starts[one] ?? 0) > at) - 1)
    return { slot: this.sequence.slotOf(index), offset: at - (starts[index] ?? 0) }
  }

  #all(): { readonly search: SearchText; readonly starts: readonly number[] } {
    if (this.#whole !== null) return this.#whole
    const { sequence } = this
    const starts: number[] = []
    const texts: string[] = []
    let length = 0
    for (let slot = sequence.slotOf(0); slot < sequence.slots; slot++) {
      const text = this.of(slot)
      starts.push(length)
      texts.push(text)
      length += text.length + 1
    }
    this.#whole = { search: searchText(texts.join('\n')), starts }
    return this.#whole
  }
}
