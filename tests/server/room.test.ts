import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { replay } from '../../sync-server/room/replay.ts'
import { twoEditors } from '../support/cohort/cast.ts'
import { Client, plainOf, settleAll } from '../support/cohort/client.ts'
import { FaultyLog } from '../support/cohort/faulty-log.ts'
import { settled, World } from '../support/cohort/world.ts'

describe('an update in a room', () => {
  it('[DOC20] reaches the others and is acknowledged', async () => {
    const { world, a, b, both } = await twoEditors()
    a.text.insert(1, 'سلام')
    await settleAll(both)
    expect(b.plain).toBe('سلام')
    expect(a.isSaved).toBe(true)
    expect(world.broken).toEqual([])
  })

  it('[DOC20] is seen by nobody and acknowledged to nobody before it is durable', async () => {
    const log = new FaultyLog()
    const { world, a, b, both } = await twoEditors({ log })
    log.hold()
    a.text.insert(1, 'early')
    a.flush()
    await settled()
    const late = new Client(world, 'b', 13)
    await late.connect()
    await settleAll([a, b, late])
    expect([b.plain, late.plain, a.isSaved]).toEqual(['', '', false])
    expect((await world.room()).cleanText()[0]?.runs).toEqual([])
    log.release()
    await settleAll([...both, late])
    expect([b.plain, late.plain, a.isSaved]).toEqual(['early', 'early', true])
  })

  it('[DOC23] waits while a batch is in flight; what gathered goes to the log as one batch and out as one frame', async () => {
    const log = new FaultyLog()
    const { a, b, both } = await twoEditors({ log })
    const before = log.appends
    log.hold()
    a.text.insert(1, '1')
    a.flush()
    await settled()
    for (const word of ['2', '3', '4', '5']) {
      a.text.insert(1, word)
      b.text.insert(1, word)
      a.flush()
      b.flush()
    }
    await settled()
    expect(log.appends).toBe(before + 1)
    log.release()
    await settled()
    expect(log.appends).toBe(before + 2)
    const updates = b.line?.socket.take().filter(({ type }) => type === 'numbered-update') ?? []
    expect(updates.length).toBe(2)
    for (const frame of updates)
      if (frame.type === 'numbered-update') Y.applyUpdate(b.doc, frame.update, 'server')
    await settleAll(both)
    expect(a.plain).toBe(b.plain)
    expect(a.plain.split('').toSorted().join('')).toBe('122334455')
  })

  it('[PRO5] that only deletes is acknowledged by its count', async () => {
    const { a, both } = await twoEditors()
    a.text.insert(1, 'abc')
    await settleAll(both)
    const handled = a.acks.at(-1)?.handled ?? 0
    a.text.delete(1, 3)
    await settleAll(both)
    expect(a.acks.at(-1)?.handled).toBe(handled + 1)
    expect(a.isSaved).toBe(true)
  })

  it('[PRO5] that is known already is acknowledged, and stored once', async () => {
    const { world, a, both } = await twoEditors()
    a.text.insert(1, 'abc')
    await settleAll(both)
    const { seq } = await world.room()
    a.say({ type: 'update', update: Y.encodeStateAsUpdate(a.doc) })
    a.say({ type: 'sync-step-2', update: Uint8Array.of(0, 0) })
    await settleAll(both)
    expect((await world.room()).seq).toBe(seq)
    expect(a.isSaved).toBe(true)
  })

  it('[DOC22] that builds on something missing is not kept; the client is asked, and nothing of it counts until then', async () => {
    const { world, a, b, both } = await twoEditors()
    a.text.insert(1, 'one ')
    const lost = a.outgoing.splice(0)
    expect(lost.length).toBe(1)
    a.text.insert(5, 'two')
    a.flush()
    await settled()
    const asked = a.line?.socket.sent.length
    expect(asked).toBe(1)
    expect((await world.room()).stateAsUpdate()).toEqual(Y.encodeStateAsUpdate(b.doc))
    a.sent++ // the frame that the network ate
    await settleAll(both)
    expect(b.plain).toBe('one two')
    expect(a.acks.at(-1)?.handled).toBe(a.sent - 1)
  })

  it('[DOC22] that deletes what does not exist is not kept either', async () => {
    const { world, a, b, both } = await twoEditors()
    const elsewhere = new Y.Doc()
    elsewhere.clientID = 99
    elsewhere.getText('content').insert(0, 'ghost')
    elsewhere.getText('content').delete(0, 5)
    const { ds } = Y.decodeUpdate(Y.encodeStateAsUpdate(elsewhere))
    expect(ds.clients.size).toBe(1)
    const onlyDeletes = Y.diffUpdate(Y.encodeStateAsUpdate(elsewhere), Y.encodeStateVector(elsewhere))
    const { seq } = await world.room()
    for (let i = 0; i < 50; i++) a.say({ type: 'update', update: onlyDeletes })
    await settleAll(both)
    expect((await world.room()).seq).toBe(seq)
    b.text.insert(1, 'ok')
    await settleAll(both)
    expect(a.plain).toBe('ok')
  })

  it('[DOC22] of a step 2 is stored without what was known', async () => {
    const { world, a, both } = await twoEditors()
    a.text.insert(1, 'x'.repeat(5_000))
    await settleAll(both)
    a.disconnect()
    a.text.insert(1, 'y')
    await a.connect()
    await settleAll(both)
    const { seq } = await world.room()
    for await (const entry of world.log.read('d1', seq, seq)) expect(entry.body.length).toBeLessThan(100)
  })
})

