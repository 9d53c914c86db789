import { afterAll, describe, expect, it, vi } from 'vitest'
import WebSocket from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { ApiTextBlock } from '#core/protocol/api.ts'
import { plainOf } from '../support/cohort/client.ts'
import { joinBy, type Person } from '../support/device.ts'
import { freePort } from '../support/free-port.ts'
import { startReady, type MainProcess } from '../support/main-process.ts'
import { scratchDir } from '../support/scratch-dir.ts'
import { seededRandom } from '../support/seeded-random.ts'

const SETUP_TOKEN = 'plain-clients-token-0123456789'
const KILLS = 5
/** Between two edits of one writer, milliseconds. */
const EDIT_EVERY = 50
const TOKEN = /\[\d+-\d+\]/g

/** Ends whatever the test has started, also when it fails. */
const leftovers: (() => void)[] = []

/** A stock client that knows of nothing but y-websocket and its cookie. */
const stockClient = (port: number, document: string, { cookie }: Person) => {
  class WithCookie extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols, { headers: { cookie } })
    }
  }
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(`ws://127.0.0.1:${port}/sync`, document, doc, {
    // The polyfill stands for the browser's WebSocket; ws has the same face.
    WebSocketPolyfill: WithCookie as unknown as typeof globalThis.WebSocket,
    disableBc: true,
    maxBackoffTime: 200,
  })
  leftovers.push(() => {
    provider.destroy()
    provider.awareness.destroy()
  })
  return { doc, provider, text: doc.getText('content') }
}
type StockClient = ReturnType<typeof stockClient>

/** Writes a new token every {@link EDIT_EVERY} at some boundary of tokens, so that none is cut, until it is told to stop. */
const keepWriting = ({ text }: StockClient, writer: number) => {
  const random = seededRandom(310 + writer)
  const written: string[] = []
  const timer = setInterval(() => {
    const boundaries = [
      1,
      ...[...plainOf(text).matchAll(TOKEN)].map(({ index, 0: token }) => index + 1 + token.length),
    ]
    const token = `[${writer}-${written.length}]`
    text.insert(random.pick(boundaries), token)
    written.push(token)
  }, EDIT_EVERY)
  const stop = (): void => clearInterval(timer)
  leftovers.push(stop)
  return { written, stop }
}

const wait = (holds: () => boolean, timeout = 20_000): Promise<boolean> =>
  vi.waitUntil(holds, { timeout, interval: 10 })

describe('three stock y-websocket clients in full traffic', () => {
  afterAll(() => {
    for (const end of leftovers.splice(0)) end()
  })

  it(`[PRO310] lose and double nothing when the server is killed ${KILLS} times`, async () => {
    const [port, dataDir] = [await freePort(), await scratchDir()]
    const start = (): Promise<MainProcess> =>
      startReady({ port, dataDir, setupToken: SETUP_TOKEN }, (main) => {
        leftovers.push(() => main.signal('SIGKILL'))
      })
    let server = await start()
    const url = `http://127.0.0.1:${port}`
    const facilitator = await joinBy(url, SETUP_TOKEN, 'ميسّرة')
    const { token } = await facilitator.invite('editor', { uses: 2 })
    const people = [facilitator, await joinBy(url, token, 'أمل'), await joinBy(url, token, 'بدر')]
    const { id } = await facilitator.newDocument()
    const reader = stockClient(port, id, facilitator)
    const clients = people.map((person) => stockClient(port, id, person))
    await wait(() => clients.every(({ provider }) => provider.synced))

    const writers = clients.map((client, n) => keepWriting(client, n))
    for (let kill = 0; kill < KILLS; kill++) {
      const before = writers.map(({ written }) => written.length)
      const isHeard = (n: number): boolean =>
        (writers[n]?.written.slice(before[n]) ?? []).some((written) => plainOf(reader.text).includes(written))
      // In traffic: a reader hears again from all three what they wrote since the last kill.
      await wait(() => clients.every(({ provider }) => provider.synced) && [0, 1, 2].every(isHeard))
      server.signal('SIGKILL')
      await server.ended
      server = await start()
    }
    for (const { stop } of writers) stop()

    const written = writers.flatMap((writer) => writer.written).sort()
    const isWhole = ({ text }: StockClient): boolean => plainOf(text).length === written.join('').length
    await wait(() => clients.every((client) => client.provider.synced && isWhole(client)))
    const fresh = stockClient(port, id, facilitator)
    await wait(() => fresh.provider.synced)
    expect([...plainOf(fresh.text).matchAll(TOKEN)].map(([found]) => found).sort()).toEqual(written)
    for (const { text } of clients) expect(plainOf(text)).toBe(plainOf(fresh.text))
    const clean = await facilitator.expect<{ blocks: ApiTextBlock[] }>('GET', `/api/documents/${id}/text`)
    const cleanText = clean.blocks.map(({ runs }) => runs.map(({ text }) => text).join('')).join('')
    expect(cleanText).toBe(plainOf(fresh.text))
  }, 60_000)
})
