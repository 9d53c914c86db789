import * as Y from 'yjs'
import { markerMap, contentOf } from './elements.ts'
import type { SequencePosition } from './sequence-edit.ts'
import type { Sequence } from './sequence.ts'

/** What stands around new text of a fork, of all that the shared text once had. */
export interface Surroundings {
  /** Does anything still stand in the shared text that says where this belongs? */
  readonly stands: boolean
  /** Its block, as the shared text knows it. */
  readonly bid: string | null
  /** The text in front of it and behind it in its block. */
  readonly prefix: string
  readonly suffix: string
}

/** So much text around it is compared, UTF-16 units. */
const CONTEXT = 32
/** In a block of another bid so much must agree at least. */
const ENOUGH = 12

/** Reads the surroundings of an item of a fork. */
export class ForkPlaces {
  private readonly fork: Y.Doc
  private readonly shared: Sequence

  constructor(fork: Uint8Array, shared: Sequence) {
    this.fork = new Y.Doc()
    Y.applyUpdate(this.fork, fork)
    contentOf(this.fork)
    this.shared = shared
  }

  destroy(): void {
    this.fork.destroy()
  }

  around(id: Y.ID): Surroundings {
    const item = this.find(id)
    if (item === null) return { stands: false, bid: null, prefix: '', suffix: '' }
    let stands = false
    let bid: string | null = null
    let prefix = ''
    let isFirst = true
    // The item may begin with text that the server has.
    let one: Y.Item | null = item.id.clock < this.knownClock(item.id.client) ? item : item.left
    for (; one !== null; one = one.left) {
      if (one.deleted) continue
      const known = this.knownLength(one)
      if (known === 0) continue
      const map = markerMap(one)
      if (map === null && !(one.content instanceof Y.ContentString)) continue
      if (isFirst || map !== null) stands ||= this.standsAt(one, known - 1)
      isFirst = false
      if (map !== null) {
        const value = map.get('bid')
        bid = typeof value === 'string' ? value : null
        break
      }
      if (one.content instanceof Y.ContentString && prefix.length < CONTEXT)
        prefix = one.content.str.slice(0, known) + prefix
    }
    // Without a marker in front of it, it belongs to the head of the text, which is always there.
    if (one === null) stands = true
    let suffix = ''
    for (let next = item.right; next !== null && suffix.length < CONTEXT; next = next.right) {
      if (next.deleted) continue
      if (markerMap(next) !== null) break
      if (!(next.content instanceof Y.ContentString) || this.knownLength(next) === 0) continue
      if (suffix === '') stands ||= this.standsAt(next, 0)
      suffix += next.content.str.slice(0, this.knownLength(next))
    }
    return { stands, bid, prefix: prefix.slice(-CONTEXT), suffix: suffix.slice(0, CONTEXT) }
  }

  /** Does `two` stand directly behind `one` in the fork? What stood between them there is gone from the shared text. */
  areNeighbours(one: Y.ID, two: Y.ID): boolean {
    const [first, second] = [this.find(one), this.find(two)]
    if (first === null || second === null || first === second) return true
    let next = first.right
    while (next !== null && (next.deleted || !next.countable)) next = next.right
    return next === second
  }

  private find(id: Y.ID): Y.Item | null {
    if (Y.getState(this.fork.store, id.client) <= id.clock) return null
    const item: unknown = Y.getItem(this.fork.store, id)
    return item instanceof Y.Item ? item : null
  }

  private knownClock(client: number): number {
    return Y.getState(this.shared.doc.store, client)
  }

  /** How much of an item of the fork the server has. */
  private knownLength(item: Y.Item): number {
    return Math.min(item.length, Math.max(0, this.knownClock(item.id.client) - item.id.clock))
  }

  private standsAt({ id }: Y.Item, offset: number): boolean {
    const there: unknown = Y.getItem(this.shared.doc.store, Y.createID(id.client, id.clock + offset))
    return there instanceof Y.Item && !there.deleted
  }
}

/**
 * Where text belongs whose old place is gone: in the block of the same bid, or else in the one block of all, where
 * exactly one place has the same text around it. Null when there is none, or more than one.
 */
export const placeByContext = (
  shared: Sequence,
  { bid, prefix, suffix }: Omit<Surroundings, 'stands'>,
): SequencePosition | null => {
  const [slot, another] = bid === null ? [] : shared.slotsOfBid(bid)
  if (slot !== undefined && another === undefined) {
    const text = textOf(shared, slot)
    if (prefix === '' && suffix === '') return text === '' ? { slot, offset: 0 } : null
    const offset =
      onlyPlace(text, prefix, suffix) ?? onlyPlace(text, prefix, '') ?? onlyPlace(text, '', suffix)
    if (offset !== null) return { slot, offset }
  }
  if (prefix.length + suffix.length < ENOUGH) return null
  let found: SequencePosition | null = null
  for (let at = 0; at < shared.slots; at++) {
    const text = textOf(shared, at)
    const offset = onlyPlace(text, prefix, suffix)
    if (offset === null && !text.includes(prefix + suffix)) continue
    if (offset === null || found !== null) return null
    found = { slot: at, offset }
  }
  return found
}

const textOf = (shared: Sequence, slot: number): string =>
  shared
    .runs(slot)
    .map(({ text }) => text)
    .join('')

const onlyPlace = (text: string, prefix: string, suffix: string): number | null => {
  const wanted = prefix + suffix
  if (wanted === '') return null
  const at = text.indexOf(wanted)
  if (at < 0 || text.indexOf(wanted, at + 1) >= 0) return null
  return at + prefix.length
}
