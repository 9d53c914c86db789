import { z } from 'zod'
import type { LateEntry, LateTray } from '../room/late-tray.ts'
import { fitsLateTray } from './late-tray-limit.ts'
import type { LevelDatabase } from './level-database.ts'
import { datedKey, nameRange } from './level-keys.ts'
import { sealJson, unsealJson } from './sealed-value.ts'
import { Serial } from './serial.ts'
import { StoreDamagedError } from './store-errors.ts'

const storedEntry = z.object({
  id: z.string(),
  document: z.string(),
  by: z.string(),
  at: z.number(),
  reason: z.string(),
  text: z.string(),
  update: z.base64(),
})

/** The late tray in LevelDB, in the order of receipt. */
export class LevelLateTray implements LateTray {
  readonly #database: LevelDatabase
  readonly #serial = new Serial()

  constructor(database: LevelDatabase) {
    this.#database = database
  }

  add(entry: LateEntry): Promise<boolean> {
    return this.#serial.run(async () => {
      const kept = await this.list(entry.document)
      if (kept.some(({ id }) => id === entry.id)) return true
      if (!fitsLateTray(kept, entry)) return false
      await this.#write(entry)
      return true
    })
  }

  replace(entry: LateEntry): Promise<boolean> {
    return this.#serial.run(async () => {
      const kept = await this.list(entry.document)
      // Its time is a part of its key.
      const before = kept.find(({ id }) => id === entry.id)
      if (before === undefined || !fitsLateTray(kept, entry)) return false
      await this.#write({ ...entry, at: before.at })
      return true
    })
  }

  async #write(entry: LateEntry): Promise<void> {
    const key = keyOf(entry)
    const stored = { ...entry, update: Buffer.from(entry.update).toString('base64') }
    await this.#database.write([{ type: 'put', key, value: sealJson(key, stored) }])
  }

  list(document: string): Promise<readonly LateEntry[]> {
    return this.#database.view(async (view) =>
      (await view.records(nameRange('late', document))).map(([key, value]) => {
        const stored = storedEntry.safeParse(unsealJson(key, value))
        if (!stored.success) throw new StoreDamagedError('an entry of its late tray is unreadable', document)
        return { ...stored.data, update: new Uint8Array(Buffer.from(stored.data.update, 'base64')) }
      }),
    )
  }

  remove(document: string, id: string): Promise<void> {
    return this.#serial.run(async () => {
      const entry = (await this.list(document)).find((kept) => kept.id === id)
      if (entry !== undefined) await this.#database.write([{ type: 'del', key: keyOf(entry) }])
    })
  }
}

const keyOf = ({ document, at, id }: LateEntry): Uint8Array => datedKey('late', document, at, id)