describe('client ids', () => {
  const foreign = (clientId: number, base: Y.Doc, word: string): Uint8Array => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(base))
    doc.clientID = clientId
    const before = Y.encodeStateVector(doc)
    doc.getText('content').insert(1, word)
    return Y.encodeStateAsUpdate(doc, before)
  }

  it('[DOC21] belong to the member who wrote under them first, also after a restart, with and without a snapshot', async () => {
    const { world, a, b, both } = await twoEditors()
    a.text.insert(1, 'mine')
    await settleAll(both)
    const squat = async (client: Client): Promise<void> => {
      client.say({ type: 'update', update: foreign(11, b.doc, 'squatted') })
      await settleAll([client])
      expect(client.controls.at(-1)).toMatchObject({ type: 'refused', reason: 'foreign-client-id' })
    }
    await squat(b)
    for (const withSnapshot of [false, true]) {
      if (withSnapshot) await world.registry.closeAll()
      world.restart()
      const again = new Client(world, 'b', 20 + Number(withSnapshot))
      await again.connect()
      await settleAll([again])
      await squat(again)
      expect(again.plain).toBe('mine')
    }
    const back = new Client(world, 'a', 11)
    await back.connect()
    await settleAll([back])
    back.text.insert(1, 'still ')
    await settleAll([back])
    expect(back.isSaved).toBe(true)
  })

  it('[DOC21] of somebody who is here and has not written yet cannot be taken', async () => {
    const { a, b, both } = await twoEditors()
    a.showPresence({}, 1)
    await settleAll(both)
    b.say({ type: 'update', update: foreign(11, b.doc, 'squatted') })
    await settleAll(both)
    expect(b.controls.at(-1)).toMatchObject({ type: 'refused', reason: 'foreign-client-id' })
    a.text.insert(1, 'mine')
    await settleAll([a])
    expect(a.isSaved).toBe(true)
  })

  it('[DOC21] under which the server writes are nobody’s', async () => {
    const { world, b, both } = await twoEditors()
    const room = await world.room()
    expect(room.seq).toBe(2)
    const serverId = [...b.doc.store.clients.keys()][0] ?? 0
    b.say({ type: 'update', update: foreign(serverId, b.doc, 'as the server') })
    await settleAll(both)
    expect(b.controls.at(-1)).toMatchObject({ type: 'refused', reason: 'foreign-client-id' })
  })
})

