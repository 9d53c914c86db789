import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { permits } from '#core/access/permits.ts'
import { ROLES, type Role } from '#core/access/roles.ts'
import { STAGES, type Stage } from '#core/access/stages.ts'
import { SCHEMA_HASH } from '#core/schema/schema-hash.ts'
import { gather, twoEditors } from '../support/cohort/cast.ts'
import { Client, settleAll } from '../support/cohort/client.ts'
import { FakeSocket } from '../support/cohort/fake-socket.ts'
import { settled } from '../support/cohort/world.ts'
import { lockSection } from '../support/section-lock.ts'

const refusals = (client: Client) => client.controls.filter(({ type }) => type === 'refused')

/** What each kind of message does to the text, as a member would send it. */
const KINDS = {
  write: (client: Client) => client.text.insert(1, 'direct'),
  suggest: (client: Client) =>
    client.text.insert(1, 'proposed', {
      [`insertion--${client.member}-s-1`]: { by: client.member, at: 1 },
    }),
  'delete base': (client: Client) => client.text.delete(1, 2),
} as const
type Kind = keyof typeof KINDS

const mayChange = (role: Role, stage: Stage, kind: Kind): boolean =>
  permits(role, stage, kind === 'suggest' ? 'suggest' : 'write')

const staged = async (role: Role, stage: Stage) => {
  const { world, page } = await gather([['author', 'facilitator', 1001]], 'base text')
  world.add('honest', 'facilitator')
  world.add('me', role)
  const author = page('author')
  await (await world.room()).stages.set('author', stage, null)
  await settleAll([author])
  return { world, author }
}

describe('roles, stages and messages', () => {
  for (const role of ROLES)
    for (const stage of STAGES)
      it(`[ACC20] ${role} in ${stage}: each kind of message does what the table permits, and a refused one nothing`, async () => {
        for (const kind of ['write', 'suggest', 'delete base'] as const) {
          const { world, author } = await staged(role, stage)
          const me = new Client(world, 'me', 1002)
          await me.connect()
          await settleAll([author, me])
          if (!permits(role, stage, 'follow')) {
            expect(me.isOnline).toBe(false)
            expect([me.plain, me.controls]).toEqual(['', []])
            continue
          }
          const before = (await world.room()).stateAsUpdate()
          expect(me.plain).toBe('base text')
          KINDS[kind](me)
          await settleAll([author, me])
          const after = (await world.room()).stateAsUpdate()
          if (mayChange(role, stage, kind)) {
            expect([refusals(me), me.isSaved]).toEqual([[], true])
            expect(author.plain).toBe(me.plain)
          } else {
            expect(refusals(me).length).toBe(1)
            expect(after).toEqual(before)
            expect(author.plain).toBe('base text')
            const [late] = await world.lateTray.list('d1')
            expect(refusals(me)[0]).toMatchObject({ late: late?.id, frame: me.sent })
          }
          // Reading, presence and questions are free to whoever may follow.
          me.showPresence({ cursor: 1 }, 1)
          me.say({ type: 'query-presence' })
          world.clock.advance(50)
          await settleAll([author, me])
          world.clock.advance(50)
          await settleAll([author, me])
          expect([...author.presence.keys()]).toEqual([1002])
          expect(me.isOnline).toBe(true)
        }
      })

  it('[ACC21] a stage changes for everything that comes after it, in the log too', async () => {
    const { world, a, b, both } = await twoEditors()
    const room = await world.room()
    for (let n = 0; n < 20; n++) {
      a.text.insert(1, `${n} `)
      b.text.insert(1, `${n} `)
      if (n === 10) {
        for (const client of both) client.flush()
        const done = room.stages.set('f', 'final', null)
        for (const client of both) client.flush()
        await done
      }
    }
    await settleAll(both)
    const { seq } = room
    let stageAt = 0
    for await (const entry of world.log.read('d1', 1, seq)) if (entry.body[0] === 1) stageAt = entry.seq
    expect(stageAt).toBe(seq)
    expect([a, b].map((client) => client.controls.some(({ type }) => type === 'stage'))).toEqual([true, true])
    expect(refusals(a).length).toBeGreaterThan(0)
  })

  it('[ACC21] a role changes on live sockets at once; nothing later than the change is in the log', async () => {
    const { world, a, b, both } = await twoEditors()
    a.text.insert(1, 'before ')
    a.flush()
    a.text.insert(1, 'after ')
    world.setRole('a', 'commenter')
    expect(a.line?.socket.take().at(-1)).toEqual({
      type: 'control',
      control: { type: 'role', role: 'commenter' },
    })
    await settleAll(both)
    expect(b.plain).toBe('before ')
    expect(refusals(a).length).toBe(1)
    world.setRole('a', 'viewer')
    expect(a.line?.socket.closed?.code).toBe(4403)
    b.text.insert(1, 'x')
    world.remove('b')
    expect(b.line?.socket.closed?.code).toBe(4403)
    b.flush()
    await settled()
    expect((await world.room()).sockets).toBe(0)
    expect(world.broken).toEqual([])
  })

  it('[ACC21] a removal that nobody announced is seen at the next update', async () => {
    const { world, a, b, both } = await twoEditors()
    world.members.delete('a')
    a.text.insert(1, 'gone')
    await settleAll(both)
    expect(a.isOnline).toBe(false)
    expect(b.plain).toBe('')
  })

  it('[ACC21] section locks hold from the moment they are set', async () => {
    const { world, a, b, both } = await twoEditors()
    const room = await world.room()
    const bid = room.content()[0]?.attrs.bid ?? ''
    const locks = [await lockSection(room, { id: 'l1', from: bid, to: bid })]
    a.text.insert(1, 'inside')
    await settleAll(both)
    expect(refusals(a)).toMatchObject([{ reason: 'locked' }])
    expect([b.plain, b.controls.at(-1)]).toEqual(['', { type: 'locks', locks }])
    world.restart()
    expect((await world.room()).locks).toEqual(locks)
  })
})

