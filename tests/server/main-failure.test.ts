import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pino } from 'pino'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readConfig } from '../../sync-server/config.ts'
import { developedPages } from '../../sync-server/http/developed-pages.ts'
import { StoreUnavailableError } from '../../sync-server/log/store-errors.ts'
import { startServer } from '../../sync-server/server.ts'
import { openEmbeddedStore, type EmbeddedStore } from '../../sync-server/store/embedded.ts'
import { freePort } from '../support/free-port.ts'
import { startMain } from '../support/main-process.ts'
import { scratchDir } from '../support/scratch-dir.ts'

const openStore = async (folder: string): Promise<EmbeddedStore> => {
  const store = await openEmbeddedStore(folder, { reserveBytes: 64 * 1024 })
  if (!store.ok) throw new Error(store.error.reason)
  return store.value
}

describe('a start that fails after the port is open', () => {
  it('[LOG103] exits 74 with one sentence when the first link cannot be stored', async () => {
    const folder = await scratchDir()
    await (await openStore(folder)).close()
    // No generation of the metadata can be put here: the first change of it fails.
    await mkdir(join(folder, 'metadata.previous.json', 'in the way'), { recursive: true })
    const main = startMain({ PORT: '0', DATA_DIR: folder })
    onTestFinished(() => main.signal('SIGKILL'))
    expect(await main.ended).toBe(74)
    expect(main.output().trim()).toMatch(/^The server cannot start: .*metadata/)
    expect(main.output().trim().split('\n')).toHaveLength(1)
  })

  it('[LOG103] gives the port free, so that the next start has it', async () => {
    const store = await openStore(await scratchDir())
    const port = await freePort()
    const config = readConfig({ PORT: String(port) })
    if (!config.ok) throw new Error(config.error.message)
    const meta = {
      read: () => store.meta.read(),
      transact: () => Promise.reject(new StoreUnavailableError('no space')),
    }
    const options = { config: config.value, log: pino({ level: 'silent' }), pages: [] }
    await expect(startServer({ ...options, store: { ...store, meta } })).rejects.toThrow('no space')
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow()
    const server = await startServer({ ...options, store })
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200)
    await server.stop()
  })
})

describe('pages from their sources', () => {
  it('[LOG103] that could not be begun are begun again with the next page', async () => {
    const handler = developedPages(await scratchDir())
    const failures: unknown[] = []
    for (let asked = 0; asked < 2; asked++) {
      const request = Object.assign(Object.create(null), {
        method: 'GET',
        url: '/',
        path: '/',
        originalUrl: '/',
      })
      await new Promise<void>((resolve) => {
        handler(request, Object.create(null), (error: unknown) => {
          failures.push(error)
          resolve()
        })
      })
    }
    expect(failures).toHaveLength(2)
    expect(failures[1]).not.toBe(failures[0])
  })
})
