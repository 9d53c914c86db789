import { EMPTY_META } from './empty-meta.ts'
import { freeze } from './freeze.ts'
import type { Meta, MetaStore } from './meta-store.ts'

/** The metadata in memory, for tests: the whole contract but durability. */
export class MemoryMetaStore implements MetaStore {
  #meta: Meta

  constructor(meta: Meta = EMPTY_META) {
    this.#meta = freeze(meta)
  }

  read(): Meta {
    return this.#meta
  }

  async transact<T>(change: (meta: Meta) => { readonly meta: Meta; readonly result: T }): Promise<T> {
    const { meta, result } = change(this.#meta)
    this.#meta = freeze(meta)
    return result
  }
}
