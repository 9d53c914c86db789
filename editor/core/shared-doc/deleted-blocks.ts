import type * as Y from 'yjs'
import type { IdRange } from './repair-moves.ts'

/** A marker that was deleted: with all the text of its block, or joined, its text living on in the block before. */
export interface Tomb {
  readonly bid: string | null
  readonly entries: ReadonlyMap<string, unknown>
  readonly isJoined: boolean
  /** The characters that went with it, and those that were carried away since. */
  readonly text: IdRange[]
  /** Was the block moved: does its bid stand elsewhere? Then `end` is what stood last in front of the next block. */
  readonly isMoved: boolean
  readonly end: Y.ID
  /** Under these client ids the deletion was written: their text is never typed in ignorance of it. */
  readonly knowing: ReadonlySet<number>
}

/** So many deleted blocks are remembered. */
const MAX_TOMBS = 4096

/** The blocks that were deleted while the room was open, by the ids of their markers: the latest only. */
export class DeletedBlocks {
  readonly #tombs = new Map<number, Map<number, Tomb>>()
  readonly #order: { readonly client: number; readonly clock: number }[] = []
  /** Moved blocks by what stood last in them, and by every character that was carried away since. */
  readonly #ends = new Map<string, Tomb>()

  get isEmpty(): boolean {
    return this.#order.length === 0
  }

  get hasEnds(): boolean {
    return this.#ends.size > 0
  }

  /** Was a block with this bid deleted, not joined to another? */
  has(bid: string): boolean {
    for (const tombs of this.#tombs.values())
      for (const tomb of tombs.values()) if (tomb.bid === bid && !tomb.isJoined) return true
    return false
  }

  bury({ client, clock }: Y.ID, tomb: Tomb): void {
    const tombs = this.#tombs.get(client) ?? new Map<number, Tomb>()
    this.#tombs.set(client, tombs.set(clock, tomb))
    this.#order.push({ client, clock })
    const oldest = this.#order.length > MAX_TOMBS ? this.#order.shift() : undefined
    if (oldest === undefined) return
    const gone = this.#tombs.get(oldest.client)?.get(oldest.clock)
    this.#tombs.get(oldest.client)?.delete(oldest.clock)
    if (gone?.isMoved === true)
      for (const [key, other] of this.#ends) if (other === gone) this.#ends.delete(key)
  }

  /** Behind this character ends what stood in the moved block. */
  endsAt(last: Y.ID, tomb: Tomb): void {
    this.#ends.set(keyOf(last), tomb)
  }

  /** The moved block that ended behind this character. */
  endingAt(last: Y.ID): Tomb | undefined {
    return this.#ends.get(keyOf(last))
  }

  /** The last deleted block whose marker lies in a (maybe merged) deleted item. */
  lastIn({ id, length }: Y.Item): Tomb | null {
    const tombs = this.#tombs.get(id.client)
    if (tombs === undefined) return null
    const end = id.clock + length
    if (length > tombs.size) {
      const within = [...tombs.keys()].filter((clock) => clock >= id.clock && clock < end)
      return tombs.get(Math.max(...within)) ?? null
    }
    for (let clock = end - 1; clock >= id.clock; clock--) {
      const tomb = tombs.get(clock)
      if (tomb !== undefined) return tomb
    }
    return null
  }
}

const keyOf = ({ client, clock }: Y.ID): string => `${client} ${clock}`
