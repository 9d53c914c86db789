import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pino } from 'pino'
import type { Role } from '#core/access/roles.ts'
import type { ApiDocument, ApiGroup, ApiJoined, ApiMember, ApiNewInvitation } from '#core/protocol/api.ts'
import { readConfig } from '../../sync-server/config.ts'
import { builtPages } from '../../sync-server/http/pages.ts'
import type { Rates } from '../../sync-server/http/rate-limits.ts'
import { startServer } from '../../sync-server/server.ts'
import { openEmbeddedStore, type EmbeddedStore } from '../../sync-server/store/embedded.ts'
import { sentenceOf } from '../../sync-server/store/start-failure.ts'

export const SETUP_TOKEN = 'setup-token-of-the-tests'

/** What a call may say beside method, path and JSON body. */
export interface CallOptions {
  readonly headers?: Readonly<Record<string, string>>
  /** Bytes or text sent as they are, instead of JSON. */
  readonly raw?: Uint8Array<ArrayBuffer> | string
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** One device: calls with its own cookie, as a page of the server would make them. */
export class Device {
  readonly url: string
  /** `name=value`, to send as `Cookie`; empty before joining. */
  cookie: string

  constructor(url: string, cookie = '') {
    this.url = url
    this.cookie = cookie
  }

  /** The answer as it comes. A cookie that is set or deleted is kept like in a browser. */
  async call(method: Method, path: string, body?: unknown, options: CallOptions = {}): Promise<Response> {
    const hasJson = body !== undefined && options.raw === undefined
    const content = hasJson ? JSON.stringify(body) : options.raw
    const response = await fetch(`${this.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(method === 'GET' ? {} : { origin: this.url }),
        ...(hasJson ? { 'content-type': 'application/json' } : {}),
        ...(this.cookie === '' ? {} : { cookie: this.cookie }),
        ...options.headers,
      },
      ...(content === undefined ? {} : { body: content }),
    })
    const [pair] = response.headers.getSetCookie().map((line) => line.split(';')[0] ?? '')
    if (pair !== undefined) this.cookie = pair.endsWith('=') ? '' : pair
    return response
  }

  /** The JSON of a call that must succeed; fails the test with the server's own words otherwise. */
  async expect<T>(method: Method, path: string, body?: unknown): Promise<T> {
    const response = await this.call(method, path, body)
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return JSON.parse(text === '' ? 'null' : text) as T // decode boundary: our own server, typed by core
  }
}

/** Somebody who has joined. */
export class Person extends Device {
  readonly member: ApiMember
  readonly group: ApiGroup

  constructor(device: Device, joined: ApiJoined) {
    super(device.url, device.cookie)
    this.member = joined.member
    this.group = joined.group
  }

  newDocument(title = 'نصّ', template?: string): Promise<ApiDocument> {
    return this.expect('POST', `/api/groups/${this.group.id}/documents`, { title, template })
  }

  invite(role: Role, wish: Readonly<Record<string, unknown>> = {}): Promise<ApiNewInvitation> {
    return this.expect('POST', `/api/groups/${this.group.id}/invitations`, { role, ...wish })
  }
}

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
    pages: [builtPages(resolve('dist'))],
    ...(rates === undefined ? {} : { rates }),
  })
  const scheme = config.value.tls === null ? 'http' : 'https'
  const url = `${scheme}://127.0.0.1:${server.port}`
  const stranger = (): Device => new Device(url)
  const joinBy = async (token: string, name: string): Promise<Person> => {
    const device = stranger()
    return new Person(device, await device.expect<ApiJoined>('POST', '/api/join', { token, name }))
  }
  const token = server.firstLink === null ? await operatorsToken(() => server.newLink()) : SETUP_TOKEN
  const facilitator = await joinBy(token, server.firstLink === null ? `ميسّر ${server.port}` : 'الميسّرة')
  let stopped: Promise<void> | null = null
  return {
    url,
    port: server.port,
    dataDir,
    store: store.value,
    facilitator,
    routes: server.app,
    stranger,
    joinBy,
    join: async (role, name) => joinBy((await facilitator.invite(role)).token, name),
    stop: async ({ keepData = false } = {}) => {
      stopped ??= server.stop()
      await stopped
      if (!keepData) await rm(dataDir, { recursive: true, force: true })
    },
  }
}

const operatorsToken = async (newLink: () => Promise<string>): Promise<string> =>
  decodeURIComponent(new URL(await newLink()).hash.slice(1))