describe('opening and closing a room', () => {
  it('[DOC25] loads once, however many ask at the same time', async () => {
    const log = new FaultyLog()
    const world = new World({ log })
    const rooms = await Promise.all([world.room(), world.room(), world.room()])
    expect(new Set(rooms).size).toBe(1)
    expect(log.loads).toBe(0)
    expect(log.appends).toBe(1)
  })

  it('[DOC26] a new document has one empty paragraph, from the server, once', async () => {
    const { world, a, b } = await twoEditors()
    expect(a.text.length).toBe(1)
    expect(Y.encodeStateAsUpdate(a.doc)).toEqual(Y.encodeStateAsUpdate(b.doc))
    world.restart()
    expect((await world.room()).content().length).toBe(1)
  })

  it('[DOC26] is filled by the server only while nobody has written', async () => {
    const { world, a, b, both } = await twoEditors()
    const room = await world.room()
    const block = (text: string) => ({
      attrs: {
        bid: null,
        kind: 'paragraph',
        level: null,
        list: null,
        numbering: null,
        indent: 0,
        dir: null,
        align: null,
      } as const,
      formats: new Map<string, unknown>(),
      runs: [
        { text, formats: new Map<string, unknown>([['bold', true]]) },
        { text: '.', formats: new Map() },
      ],
    })
    const [first, second] = await Promise.all([
      room.filling.fill([block('one'), block('two')], 'a'),
      room.filling.fill([block('three')], 'b'),
    ])
    expect(first.ok).toBe(true)
    expect(second).toEqual({ ok: false, error: 'not-empty' })
    await settleAll(both)
    expect([a.plain, b.plain]).toEqual(['one.\ntwo.', 'one.\ntwo.'])
    expect(room.content()[0]?.runs.map(({ text }) => text)).toEqual(['one', '.'])
    world.restart()
    expect(await (await world.room()).filling.fill([block('x')], 'a')).toEqual({
      ok: false,
      error: 'not-empty',
    })
    expect(plainOf(a.text)).toBe('one.\ntwo.')
  })

  it('[DOC25] a document that cannot be read is unavailable, never empty, and is tried again later', async () => {
    const log = new FaultyLog()
    const { world, a, both } = await twoEditors({ log })
    a.text.insert(1, 'kept')
    await settleAll(both)
    world.restart()
    log.failLoad = () => true
    const [one, two] = await Promise.all([world.registry.open('d1'), world.registry.open('d1')])
    expect([one.ok, two.ok]).toEqual([false, false])
    log.failLoad = null
    expect((await world.registry.open('d1')).ok).toBe(false)
    world.clock.advance(1_000)
    const opened = await world.registry.open('d1')
    expect(opened.ok && plainOf(textOf(opened.value.stateAsUpdate()))).toBe('kept')
  })

  it('[DOC25] a log with an entry that is none of ours is unavailable', async () => {
    const world = new World()
    await world.log.append([
      { document: 'd1', entries: [{ at: 1, by: 'a', body: Uint8Array.of(0, 250, 1, 2) }] },
    ])
    const opened = await world.registry.open('d1')
    expect(!opened.ok && opened.error.reason).toBe('damaged')
  })

  it('[DOC27] closes after the last socket and a grace, with a snapshot, and opens again as it was', async () => {
    const { world, a, b, both } = await twoEditors()
    a.text.insert(1, 'kept')
    await settleAll(both)
    const room = await world.room()
    a.disconnect()
    b.disconnect()
    world.clock.advance(29_000)
    await settled()
    expect(room.isClosed).toBe(false)
    world.clock.advance(2_000)
    await settled()
    expect(room.isClosed).toBe(true)
    const loaded = await world.log.load('d1')
    expect([loaded.snapshot?.seq, loaded.tail.length]).toEqual([3, 0])
    await a.connect()
    await settleAll([a])
    expect(a.plain).toBe('kept')
  })

  it('[DOC27] never closes while something is on its way to the log', async () => {
    const log = new FaultyLog()
    const { world, a, b, both } = await twoEditors({ log })
    log.hold()
    a.text.insert(1, 'kept')
    for (const client of both) client.flush()
    const room = await world.room()
    await settled()
    a.disconnect()
    b.disconnect()
    world.clock.advance(60_000)
    await settled()
    expect(room.isClosed).toBe(false)
    log.release()
    await settled()
    expect(room.isClosed).toBe(true)
    expect((await world.log.load('d1')).seq).toBe(3)
  })

  it('[DOC27] saves a snapshot after 500 entries, and one that fails costs nothing', async () => {
    const log = new FaultyLog()
    const { world, a, both } = await twoEditors({ log })
    log.failSnapshot = true
    for (let i = 0; i < 520; i++) {
      a.text.insert(1, 'x')
      if (i === 510) {
        log.failSnapshot = false
        world.clock.advance(11_000)
      }
      a.flush()
      await Promise.resolve()
    }
    await settleAll(both)
    a.text.insert(1, 'y')
    await settleAll(both)
    for (let i = 0; i < 510; i++) a.text.insert(1, 'z')
    world.clock.advance(11_000)
    await settleAll(both)
    a.text.insert(1, 'end')
    await settleAll(both)
    expect((await log.load('d1')).snapshot).not.toBe(null)
    expect(a.isSaved).toBe(true)
  })

  it('[DOC29] a shutdown lets everything reach the log, closes with 1012, and takes nothing new', async () => {
    const log = new FaultyLog()
    const { world, a, b } = await twoEditors({ log })
    log.hold()
    a.text.insert(1, 'last words')
    a.flush()
    await settled()
    const closing = world.registry.closeAll()
    b.text.insert(1, 'too late')
    b.flush()
    log.release()
    await closing
    expect([a.line?.socket.closed?.code, b.line?.socket.closed?.code]).toEqual([1012, 1012])
    expect((await world.registry.open('d1')).ok).toBe(false)
    world.restart()
    const again = new Client(world, 'b', 12)
    Y.applyUpdate(again.doc, Y.encodeStateAsUpdate(b.doc))
    await again.connect()
    await settleAll([again])
    expect(again.plain).toContain('last words')
    expect(again.plain).toContain('too late')
    expect(again.isSaved).toBe(true)
  })

  it('[DOC29] a shutdown does not wait for a log that hangs', async () => {
    const log = new FaultyLog()
    const { world, a } = await twoEditors({ log })
    log.hold()
    a.text.insert(1, 'x')
    a.flush()
    await settled()
    const room = await world.room()
    const closing = room.shutdown()
    world.clock.advance(3_000)
    await closing
    expect(room.isClosed).toBe(true)
    log.release()
    await settled()
  })
})

