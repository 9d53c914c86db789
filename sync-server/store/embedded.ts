import { readdir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { PassThrough } from 'node:stream'
import { fail, ok, type Result } from '#core/util/result.ts'
import {
  createDataDir,
  DATA_NAMES,
  readProcessFile,
  removeProcessFile,
  writeProcessFile,
} from '../data-dir.ts'
import type { AuditChain } from '../audit/audit-chain.ts'
import { DiskReserve, RESERVE_BYTES } from '../log/disk-reserve.ts'
import { LevelChronicleStore } from '../log/level-chronicle-store.ts'
import { LevelDatabase } from '../log/level-database.ts'
import { spaceRange } from '../log/level-keys.ts'
import { LevelLateTray } from '../log/level-late-tray.ts'
import { LevelTallyStore } from '../log/level-tally-store.ts'
import { LevelUpdateLog } from '../log/level-update-log.ts'
import { failureCode, StoreDamagedError } from '../log/store-errors.ts'
import type { Epoch } from '../room/epoch.ts'
import type { MailBook } from '../mail/mail-book.ts'
import type { LateTray } from '../room/late-tray.ts'
import type { Inbox } from '../room/notices/inbox.ts'
import type { TallyStore } from '../room/since/tally-store.ts'
import type { ChronicleStore } from '../room/versions/chronicle-store.ts'
import type { UpdateLog } from '../room/update-log.ts'
import { dumpAudit } from './audit-dump.ts'
import { writeBackup } from './backup-format.ts'
import { answersAt, listenForControl, type ControlRequest } from './control-socket.ts'
import { EMPTY_META } from './empty-meta.ts'
import { openEpoch } from './epoch-record.ts'
import { LevelAuditChain } from './level-audit-chain.ts'
import { LevelInbox } from './level-inbox.ts'
import { LevelMailBook } from './level-mail-book.ts'
import { LevelSeenMarks } from './level-seen-marks.ts'
import { LevelSessionStore } from './level-session-store.ts'
import { LowdbMetaStore } from './lowdb-meta-store.ts'
import { MetaDamagedError, MetaFile, PREVIOUS_META_FILE, readMetaFile } from './meta-file.ts'
import type { Meta, MetaStore } from './meta-store.ts'
import type { SeenMarks } from './seen-marks.ts'
import type { SessionStore } from './session-store.ts'
import { systemClock } from './system-clock.ts'
import { RESTORE_BACKUP, RESTORE_PREVIOUS, type StartFailure } from './start-failure.ts'

/** Everything that a server keeps, in one folder. */
export interface EmbeddedStore {
  readonly log: UpdateLog
  readonly lateTray: LateTray
  readonly inbox: Inbox
  readonly mail: MailBook
  readonly tallies: TallyStore
  readonly chronicles: ChronicleStore
  readonly meta: MetaStore
  readonly sessions: SessionStore
  readonly seenMarks: SeenMarks
  readonly audit: AuditChain
  readonly epoch: Epoch
  /** Can it store now? Rejects with the reason: for the health answer. Cheap. */
  probe(): Promise<void>
  /** One moment of everything, given piece by piece; the same as `npm run backup`. */
  backup(take: (bytes: Uint8Array) => Promise<void>): Promise<void>
  /** Who makes a facilitator's link when the operator asks this server for one. */
  answerLinks(make: () => Promise<string>): void
  /** Ends what is under way well, then gives the folder free. Afterwards every call rejects. */
  close(): Promise<void>
}

export interface EmbeddedOptions {
  /** Space kept back for a full disk; see DiskReserve. */
  readonly reserveBytes?: number
}

/** Opens the store of a data directory, or makes it where there is none; never an empty one over a damaged one. */
export const openEmbeddedStore = async (
  folder: string,
  options: EmbeddedOptions = {},
): Promise<Result<EmbeddedStore, StartFailure>> => {
  const dataDir = resolve(folder)
  const opened: LevelDatabase[] = []
  try {
    return ok(await open(dataDir, options, opened))
  } catch (error) {
    await Promise.all(opened.map((database) => database.close()))
    return fail(await failureOf(dataDir, error))
  }
}

/** What `open` cannot go on from, already named. */
class StartRefusal extends Error {
  readonly failure: StartFailure
  constructor(failure: StartFailure) {
    super(failure.reason)
    this.failure = failure
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

const open = async (
  dataDir: string,
  options: EmbeddedOptions,
  opened: LevelDatabase[],
): Promise<EmbeddedStore> => {
  await createDataDir(dataDir)
  const running = await readProcessFile(dataDir)
  if (running !== null && (await answersAt(running.control))) {
    throw new StartRefusal({ reason: 'in-use', dataDir, pid: running.pid })
  }
  if (await exists(join(dataDir, DATA_NAMES.restoring))) {
    throw new StartRefusal({ reason: 'restore-interrupted', dataDir, command: RESTORE_BACKUP })
  }
  const metaFile = new MetaFile(dataDir)
  const stored = await metaFile.read()
  const database = await openDatabase(dataDir, stored, options.reserveBytes ?? RESERVE_BYTES)
  opened.push(database)
  if (stored === null && (await isUsed(database))) {
    throw new MetaDamagedError(join(dataDir, 'metadata.json'), 'missing')
  }
  // A full disk must not keep the server from being read: whoever writes is refused until there is space.
  await database.probe().catch(() => undefined)
  const epoch = await openEpoch(database)
  const inbox = await LevelInbox.open(database, systemClock.now())
  const audit = await LevelAuditChain.open(database)
  await metaFile.sweep()
  const meta = await LowdbMetaStore.open(metaFile, EMPTY_META)
  const backup = (take: (bytes: Uint8Array) => Promise<void>): Promise<void> =>
    writeBackup(database, () => meta.read(), take)
  let makeLink = (): Promise<string> => Promise.reject(new Error('the server is still starting'))
  const control = await listenForControl(dataDir, (request) =>
    answerControl(request, {
      backup,
      audit: (take) => dumpAudit(database, () => meta.read(), take),
      'facilitator-link': async (take) => take(Buffer.from(await makeLink())),
    }),
  )
  await writeProcessFile(dataDir, { pid: process.pid, control: control.path })
  return {
    log: new LevelUpdateLog(database),
    lateTray: new LevelLateTray(database),
    inbox,
    mail: new LevelMailBook(database),
    tallies: new LevelTallyStore(database),
    chronicles: new LevelChronicleStore(database),
    meta,
    sessions: new LevelSessionStore(database),
    seenMarks: new LevelSeenMarks(database),
    audit,
    epoch,
    probe: () => database.probe(),
    backup,
    answerLinks: (make) => {
      makeLink = make
    },
    close: async () => {
      await control.close()
      await meta.settled()
      await removeProcessFile(dataDir)
      await database.close()
    },
  }
}

/** Metadata without a database, or the other way round, is a loss, never a beginning. [LOG14] */
const openDatabase = async (
  dataDir: string,
  stored: Meta | null,
  reserveBytes: number,
): Promise<LevelDatabase> => {
  const location = join(dataDir, DATA_NAMES.log)
  if (!(await exists(join(location, 'CURRENT')))) {
    // LevelDB would begin anew here and delete the files that it does not know.
    const left = (await readdir(location)).some((name) => /\.(ldb|log)$/.test(name))
    if (stored !== null || left) throw new StoreDamagedError('its file CURRENT is missing')
  }
  return LevelDatabase.open(location, {
    create: stored === null,
    reserve: new DiskReserve(join(dataDir, DATA_NAMES.reserve), reserveBytes),
  })
}

const isUsed = (database: LevelDatabase): Promise<boolean> =>
  database.view(async (view) => {
    for (const space of ['head', 'entry', 'session'] as const) {
      if ((await view.records(spaceRange(space), 1)).length > 0) return true
    }
    return false
  })

type Answers = Readonly<
  Record<Exclude<ControlRequest, 'who'>, (take: (bytes: Uint8Array) => Promise<void>) => Promise<void>>
>

const answerControl = (request: ControlRequest, answers: Answers): AsyncIterable<Uint8Array> => {
  const answer = new PassThrough()
  if (request === 'who') return answer.end(String(process.pid))
  const take = (bytes: Uint8Array): Promise<void> =>
    new Promise((resolve, reject) => {
      answer.write(bytes, (error) => {
        if (error) reject(error)
        else resolve()
      })
    })
  answers[request](take).then(
    () => answer.end(),
    (error: unknown) => answer.destroy(error instanceof Error ? error : new Error(String(error))),
  )
  return answer
}

const failureOf = async (dataDir: string, error: unknown): Promise<StartFailure> => {
  if (error instanceof StartRefusal) return error.failure
  if (error instanceof MetaDamagedError) {
    const previous = await readMetaFile(join(dataDir, PREVIOUS_META_FILE))
    const command = previous.ok ? RESTORE_PREVIOUS : RESTORE_BACKUP
    return { reason: 'damaged', file: error.file, detail: error.damage, command }
  }
  const detail = error instanceof Error ? causeMessage(error) : String(error)
  const code = failureCode(error)
  if (code === 'LEVEL_LOCKED') {
    return { reason: 'in-use', dataDir, pid: (await readProcessFile(dataDir))?.pid ?? null }
  }
  if (code === 'LEVEL_CORRUPTION' || error instanceof StoreDamagedError) {
    return { reason: 'damaged', file: join(dataDir, DATA_NAMES.log), detail, command: RESTORE_BACKUP }
  }
  return { reason: 'unusable', dataDir, detail }
}

/** LevelDB's wrapper says only that it failed; the cause says why. */
const causeMessage = (error: Error): string =>
  error.cause instanceof Error ? causeMessage(error.cause) : error.message
