import { describe, expect, it } from 'vitest'
import { ROLES } from '#core/access/roles.ts'
import { DEFAULT_BLOCK_ATTRS } from '#core/schema/block.ts'
import { readFacts } from '../../sync-server/room/facts.ts'
import { decodeLogBody } from '../../sync-server/room/log-body.ts'
import { MAX_LOCKS } from '../../sync-server/room/section-locks.ts'
import { twoEditors } from '../support/cohort/cast.ts'
import { Client, settleAll } from '../support/cohort/client.ts'
import { FaultyLog } from '../support/cohort/faulty-log.ts'
import { settled, World } from '../support/cohort/world.ts'
import { lockSection } from '../support/section-lock.ts'

const meeting = async (log = new FaultyLog()) => {
  const { world, a, b, both } = await twoEditors({ log })
  a.text.insert(1, 'base text')
  await settleAll(both)
  const room = await world.room()
  const bid = room.content()[0]?.attrs.bid ?? ''
  return { world, a, b, both, room, bid, log }
}

/** Entries of the log that are about locks, with who made them. */
const logged = async (world: World) => {
  const acts: unknown[] = []
  for await (const { body, by } of world.log.read('d1', 1, Number.MAX_SAFE_INTEGER)) {
    const decoded = decodeLogBody(body)
    if (decoded.ok && decoded.value.kind === 'control' && decoded.value.entry.type === 'locks')
      acts.push([by, decoded.value.entry.did, decoded.value.entry.locks.map(({ id }) => id)])
  }
  return acts
}