const textOf = (update: Uint8Array): Y.Text => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, update)
  return doc.getText('content')
}

describe('the log of a document', () => {
  it('[DOC28] replays to the live document, whole, cut anywhere, and from snapshot and tail (L9)', async () => {
    const { world, a, b, both } = await twoEditors()
    const states: Uint8Array[] = []
    for (let round = 0; round < 12; round++) {
      a.text.insert(1, `a${round} `)
      if (round % 3 === 1) b.text.delete(b.text.length - 1, 1)
      if (round % 4 === 2) b.text.insertEmbed(b.text.length, new Y.Map([['bid', `b${round}`]]))
      if (round % 4 === 3) a.text.format(1, 3, { bold: true })
      await settleAll(both)
      states.push((await world.room()).stateAsUpdate())
      if (round === 6) await world.registry.closeAll()
      if (round === 6) world.restart()
      if (round === 6) for (const client of both) client.disconnect()
      if (round === 6) for (const client of both) await client.connect()
    }
    const loaded = await world.log.load('d1')
    expect(loaded.snapshot).not.toBe(null)
    const entries = []
    for await (const entry of world.log.read('d1', 1, loaded.seq)) entries.push(entry)
    const whole = replay({ snapshot: null, seq: loaded.seq, tail: entries })
    const short = replay(loaded)
    if (!whole.ok || !short.ok) throw new Error('the log cannot be replayed')
    const live = (await world.room()).stateAsUpdate()
    expect(Y.encodeStateAsUpdate(whole.value.doc)).toEqual(live)
    expect(Y.encodeStateAsUpdate(short.value.doc)).toEqual(live)
    expect(new Map(whole.value.owners)).toEqual(new Map(short.value.owners))
    expect(whole.value.facts).toEqual(short.value.facts)
    for (let cut = 0; cut <= entries.length; cut++) {
      const prefix = replay({ snapshot: null, seq: cut, tail: entries.slice(0, cut) })
      expect(prefix.ok).toBe(true)
    }
  })
})
