import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { DiskReserve } from '../../sync-server/log/disk-reserve.ts'
import { LevelDatabase, type Commit } from '../../sync-server/log/level-database.ts'
import { scratchDir } from './scratch-dir.ts'

/** No reserve: tests that need one say so, the others would write 16 MB each. */
export const openLevel = (
  directory: string,
  options: { readonly commit?: Commit; readonly reserveBytes?: number } = {},
): Promise<LevelDatabase> =>
  LevelDatabase.open(join(directory, 'log'), {
    create: true,
    reserve: new DiskReserve(join(directory, 'reserve'), options.reserveBytes ?? 0),
    ...(options.commit === undefined ? {} : { commit: options.commit }),
  })

/** A database in a folder of its own, closed at the end of the test. */
export const scratchLevel = async (options: { readonly commit?: Commit } = {}): Promise<LevelDatabase> => {
  const database = await openLevel(await scratchDir(), options)
  onTestFinished(() => database.close())
  return database
}