/** «text», and a page of another schema in it. */
const withOldPage = async () => {
  const { world, a } = await twoEditors()
  a.text.insert(1, 'text')
  await settleAll([a])
  const old = new Client(world, 'b', 40)
  await old.connect({ schema: '0-000000000000' })
  await settleAll([a, old])
  return { world, a, old }
}

describe('the handshake', () => {
  it('[PRO14] begins with hello, then our step 1', async () => {
    const { world } = await twoEditors()
    const { socket } = await world.join('a')
    const [hello, step1] = socket.take()
    expect(hello).toEqual({
      type: 'control',
      control: {
        type: 'hello',
        epoch: 'epoch-1',
        schema: SCHEMA_HASH,
        seq: 2,
        now: world.clock.now(),
        role: 'editor',
        stage: 'drafting',
        stageSet: null,
        restores: 0,
        locks: [],
        member: 'a',
        writable: true,
        numbered: true,
      },
    })
    expect(step1?.type).toBe('sync-step-1')
  })

  it('[PRO6] a socket without extensions hears only the types of y-protocols', async () => {
    const { world, b } = await twoEditors()
    const plain = new Client(world, 'a', 40)
    await plain.connect({ ext: false })
    await settleAll([plain, b])
    plain.text.insert(1, 'plain')
    await settleAll([plain, b])
    await (await world.room()).stages.set('f', 'suggesting', null)
    await settleAll([plain, b])
    expect([plain.controls, plain.acks]).toEqual([[], []])
    expect(b.plain).toBe('plain')
  })

  it('[PRO13] a client of another schema reads, is told to reload, and writes nothing', async () => {
    const { world, a, old } = await withOldPage()
    expect([old.plain, old.controls.map(({ type }) => type)]).toEqual(['text', ['hello', 'reload']])
    old.text.delete(1, 4)
    await settleAll([a, old])
    expect(old.controls.map(({ type }) => type)).toEqual(['hello', 'reload', 'reload'])
    expect(a.plain).toBe('text')
    const current = new Client(world, 'b', 41)
    await current.connect({ schema: SCHEMA_HASH, epoch: 'epoch-1' })
    await settleAll([current])
    expect(current.controls.map(({ type }) => type)).toEqual(['hello'])
  })

  it('[PRO13] what a client of another schema wrote stays with it, neither taken, refused nor acked, until it comes back with ours', async () => {
    const { a, old } = await withOldPage()
    old.text.insert(5, ' and more')
    await settleAll([a, old])
    expect([a.plain, refusals(old)]).toEqual(['text', []])
    expect(old.isSaved).toBe(false)
    await old.connect({ schema: SCHEMA_HASH })
    await settleAll([a, old])
    expect([a.plain, refusals(old)]).toEqual(['text and more', []])
    expect(old.isSaved).toBe(true)
  })

  it('[PRO8] a client of another epoch is sent away for good and merges nothing', async () => {
    const { world } = await twoEditors()
    const stale = new Client(world, 'b', 40)
    stale.text.insert(0, 'old history')
    await stale.connect({ epoch: 'epoch-0' })
    expect(stale.line?.socket.closed?.code).toBe(4409)
    stale.flush()
    await settled()
    expect((await world.room()).seq).toBe(2)
  })

  it('[DOC30] what builds on a refused update is kept too, and said to be refused, not asked for again', async () => {
    const { world, a, b, both } = await twoEditors()
    world.setRole('a', 'commenter')
    for (const word of ['one ', 'two ', 'three ']) a.text.insert(1, word)
    await settleAll(both)
    expect(refusals(a).length).toBe(3)
    const kept = await world.lateTray.list('d1')
    expect(kept.map(({ text, by }) => [text, by])).toEqual([['one two three', 'a']])
    expect(refusals(a)).toMatchObject(Array.from({ length: 3 }, () => ({ late: kept[0]?.id })))
    expect(a.acks.at(-1)?.handled).toBe(a.sent)
    expect(b.plain).toBe('')
    // The words come back out of the kept updates.
    const doc = new Y.Doc()
    Y.applyUpdate(doc, (await world.room()).stateAsUpdate())
    for (const { update } of kept) Y.applyUpdate(doc, update)
    expect(doc.getText('content').length).toBe(1 + 'one two three '.length)
  })

  it('[DOC30] a full late tray is said to be full', async () => {
    const { world, a, both } = await twoEditors({
      lateTray: {
        add: async () => false,
        replace: async () => false,
        list: async () => [],
        remove: async () => undefined,
      },
    })
    world.setRole('a', 'commenter')
    a.text.insert(1, 'x')
    await settleAll(both)
    expect(refusals(a)).toMatchObject([{ late: null }])
  })

  it('[PRO8] a room that closes sends newcomers to try again', async () => {
    const { world } = await twoEditors()
    const room = await world.room()
    await world.registry.closeAll()
    const socket = new FakeSocket()
    room.join(socket, { member: world.add('c', 'editor'), ext: true, schema: null, epoch: null })
    expect(socket.closed?.code).toBe(1012)
  })
})
