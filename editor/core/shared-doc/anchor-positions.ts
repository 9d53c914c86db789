import { fromBase64, toBase64 } from 'lib0/buffer'
import * as Y from 'yjs'
import { findQuote } from '../anchors/find-quote.ts'
import { isShortened, makeQuote, quoteOfBlock } from '../anchors/make-quote.ts'
import type { Quote } from '../anchors/quote.ts'
import { searchText } from '../anchors/search-text.ts'
import { stillShows } from '../anchors/still-shows.ts'
import type { TextAnchor } from '../anchors/text-anchor.ts'
import { foldText } from '../text/fold.ts'
import { BlockTexts } from './block-texts.ts'
import { relativePlace, resolvePlace, type Cling } from './places.ts'
import type { SequencePosition } from './sequence-edit.ts'
import type { Sequence } from './sequence.ts'

/** By what an anchor was found: its own positions, its block, or its quote in the whole text. */
export type FoundBy = 'positions' | 'block' | 'text'

/**
 * Where an anchor is now. An orphan's text stands nowhere any more, or in several places that nothing tells apart:
 * its thread is shown with its quote.
 */
export type AnchorPlace =
  | {
      readonly kind: 'range'
      readonly start: SequencePosition
      readonly end: SequencePosition
      readonly how: FoundBy
    }
  | { readonly kind: 'block'; readonly slot: number; readonly how: FoundBy }
  | { readonly kind: 'orphan' }

const ORPHAN: AnchorPlace = { kind: 'orphan' }

/** A block without a quote is found by this much of its beginning at least. */
const LEAST_BEGINNING = 12

const encode = (sequence: Sequence, at: SequencePosition, cling: Cling): string =>
  toBase64(Y.encodeRelativePosition(relativePlace(sequence, at, cling)))

const bidOf = (sequence: Sequence, slot: number): string => sequence.block(slot).marker.attrs.bid ?? ''

/**
 * The anchor of a stretch of the text ([ANC2]). Blanks and borders of blocks at its ends do not belong to it; what is
 * typed at its edges stays outside, since each end clings to the outermost letter. A stretch without a letter is
 * about the block in which it begins.
 */
export const anchorOf = (sequence: Sequence, start: SequencePosition, end: SequencePosition): TextAnchor => {
  const texts = new BlockTexts(sequence)
  const trimmed = withoutBlanks(texts, start, end)
  if (trimmed === null) return anchorOfBlock(sequence, start.slot)
  const covered: string[] = []
  for (let slot = trimmed.start.slot; slot <= trimmed.end.slot; slot++) covered.push(texts.of(slot))
  return {
    start: encode(sequence, trimmed.start, 'after'),
    end: encode(sequence, trimmed.end, 'before'),
    bid: bidOf(sequence, trimmed.start.slot),
    quote: makeQuote(covered, trimmed.start.offset, trimmed.end.offset),
  }
}

/** The anchor of a whole block. Its positions cling to the marker. */
export const anchorOfBlock = (sequence: Sequence, slot: number): TextAnchor => {
  const at = encode(sequence, { slot, offset: 0 }, 'before')
  const quote = quoteOfBlock(new BlockTexts(sequence).of(slot))
  return { start: at, end: at, bid: bidOf(sequence, slot), quote }
}

const withoutBlanks = (
  texts: BlockTexts,
  start: SequencePosition,
  end: SequencePosition,
): { readonly start: SequencePosition; readonly end: SequencePosition } | null => {
  let { slot, offset } = start
  const startsLater = (): boolean => slot < end.slot || (slot === end.slot && offset < end.offset)
  for (; startsLater(); slot++, offset = 0) {
    const text = texts.of(slot)
    const limit = slot === end.slot ? end.offset : text.length
    const letter = text.slice(offset, limit).search(/\S/u)
    if (letter < 0) continue
    const from = { slot, offset: offset + letter }
    for (let last = end.slot; ; last--) {
      const kept = texts
        .of(last)
        .slice(0, last === end.slot ? end.offset : undefined)
        .trimEnd()
      if (kept !== '' || last === slot) return { start: from, end: { slot: last, offset: kept.length } }
    }
  }
  return null
}

/** A position out of an anchor, which a client wrote; null when it is none. */
const decode = (position: string): Y.RelativePosition | null => {
  try {
    return Y.decodeRelativePosition(fromBase64(position))
  } catch {
    return null
  }
}

/**
 * Finds anchors in the text as it is now, cheapest first, each step verified by the quote ([ANC3]): its positions, the
 * block in which it began, the whole text; else it is an orphan. Good for one tick: the texts that it reads are kept.
 */
export class AnchorResolver {
  readonly #sequence: Sequence
  readonly #texts: BlockTexts

  constructor(sequence: Sequence) {
    this.#sequence = sequence
    this.#texts = new BlockTexts(sequence)
  }

