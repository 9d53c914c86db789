import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

/** The names in a data directory. */
export const DATA_NAMES = {
  log: 'log',
  reserve: 'reserve',
  process: 'process.json',
  control: 'control.sock',
  /** There while a restore replaces the store. */
  restoring: 'restore-in-progress',
} as const

/** The server that has a data directory open. LevelDB's lock decides; this only says who. */
export interface RunningServer {
  readonly pid: number
  /** Where it listens for `npm run backup`: a local socket or pipe. */
  readonly control: string
}

const runningServer = z.object({ pid: z.number().int().positive(), control: z.string() })

/** Creates the folder for its owner only. One that is there keeps its rights. */
export const createDataDir = async (dataDir: string): Promise<void> => {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  await mkdir(join(dataDir, DATA_NAMES.log), { recursive: true, mode: 0o700 })
}

/** Who wrote its name here last; it may have died since. Null when nobody did, or illegibly. */
export const readProcessFile = async (dataDir: string): Promise<RunningServer | null> => {
  try {
    const text = await readFile(join(dataDir, DATA_NAMES.process), 'utf8')
    return runningServer.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

export const writeProcessFile = (dataDir: string, server: RunningServer): Promise<void> =>
  writeFile(join(dataDir, DATA_NAMES.process), JSON.stringify(server), { mode: 0o600 })

export const removeProcessFile = (dataDir: string): Promise<void> =>
  rm(join(dataDir, DATA_NAMES.process), { force: true })
