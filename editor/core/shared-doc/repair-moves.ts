import * as Y from 'yjs'
import { ROOT, markerMap } from './elements.ts'
import { resolvePlace } from './places.ts'
import type { ClockRange } from './scan-update.ts'
import type { SequencePosition } from './sequence-edit.ts'
import type { Sequence } from './sequence.ts'

/** Characters (or a marker: one) that one client wrote in a row. */
export interface IdRange extends ClockRange {
  readonly client: number
}

/** A stretch of text by the ids of its characters; `text` has one UTF-16 unit for each of them. */
export interface Stretch {
  readonly ranges: readonly IdRange[]
  readonly text: string
}

interface Twin extends ClockRange {
  readonly copy: Y.ID
}

/** So many stretches of moved text are remembered. */
const MAX_TWINS = 8192

export const rangeOf = ({ id, length }: Y.Item): IdRange => ({
  client: id.client,
  start: id.clock,
  end: id.clock + length,
})

/** The text behind a marker, up to the next one, of which `counts` holds. */
export const stretchBehind = (marker: Y.Item, counts: (item: Y.Item) => boolean): Stretch => {
  const ranges: IdRange[] = []
  let text = ''
  for (let item = marker.right; item !== null && markerMap(item) === null; item = item.right)
    if (item.content instanceof Y.ContentString && counts(item)) {
      ranges.push(rangeOf(item))
      text += item.content.str
    }
  return { ranges, text }
}

/** Does neither a word nor a character of two halves go on over this place? */
const isSeam = (text: string, at: number): boolean =>
  !/^(?:[\p{L}\p{M}\p{N}]{2}|[\u{10000}-\u{10ffff}])$/u.test(text.slice(Math.max(0, at - 1), at + 1))

/**
 * How many characters two texts have in common at their starts and, apart from those, at their ends. Other words are
 * not taken for the same because their first or last letters are: where one stretch more stands in one of the texts
 * and its ends leave a choice, it begins and ends between words if it can; where both texts differ in the middle, a
 * word counts as a whole.
 */
const sameEnds = (one: string, two: string): { readonly start: number; readonly end: number } => {
  const [short, long] = one.length <= two.length ? [one, two] : [two, one]
  let start = 0
  while (start < short.length && short[start] === long[start]) start++
  let end = 0
  while (end < short.length && short.at(-1 - end) === long.at(-1 - end)) end++
  const more = long.length - short.length
  for (let at = start; at >= short.length - end; at--)
    if (isSeam(short, at) && isSeam(long, at) && isSeam(long, at + more))
      return { start: at, end: short.length - at }
  if (start + end >= short.length) return { start, end: short.length - start }
  while (start > 0 && !(isSeam(short, start) && isSeam(long, start))) start--
  while (end > 0 && !(isSeam(short, short.length - end) && isSeam(long, long.length - end))) end--
  return { start, end }
}

/**
 * Remembers of text that was moved which character of the copy stands for which of the original, so that what is
 * typed beside the original finds its place beside the copy, through several moves as well [GAT13].
 */
export class MovedText {
  readonly #twins = new Map<number, Twin[]>()
  readonly #order: number[] = []
  /** What was carried to a copy, by the first of its characters: its last one, and under which client id it was typed. */
  readonly #carried = new Map<string, { readonly last: Y.ID; readonly author: number }>()

  /** `copy` was written in the place of `original`: it is matched as a whole, or else from both ends. */
  learn(original: Stretch, copy: Stretch): void {
    const { length } = original.text
    const at = copy.text.indexOf(original.text)
    if (at >= 0 && isSeam(copy.text, at) && isSeam(copy.text, at + length))
      return this.#match(original.ranges, cut(copy.ranges, at, at + length))
    const { start, end } = sameEnds(original.text, copy.text)
    this.#match(cut(original.ranges, 0, start), cut(copy.ranges, 0, start))
    const [from, to] = [original.text.length - end, copy.text.length - end]
    this.#match(cut(original.ranges, from, from + end), cut(copy.ranges, to, to + end))
  }

  learnMarker(original: IdRange, copy: IdRange): void {
    this.#match([original], [copy])
  }

  /** `copy` is `original`, carried after its block. */
  learnCarried(original: IdRange, copy: IdRange): void {
    this.#match([original], [copy])
    this.#note(copy, original.client)
  }

  /** The characters stand where they belong already. */
  noteInPlace(original: IdRange): void {
    this.#note(original, original.client)
  }

