import { sameFormats, type RawFormats } from '../schema/content.ts'
import { parseSuggestionKey } from '../schema/formats.ts'
import { OF_WORD } from '../text/words.ts'
import type { MarkerElement, SequenceElement } from './element.ts'

/** Elements `start`…`end` of the text before give way to `newStart`…`newEnd` of the text after; one may be empty. */
export interface Gap {
  readonly start: number
  readonly end: number
  readonly newStart: number
  readonly newEnd: number
}

export interface Matching {
  /** Pairs [before, after] of one and the same element, in order. */
  readonly kept: readonly (readonly [number, number])[]
  /** What differs between them, in order. */
  readonly gaps: readonly Gap[]
}

const bidOf = (marker: MarkerElement): unknown => marker.attrs.get('bid') ?? null

const isSame = (one: SequenceElement | undefined, two: SequenceElement | undefined): boolean => {
  if (one === undefined || two === undefined) return false
  if (one.kind === 'marker') return two.kind === 'marker' && bidOf(one) !== null && bidOf(one) === bidOf(two)
  return two.kind === 'text' && one.text === two.text && sameFormats(one.formats, two.formats)
}

/** The same text in other styles: styling a text leaves its suggestions alone, writing it again does not. */
const isSameText = (one: SequenceElement | undefined, two: SequenceElement | undefined): boolean =>
  one?.kind === 'text' &&
  two?.kind === 'text' &&
  one.text === two.text &&
  (one.formats === two.formats || sameFormats(suggestionsAlone(one.formats), suggestionsAlone(two.formats)))

/** The same letter in the same styles, whether or not it is only proposed; one that is to go is not written again. */
const isSameLetter = (one: SequenceElement | undefined, two: SequenceElement | undefined): boolean =>
  isSame(one, two) ||
  (one?.kind === 'text' &&
    two?.kind === 'text' &&
    one.text === two.text &&
    [...one.formats.keys()].every((key) => parseSuggestionKey(key)?.kind !== 'deletion') &&
    sameFormats(withoutSuggestions(one.formats), withoutSuggestions(two.formats)))

const withoutSuggestions = (formats: RawFormats): RawFormats =>
  new Map([...formats].filter(([key]) => parseSuggestionKey(key) === null))

const suggestionsAlone = (formats: RawFormats): RawFormats =>
  new Map([...formats].filter(([key]) => parseSuggestionKey(key) !== null))

/** What is known of an edit beyond what it made of the text. */
export interface HowEdited {
  /** One act wrote the stretch anew: a word of it that differs is replaced as a whole [SUG16]. */
  readonly rewritten?: boolean
  /** A composition wrote it: what it left of a text has lost its suggestions on the screen, and is that text all the same. */
  readonly composed?: boolean
  /** Bids of the blocks that were taken out and put elsewhere: it is they that moved, not what they passed. */
  readonly moved?: ReadonlySet<string>
}

const NOBODY: ReadonlySet<string> = new Set()

/**
 * Finds what stayed between two versions of a stretch of text, each element one code point or one marker: markers by
 * their bid, in order; between them the same text with other formats, or else common beginning and end.
 */
export const matchElements = (
  before: readonly SequenceElement[],
  after: readonly SequenceElement[],
  { rewritten = false, composed = false, moved = NOBODY }: HowEdited = {},
): Matching => {
  const kept: [number, number][] = []
  const gaps: Gap[] = []
  let start = 0
  let newStart = 0
  const close = (end: number, newEnd: number): void => {
    matchText(
      before,
      after,
      { start, end, newStart, newEnd },
      { rewritten, stays: composed ? isSameLetter : isSame },
      kept,
      gaps,
    )
  }
  for (const [old, now] of matchedMarkers(before, after, moved)) {
    close(old, now)
    kept.push([old, now])
    start = old + 1
    newStart = now + 1
  }
  close(before.length, after.length)
  return { kept, gaps }
}

/**
 * How many of `count` common elements are letters of a word that differs further on: a word that was written anew is
 * new as a whole, so that nobody reads the end of one word on the beginning of another [SUG16]. None where one of them
 * bears a suggestion, which is left as it is. `at(k)` is the k-th pair, counted from the common end.
 */
const cutWord = (
  count: number,
  at: (k: number) => readonly [SequenceElement | undefined, SequenceElement | undefined],
): number => {
  if (!at(count).some(isOfWord)) return 0
  let cut = 0
  while (cut < count && isOfWord(at(count - 1 - cut)[0])) {
    const [element] = at(count - 1 - cut)
    if (element === undefined || suggestionsAlone(element.formats).size > 0) return 0
    cut++
  }
  return cut
}

const isOfWord = (element: SequenceElement | undefined): boolean =>
  element?.kind === 'text' && OF_WORD.test(element.text)

const matchedMarkers = (
  before: readonly SequenceElement[],
  after: readonly SequenceElement[],
  moved: ReadonlySet<string>,
): [number, number][] => {
  const where = new Map<unknown, number>()
  before.forEach((element, index) => {
    const bid = element.kind === 'marker' ? bidOf(element) : null
    if (bid !== null && !(typeof bid === 'string' && moved.has(bid))) where.set(bid, index)
  })
  const pairs: [number, number][] = []
  let last = -1
  after.forEach((element, index) => {
    const old = element.kind === 'marker' ? where.get(bidOf(element)) : undefined
    if (old === undefined || old <= last) return
    pairs.push([old, index])
    last = old
  })
  return pairs
}

const matchText = (
  before: readonly SequenceElement[],
  after: readonly SequenceElement[],
  { start, end, newStart, newEnd }: Gap,
  { rewritten, stays }: { readonly rewritten: boolean; readonly stays: typeof isSame },
  kept: [number, number][],
  gaps: Gap[],
): void => {
  const [length, newLength] = [end - start, newEnd - newStart]
  let same = length === newLength ? length : 0
  for (let k = 0; k < same; k++) if (!isSameText(before[start + k], after[newStart + k])) same = 0
  if (same > 0 || length + newLength === 0) {
    for (let k = 0; k < same; k++) kept.push([start + k, newStart + k])
    return
  }
  const most = Math.min(length, newLength)
  let ahead = 0
  while (ahead < most && stays(before[start + ahead], after[newStart + ahead])) ahead++
  let behind = 0
  while (behind < most - ahead && stays(before[end - 1 - behind], after[newEnd - 1 - behind])) behind++
  if (rewritten) {
    ahead -= cutWord(ahead, (k) => [before[start + k], after[newStart + k]])
    behind -= cutWord(behind, (k) => [before[end - 1 - k], after[newEnd - 1 - k]])
  }
  for (let k = 0; k < ahead; k++) kept.push([start + k, newStart + k])
  gaps.push({
    start: start + ahead,
    end: end - behind,
    newStart: newStart + ahead,
    newEnd: newEnd - behind,
  })
  for (let k = behind; k > 0; k--) kept.push([end - k, newEnd - k])
}
