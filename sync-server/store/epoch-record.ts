import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { LevelDatabase } from '../log/level-database.ts'
import { nameKey } from '../log/level-keys.ts'
import { sealJson, unsealJson } from '../log/sealed-value.ts'
import { StoreDamagedError } from '../log/store-errors.ts'
import type { Epoch } from '../room/epoch.ts'

const KEY = nameKey('about', 'epoch')

/** The epoch kept beside the log; made when there is none. [LOG12] */
export const openEpoch = async (database: LevelDatabase): Promise<Epoch> => {
  const value = await database.view((view) => view.get(KEY))
  if (value === null) return renewEpoch(database)
  const id = z.string().safeParse(unsealJson(KEY, value))
  if (!id.success) throw new StoreDamagedError('the epoch is unreadable')
  return { current: () => id.data }
}

/** Says that this history is another than the one before. */
export const renewEpoch = async (database: LevelDatabase): Promise<Epoch> => {
  const id = randomUUID()
  await database.write([{ type: 'put', key: KEY, value: sealJson(KEY, id) }])
  return { current: () => id }
}
