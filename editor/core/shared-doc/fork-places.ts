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
  /** The one that knows most of what stood around an item comes first. */
  private readonly forks: readonly Y.Doc[]
  private readonly shared: Sequence

  /**
   * @param base the fork before it heard of what others did meanwhile, in which nothing is gone because of them
   * [SUG442]; null when that is not known.
   */
  constructor(fork: Uint8Array, base: Uint8Array | null, shared: Sequence) {
    this.forks = (base === null ? [fork] : [base, fork]).map((state) => {
      const doc = new Y.Doc()
      Y.applyUpdate(doc, state)
      contentOf(doc)
      return doc
    })
    this.shared = shared
  }

  destroy(): void {
    for (const doc of this.forks) doc.destroy()
  }

  around(id: Y.ID): Surroundings {
    const item = this.itemsOf(id, id)?.[0] ?? null
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
    const [first, second] = this.itemsOf(one, two) ?? []
    if (first === undefined || second === undefined || first === second) return true
    let next = first.right
    while (next !== null && (next.deleted || !next.countable)) next = next.right
    return next === second
  }

  /** Both items in the first fork that has them. */
  private itemsOf(one: Y.ID, two: Y.ID): readonly [Y.Item, Y.Item] | null {
    for (const { store } of this.forks) {
      if (Y.getState(store, one.client) <= one.clock || Y.getState(store, two.client) <= two.clock) continue
      const [first, second]: readonly unknown[] = [Y.getItem(store, one), Y.getItem(store, two)]
      if (first instanceof Y.Item && second instanceof Y.Item) return [first, second]
    }
    return null
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
