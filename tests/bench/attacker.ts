/**
 * The attacker of attack.ts, a process of its own: masking its own frames must not hold up who measures.
 * Arguments: name of the attack, seconds, and the field as JSON.
 */
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { z } from 'zod'
import { encodeMessage } from '#core/protocol/encode.ts'
import { encodePresence } from '#core/protocol/presence.ts'
import { Device } from '../support/device.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { ATTACKS, type AttackName, type Target } from './attack-target.ts'

interface Field extends Target {
  readonly until: () => boolean
}

const random = seededRandom(23)
const bytes = (length: number): Uint8Array => Uint8Array.from({ length }, () => random.below(256))

/** A socket of the attacker, opened again as soon as it is closed, as long as the attack goes on. */
const onSocket = async (
  { port, document, cookie, until }: Field,
  use: (socket: WebSocket, n: number) => void,
  every = 1,
): Promise<void> => {
  const origin = `http://127.0.0.1:${port}`
  for (let n = 0; !until();) {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/sync/${document}?ext=1`, {
      headers: { origin, cookie },
      perMessageDeflate: false,
    })
    socket.on('error', () => {})
    const closed = new Promise<void>((done) => socket.once('close', () => done()))
    await Promise.race([new Promise<void>((done) => socket.once('open', () => done())), closed, pause(1000)])
    while (socket.readyState === WebSocket.OPEN && !until()) {
      use(socket, n++)
      await pause(every)
    }
    socket.terminate()
    await pause(5)
  }
}

/** Updates of which the first is kept back: none can be applied. */
const orphans = (): readonly Uint8Array[] => {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  for (let n = 0; n < 2_000; n++) doc.getText('content').insert(n, 'x')
  return updates.slice(1)
}

const many = (count: number, attack: (field: Field) => Promise<void>) => async (field: Field) => {
  await Promise.all(Array.from({ length: count }, () => attack(field)))
}

const bigUpdate = (): Uint8Array => {
  const doc = new Y.Doc()
  doc.getText('content').insert(0, 'ن'.repeat(900_000))
  return Y.encodeStateAsUpdate(doc)
}

const attacks: Readonly<Record<AttackName, (field: Field) => Promise<void>>> = {
  none: async () => {},
  'random frames': many(8, (field) =>
    onSocket(field, (socket) => {
      socket.send(bytes(random.below(2_000)))
    }),
  ),
  'random updates': many(8, (field) =>
    onSocket(field, (socket) => {
      socket.send(encodeMessage({ type: 'update', update: bytes(random.below(2_000)) }))
    }),
  ),
  'oversized frames': many(3, (field) => {
    const frame = new Uint8Array(20 * 1024 * 1024)
    return onSocket(field, (socket) => {
      socket.send(frame)
    })
  }),
  'updates without predecessor': many(4, (field) => {
    const updates = orphans()
    return onSocket(field, (socket, n) => {
      for (let i = 0; i < 20; i++)
        socket.send(
          encodeMessage({ type: 'update', update: updates[(n * 20 + i) % updates.length] ?? bytes(1) }),
        )
    })
  }),
  'texts of 900,000 characters': many(2, (field) => {
    const update = bigUpdate()
    return onSocket(
      field,
      (socket) => {
        socket.send(encodeMessage({ type: 'update', update }))
      },
      20,
    )
  }),
  'the whole text asked for again and again, unread': many(20, (field) => {
    const ask = encodeMessage({ type: 'sync-step-1', stateVector: Y.encodeStateVector(new Y.Doc()) })
    return onSocket(field, (socket) => {
      socket.pause()
      socket.send(ask)
    })
  }),
  'forged and flooding presence': many(4, (field) =>
    onSocket(field, (socket, n) => {
      const state = JSON.stringify({ user: { name: 'x'.repeat(2_000) } })
      const update = encodePresence([{ client: n % 5_000, clock: n, state }])
      socket.send(encodeMessage({ type: 'presence', update }))
    }),
  ),
  'connections without an end': async ({ port, until }) => {
    while (!until()) {
      for (let n = 0; n < 50; n++) {
        const socket = connect(port, '127.0.0.1')
        socket.on('error', () => {})
        socket.write('GET /sync/none HTTP/1.1\r\nHost: x\r\n')
        setTimeout(() => socket.destroy(), 500)
      }
      await pause(20)
    }
  },
  'guessing invitations': many(8, async ({ port, until }) => {
    const stranger = new Device(`http://127.0.0.1:${port}`)
    for (let n = 0; !until(); n++)
      await stranger.call('POST', '/api/join', { token: `guess-${n}-${'x'.repeat(30)}`, name: 'x' })
  }),
  'files of 9 MB': many(4, async ({ port, cookie, group, until }) => {
    const device = new Device(`http://127.0.0.1:${port}`, cookie)
    const file = new Uint8Array(9 * 1024 * 1024).fill(65)
    const made = await device.call('POST', `/api/groups/${group}/documents`, { title: 'x' })
    const { id } = z.object({ id: z.string() }).parse(await made.json())
    while (!until())
      await device
        .call('POST', `/api/documents/${id}/import?filename=a.txt`, undefined, { raw: file })
        .catch(() => {})
  }),
}

const [, , name, seconds, target] = process.argv
const wanted = ATTACKS.find((known) => known === name)
if (wanted === undefined) throw new Error(`no attack ${name ?? ''}`)
const ends = performance.now() + Number(seconds) * 1000
const field = z
  .object({ port: z.number(), group: z.string(), document: z.string(), cookie: z.string() })
  .parse(JSON.parse(target ?? ''))
await attacks[wanted]({ ...field, until: () => performance.now() > ends })
process.exit(0)
