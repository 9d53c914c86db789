import type { LateEntry, LateTray } from '../room/late-tray.ts'
import { fitsLateTray } from './late-tray-limit.ts'

/** The late tray in memory, for tests: the whole contract but durability. */
export class MemoryLateTray implements LateTray {
  readonly #documents = new Map<string, readonly LateEntry[]>()

  async add(entry: LateEntry): Promise<boolean> {
    const kept = this.#documents.get(entry.document) ?? []
    if (kept.some(({ id }) => id === entry.id)) return true
    if (!fitsLateTray(kept, entry)) return false
    this.#documents.set(entry.document, [...kept, { ...entry, update: entry.update.slice() }])
    return true
  }

  async replace(entry: LateEntry): Promise<boolean> {
    const kept = this.#documents.get(entry.document) ?? []
    if (!kept.some(({ id }) => id === entry.id) || !fitsLateTray(kept, entry)) return false
    const own = { ...entry, update: entry.update.slice() }
    this.#documents.set(
      entry.document,
      kept.map((one) => (one.id === entry.id ? own : one)),
    )
    return true
  }

  async list(document: string): Promise<readonly LateEntry[]> {
    return this.#documents.get(document) ?? []
  }

  async remove(document: string, id: string): Promise<void> {
    const kept = this.#documents.get(document) ?? []
    this.#documents.set(
      document,
      kept.filter((entry) => entry.id !== id),
    )
  }
}
