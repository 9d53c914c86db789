import * as Y from 'yjs'
import { isFresh, type FreshClocks } from './fresh-clocks.ts'
import type { Sight } from './sight.ts'
import { firstWhere } from '../util/first-where.ts'

/** So many stretches of deleted items are remembered, and as many of written ones. */
const MAX_RANGES = 8_192
/** More than so many are put in order at once, not each into its place. */
const FEW = 16

/** How far the author of something had heard of what others did. */
interface Hearing {
  /** The number of the log up to which the text had come to them. */
  readonly upTo: number
  /** What they deleted themselves they know, on whichever of their pages it was. */
  readonly member: string
  /**
   * Of what they name as deleted by themselves, taken note of yet or not, and by others as well or not: had they by then?
   * Null of anything else.
   */
  readonly deleted: (id: Y.ID) => boolean | null
  /** Of what the update brought: had they written it by then? */
  readonly wrote: (id: Y.ID) => boolean
}

interface Range {
  readonly start: number
  readonly end: number
  /** Under which number of the log it comes, of its change the first. */
  readonly number: number
}

interface Deletion extends Range {
  readonly by: string
}

/**
 * Who wrote and deleted what, of late, and under which number of the log. Yjs says nothing of it; and only who deleted
 * something brings it back by an undo [GAT400], and who had heard of a deletion does not write for what stood there
 * before [GAT410]. After a restart it is read off the newest entries of the log.
 */
export class Deeds {
  /** All up to here is older than what is remembered. */
  #begun: number
  #number: number
  /** By client id, in the order of their clocks. */
  readonly #written = new Map<number, Range[]>()
  readonly #deleted = new Map<number, Deletion[]>()
  #writings = 0
  #deletions = 0

  /** `seq`: the number of the document's last entry. */
  constructor(seq = 0) {
    this.#begun = seq
    this.#number = seq + 1
  }

  /** What is noted from here on comes under this number. */
  turnTo(number: number): void {
    this.#number = number
  }

  noteWritten(client: number, start: number, end: number): void {
    if (end <= start) return
    const ranges = this.#written.get(client) ?? []
    this.#written.set(client, ranges)
    const last = ranges[ranges.length - 1]
    if (last?.number === this.#number) ranges[ranges.length - 1] = { ...last, end }
    else {
      ranges.push({ start, end, number: this.#number })
      if (++this.#writings > 2 * MAX_RANGES) this.#writings = this.#forget(this.#written)
    }
  }

  noteDeleted(deleted: readonly Y.Transaction['deleteSet'][], by: string): void {
    const number = this.#number
    for (const { clients } of deleted)
      for (const [client, ranges] of clients) {
        const known = this.#deleted.get(client) ?? []
        this.#deleted.set(client, known)
        this.#deletions += ranges.length
        for (const { clock, len } of ranges) {
          const one = { start: clock, end: clock + len, number, by }
          if (ranges.length > FEW) known.push(one)
          else known.splice(indexBehind(known, clock), 0, one)
        }
        if (ranges.length > FEW) known.sort((one, two) => one.start - two.start)
      }
    if (this.#deletions > 2 * MAX_RANGES) this.#deletions = this.#forget(this.#deleted)
  }

  /** Null when it is not known. */
  deleterOf(id: Y.ID): string | null {
    return this.#deletionOf(id)?.by ?? null
  }

  /** What the author had before them of an update that brought what is `fresh`; null when that is too long ago. */
  sight(store: Y.Doc['store'], { upTo, member, deleted, wrote }: Hearing, fresh: FreshClocks): Sight | null {
    if (upTo < this.#begun) return null
    return {
      // What comes before it under its own client ids they wrote themselves.
      knows: (id) => {
        if (isFresh(fresh, id)) return wrote(id)
        return fresh.has(id.client) || id.clock < this.#clockAt(id.client, upTo)
      },
      isGone: (id) => {
        if (!Y.getItem(store, id).deleted) return false
        const own = deleted(id)
        if (own !== null) return own
        const deletion = this.#deletionOf(id)
        return deletion === null || deletion.number <= upTo || deletion.by === member
      },
    }
  }

  #deletionOf({ client, clock }: Y.ID): Deletion | null {
    const known = this.#deleted.get(client) ?? []
    const found = known[indexBehind(known, clock) - 1]
    return found !== undefined && clock < found.end ? found : null
  }

  /** How many clocks of a client there were with the entry `number` as the last. */
  #clockAt(client: number, number: number): number {
    const ranges = this.#written.get(client) ?? []
    const later = firstWhere(ranges.length, (index) => (ranges[index]?.number ?? 0) > number)
    return ranges[later]?.start ?? Number.POSITIVE_INFINITY
  }

  /** Forgets the older half; answers how much is left. Not at every one: it walks over all of them. */
  #forget(known: Map<number, readonly Range[]>): number {
    const numbers = [...known.values()]
      .flatMap((ranges) => ranges.map(({ number }) => number))
      .sort(ascending)
    const until = numbers[numbers.length - MAX_RANGES] ?? 0
    this.#begun = Math.max(this.#begun, until)
    let left = 0
    for (const [client, ranges] of known) {
      const kept = ranges.filter(({ number }) => number > until)
      left += kept.length
      if (kept.length === 0) known.delete(client)
      else known.set(client, kept)
    }
    return left
  }
}

const ascending = (one: number, two: number): number => one - two

/** Where in ranges that are in order the first begins that lies behind a clock. */
const indexBehind = (ranges: readonly Range[], clock: number): number =>
  firstWhere(ranges.length, (index) => (ranges[index]?.start ?? 0) > clock)
