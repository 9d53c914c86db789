import type { Node } from 'prosemirror-model'
import type { EditorState } from 'prosemirror-state'
import type { TextAnchor } from '#core/anchors/text-anchor.ts'
import type { ApiThread } from '#core/protocol/api-threads.ts'
import { AnchorResolver, anchorOf, anchorOfBlock, type FoundBy } from '#core/shared-doc/anchor-positions.ts'
import type { SequencePosition } from '#core/shared-doc/sequence-edit.ts'
import type { Sequence } from '#core/shared-doc/sequence.ts'
import { placeOf } from '../binding/positions.ts'
import { bindingOf } from '../binding/sequence-plugin.ts'

/** What is needed of a thread to show where it is; an open one is drawn. */
export type MarkedThread = Pick<ApiThread, 'id' | 'anchor' | 'resolved'>

/**
 * Where a thread is in the document on the screen: a stretch of text, a block (from the start to the end of its text),
 * a suggestion (from its first to its last mark). `orphan`: nowhere any more; its quote, if it has one, is in its
 * anchor. `document`: it is about the whole.
 */
export type ThreadPlace =
  | { readonly kind: 'text' | 'block' | 'suggestion'; readonly from: number; readonly to: number }
  | { readonly kind: 'document' }
  | { readonly kind: 'orphan' }

export const ORPHAN: ThreadPlace = { kind: 'orphan' }
export const DOCUMENT: ThreadPlace = { kind: 'document' }

/** Has the thread a stretch of the document? */
export const isPlaced = (
  place: ThreadPlace,
): place is Extract<ThreadPlace, { readonly from: number; readonly to: number }> => 'from' in place

/** The index of the shared text, when it equals the document on the screen; null during a composition. */
const sequenceOf = (state: EditorState): Sequence | null => {
  const binding = bindingOf(state)
  if (binding === null || binding.waiting || binding.sequence.size !== state.doc.childCount) return null
  return binding.sequence
}

/** Anchor of a stretch of the document ([ANC2]); null while text and screen are apart. */
export const anchorAt = (state: EditorState, from: number, to: number): TextAnchor | null => {
  const sequence = sequenceOf(state)
  if (sequence === null) return null
  const [start, end] = [placeOf(sequence, state.doc, from), placeOf(sequence, state.doc, to)]
  return from === to ? anchorOfBlock(sequence, start.slot) : anchorOf(sequence, start, end)
}

/** Finds the places of anchors in one state; null while text and screen are apart. Good for that state. */
export class PlaceFinder {
  readonly #sequence: Sequence
  readonly #resolver: AnchorResolver
  readonly #starts: readonly number[]
  readonly #doc: Node

  private constructor(sequence: Sequence, doc: Node) {
    this.#sequence = sequence
    this.#doc = doc
    this.#resolver = new AnchorResolver(sequence)
    const starts: number[] = []
    doc.forEach((_block, before) => starts.push(before + 1))
    this.#starts = starts
  }

  static of(state: EditorState): PlaceFinder | null {
    const sequence = sequenceOf(state)
    return sequence === null ? null : new PlaceFinder(sequence, state.doc)
  }

  find(anchor: TextAnchor): { readonly place: ThreadPlace; readonly how: FoundBy | null } {
    const found = this.#resolver.resolve(anchor)
    if (found.kind === 'orphan') return { place: ORPHAN, how: null }
    if (found.kind === 'block') {
      const from = this.#position({ slot: found.slot, offset: 0 })
      const to = from + this.#sequence.block(found.slot).length
      return { place: { kind: 'block', from, to }, how: found.how }
    }
    const [from, to] = [this.#position(found.start), this.#position(found.end)]
    return { place: { kind: 'text', from, to }, how: found.how }
  }

  #position({ slot, offset }: SequencePosition): number {
    const index = this.#sequence.virtual ? slot : slot - 1
    return Math.min((this.#starts[index] ?? 0) + offset, this.#doc.content.size)
  }
}
