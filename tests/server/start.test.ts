import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { Device, joinBy } from '../support/device.ts'
import { startMain, type MainProcess } from '../support/main-process.ts'
import { scratchDir } from '../support/scratch-dir.ts'

const TOKEN = 'a-token-chosen-by-the-operator'
const LINK = /http:\/\/127\.0\.0\.1:(\d+)\/join#([\w-]+)/

const start = (dataDir: string, environment: Readonly<Record<string, string>> = {}): MainProcess => {
  const main = startMain({ PORT: '0', DATA_DIR: dataDir, ...environment })
  onTestFinished(async () => {
    main.signal('SIGKILL')
    await main.ended
  })
  return main
}

const urlOf = async (main: MainProcess): Promise<string> => (await main.said(/ready at (http\S+)/))[1] ?? ''

const stop = async (main: MainProcess): Promise<number | null> => {
  main.signal('SIGTERM')
  return main.ended
}

const linkCommand = async (dataDir: string): Promise<string> => {
  const command = startMain({ DATA_DIR: dataDir, PORT: '4799' }, 'sync-server/facilitator-link.ts')
  const code = await command.ended
  if (code !== 0) throw new Error(command.output())
  return command.output().trim()
}

const tokenOf = (link: string): string => new URL(link).hash.slice(1)

describe('the start of a server', () => {
  it('[LOG101] prints a link on an empty store, once, and the link works once', async () => {
    const folder = await scratchDir()
    const first = start(folder)
    const url = await urlOf(first)
    const [, port, token = ''] = await first.said(LINK)
    expect(url).toBe(`http://127.0.0.1:${port}`)
    expect((await joinBy(url, token, 'الميسّرة')).member.role).toBe('facilitator')
    expect((await new Device(url).call('POST', '/api/join', { token, name: 'آخر' })).status).toBe(410)
    expect(await stop(first)).toBe(0)
    const second = start(folder)
    await urlOf(second)
    await stop(second)
    expect(second.output()).not.toMatch(LINK)
  })

  it('[LOG101] takes SETUP_TOKEN for the first link and never shows it in the log', async () => {
    const main = start(await scratchDir(), { SETUP_TOKEN: TOKEN, LOG_LEVEL: 'trace' })
    const url = await urlOf(main)
    expect((await main.said(LINK))[2]).toBe(TOKEN)
    await joinBy(url, TOKEN, 'الميسّرة')
    expect(main.output().split(TOKEN)).toHaveLength(2)
  })

  it("[LOG101] another facilitator's link comes from a running and from a stopped server", async () => {
    const folder = await scratchDir()
    const first = start(folder, { SETUP_TOKEN: TOKEN })
    const url = await urlOf(first)
    const link = await linkCommand(folder)
    expect(link.startsWith(`${url}/join#`)).toBe(true)
    expect((await joinBy(url, tokenOf(link), 'ميسّر ثان')).member.role).toBe('facilitator')
    await stop(first)
    const offline = await linkCommand(folder)
    const second = start(folder)
    expect((await joinBy(await urlOf(second), tokenOf(offline), 'ميسّر ثالث')).member.role).toBe('facilitator')
  })

  it('[LOG102] is refused with 75 while another has the data, naming it; that one serves on', async () => {
    const folder = await scratchDir()
    const first = start(folder)
    const url = await urlOf(first)
    const second = start(folder)
    expect(await second.ended).toBe(75)
    expect(second.output()).toContain(String(first.pid))
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
  })

  it.each([
    ['DATABASE_URL', 'postgres://db/siyagha'],
    ['DATA_KEY', 'x'.repeat(32)],
    ['PORT', 'eighty'],
    ['SETUP_TOKEN', 'short'],
    ['PUBLIC_URL', 'ftp://text.example.org'],
    ['TLS_CERT', '/nowhere/cert.pem'],
    ['TRUST_PROXY', 'perhaps'],
  ])('[LOG103] exits 78 with a sentence when %s is %s', async (variable, value) => {
    const main = start(await scratchDir(), { [variable]: value })
    expect(await main.ended).toBe(78)
    expect(main.output()).toContain(variable === 'TLS_CERT' ? 'TLS_KEY' : variable)
    expect(main.output().trim().split('\n')).toHaveLength(1)
  })

  it('[LOG103] exits 78 with a sentence when a TLS file is missing or the port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    onTestFinished(() => {
      taken.close()
    })
    await once(taken, 'listening')
    const address = taken.address()
    const port = typeof address === 'object' && address !== null ? String(address.port) : ''
    const second = start(await scratchDir(), { PORT: port })
    expect(await second.ended).toBe(78)
    expect(second.output()).toContain(port)
    const folder = await scratchDir()
    const tls = start(folder, { TLS_CERT: join(folder, 'cert.pem'), TLS_KEY: join(folder, 'key.pem') })
    expect(await tls.ended).toBe(78)
    expect(tls.output()).toMatch(/TLS_CERT .*cert\.pem/)
  })

  it.each(['', '{}', '{"version":1', '\0'.repeat(64), '{"version":99}'])(
    '[LOG103] exits 78 when the metadata is %j, names file and command, and leaves it as it is',
    async (damage) => {
      const folder = await scratchDir()
      const first = start(folder)
      await urlOf(first)
      await stop(first)
      const file = join(folder, 'metadata.json')
      await writeFile(file, damage)
      const second = start(folder)
      expect(await second.ended).toBe(78)
      expect(second.output()).toMatch(/metadata\.json.*npm run restore/s)
      expect(await readFile(file, 'utf8')).toBe(damage)
    },
  )
})

describe('the end of a server', () => {
  it('[LOG104] on SIGTERM closes sockets with 1012 and exits 0 within five seconds; the text is there again', async () => {
    const folder = await scratchDir()
    const first = start(folder, { SETUP_TOKEN: TOKEN })
    const url = await urlOf(first)
    const facilitator = await joinBy(url, TOKEN, 'الميسّرة')
    const document = await facilitator.newDocument('بيان', 'closing-message')
    const socket = new WebSocket(`${url.replace('http', 'ws')}/sync/${document.id}`, {
      headers: { cookie: facilitator.cookie },
    })
    await once(socket, 'message')
    const stream = await facilitator.call('GET', `/api/documents/${document.id}/changes`)
    const text = await facilitator.expect<{ blocks: unknown }>('GET', `/api/documents/${document.id}/text`)
    const closed = once(socket, 'close')
    const started = performance.now()
    expect(await stop(first)).toBe(0)
    expect(performance.now() - started).toBeLessThan(5_000)
    expect((await closed)[0]).toBe(1012)
    await stream.body?.cancel().catch(() => undefined)
    const second = start(folder)
    const device = new Device(await urlOf(second), facilitator.cookie)
    const again = await device.expect<{ blocks: unknown }>('GET', `/api/documents/${document.id}/text`)
    expect(again.blocks).toEqual(text.blocks)
  })

  it('[LOG104] on SIGINT, twice, exits 0 as well', async () => {
    const main = start(await scratchDir())
    await urlOf(main)
    main.signal('SIGINT')
    main.signal('SIGINT')
    expect(await main.ended).toBe(0)
  })
})
