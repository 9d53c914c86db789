import { createReadStream } from 'node:fs'
import { access, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { assert } from '#core/util/assert.ts'
import { fail, ok, type Result } from '#core/util/result.ts'
import { createDataDir, DATA_NAMES, readProcessFile } from '../data-dir.ts'
import { DiskReserve } from '../log/disk-reserve.ts'
import { LevelDatabase, type Operation } from '../log/level-database.ts'
import { failureCode } from '../log/store-errors.ts'
import { BackupDamagedError, readBackup, verifyBackup } from './backup-format.ts'
import { answersAt } from './control-socket.ts'
import { durableFiles } from './durable-files.ts'
import { SERVER } from '../room/member.ts'
import { renewEpoch } from './epoch-record.ts'
import { LevelAuditChain } from './level-audit-chain.ts'
import { META_FILE, MetaFile, PREVIOUS_META_FILE, readMetaFile } from './meta-file.ts'
import { decodeMeta } from './meta-format.ts'
import type { Meta } from './meta-store.ts'
import { systemClock } from './system-clock.ts'

export type RestoreFailure =
  | { readonly reason: 'in-use'; readonly pid: number | null }
  | { readonly reason: 'bad-backup'; readonly detail: string }
  | { readonly reason: 'no-previous' }

/** Where what was replaced has been put; null when there was nothing. */
export interface Restored {
  readonly aside: string | null
}

const STORE_NAMES: readonly string[] = [DATA_NAMES.log, META_FILE, PREVIOUS_META_FILE]
const BATCH_BYTES = 1024 * 1024

/**
 * Replaces the store of a data directory by a backup, as a new epoch. The backup is read to its end before anything
 * is touched; what was there is put aside, not deleted; a crash on the way leaves a mark on which the server refuses
 * to start, and the same command finishes it. [LOG12] [LOG17]
 */
export const restoreBackup = async (
  dataDir: string,
  file: string,
  stamp: string,
): Promise<Result<Restored, RestoreFailure>> => {
  try {
    await verifyBackup(createReadStream(file))
  } catch (error) {
    if (error instanceof BackupDamagedError) return fail({ reason: 'bad-backup', detail: error.message })
    throw error
  }
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const inUse = await userOf(dataDir)
  if (inUse !== null) return fail(inUse)
  const building = join(dataDir, 'restoring')
  await rm(building, { recursive: true, force: true })
  await createDataDir(building)
  await build(building, createReadStream(file))
  await writeFile(join(dataDir, DATA_NAMES.restoring), stamp, { mode: 0o600, flush: true })
  await durableFiles.syncFolder(dataDir)
  const aside = await putAside(dataDir, STORE_NAMES, stamp)
  // The metadata last: a log without it is refused at the start.
  await rename(join(building, DATA_NAMES.log), join(dataDir, DATA_NAMES.log))
  await rename(join(building, META_FILE), join(dataDir, META_FILE))
  await durableFiles.syncFolder(dataDir)
  await rm(join(dataDir, DATA_NAMES.restoring))
  await rm(building, { recursive: true, force: true })
  await durableFiles.syncFolder(dataDir)
  return ok({ aside })
}

/** Puts the previous generation of the metadata in the place of a damaged one, which is put aside. */
export const restorePreviousMeta = async (
  dataDir: string,
  stamp: string,
): Promise<Result<Restored, RestoreFailure>> => {
  const inUse = await userOf(dataDir)
  if (inUse !== null) return fail(inUse)
  const previous = join(dataDir, PREVIOUS_META_FILE)
  if (!(await readMetaFile(previous)).ok) return fail({ reason: 'no-previous' })
  const copy = join(dataDir, `metadata.${stamp}.tmp`)
  await durableFiles.remove(copy)
  await durableFiles.duplicate(previous, copy)
  const aside = await putAside(dataDir, [META_FILE], stamp)
  await rename(copy, join(dataDir, META_FILE))
  await durableFiles.syncFolder(dataDir)
  await noteMetaRestore(dataDir)
  return ok({ aside })
}

/** The restore is an entry in the chain of each group that it brings back [AUD5]. */
const noteRestore = async (
  database: LevelDatabase,
  { groups }: Meta,
  act: 'backup-restored' | 'metadata-restored',
): Promise<void> => {
  const at = systemClock.now()
  const acts = Object.keys(groups).map((group) => ({
    act: { group, at, by: SERVER, act, document: null, details: {} },
    source: null,
  }))
  await (await LevelAuditChain.open(database)).append({ acts, marks: new Map() })
}

/** A log that does not open now is not what this command mends: the metadata is restored all the same. */
const noteMetaRestore = async (dataDir: string): Promise<void> => {
  const meta = await readMetaFile(join(dataDir, META_FILE))
  const database = await openLog(dataDir).catch(() => null)
  if (database === null) return
  try {
    if (meta.ok) await noteRestore(database, meta.value, 'metadata-restored')
  } finally {
    await database.close()
  }
}

/** Who has the store open. LevelDB's own lock decides, where there is a database that opens. */
const userOf = async (dataDir: string): Promise<Extract<RestoreFailure, { reason: 'in-use' }> | null> => {
  const running = await readProcessFile(dataDir)
  if (running !== null && (await answersAt(running.control))) return { reason: 'in-use', pid: running.pid }
  try {
    await (await openLog(dataDir)).close()
  } catch (error) {
    // Missing or damaged is what a restore is for.
    if (failureCode(error) === 'LEVEL_LOCKED') return { reason: 'in-use', pid: running?.pid ?? null }
  }
  return null
}

/** The log of a stopped server. Rejects when there is none, or another process has it. */
export const openLog = async (dataDir: string): Promise<LevelDatabase> => {
  const location = join(dataDir, DATA_NAMES.log)
  // LevelDB would make the folder even when it is told not to create.
  await access(join(location, 'CURRENT'))
  return LevelDatabase.open(location, { create: false, reserve: new DiskReserve('', 0) })
}

const build = async (folder: string, file: AsyncIterable<Uint8Array>): Promise<void> => {
  const database = await LevelDatabase.open(join(folder, DATA_NAMES.log), {
    create: true,
    reserve: new DiskReserve('', 0),
  })
  try {
    let meta: Meta | null = null
    let operations: Operation[] = []
    let bytes = 0
    for await (const { key, value } of readBackup(file)) {
      if (key.byteLength === 0) {
        const decoded = decodeMeta(value)
        meta = decoded.ok ? decoded.value : null
        continue
      }
      operations.push({ type: 'put', key, value })
      bytes += value.byteLength
      if (bytes < BATCH_BYTES) continue
      await database.write(operations)
      operations = []
      bytes = 0
    }
    if (operations.length > 0) await database.write(operations)
    await renewEpoch(database)
    assert(meta !== null, 'a verified backup has metadata')
    await noteRestore(database, meta, 'backup-restored')
    await new MetaFile(folder).write(meta)
  } finally {
    await database.close()
  }
}

const putAside = async (dataDir: string, names: readonly string[], stamp: string): Promise<string | null> => {
  const there = (await readdir(dataDir)).filter((name) => names.includes(name))
  if (there.length === 0) return null
  const aside = join(dataDir, `before-restore-${stamp}`)
  await mkdir(aside, { recursive: true, mode: 0o700 })
  for (const name of there) await rename(join(dataDir, name), join(aside, name))
  await durableFiles.syncFolder(aside)
  return aside
}
