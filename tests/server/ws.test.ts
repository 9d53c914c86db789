import { once } from 'node:events'
import { connect as connectTcp } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import type { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { decodeMessage } from '#core/protocol/decode.ts'
import { encodeMessage } from '#core/protocol/encode.ts'
import type { Message } from '#core/protocol/message.ts'
import { plainOf } from '../support/cohort/client.ts'
import { closeOf, SyncHost, until } from '../support/cohort/sync-host.ts'

let port = 4740
const opened: { host: SyncHost; providers: WebsocketProvider[] }[] = []

const start = async (...options: ConstructorParameters<typeof SyncHost>) => {
  const host = new SyncHost(...options)
  await host.start(port++)
  const providers: WebsocketProvider[] = []
  opened.push({ host, providers })
  host.world.add('amal', 'editor')
  host.world.add('badr', 'editor')
  host.world.add('reader', 'commenter')
  host.world.add('viewer', 'viewer')
  const join = async (member: string, params: Record<string, string> = {}) => {
    const doc = new Y.Doc()
    const provider = host.provider(member, doc, params)
    providers.push(provider)
    await until(() => provider.synced)
    return { doc, provider, text: doc.getText('content') }
  }
  return { host, providers, join }
}

const heard = (socket: WebSocket): Message[] => {
  const messages: Message[] = []
  socket.on('message', (frame: Buffer) => {
    const decoded = decodeMessage(frame)
    if (decoded.ok) messages.push(decoded.value)
  })
  return messages
}

afterEach(async () => {
  for (const { host, providers } of opened.splice(0)) {
    for (const provider of providers) {
      provider.destroy()
      provider.awareness.destroy()
    }
    await host.stop()
  }
})

describe('a stock y-websocket client', () => {
  it('[PRO9] joins with a session cookie, writes, and reads what others write', async () => {
    const { host, join } = await start()
    const [amal, badr] = [await join('amal'), await join('badr')]
    amal.text.insert(1, 'صياغة')
    badr.text.insertEmbed(badr.text.length, new Y.Map([['bid', 'mine']]))
    await until(() => plainOf(badr.text).trim() === 'صياغة' && amal.text.length === badr.text.length)
    expect(host.world.broken).toEqual([])
    const room = await host.world.room()
    expect(room.cleanText().map(({ runs }) => runs.map(({ text }) => text).join(''))).toContain('صياغة')
  })

  it('[PRO7] sees others with the name that the server knows', async () => {
    const { join } = await start()
    const [amal, badr] = [await join('amal'), await join('badr')]
    amal.provider.awareness.setLocalState({ user: { name: 'somebody else' }, cursor: 1 })
    const seen = () => badr.provider.awareness.getStates().get(amal.doc.clientID)
    await until(() => seen()?.['cursor'] === 1)
    expect(seen()?.['user']).toEqual({ id: 'amal', name: 'name of amal', color: 0 })
    amal.provider.destroy()
    await until(() => seen() === undefined)
  })

  it('[DOC22] brings what it wrote offline', async () => {
    const { join } = await start()
    const [amal, badr] = [await join('amal'), await join('badr')]
    amal.provider.disconnect()
    amal.text.insert(1, 'بلا شبكة')
    amal.text.delete(1, 1)
    amal.provider.connect()
    await until(() => plainOf(badr.text) === 'لا شبكة')
  })

  it('[DOC30] is closed with 4422 and its reason when its update is refused, and does not come back', async () => {
    const { host, join } = await start()
    const [amal, reader] = [await join('amal'), await join('reader')]
    const closed = new Promise<{ code: number; reason: string }>((resolve) => {
      reader.provider.on('closed', resolve)
    })
    reader.text.insert(1, 'forbidden')
    expect(await closed).toMatchObject({ code: 4422 })
    amal.text.insert(1, 'fine')
    await until(() => host.world.reports.some(({ type }) => type === 'refused'))
    expect(plainOf(amal.text)).toBe('fine')
    const [late] = await host.world.lateTray.list('d1')
    expect(late).toMatchObject({ by: 'reader', text: 'forbidden' })
  })

  it('[PRO8] is told why it may not come in, by a code that stops it', async () => {
    const { host } = await start()
    for (const [member, document, code] of [
      [null, 'd1', 4401],
      ['nobody', 'd1', 4403],
      ['viewer', 'd1', 4403],
      ['amal', 'other', 4404],
    ] as const) {
      const socket = host.raw(member, { document })
      const messages = heard(socket)
      expect((await closeOf(socket)).code).toBe(code)
      expect(messages.map(({ type }) => type)).toEqual(['denied'])
    }
  })

  it('[DOC29] is told 1012 at a shutdown, after its work is durable', async () => {
    const { host, join } = await start()
    const amal = await join('amal')
    let code = 0
    amal.provider.on('connection-close', (event) => (code = event?.code ?? 0))
    amal.text.insert(1, 'last words')
    await until(() => host.world.reports.some(({ type }) => type === 'durable'))
    const began = Date.now()
    await host.world.registry.closeAll()
    expect(Date.now() - began).toBeLessThan(3_000)
    await until(() => code !== 0)
    expect(code).toBe(1012)
  })
})

describe('hostile sockets', () => {
  const withHonest = async (...options: ConstructorParameters<typeof SyncHost>) => {
    const started = await start(...options)
    const [amal, badr] = [await started.join('amal'), await started.join('badr')]
    const proveHonestUnharmed = async (): Promise<void> => {
      const words = `still here ${amal.text.length}`
      amal.text.insert(1, words)
      await until(() => plainOf(badr.text).startsWith(words))
      expect(amal.provider.wsconnected && badr.provider.wsconnected).toBe(true)
      expect(started.host.world.broken).toEqual([])
      expect(started.host.world.registry.healthy()).toEqual({ ok: true })
    }
    return { ...started, amal, badr, proveHonestUnharmed }
  }

  it('[PRO3] text frames, empty frames, random bytes and server messages end their socket only', async () => {
    const { host, proveHonestUnharmed } = await withHonest()
    const attacks: (string | Uint8Array)[] = [
      'text',
      new Uint8Array(0),
      Uint8Array.of(9, 9, 9),
      Uint8Array.of(0, 7, 0),
      Uint8Array.of(0, 2, 255, 255, 255, 255, 15),
      Uint8Array.from({ length: 500 }, (_, i) => (i * 97 + 13) & 255),
      encodeMessage({ type: 'ack', stateVector: Uint8Array.of(0), handled: 1, seq: 1 }),
      encodeMessage({ type: 'control', control: { type: 'role', role: 'facilitator' } }),
      encodeMessage({ type: 'update', update: Uint8Array.of(1, 2, 3) }),
      encodeMessage({ type: 'sync-step-1', stateVector: Uint8Array.of(200, 1) }),
      encodeMessage({ type: 'presence', update: Uint8Array.of(250, 250, 1) }),
    ]
    for (const attack of attacks) {
      const socket = host.raw('reader')
      await once(socket, 'open')
      socket.send(attack)
      expect((await closeOf(socket)).code).toBe(4400)
    }
    await proveHonestUnharmed()
  })

  it('[PRO3] bytes that are no WebSocket frames are cut off', async () => {
    const { host, proveHonestUnharmed } = await withHonest()
    for (const bad of [
      Buffer.from([0x83, 0x80, 0, 0, 0, 0]), // reserved opcode
      Buffer.from([0x82, 0x01, 0x41]), // not masked
      Buffer.from([0xf2, 0x81, 0, 0, 0, 0, 0]), // reserved bits
    ]) {
      const { port: target } = new URL(host.url.replace('ws:', 'http:'))
      const tcp = connectTcp(Number(target), '127.0.0.1')
      tcp.write(
        'GET /sync/d1 HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
          'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nCookie: member=reader\r\n\r\n',
      )
      await once(tcp, 'data')
      tcp.write(bad)
      await once(tcp, 'close')
    }
    await proveHonestUnharmed()
  })

  it('[PRO4] frames over the limits end with 4413', async () => {
    const { host, proveHonestUnharmed } = await withHonest()
    for (const size of [1024 * 1024 + 16, 16 * 1024 * 1024 + 100]) {
      const socket = host.raw('reader')
      await once(socket, 'open')
      const frame = encodeMessage({ type: 'update', update: new Uint8Array(size) })
      socket.send(frame)
      expect((await closeOf(socket)).code).toBe(4413)
    }
    await proveHonestUnharmed()
  })

  it('[PRO16] a page of another origin, or of a path that is none, is refused before the upgrade', async () => {
    const { host, proveHonestUnharmed } = await withHonest()
    const foreign = host.raw('amal', { headers: { origin: 'https://evil.example' } })
    const [, response]: unknown[] = await once(foreign, 'unexpected-response')
    expect(response).toMatchObject({ statusCode: 403 })
    const own = host.raw('amal', { headers: { origin: 'http://here.example' } })
    await once(own, 'open')
    own.terminate()
    const strange = host.raw('amal', { document: '../../etc' })
    await until(() => strange.readyState === WebSocket.CLOSED)
    await proveHonestUnharmed()
  })

  it('[PRO16] more sockets than a member may have are sent away, more tries than an address may make are refused', async () => {
    const { host, proveHonestUnharmed } = await withHonest(
      {},
      { perMember: 3, perAddress: 50, upgrades: { perSecond: 0, atOnce: 10 } },
    )
    const sockets = Array.from({ length: 4 }, () => host.raw('reader'))
    const codes = await Promise.race(sockets.map(async (socket) => (await closeOf(socket)).code))
    expect(codes).toBe(1013)
    const late = Array.from({ length: 8 }, () => host.raw('reader'))
    const statuses = await Promise.race(
      late.map(async (socket) => {
        const [, response]: unknown[] = await once(socket, 'unexpected-response')
        return response
      }),
    )
    expect(statuses).toMatchObject({ statusCode: 429 })
    await proveHonestUnharmed()
    for (const socket of [...sockets, ...late]) socket.terminate()
  })

  it('[PRO10] a reader that does not read is cut off, and costs the others nothing', async () => {
    const { host, amal, proveHonestUnharmed } = await withHonest({ limits: { behindBytes: 2_000_000 } })
    const slow = host.raw('reader')
    await once(slow, 'open')
    slow.send(encodeMessage({ type: 'sync-step-1', stateVector: Uint8Array.of(0) }))
    const closed = closeOf(slow)
    await until(() => host.world.registry.counts().sockets === 3)
    slow.pause()
    for (let round = 0; round < 24; round++) {
      amal.text.insert(1, 'x'.repeat(400_000))
      await until(() => (host.world.registry.room('d1')?.seq ?? 0) >= 3 + round * 2 || round === 0)
      amal.text.delete(1, 400_000)
      if (host.world.registry.counts().sockets < 3) break
    }
    await until(() => host.world.registry.counts().sockets === 2)
    slow.resume()
    await closed
    await proveHonestUnharmed()
  })
})
