import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import type { IncomingMessage, RequestListener, Server } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { Duplex } from 'node:stream'
import type { Express, RequestHandler } from 'express'
import type { Logger } from 'pino'
import { SCHEMA_HASH } from '#core/schema/schema-hash.ts'
import { Gate } from '#core/shared-doc/gate.ts'
import { openAudit } from './audit.ts'
import type { Config } from './config.ts'
import { toApiText } from './export/api-text.ts'
import { writeDocx } from './export/docx/write-docx.ts'
import { writeExport } from './export/write-export.ts'
import { Counters } from './figures.ts'
import { facilitatorLink, firstLink } from './first-link.ts'
import { headOf } from './http/document-list.ts'
import { createApp } from './http/app.ts'
import { findAsker } from './http/asker.ts'
import { LastChanges } from './http/last-changes.ts'
import { fromOurPage } from './http/origin-check.ts'
import { DEFAULT_RATES } from './http/rate-limits.ts'
import type { Rates } from './http/rate-limits.ts'
import { newId, systemRandom } from './http/secrets.ts'
import { exportFile, importFile, templateText } from './formats.ts'
import { ImportReader } from './import/import-reader.ts'
import { StoreDamagedError, StoreUnavailableError } from './log/store-errors.ts'
import { documentHistory } from './document-history.ts'
import { FinalRegistry } from './final/final-registry.ts'
import { finalTexts } from './final/final-texts.ts'
import { documentNews } from './document-news.ts'
import { memberDirectory, memberFor } from './member-directory.ts'
import { openNotices } from './notices.ts'
import { PdfProcess } from './pdf-process.ts'
import type { Clock } from './room/clock.ts'
import { roomDocuments } from './room-documents.ts'
import { StageCopies } from './stage-copies.ts'
import { ROOM_LIMITS } from './room/limits.ts'
import type { RoomReport } from './room/room-ports.ts'
import { RoomRegistry } from './room/room-registry.ts'
import { Summaries } from './room/since/summaries.ts'
import { Tallies } from './room/since/tallies.ts'
import { stageInLog } from './room/stage-in-log.ts'
import { Chronicles } from './room/versions/chronicles.ts'
import { SessionSockets } from './session-sockets.ts'
import type { EmbeddedStore } from './store/embedded.ts'
import { MemoryBus } from './store/memory-bus.ts'
import { systemClock } from './store/system-clock.ts'
import { SummaryThread } from './summary-thread.ts'
import { WordThread } from './word-thread.ts'
import { SyncServer } from './ws/sync-server.ts'

export interface ServerOptions {
  readonly config: Config
  readonly store: EmbeddedStore
  readonly log: Logger
  readonly pages: readonly RequestHandler[]
  readonly isDevelopment?: boolean
  readonly rates?: Rates
  /** Another time than the system's, for tests. */
  readonly clock?: Clock
  /** Another schema than that of this build, for tests. */
  readonly schema?: string
}

export interface RunningServer {
  readonly port: number
  readonly publicUrl: string
  /** The facilitator's first link: only from the start on an empty store. */
  readonly firstLink: string | null
  /** Another link for a facilitator, as `npm run facilitator-link` asks for it. */
  newLink(): Promise<string>
  /** For a check of every route. */
  readonly app: Express
  /** Takes nothing new, makes durable what was taken, closes every socket with 1012, closes the store. */
  stop(): Promise<void>
}

const reportTo =
  (log: Logger, counters: Counters) =>
  (report: RoomReport): void => {
    counters.note(report)
    if ('error' in report) {
      const { type, document, error } = report
      log.error({ document, failure: error instanceof Error ? error.message : String(error) }, type)
    } else log.debug(report, report.type)
  }

/** The failure names the variable that says where the file is. */
const tlsFile = (variable: 'TLS_CERT' | 'TLS_KEY', path: string): Promise<Buffer> =>
  readFile(path).catch((error: unknown) => {
    const detail = error instanceof Error ? error.message : String(error)
    throw new Error(`${variable} names a file that cannot be read: ${detail}`)
  })

