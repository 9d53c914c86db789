import { join } from 'node:path'
import { pino } from 'pino'
import type { Config } from './config.ts'
import { readConfig } from './config.ts'
import { developedPages } from './http/developed-pages.ts'
import { builtPages } from './http/pages.ts'
import { StoreDamagedError, StoreUnavailableError } from './log/store-errors.ts'
import { startServer } from './server.ts'
import type { RunningServer } from './server.ts'
import { openEmbeddedStore } from './store/embedded.ts'
import { exitCodeOf, sentenceOf } from './store/start-failure.ts'

/** A stop that takes longer is not waited for. */
const STOP_WITHIN = 4_500

/** Run from its TypeScript, the server serves the editor from its sources; built, from the folder `dist` beside it. */
const isDevelopment = import.meta.filename.endsWith('.ts') && process.env['NODE_ENV'] !== 'production'
const root = join(import.meta.dirname, '..')

const begin = async (config: Config): Promise<number | RunningServer> => {
  const log = pino({ level: config.logLevel, base: { pid: process.pid } })
  const store = await openEmbeddedStore(config.dataDir)
  if (!store.ok) {
    console.error(sentenceOf(store.error))
    return exitCodeOf(store.error)
  }
  try {
    const pages = [isDevelopment ? developedPages(root) : builtPages(join(root, 'dist'))]
    return await startServer({ config, store: store.value, log, pages, isDevelopment })
  } catch (error) {
    console.error(`The server cannot start: ${error instanceof Error ? error.message : String(error)}`)
    // It may be listening already: what is open would keep the process alive.
    setTimeout(() => process.exit(78), STOP_WITHIN).unref()
    await store.value.close().catch(() => undefined)
    process.exit(error instanceof StoreUnavailableError || error instanceof StoreDamagedError ? 74 : 78)
  }
}

const welcome = (server: RunningServer, config: Config): void => {
  console.log(`Siyagha is ready at ${server.publicUrl}`)
  if (server.firstLink !== null)
    console.log(`The facilitator's link, for one person, shown only now:\n${server.firstLink}`)
  const isOpen = !/^(127\.|::1$|localhost$)/.test(config.host)
  if (isOpen && config.publicUrl.startsWith('http:'))
    console.log(
      'Without https, devices other than this one cannot keep the pages for work without a network. ' +
        'Put a proxy with https before this server (README, "behind a proxy") and set PUBLIC_URL and TRUST_PROXY, ' +
        'or set TLS_CERT and TLS_KEY.',
    )
}

const stopOn = (server: RunningServer): void => {
  let isStopping = false
  const stop = (): void => {
    if (isStopping) return
    isStopping = true
    setTimeout(() => process.exit(1), STOP_WITHIN).unref()
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(`Stopping: ${error instanceof Error ? error.message : String(error)}`)
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

const config = readConfig(process.env)
if (!config.ok) {
  console.error(config.error.message)
  process.exitCode = 78
} else {
  const server = await begin(config.value)
  if (typeof server === 'number') process.exitCode = server
  else {
    stopOn(server)
    welcome(server, config.value)
  }
}
