import { fail, ok, type Result } from '#core/util/result.ts'
import type { CopyName, OfflineStore, SetAside, StoreFailure } from '../../../editor/sync/offline-store.ts'

interface MemoryCopy {
  readonly name: CopyName
  readonly updates: Uint8Array[]
  readonly unsent: Set<number>
  restores: number
}

/** {@link OfflineStore} in memory, that can be told to fail. Kept between sessions like a device's. */
export class MemoryOfflineStore implements OfflineStore {
  readonly copies = new Map<string, MemoryCopy>()
  readonly asides: SetAside[] = []
  failure: StoreFailure | null = null

  #done<T>(value: T): Promise<Result<T, StoreFailure>> {
    return Promise.resolve(this.failure === null ? ok(value) : fail(this.failure))
  }

  #copy(name: CopyName): MemoryCopy {
    const key = Object.values(name).join('/')
    const known = this.copies.get(key)
    if (known !== undefined) return known
    const fresh = { name, updates: [], unsent: new Set<number>(), restores: 0 }
    this.copies.set(key, fresh)
    return fresh
  }

  readonly load: OfflineStore['load'] = (member, document) => {
    const found = [...this.copies.values()]
      .filter(({ name }) => name.member === member && name.document === document)
      .at(-1)
    return this.#done(
      found === undefined
        ? null
        : {
            name: found.name,
            updates: [...found.updates],
            unsentClients: [...found.unsent],
            restores: found.restores,
          },
    )
  }

  readonly append: OfflineStore['append'] = (name, updates, unsentBy) => {
    if (this.failure === null) {
      const copy = this.#copy(name)
      copy.updates.push(...updates)
      if (unsentBy !== null) copy.unsent.add(unsentBy)
    }
    return this.#done(undefined)
  }

  readonly noteRestores: OfflineStore['noteRestores'] = (name, restores) => {
    if (this.failure === null) this.#copy(name).restores = restores
    return this.#done(undefined)
  }

  readonly settle: OfflineStore['settle'] = (name, clients) => {
    for (const client of clients) this.#copy(name).unsent.delete(client)
    return this.#done(undefined)
  }

  readonly replace: OfflineStore['replace'] = (name, entry) => {
    if (entry !== null) this.asides.push(entry)
    this.copies.delete(Object.values(name).join('/'))
    return this.#done(undefined)
  }

  readonly setAside: OfflineStore['setAside'] = (entry) => {
    const index = this.asides.findIndex(({ id }) => id === entry.id)
    if (index >= 0) this.asides[index] = entry
    else this.asides.push(entry)
    return this.#done(undefined)
  }

  readonly setAsides: OfflineStore['setAsides'] = () => this.#done([...this.asides])

  readonly letGo: OfflineStore['letGo'] = (id) => {
    const index = this.asides.findIndex((entry) => entry.id === id)
    if (index >= 0) this.asides.splice(index, 1)
    return this.#done(undefined)
  }

  readonly unsentDocuments: OfflineStore['unsentDocuments'] = () =>
    this.#done(
      [...this.copies.values()].filter((copy) => copy.unsent.size > 0).map((copy) => copy.name.document),
    )
}
