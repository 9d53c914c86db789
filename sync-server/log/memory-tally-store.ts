import type { TallyStore } from '../room/since/tally-store.ts'
import type { Tally } from '../room/since/tally.ts'

/** Tallies in memory, for tests: the whole contract but durability. */
export class MemoryTallyStore implements TallyStore {
  readonly #tallies = new Map<string, Tally>()

  async all(): Promise<ReadonlyMap<string, Tally>> {
    return new Map(this.#tallies)
  }

  async write(tallies: ReadonlyMap<string, Tally>): Promise<void> {
    for (const [document, tally] of tallies) this.#tallies.set(document, tally)
  }

  async remove(document: string): Promise<void> {
    this.#tallies.delete(document)
  }
}
