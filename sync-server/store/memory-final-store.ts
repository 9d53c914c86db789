import type { FinalStore, KnownFinals } from '../final/final-store.ts'

/** Final texts in memory, for tests: the whole contract but durability. */
export class MemoryFinalStore implements FinalStore {
  readonly #finals = new Map<string, KnownFinals>()
  #isBuilt = false

  async all(): Promise<ReadonlyMap<string, KnownFinals> | null> {
    return this.#isBuilt ? new Map(this.#finals) : null
  }

  async markBuilt(): Promise<void> {
    this.#isBuilt = true
  }

  async write(document: string, finals: KnownFinals): Promise<void> {
    this.#finals.set(document, finals)
  }

  async remove(document: string): Promise<void> {
    this.#finals.delete(document)
  }
}
