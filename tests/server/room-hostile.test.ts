import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { encodeMessage } from '#core/protocol/encode.ts'
import { twoEditors } from '../support/cohort/cast.ts'
import { Client, settleAll } from '../support/cohort/client.ts'
import type { World, WorldOptions } from '../support/cohort/world.ts'
import { settled } from '../support/cohort/world.ts'
import { seededRandom } from '../support/seeded-random.ts'

/** Two honest editors and somebody who is not. */
const withAttacker = async (options: WorldOptions = {}) => {
  const cast = await twoEditors(options)
  cast.world.add('evil', 'editor')
  const evil = new Client(cast.world, 'evil', 666)
  await evil.connect()
  await settleAll([evil])
  return { ...cast, evil }
}

const honestWork = async (world: World, a: Client, b: Client): Promise<void> => {
  a.text.insert(1, 'honest ')
  await settleAll([a, b])
  expect(b.plain.startsWith('honest ')).toBe(true)
  expect([a.isOnline, b.isOnline, a.isSaved]).toEqual([true, true, true])
  expect(a.controls.filter(({ type }) => type !== 'hello')).toEqual([])
  expect(world.broken).toEqual([])
}

describe('a hostile member', () => {
  it('[PRO3] who sends random bytes is closed; nobody notices', async () => {
    const { world, a, b } = await withAttacker()
    const random = seededRandom(7)
    for (let n = 0; n < 300; n++) {
      const { socket, connection } = await world.join('evil')
      const bytes = Uint8Array.from({ length: random.below(80) }, () => random.below(256))
      connection.receive(bytes)
      connection.receive(encodeMessage({ type: 'update', update: bytes }))
      await settled()
      expect([4400, 4422, null]).toContain(socket.closed?.code ?? null)
      connection.leave()
    }
    await honestWork(world, a, b)
    expect((await world.room()).seq).toBe(3)
  })

  it('[DOC22] who floods with updates without predecessor makes the server keep nothing and ask once', async () => {
    const { world, a, b, evil } = await withAttacker()
    const doc = new Y.Doc()
    doc.clientID = 666
    const updates: Uint8Array[] = []
    doc.on('update', (update: Uint8Array) => updates.push(update))
    for (let n = 0; n < 1_000; n++) doc.getText('content').insert(n, 'x')
    const before = (await world.room()).stateAsUpdate()
    for (const update of updates.slice(1))
      evil.line?.connection.receive(encodeMessage({ type: 'update', update }))
    await settled()
    expect(evil.line?.socket.sent.length).toBe(1)
    expect((await world.room()).stateAsUpdate()).toEqual(before)
    await honestWork(world, a, b)
  })

  it('[PRO12] who floods with updates is sent away until later; a typist and a paste of 200 kB never are', async () => {
    const { world, a, b, evil, both } = await withAttacker()
    for (let n = 0; n < 4_000 && evil.line?.socket.closed === null; n++) {
      evil.text.insert(1, 'x')
      evil.flush()
    }
    expect(evil.line?.socket.closed?.code).toBe(1013)
    await settled()
    for (let second = 0; second < 60; second++) {
      for (let key = 0; key < 15; key++) a.text.insert(1, 'k')
      if (second % 20 === 0) a.text.insert(1, 'p'.repeat(200_000))
      world.clock.advance(1_000)
      await settleAll(both)
    }
    await honestWork(world, a, b)
  })

  it('[PRO12] who asks for the whole document again and again is sent away', async () => {
    const { world, a, b, evil, both } = await withAttacker()
    a.text.insert(1, 'x'.repeat(100_000))
    await settleAll([...both, evil])
    const frame = encodeMessage({ type: 'sync-step-1', stateVector: Uint8Array.of(0) })
    let bytes = 0
    for (let n = 0; n < 1_000; n++) evil.line?.connection.receive(frame)
    for (const sent of evil.line?.socket.sent ?? []) bytes += sent.length
    expect(bytes).toBeLessThan(4_000_000)
    expect(evil.line?.socket.closed?.code).toBe(1013)
    await honestWork(world, a, b)
  })

  it('[PRO10] who does not read costs one state vector, gets one merged frame, or is ended', async () => {
    const { world, a, b, evil, both } = await withAttacker({
      limits: { mergeBytes: 10_000, behindBytes: 500_000 },
    })
    const socket = evil.line?.socket
    if (socket === undefined) throw new Error('not connected')
    socket.isStalled = true
    for (let n = 0; n < 40; n++) {
      a.text.insert(1, 'x'.repeat(1_000))
      await settleAll(both)
    }
    const { length } = socket.sent
    expect(length).toBeLessThan(20)
    socket.drain()
    world.clock.advance(100)
    expect(socket.sent.length).toBe(length + 2)
    evil.receive()
    expect(evil.plain).toBe(a.plain)
    const again = evil.line?.socket
    if (again === undefined) throw new Error('not connected')
    again.isStalled = true
    for (let n = 0; n < 8; n++) {
      a.text.insert(1, 'y'.repeat(100_000))
      await settleAll(both)
    }
    expect(again.closed?.code).toBe(1013)
    await honestWork(world, a, b)
  })

  it('[DOC30] who is refused again and again is closed', async () => {
    const { world, a, b } = await withAttacker()
    world.add('reader', 'commenter')
    const reader = new Client(world, 'reader', 700)
    await reader.connect()
    await settleAll([reader])
    for (let n = 0; n < 60; n++) reader.text.insert(1, 'no')
    await settleAll([reader])
    expect(reader.isOnline).toBe(false)
    await honestWork(world, a, b)
  })

  it('[DOC20] who makes the gate fail gets a refusal, and the room goes on with a fresh copy', async () => {
    const { Gate } = await import('#core/shared-doc/gate.ts')
    const { world, a, b, evil } = await withAttacker({
      newJudge: (options) => {
        const gate = new Gate(options)
        return {
          judge: (update, sender, document, scanned) => {
            if (sender.member === 'evil') throw new Error('a bug')
            return gate.judge(update, sender, document, scanned)
          },
          writeAsServer: (write, locks) => gate.writeAsServer(write, locks),
          editAsServer: (edit, locks) => gate.editAsServer(edit, locks),
        }
      },
    })
    evil.text.insert(1, 'boom')
    await settleAll([evil, a, b])
    expect(evil.controls.at(-1)).toMatchObject({ type: 'refused', reason: 'not-allowed-content' })
    a.text.insert(1, 'fine')
    await settleAll([a, b])
    expect(b.plain).toBe('fine')
    expect(world.broken.length).toBe(1)
  })
})