describe('a section lock', () => {
  it('[LCK2] is one durable entry, told to everybody, and holds again after a restart', async () => {
    const { world, a, b, both, room, bid } = await meeting()
    const wish = { id: 'l1', from: bid, to: bid, kind: 'disputed' as const, reason: 'ينتظر جنيف' }
    const at = world.clock.now()
    const lock = { ...wish, by: 'f', at }
    expect(await room.sectionLocks.lock('f', wish)).toEqual({
      ok: true,
      value: { lock, seq: room.seq, isNew: true },
    })
    await settleAll(both)
    for (const { controls } of both) expect(controls.at(-1)).toEqual({ type: 'locks', locks: [lock] })
    world.restart()
    const again = await world.room()
    expect(again.locks).toEqual([lock])
    expect((await again.sectionLocks.unlock('f', 'l1', 'اتُّفق عليه')).ok).toBe(true)
    expect(again.locks).toEqual([])
    expect(await logged(world)).toEqual([
      ['f', { lock: 'l1' }, ['l1']],
      ['f', { unlock: 'l1', reason: 'اتُّفق عليه' }, []],
    ])
    expect([a.isOnline, b.isOnline]).toEqual([true, true])
  })

  it('[LCK2] judges what comes in the same tick after it, before it is durable', async () => {
    const { a, both, room, bid } = await meeting()
    a.text.insert(1, 'before ')
    a.flush()
    const locking = lockSection(room, { id: 'l1', from: bid, to: bid })
    a.text.insert(1, 'after ')
    a.flush()
    await locking
    await settleAll(both)
    expect(room.content().map(({ runs }) => runs[0]?.text)).toEqual(['before base text'])
    expect(a.controls.filter(({ type }) => type === 'refused')).toMatchObject([{ reason: 'locked' }])
  })

  for (const role of ROLES)
    it(`[LCK2] is set and lifted by facilitators alone: ${role}`, async () => {
      const { world, room, bid } = await meeting()
      world.add('me', role)
      const wish = { id: 'l1', from: bid, to: bid, kind: 'settled' as const }
      const may = role === 'facilitator'
      expect(await room.sectionLocks.lock('me', wish)).toMatchObject(
        may ? { ok: true } : { ok: false, error: 'forbidden' },
      )
      await lockSection(room, { id: 'l2', from: bid, to: bid })
      expect(await room.sectionLocks.unlock('me', 'l2', null)).toMatchObject(
        may ? { ok: true } : { ok: false, error: 'forbidden' },
      )
      expect(room.locks.length).toBe(1)
    })

  it('[LCK2] is set by nobody who was removed or lost the role a moment ago, and by nobody in a final text', async () => {
    const { world, room, bid } = await meeting()
    await lockSection(room, { id: 'l1', from: bid, to: bid })
    world.setRole('f', 'editor')
    const wish = { id: 'l2', from: bid, to: bid, kind: 'settled' as const }
    expect(await room.sectionLocks.lock('f', wish)).toEqual({ ok: false, error: 'forbidden' })
    world.setRole('f', 'facilitator')
    const staged = room.stages.set('f', 'final', null)
    expect(await room.sectionLocks.lock('f', wish)).toEqual({ ok: false, error: 'final' })
    expect(await room.sectionLocks.unlock('f', 'l1', null)).toEqual({ ok: false, error: 'final' })
    await staged
    world.remove('f')
    expect(await room.sectionLocks.unlock('f', 'l1', null)).toEqual({ ok: false, error: 'forbidden' })
  })

  it('[LCK3] set twice is set once, lifted twice is lifted once, and a late repeat does not set it again', async () => {
    const { world, room, bid } = await meeting()
    const wish = { id: 'l1', from: bid, to: bid, kind: 'settled' as const }
    const [one, two] = await Promise.all([
      room.sectionLocks.lock('f', wish),
      room.sectionLocks.lock('f', wish),
    ])
    expect([one, two]).toMatchObject([
      { ok: true, value: { isNew: true } },
      { ok: true, value: { isNew: false, seq: room.seq } },
    ])
    const other = { ...wish, kind: 'disputed' as const }
    expect(await room.sectionLocks.lock('f', other)).toEqual({ ok: false, error: 'conflict' })
    world.add('g', 'facilitator')
    expect(await room.sectionLocks.lock('g', wish)).toEqual({ ok: false, error: 'conflict' })
    const [, again] = [
      await room.sectionLocks.unlock('f', 'l1', null),
      await room.sectionLocks.unlock('g', 'l1', 'again'),
    ]
    expect(again).toEqual({ ok: true, value: room.seq })
    expect(await room.sectionLocks.unlock('f', 'never', null)).toEqual({ ok: false, error: 'not-found' })
    expect(await room.sectionLocks.lock('f', wish)).toEqual({ ok: false, error: 'lifted' })
    await room.shutdown()
    world.restart()
    expect(await (await world.room()).sectionLocks.lock('f', wish)).toEqual({ ok: false, error: 'lifted' })
    expect((await logged(world)).length).toBe(2)
  })

  it('[LCK3] has both ends in the text as everything admitted leaves it; sections may overlap', async () => {
    const { a, both, room, bid } = await meeting()
    const lock = (id: string, from: string, to: string) =>
      room.sectionLocks.lock('f', { id, from, to, kind: 'settled' })
    expect(await lock('l1', bid, 'nowhere')).toEqual({ ok: false, error: 'not-found' })
    expect(await lock('l1', 'nowhere', bid)).toEqual({ ok: false, error: 'not-found' })
    expect(await lock('l1', bid, bid)).toMatchObject({ ok: true })
    expect(await lock('l2', bid, bid)).toMatchObject({ ok: true })
    await room.sectionLocks.unlock('f', 'l1', null)
    a.text.insert(2, 'still locked')
    await settleAll(both)
    expect(a.controls.filter(({ type }) => type === 'refused')).toMatchObject([{ reason: 'locked' }])
  })

  it('[LCK3] is one of two hundred at the most', async () => {
    const { room, bid } = await meeting()
    for (let n = 0; n < MAX_LOCKS; n++) await lockSection(room, { id: `l${n}`, from: bid, to: bid })
    const more = { id: 'more', from: bid, to: bid, kind: 'settled' as const }
    expect(await room.sectionLocks.lock('f', more)).toEqual({ ok: false, error: 'too-many' })
    await room.sectionLocks.unlock('f', 'l7', null)
    expect(await room.sectionLocks.lock('f', more)).toMatchObject({ ok: true })
  })

  it('[LCK2] is not there, and not said to be, when it could not be stored', async () => {
    const { world, room, bid, log } = await meeting()
    log.fault = () => 'lost'
    const wish = { id: 'l1', from: bid, to: bid, kind: 'settled' as const }
    expect(await room.sectionLocks.lock('f', wish)).toEqual({ ok: false, error: 'unavailable' })
    expect(await room.sectionLocks.unlock('f', 'l1', null)).toEqual({ ok: false, error: 'unavailable' })
    log.fault = () => null
    world.clock.advance(1_000)
    await settled()
    expect(room.locks).toEqual([])
    expect(await room.sectionLocks.lock('f', wish)).toMatchObject({ ok: true })
  })
})