const listen = async (config: Config, answer: RequestListener): Promise<Server> => {
  const { tls } = config
  const server =
    tls === null
      ? createHttpServer()
      : createHttpsServer({
          cert: await tlsFile('TLS_CERT', tls.certFile),
          key: await tlsFile('TLS_KEY', tls.keyFile),
        })
  // Slow senders are given up on; a stream of changes and a socket have no such limit.
  server.headersTimeout = 20_000
  server.requestTimeout = 120_000
  server.keepAliveTimeout = 65_000
  server.on('request', answer)
  server.listen(config.port, config.host)
  await once(server, 'listening')
  return server
}

const portOf = (server: Server): number => {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** Who asks by the same rule as express's `req.ip`: a proxy's header counts where the proxy is trusted. */
const addressOf = (app: Express, request: IncomingMessage): string => {
  const address: unknown = Reflect.get(app.request, 'ip', Object.create(request, { app: { value: app } }))
  return typeof address === 'string' ? address : ''
}

/** With PORT=0 the system chooses the port, which the address that people are told must name. */
const withPort = (publicUrl: string, port: number): string => publicUrl.replace(/:0$/, `:${port}`)

/** Puts the parts together and listens. Rejects, and listens no more, when the port, the TLS files or the store cannot be used. */
export const startServer = async (options: ServerOptions): Promise<RunningServer> => {
  const { config, store, log, pages } = options
  const [clock, random, counters] = [options.clock ?? systemClock, systemRandom, new Counters()]
  const directory = memberDirectory(store.meta)
  const bus = new MemoryBus((error) => log.error({ failure: String(error) }, 'a listener failed'))
  const tallies = await Tallies.open(store.log, store.tallies, clock, (error) =>
    log.error({ failure: String(error) }, 'what is unread could not be counted'),
  )
  const { auditor, host: audit, auditHead } = await openAudit(store, clock, log)
  const { meta } = auditor
  const chronicles = new Chronicles(tallies.counting(), store.chronicles, (error) =>
    log.error({ failure: String(error) }, 'what there is to tell of a document could not be kept'),
  )
  const updateLog = counters.timed(await auditor.following(chronicles.following()), clock)
  let open: (app: Express) => void = () => undefined
  const opened = new Promise<Express>((resolve) => (open = resolve))
  // The port is known only after listening; whoever asks meanwhile waits until everything is in place.
  const server = await listen(config, (request, response) => {
    void opened.then((app) => app(request, response))
  })
  const port = portOf(server)
  const publicUrl = withPort(config.publicUrl, port)
  const settings = { publicUrl, trustProxy: config.trustProxy, metricsToken: config.metricsToken }
  const https = publicUrl.startsWith('https:')
  const registry = new RoomRegistry({
    log: updateLog,
    lateTray: store.lateTray,
    inbox: store.inbox,
    clock,
    epoch: store.epoch,
    bus,
    directory,
    newJudge: (judge) => new Gate(judge),
    newId: () => newId(random),
    // Smaller than nearly every browser's: of what two write at one place at once, the server's stands in front.
    newClientId: () => Buffer.from(random(4)).readUInt32BE() >>> 12,
    schema: options.schema ?? SCHEMA_HASH,
    limits: ROOM_LIMITS,
    report: reportTo(log, counters),
  })
  const notices = openNotices({
    store,
    registry,
    updateLog,
    directory,
    smtp: config.smtp,
    publicUrl,
    clock,
    random,
    log,
  })
  const imports = new ImportReader()
  const words = new WordThread()
  const pdfs = new PdfProcess()
  bus.subscribe((event) => {
    if (event.type !== 'document') return
    const document = store.meta.read().documents[event.document]
    if (document !== undefined) registry.room(document.id)?.tellHead(headOf(document))
  })
  const lastChanges = new LastChanges(meta, clock, bus, (error) =>
    log.error({ failure: String(error) }, 'the times of last changes could not be stored'),
  )
  const comparing = new SummaryThread()
  const authoring = new SummaryThread()
  const rooms = roomDocuments(registry, updateLog, store)
  const news = documentNews({
    documents: rooms,
    summaries: new Summaries(updateLog, (stretch) => comparing.summarise(stretch)),
    tallies,
    seenMarks: store.seenMarks,
    clock,
  })
  const history = documentHistory({
    documents: rooms,
    log: updateLog,
    chronicles,
    reading: comparing,
    authoring,
    textBlocks: toApiText,
    clock,
  })
  const finalRegistry = await FinalRegistry.open(updateLog, store.finals, (error) =>
    log.error({ failure: String(error) }, 'final texts could not be read from the logs'),
  )
  const finals = finalTexts({
    registry: finalRegistry,
    documents: rooms,
    meta,
    importFile: importFile(imports),
    fileOf: (format, document, blocks) =>
      format === 'docx'
        ? writeDocx({ ...document, blocks, marked: null })
        : writeExport(format, { ...document, blocks }).body,
    auditHead,
  })
  const stageCopies = new StageCopies({
    meta,
    stageOf: (document) => rooms.stage(document),
    stageInLog: (document) => stageInLog(document, store.log),
    failed: (error) => log.error({ failure: String(error) }, 'the copies of stages could not be mended'),
  })
  const app = createApp({
    settings,
    rates: options.rates ?? DEFAULT_RATES,
    meta,
    audit,
    sessions: store.sessions,
    seenMarks: store.seenMarks,
    inbox: notices.inbox,
    mail: notices.mail,
    news,
    documents: {
      ...rooms,
      remove: async (document) => {
        await rooms.remove(document)
        await news.forget(document)
        await auditor.forget(document)
        await history.forget(document)
        await finals.forget(document)
      },
    },
    history,
    finals,
    stageCopy: stageCopies,
    lastChanges,
    membersHere: (document) => registry.room(document)?.membersHere ?? [],
    importFile: importFile(imports),
    exportFile,
    exportWord: (request) => words.write(request),
    exportPdf: (request) => pdfs.write(request),
    templateText,
    textBlocks: toApiText,
    bus,
    clock,
    random,
    log,
    trouble: async () => {
      const health = registry.healthy()
      if (!health.ok) return health.reason
      return store.probe().then(
        () => null,
        () => 'the store cannot be written',
      )
    },
    isStoreFailure: (error) => error instanceof StoreUnavailableError || error instanceof StoreDamagedError,
    metrics: () => ({ ...registry.counts(), ...counters.read() }),
    pages,
    isDevelopment: options.isDevelopment ?? false,
  })
  const sessionSockets = new SessionSockets(store.sessions, bus, (error) =>
    log.error({ failure: String(error) }, 'sessions could not be read'),
  )
  const sync = new SyncServer({
    registry,
    authenticate: async (request, document) => {
      const asker = await findAsker(request.headers.cookie, https, store.sessions, store.meta)
      if (asker === null) return 'no-session'
      const { tokenHash, members } = asker.session
      sessionSockets.add({ tokenHash, members, socket: request.socket })
      return memberFor(store.meta, asker.members, document)
    },
    allowsOrigin: (_origin, request) => fromOurPage(request.headers, publicUrl),
    addressOf: (request) => addressOf(app, request),
    clock,
    report: ({ type, error }) => log.debug({ failure: String(error) }, type),
  })
  const tools = { meta, random, clock, settings }
  // Whoever asks waits for what will not come: they are let go with the port.
  const link = await firstLink(tools, config.setupToken).catch((error: unknown) => {
    server.close()
    server.closeAllConnections()
    throw error
  })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (!sync.handleUpgrade(request, socket, head)) socket.end('HTTP/1.1 404 Not Found\r\n\r\n')
  })
  const newLink = (): Promise<string> => facilitatorLink(tools, null)
  store.answerLinks(newLink)
  notices.start()
  stageCopies.mend()
  open(app)
  return {
    port,
    publicUrl,
    firstLink: link,
    newLink,
    app,
    stop: async () => {
      const closed = once(server, 'close')
      server.close()
      sync.close()
      notices.stop()
      await stageCopies.close()
      await imports.close()
      await words.close()
      await pdfs.close()
      await comparing.close()
      await authoring.close()
      await lastChanges.close().catch((error: unknown) => log.error({ failure: String(error) }, 'stopping'))
      await registry.closeAll()
      await chronicles.settled()
      await finalRegistry.close()
      await tallies.close().catch((error: unknown) => log.error({ failure: String(error) }, 'stopping'))
      await auditor.close().catch((error: unknown) => log.error({ failure: String(error) }, 'stopping'))
      sync.terminateAll()
      server.closeAllConnections()
      await closed
      await store.close()
    },
  }
}
