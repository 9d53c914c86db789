import type * as Y from 'yjs'

/** So many stretches of deleted items are remembered. */
const MAX_RANGES = 8_192

interface Deleted {
  readonly client: number
  readonly start: number
  readonly end: number
  readonly by: string
}

/**
 * Who deleted what, of late. Yjs does not say; and only who deleted something brings it back by an undo [GAT400].
 * In memory alone: after a restart nothing is known.
 */
export class Deleters {
  #ranges: Deleted[] = []

  note(deleted: readonly Y.Transaction['deleteSet'][], by: string): void {
    for (const { clients } of deleted)
      for (const [client, ranges] of clients)
        for (const { clock, len } of ranges) this.#ranges.push({ client, start: clock, end: clock + len, by })
    // Not at every one: cutting moves all of them.
    if (this.#ranges.length > 2 * MAX_RANGES) this.#ranges = this.#ranges.slice(-MAX_RANGES)
  }

  /** Null when it is not known. */
  of({ client, clock }: Y.ID): string | null {
    return (
      this.#ranges.findLast((one) => one.client === client && one.start <= clock && clock < one.end)?.by ??
      null
    )
  }
}
