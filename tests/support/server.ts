import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pino } from 'pino'
import type { Role } from '#core/access/roles.ts'
import { readConfig } from '../../sync-server/config.ts'
import { builtPages } from '../../sync-server/http/pages.ts'
import type { Rates } from '../../sync-server/http/rate-limits.ts'
import type { Clock } from '../../sync-server/room/clock.ts'
import { startServer } from '../../sync-server/server.ts'
import { openEmbeddedStore, type EmbeddedStore } from '../../sync-server/store/embedded.ts'
import { sentenceOf } from '../../sync-server/store/start-failure.ts'
import { Device, joinBy, type Person } from './device.ts'

export const SETUP_TOKEN = 'setup-token-of-the-tests'

export interface TestServer {
  /** `http://127.0.0.1:port` */
  readonly url: string
  readonly port: number
  readonly dataDir: string
  readonly store: EmbeddedStore
  /** Already joined by the first link. */
  readonly facilitator: Person
  readonly routes: Awaited<ReturnType<typeof startServer>>['app']
  /** A device that nobody has signed in on. */
  stranger(): Device
  /** Joins by a token under a name; fails unless the server lets them in. */
  joinBy(token: string, name: string): Promise<Person>
  /** Invited by the facilitator and joined. */
  join(role: Role, name: string): Promise<Person>
  /** Stops the server; `keepData` leaves its folder for a next start. A second call does nothing. */
  stop(options?: { readonly keepData?: boolean }): Promise<void>
}

export interface TestServerOptions {
  /** A folder of an earlier server; by default a new one. */
  readonly dataDir?: string
  /** By default any free port. */
  readonly port?: number
  readonly rates?: Rates
  /** Further variables of the environment, as `main.ts` would read them. */
  readonly environment?: Readonly<Record<string, string>>
  /** Puts something in the place of a part of the store, to let it fail. */
  readonly changeStore?: (store: EmbeddedStore) => EmbeddedStore
  /** The folder of the pages; by default those of the last build. */
  readonly pages?: string
  /** Another time than the system's. */
  readonly clock?: Clock
  /** Another schema than that of this build: pages of this build are too old for it. */
  readonly schema?: string
  /** Receives each line of the log, at every level. */
  readonly hearLog?: (line: string) => void
}

/**
 * The real server in this process: embedded store in a folder of its own, rooms, sockets, pages of the last build.
 * The facilitator is signed in. Also for Playwright: it uses nothing of vitest.
 */
export const startTestServer = async (options: TestServerOptions = {}): Promise<TestServer> => {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'siyagha-server-')))
  const config = readConfig({
    PORT: String(options.port ?? 0),
    DATA_DIR: dataDir,
    SETUP_TOKEN,
    ...options.environment,
  })
  if (!config.ok) throw new Error(config.error.message)
  const store = await openEmbeddedStore(dataDir, { reserveBytes: 64 * 1024 })
  if (!store.ok) throw new Error(sentenceOf(store.error))
  const { hearLog, rates } = options
  const log = hearLog === undefined ? pino({ level: 'silent' }) : pino({ level: 'trace' }, { write: hearLog })
  const server = await startServer({
    config: config.value,
    store: options.changeStore?.(store.value) ?? store.value,
    log,
    pages: [builtPages(resolve(options.pages ?? 'dist'))],
    ...(rates === undefined ? {} : { rates }),
    ...(options.clock === undefined ? {} : { clock: options.clock }),
    ...(options.schema === undefined ? {} : { schema: options.schema }),
  })
  const scheme = config.value.tls === null ? 'http' : 'https'
  const url = `${scheme}://127.0.0.1:${server.port}`
  const stranger = (): Device => new Device(url)
  const token = server.firstLink === null ? await operatorsToken(() => server.newLink()) : SETUP_TOKEN
  const facilitator = await joinBy(
    url,
    token,
    server.firstLink === null ? `ميسّر ${server.port}-${++starts}` : 'الميسّرة',
  )
  let stopped: Promise<void> | null = null
  return {
    url,
    port: server.port,
    dataDir,
    store: store.value,
    facilitator,
    routes: server.app,
    stranger,
    joinBy: (invitation, name) => joinBy(url, invitation, name),
    join: async (role, name) => joinBy(url, (await facilitator.invite(role)).token, name),
    stop: async ({ keepData = false } = {}) => {
      stopped ??= server.stop()
      await stopped
      if (!keepData) await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Names the operators of servers that were started again on the same folder. */
let starts = 0

const operatorsToken = async (newLink: () => Promise<string>): Promise<string> =>
  decodeURIComponent(new URL(await newLink()).hash.slice(1))