  #note({ client, start, end }: IdRange, author: number): void {
    this.#carried.set(`${client} ${start}`, { last: Y.createID(client, end - 1), author })
    const [oldest] = this.#carried.size > MAX_TWINS ? this.#carried.keys() : []
    if (oldest !== undefined) this.#carried.delete(oldest)
  }

  /**
   * Where a live item belongs that stands in the remains of a moved block: behind the copy of what stands in front
   * of it. Null when that is not known, or when the copy is gone and its place is in no block with this bid.
   */
  placeOf(sequence: Sequence, item: Y.Item, bid: string): SequencePosition | null {
    for (let at = item.left; at !== null; at = at.left) {
      if (!at.deleted) {
        if (markerMap(at) !== null) return null
        continue
      }
      const found = this.#lastCopyIn(rangeOf(at))
      if (found === null) continue
      const copy = this.#behindOwn(sequence, found, item)
      const place = resolvePlace(sequence, new Y.RelativePosition(null, ROOT, copy, -1))
      if (place === null) return null
      const stands = !Y.getItem(sequence.doc.store, copy).deleted
      return stands || sequence.block(place.slot).marker.attrs.bid === bid ? place : null
    }
    return null
  }

  /**
   * Past what the same person typed there before and what was carried already, in one go with the block's later
   * moves: unless the item was typed in front of it.
   */
  #behindOwn({ doc }: Sequence, copy: Y.ID, { id, rightOrigin }: Y.Item): Y.ID {
    const until = rightOrigin === null ? null : this.#lastCopyIn(oneOf(rightOrigin))
    let last = copy
    for (;;) {
      const next = elementBehind(doc, last)
      const own = next === null ? undefined : this.#carried.get(`${next.client} ${next.clock}`)
      if (next === null || own?.author !== id.client || Y.compareIDs(next, until)) return last
      last = own.last
    }
  }

  #match(originals: readonly IdRange[], copies: readonly IdRange[]): void {
    let [k, used] = [0, 0]
    for (const { client, start, end } of originals)
      for (let clock = start; clock < end;) {
        const copy = copies[k]
        if (copy === undefined) return
        const length = Math.min(end - clock, copy.end - copy.start - used)
        this.#add(client, {
          start: clock,
          end: clock + length,
          copy: Y.createID(copy.client, copy.start + used),
        })
        clock += length
        used += length
        if (used === copy.end - copy.start) [k, used] = [k + 1, 0]
      }
  }

  #add(client: number, twin: Twin): void {
    const twins = this.#twins.get(client) ?? []
    twins.push(twin)
    this.#twins.set(client, twins)
    this.#order.push(client)
    const oldest = this.#order.length > MAX_TWINS ? this.#order.shift() : undefined
    if (oldest !== undefined) this.#twins.get(oldest)?.shift()
  }

  /** The copy of the last character of the range that has one, and of that copy, if it was moved on. */
  #lastCopyIn({ client, start, end }: IdRange): Y.ID | null {
    let found: { readonly clock: number; readonly copy: Y.ID } | null = null
    for (const twin of this.#twins.get(client) ?? []) {
      const clock = Math.min(twin.end, end) - 1
      if (clock < Math.max(twin.start, start) || (found !== null && clock < found.clock)) continue
      found = { clock, copy: Y.createID(twin.copy.client, twin.copy.clock + clock - twin.start) }
    }
    if (found === null) return null
    const { copy } = found
    return this.#lastCopyIn(oneOf(copy)) ?? copy
  }
}

const oneOf = ({ client, clock }: Y.ID): IdRange => ({ client, start: clock, end: clock + 1 })

/** The next character (or marker) that shows behind the one with this id. */
const elementBehind = ({ store }: Y.Doc, { client, clock }: Y.ID): Y.ID | null => {
  const item: Y.Item | Y.GC = Y.getItem(store, Y.createID(client, clock))
  if (!(item instanceof Y.Item)) return null
  if (!item.deleted && clock < item.lastId.clock) return Y.createID(client, clock + 1)
  let next = item.right
  while (next !== null && (next.deleted || next.content instanceof Y.ContentFormat)) next = next.right
  return next?.id ?? null
}

/** The part of the ranges from the `from`-th character to before the `to`-th. */
const cut = (ranges: readonly IdRange[], from: number, to: number): IdRange[] => {
  const part: IdRange[] = []
  let passed = 0
  for (const { client, start, end } of ranges) {
    const first = Math.max(start, start + from - passed)
    const last = Math.min(end, start + to - passed)
    if (first < last) part.push({ client, start: first, end: last })
    passed += end - start
  }
  return part
}
