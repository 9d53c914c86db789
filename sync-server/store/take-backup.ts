import { createReadStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fail, ok, type Result } from '#core/util/result.ts'
import { readProcessFile } from '../data-dir.ts'
import { verifyBackup } from './backup-format.ts'
import { answersAt, askServer } from './control-socket.ts'
import { durableFiles } from './durable-files.ts'
import { openEmbeddedStore } from './embedded.ts'
import type { StartFailure } from './start-failure.ts'

export interface BackupTaken {
  readonly records: number
  readonly bytes: number
}

/**
 * Writes a backup of a data directory into `file`: asks the server that has it open, or opens it when none has.
 * `file` appears only when it is whole and has been read back. [LOG17]
 */
export const takeBackup = async (
  dataDir: string,
  file: string,
): Promise<Result<BackupTaken, StartFailure>> => {
  const partial = `${file}.partial`
  await rm(partial, { force: true })
  const target = await open(partial, 'wx', 0o600)
  const take = async (bytes: Uint8Array): Promise<void> => {
    await target.writeFile(bytes)
  }
  let failure: StartFailure | null
  try {
    failure = await fill(dataDir, take)
    await target.sync()
  } finally {
    await target.close()
  }
  if (failure !== null) {
    await rm(partial, { force: true })
    return fail(failure)
  }
  let bytes = 0
  const source = createReadStream(partial)
  source.on('data', (chunk) => (bytes += chunk.length))
  const { records } = await verifyBackup(source)
  await rename(partial, file)
  await durableFiles.syncFolder(dirname(file))
  return ok({ records, bytes })
}

const fill = async (
  dataDir: string,
  take: (bytes: Uint8Array) => Promise<void>,
): Promise<StartFailure | null> => {
  const running = await readProcessFile(dataDir)
  if (running !== null && (await answersAt(running.control))) {
    for await (const chunk of await askServer(running.control, 'backup')) await take(chunk)
    return null
  }
  const store = await openEmbeddedStore(dataDir)
  if (!store.ok) return store.error
  try {
    await store.value.backup(take)
    return null
  } finally {
    await store.value.close()
  }
}
