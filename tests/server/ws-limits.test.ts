import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { decodeMessage } from '#core/protocol/decode.ts'
import { encodeMessage } from '#core/protocol/encode.ts'
import { MAX_BLOCKS } from '#core/shared-doc/gate.ts'
import { twoEditors } from '../support/cohort/cast.ts'
import { Client, settleAll } from '../support/cohort/client.ts'
import { settled } from '../support/cohort/world.ts'

const stepOne = encodeMessage({ type: 'sync-step-1', stateVector: Y.encodeStateVector(new Y.Doc()) })

describe('a member who does not read', () => {
  it('[PRO311] is not answered with the whole document again and again, on however many sockets', async () => {
    const cast = await twoEditors({ limits: { unreadBytes: 500_000 } })
    const { world, a, b } = cast
    a.text.insert(1, 'x'.repeat(200_000))
    await settleAll([a, b])
    world.add('evil', 'editor')
    const lines = await Promise.all(Array.from({ length: 20 }, () => world.join('evil')))
    for (const { socket, connection } of lines) {
      socket.isStalled = true
      for (let n = 0; n < 10; n++) connection.receive(stepOne)
    }
    const waiting = lines.reduce((sum, { socket }) => sum + socket.bufferedBytes, 0)
    expect(waiting).toBeLessThan(500_000 + 2 * 200_000)
    expect(lines.filter(({ socket }) => socket.closed?.code === 1013).length).toBeGreaterThan(15)

    world.add('reader', 'commenter')
    const other = new Client(world, 'reader', 900)
    await other.connect()
    await settleAll([other])
    expect(other.plain).toBe(a.plain)
    for (const { socket, connection } of lines) {
      socket.drain()
      connection.leave()
    }
    const reader = await world.join('evil')
    reader.connection.receive(stepOne)
    expect(reader.socket.closed).toBe(null)
    expect(reader.socket.take().some(({ type }) => type === 'sync-step-2')).toBe(true)
  })
})

describe('a member who asks for presence again and again', () => {
  it('[PRO313] is sent away with 1013 and told no more', async () => {
    const { world, a } = await twoEditors()
    const { socket, connection } = await world.join('b')
    socket.sent.splice(0)
    for (let n = 0; n < 200; n++) connection.receive(encodeMessage({ type: 'query-presence' }))
    expect(socket.closed?.code).toBe(1013)
    expect(socket.sent.length).toBeLessThanOrEqual(30)
    expect(a.isOnline).toBe(true)
  })
})

describe('who is refused again and again', () => {
  it('[PRO312] is told of every refusal before the socket ends with 4422', async () => {
    const { world, a } = await twoEditors()
    world.add('reader', 'commenter')
    const reader = new Client(world, 'reader', 700)
    await reader.connect()
    await settleAll([reader])
    const { socket, connection } = reader.line ?? (await world.join('reader'))
    socket.sent.splice(0)
    const updates: Uint8Array[] = []
    reader.doc.on('update', (update: Uint8Array) => updates.push(update))
    for (let n = 0; n < 60; n++) reader.text.insert(1, 'no')
    for (const update of updates) connection.receive(encodeMessage({ type: 'update', update }))
    await settled()
    const told = socket.sent.flatMap((frame) => {
      const decoded = decodeMessage(frame)
      return decoded.ok && decoded.value.type === 'control' ? [decoded.value.control] : []
    })
    expect(socket.closed?.code).toBe(4422)
    const [kept, ...others] = await world.lateTray.list(world.document)
    const refusals = told.filter(({ type }) => type === 'refused')
    expect(others).toEqual([])
    expect(refusals.length).toBeGreaterThanOrEqual(50)
    expect(kept?.text).toBe('no'.repeat(refusals.length))
    expect(a.isOnline).toBe(true)
  })

  it('[PRO312] what would make the document too large is refused like anything else', async () => {
    const { world, a, b } = await twoEditors()
    const many = Array.from({ length: MAX_BLOCKS }, (_, n) => ({ insert: new Y.Map([['bid', `b${n}`]]) }))
    a.text.applyDelta([{ retain: 1 }, ...many])
    await settleAll([a, b])
    expect(a.controls.at(-1)).toMatchObject({ type: 'refused', reason: 'too-large' })
    expect(a.isOnline).toBe(true)
    expect(await world.lateTray.list(world.document)).toHaveLength(1)
    expect(b.plain).toBe('')
  })
})
