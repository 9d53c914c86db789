import type { ChronicleStore } from '../room/versions/chronicle-store.ts'
import type { Chronicle } from '../room/versions/chronicle.ts'

/** Chronicles in memory, for tests: the whole contract but durability. */
export class MemoryChronicleStore implements ChronicleStore {
  readonly #chronicles = new Map<string, Chronicle>()

  async get(document: string): Promise<Chronicle | null> {
    return this.#chronicles.get(document) ?? null
  }

  async put(document: string, chronicle: Chronicle): Promise<void> {
    this.#chronicles.set(document, chronicle)
  }

  async remove(document: string): Promise<void> {
    this.#chronicles.delete(document)
  }
}
