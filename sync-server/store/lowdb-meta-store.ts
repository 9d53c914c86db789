import { Low, type Adapter } from 'lowdb'
import { Serial } from '../log/serial.ts'
import { asStoreError } from '../log/store-errors.ts'
import { freeze } from './freeze.ts'
import type { Meta, MetaStore } from './meta-store.ts'

/** The metadata in lowdb: held in memory, written as a whole on each change, one change at a time. [LOG13] */
export class LowdbMetaStore implements MetaStore {
  readonly #low: Low<Meta>
  readonly #serial = new Serial()
  /** What is durable; `#low.data` may be ahead of it while a write is under way. */
  #meta: Meta

  private constructor(low: Low<Meta>) {
    this.#low = low
    this.#meta = freeze(low.data)
  }

  /** `initial` is written when the adapter has nothing. */
  static async open(adapter: Adapter<Meta>, initial: Meta): Promise<LowdbMetaStore> {
    const stored = await adapter.read()
    const low = new Low(adapter, stored ?? initial)
    if (stored === null) await low.write()
    return new LowdbMetaStore(low)
  }

  read(): Meta {
    return this.#meta
  }

  transact<T>(change: (meta: Meta) => { readonly meta: Meta; readonly result: T }): Promise<T> {
    return this.#serial.run(async () => {
      const { meta, result } = change(this.#meta)
      if (meta === this.#meta) return result
      this.#low.data = freeze(meta)
      try {
        await this.#low.write()
      } catch (error) {
        this.#low.data = this.#meta
        throw asStoreError(error)
      }
      this.#meta = meta
      return result
    })
  }

  /** Resolves when every change asked for so far has ended. */
  settled(): Promise<void> {
    return this.#serial.run(async () => undefined)
  }
}
