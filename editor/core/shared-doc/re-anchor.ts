import { isShortened } from '../anchors/make-quote.ts'
import type { TextAnchor } from '../anchors/text-anchor.ts'
import { anchorOf, AnchorResolver } from './anchor-positions.ts'
import { BlockTexts } from './block-texts.ts'
import type { SequencePosition } from './sequence-edit.ts'
import type { Sequence } from './sequence.ts'

/**
 * New positions for an anchor after a change that the server made, when the text that it was about stands somewhere:
 * where its very words are found by its block or its quote; and of one that is not found, in its block or else in the
 * whole text when they stand there once [DOC546]. Null where the anchor is good as it is, and where nothing is to be found.
 */
export class ReAnchorer {
  readonly #sequence: Sequence
  readonly #resolver: AnchorResolver
  readonly #texts: BlockTexts

  constructor(sequence: Sequence) {
    this.#sequence = sequence
    this.#resolver = new AnchorResolver(sequence)
    this.#texts = new BlockTexts(sequence)
  }

  newAnchor(anchor: TextAnchor): TextAnchor | null {
    const place = this.#resolver.resolve(anchor)
    if (place.kind === 'range') {
      const isWhole = this.#texts.between(place.start, place.end) === anchor.quote.exact
      // What is found rewritten is found again like that; with new positions it would forget what it was about.
      return place.how === 'positions' || !isWhole ? null : anchorOf(this.#sequence, place.start, place.end)
    }
    if (place.kind === 'block') return null
    const found = this.#inBlock(anchor) ?? this.#inText(anchor)
    return found === null
      ? null
      : anchorOf(this.#sequence, found, this.#texts.advance(found, anchor.quote.exact.length))
  }

  #inBlock({ bid, quote }: TextAnchor): SequencePosition | null {
    if (bid === '' || isShort(quote.exact)) return null
    for (const slot of this.#texts.slotsOf(bid)) {
      const at = onlyPlace(this.#texts.of(slot), quote.exact)
      if (at !== null) return { slot, offset: at }
    }
    return null
  }

  #inText({ quote }: TextAnchor): SequencePosition | null {
    if (isShort(quote.exact)) return null
    const at = onlyPlace(this.#texts.whole.text, quote.exact)
    return at === null ? null : this.#texts.toPlace(at)
  }
}

/** Nothing to be sought letter by letter. */
const isShort = (exact: string): boolean => exact === '' || isShortened({ exact, prefix: '', suffix: '' })

/** Null when it stands nowhere, or more than once. */
const onlyPlace = (text: string, sought: string): number | null => {
  const at = text.indexOf(sought)
  return at < 0 || text.includes(sought, at + 1) ? null : at
}
