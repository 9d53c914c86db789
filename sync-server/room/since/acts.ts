import type { ControlEntry } from '../facts.ts'
import { SERVER } from '../member.ts'

/** Who did something, when, and by which entry of the log. */
export interface Act {
  readonly seq: number
  /** Receipt time at the server, milliseconds since 1970. */
  readonly at: number
  /** Member id; null for what nobody caused: the empty paragraph that a document begins with. */
  readonly by: string | null
}

/**
 * Says of the entries of a log, given in order, who caused them [DOC501]: an entry of a member that member; what the
 * server wrote (repairs, decisions carried out, a text filled in) the member whose entry it follows, which stands in
 * front of it in the same batch.
 */
export class Causes {
  #last: string | null

  /** `last`: who caused what stands in front of the first entry. */
  constructor(last: string | null = null) {
    this.#last = last
  }

  of(by: string, control: ControlEntry | null): string | null {
    if (by !== SERVER) this.#last = by
    // Marks of the server's own: whoever wrote before has nothing to do with them.
    else if (control !== null) this.#last = null
    return this.#last
  }
}

interface Stretch {
  readonly start: number
  readonly end: number
  readonly act: Act
}

/** Which act lies behind which clocks of which client id. */
export class ActsByClock {
  readonly #clients = new Map<number, { stretches: Stretch[]; isSorted: boolean }>()

  /** Stretches of one client id never overlap. */
  add(client: number, start: number, end: number, act: Act): void {
    if (end <= start) return
    const known = this.#clients.get(client)
    if (known === undefined) {
      this.#clients.set(client, { stretches: [{ start, end, act }], isSorted: true })
      return
    }
    const { stretches } = known
    if (start < (stretches[stretches.length - 1]?.start ?? 0)) known.isSorted = false
    stretches.push({ start, end, act })
  }

  /** Null where nothing was added. */
  at(client: number, clock: number): Act | null {
    const known = this.#clients.get(client)
    if (known === undefined) return null
    if (!known.isSorted) known.stretches.sort((one, other) => one.start - other.start)
    known.isSorted = true
    let [low, high] = [0, known.stretches.length - 1]
    while (low <= high) {
      const middle = (low + high) >>> 1
      const stretch = known.stretches[middle]
      if (stretch === undefined) return null
      if (clock < stretch.start) high = middle - 1
      else if (clock >= stretch.end) low = middle + 1
      else return stretch.act
    }
    return null
  }
}