describe('a stage', () => {
  it('[ACC22] tells everybody who set it, when and why: at once, in the greeting, after a restart', async () => {
    const { world, both, room } = await meeting()
    const set = { by: 'f', at: world.clock.now(), reason: 'بدأ النقاش' }
    await room.stages.set('f', 'suggesting', 'بدأ النقاش')
    await settleAll(both)
    for (const { controls } of both)
      expect(controls).toContainEqual({ type: 'stage', stage: 'suggesting', set })
    for (const how of ['from the log', 'from a snapshot']) {
      if (how === 'from a snapshot') await (await world.room()).shutdown()
      world.restart()
      const late = new Client(world, 'a', 40)
      await late.connect()
      await settleAll([late])
      expect(late.controls[0], how).toMatchObject({ type: 'hello', stage: 'suggesting', stageSet: set })
      late.disconnect()
    }
  })

  it('[ACC22] is changed in the tick of the command: of two who leave it, the second changes what the first made of it', async () => {
    const { world, room } = await meeting()
    world.add('g', 'facilitator')
    await room.stages.set('f', 'final', null)
    expect(await room.stages.set('f', 'drafting', null)).toEqual({ ok: false, error: 'no-reason' })
    const first = room.stages.set('f', 'drafting', 'خطأ')
    // It has left final already, so it takes no reason; and it is drafting already, so nothing is written.
    const second = room.stages.set('g', 'drafting', null)
    const { seq } = room
    expect([await first, await second]).toEqual([
      { ok: true, value: seq + 1 },
      { ok: true, value: seq + 1 },
    ])
    expect(room.seq).toBe(seq + 1)
    for (const role of ROLES.filter((one) => one !== 'facilitator')) {
      world.setRole('g', role)
      expect(await room.stages.set('g', 'commenting', null)).toEqual({ ok: false, error: 'forbidden' })
    }
  })
})

describe('facts', () => {
  it('[ACC22] [DOC28] of a snapshot from before they were kept say nothing of who set the stage', () => {
    const old = { created: true, stage: 'suggesting', locks: [] }
    expect(readFacts(old)).toEqual({ ...old, stageSet: null, restores: 0, lifted: [], dismissed: [] })
    expect(readFacts({ ...old, locks: [{ id: 'l' }] })).toBeNull()
  })
})

describe('an import', () => {
  const blocks = [
    {
      attrs: { ...DEFAULT_BLOCK_ATTRS, bid: null },
      formats: new Map(),
      runs: [{ text: 'file', formats: new Map() }],
    },
  ]

  it('[LCK4] does not fill a document whose one paragraph is locked', async () => {
    const { room } = await twoEditors().then(async ({ world }) => ({ room: await world.room() }))
    const bid = room.content()[0]?.attrs.bid ?? ''
    await lockSection(room, { id: 'l1', from: bid, to: bid })
    expect(await room.filling.importInto('a', blocks)).toEqual({ ok: false, error: 'locked' })
    await room.sectionLocks.unlock('f', 'l1', null)
    expect(await room.filling.importInto('a', blocks)).toMatchObject({ ok: true })
  })

  it('[ACC21] is of who may write at this moment, in the stage that the log has', async () => {
    const { world } = await twoEditors()
    const room = await world.room()
    const staged = room.stages.set('f', 'suggesting', null)
    expect(await room.filling.importInto('a', blocks)).toEqual({ ok: false, error: 'forbidden' })
    await staged
    await room.stages.set('f', 'drafting', null)
    world.setRole('a', 'suggester')
    expect(await room.filling.importInto('a', blocks)).toEqual({ ok: false, error: 'forbidden' })
    expect(await room.filling.importInto('b', blocks)).toMatchObject({ ok: true })
  })
})