  resolve(anchor: TextAnchor): AnchorPlace {
    const [start, end] = [this.#placeOf(anchor.start), this.#placeOf(anchor.end)]
    if (anchor.quote.exact === '') return this.#block(anchor, start)
    return (
      this.#byPositions(anchor, start, end) ??
      this.#inBlock(anchor, start) ??
      this.#inText(anchor, start) ??
      ORPHAN
    )
  }

  /** What a place spans now. */
  textOf(place: AnchorPlace): string {
    if (place.kind === 'orphan') return ''
    return place.kind === 'block' ? this.#texts.of(place.slot) : this.#texts.between(place.start, place.end)
  }

  #placeOf(position: string): SequencePosition | null {
    const relative = decode(position)
    return relative === null ? null : resolvePlace(this.#sequence, relative)
  }

  #byPositions(
    { quote }: TextAnchor,
    start: SequencePosition | null,
    end: SequencePosition | null,
  ): AnchorPlace | null {
    if (start === null || end === null) return null
    // Where the outermost word went, its blank or the border of its block is at the edge now.
    const left = withoutBlanks(this.#texts, start, end)
    if (left === null) return null
    const text = this.#texts.between(left.start, left.end)
    if (!stillShows(text, quote)) return null
    return (
      (text === quote.exact ? null : this.#wholeAround(left, quote)) ?? {
        kind: 'range',
        ...left,
        how: 'positions',
      }
    )
  }

  /**
   * The quote as it was, where its positions span more or less of it but it stands right there: what undo restored, and
   * a block that went away and came back, are new text beside the old for everybody but who undid it.
   */
  #wholeAround(
    { start, end }: { readonly start: SequencePosition; readonly end: SequencePosition },
    quote: Quote,
  ): AnchorPlace | null {
    if (isShortened(quote)) return null
    const borders = quote.exact.split('\n').length - 1
    const from = { slot: Math.max(this.#sequence.slotOf(0), start.slot - borders), offset: 0 }
    const slot = Math.min(this.#sequence.slots - 1, end.slot + borders)
    const text = this.#texts.between(from, { slot, offset: this.#texts.of(slot).length })
    const length = quote.exact.length
    const [first, last] = [this.#texts.between(from, start).length, this.#texts.between(from, end).length]
    const at = text.indexOf(quote.exact, Math.max(0, first - length))
    if (at < 0 || at >= last || at + length <= first) return null
    const found = this.#texts.advance(from, at)
    return this.#range(found, this.#texts.advance(found, length), 'positions')
  }

  #inBlock({ bid, quote }: TextAnchor, old: SequencePosition | null): AnchorPlace | null {
    for (const slot of bid === '' ? [] : this.#texts.slotsOf(bid)) {
      // It may have gone on into the blocks behind.
      const last = Math.min(this.#sequence.slots - 1, slot + quote.exact.split('\n').length - 1)
      const texts: string[] = []
      for (let at = slot; at <= last; at++) texts.push(this.#texts.of(at))
      const found = findQuote(searchText(texts.join('\n')), quote, {
        near: old?.slot === slot ? old.offset : null,
        isHome: (at) => at <= this.#texts.of(slot).length,
        hasMoved: old?.slot !== slot,
      })
      if (found === null) continue
      const place = (at: number): SequencePosition => this.#texts.advance({ slot, offset: 0 }, at)
      return this.#range(place(found.start), place(found.end), 'block')
    }
    return null
  }

  #inText({ bid, quote }: TextAnchor, old: SequencePosition | null): AnchorPlace | null {
    const home = bid === '' ? [] : this.#texts.slotsOf(bid)
    const found = findQuote(this.#texts.whole, quote, {
      near: old === null ? null : this.#texts.toOffset(old),
      isHome: (at) => home.length > 0 && home.includes(this.#texts.toPlace(at).slot),
      hasMoved: false,
    })
    if (found === null) return null
    return this.#range(this.#texts.toPlace(found.start), this.#texts.toPlace(found.end), 'text')
  }

  #range(from: SequencePosition, to: SequencePosition, how: FoundBy): AnchorPlace | null {
    const left = withoutBlanks(this.#texts, from, to)
    return left === null ? null : { kind: 'range', ...left, how }
  }

  /** A block is known by its bid; when it was joined to another, by its beginning where that stands now. */
  #block({ bid, quote }: TextAnchor, old: SequencePosition | null): AnchorPlace {
    const [slot] = bid === '' ? [] : this.#texts.slotsOf(bid)
    if (slot !== undefined) return { kind: 'block', slot, how: 'block' }
    const beginning = foldText(quote.suffix).trim()
    const inOld = old === null ? -1 : foldText(this.#texts.of(old.slot).slice(old.offset)).indexOf(beginning)
    if (old !== null && beginning !== '' && inOld >= 0 && inOld <= 1)
      return { kind: 'block', slot: old.slot, how: 'positions' }
    if (beginning.length < LEAST_BEGINNING) return ORPHAN
    const text = `\n${this.#texts.whole.text}`
    const sought = `\n${quote.suffix}`
    const at = text.indexOf(sought)
    if (at < 0 || text.includes(sought, at + 1)) return ORPHAN
    return { kind: 'block', slot: this.#texts.toPlace(at).slot, how: 'text' }
  }
}
