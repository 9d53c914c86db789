import type * as Y from 'yjs'
import type { DecidedWork } from './late-ids.ts'

/** So many deleted formats are remembered. */
const MAX_FORMATS = 16_384

/** A format that began or ended an insertion. */
export interface GoneFormat {
  readonly work: DecidedWork
  readonly begins: boolean
}

/** The formats that began and ended insertions and were deleted, the latest of them. */
export class GoneFormats {
  /** By client id and clock. */
  readonly #byClient = new Map<number, Map<number, GoneFormat>>()
  /** Where they were noted, the oldest first. */
  #order: (readonly [client: number, clock: number])[] = []

  set({ client, clock }: Y.ID, format: GoneFormat): void {
    const known = this.#byClient.get(client) ?? new Map<number, GoneFormat>()
    this.#byClient.set(client, known)
    if (!known.has(clock)) this.#order.push([client, clock])
    known.set(clock, format)
    // Not at every one: it walks over half of them.
    if (this.#order.length > 2 * MAX_FORMATS) this.#forget()
  }

  /** Null when it was none, or is not known. */
  get({ client, clock }: Y.ID): GoneFormat | null {
    return this.#byClient.get(client)?.get(clock) ?? null
  }

  /** Those of a client among the clocks from `start` to before `end`, the last first. */
  within(client: number, start: number, end: number): readonly (readonly [clock: number, GoneFormat])[] {
    const known = this.#byClient.get(client)
    if (known === undefined) return []
    const clocks =
      end - start < known.size
        ? Array.from({ length: end - start }, (_, at) => start + at)
        : [...known.keys()].filter((clock) => clock >= start && clock < end).sort((one, two) => one - two)
    return clocks.toReversed().flatMap((clock) => {
      const format = known.get(clock)
      return format === undefined ? [] : [[clock, format] as const]
    })
  }

  /** All of them, in the order in which they were noted. */
  all(): readonly (readonly [client: number, clock: number, GoneFormat])[] {
    return this.#order.flatMap(([client, clock]) => {
      const format = this.#byClient.get(client)?.get(clock)
      return format === undefined ? [] : [[client, clock, format] as const]
    })
  }

  #forget(): void {
    const old = this.#order.slice(0, -MAX_FORMATS)
    this.#order = this.#order.slice(-MAX_FORMATS)
    for (const [client, clock] of old) {
      const known = this.#byClient.get(client)
      known?.delete(clock)
      if (known?.size === 0) this.#byClient.delete(client)
    }
  }
}
