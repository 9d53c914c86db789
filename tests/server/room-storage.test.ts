import { describe, expect, it } from 'vitest'
import { twoEditors } from '../support/cohort/cast.ts'
import { replay } from '../../sync-server/room/replay.ts'
import { Client, plainOf, settleAll } from '../support/cohort/client.ts'
import { FaultyLog, type Fault } from '../support/cohort/faulty-log.ts'
import { settled } from '../support/cohort/world.ts'

const session = async (failing: number, fault: Fault, times: number) => {
  const log = new FaultyLog()
  const { world, a, b, both } = await twoEditors({ log })
  const base = log.appends
  log.fault = (append) => (append >= base + failing && append < base + failing + times ? fault : null)
  for (let n = 1; n <= 6; n++) {
    a.text.insert(a.text.length, `a${n} `)
    if (n % 2 === 0) b.text.insert(1, `b${n} `)
    if (n === 5) a.text.delete(1 + a.plain.indexOf('a1'), 2)
    a.flush()
    b.flush()
    await settled()
    a.receive()
    b.receive()
    const replayed = replay(await log.inner.load('d1'))
    if (!replayed.ok) throw new Error(replayed.error.detail)
    const stored = plainOf(replayed.value.doc.getText('content'))
    for (const word of b.plain.match(/a[2-6]/g) ?? [])
      expect(stored, 'what anybody was shown is in the log').toContain(word)
  }
  for (let second = 0; second < times + 2; second++) {
    world.clock.advance(1_000)
    await settleAll(both)
  }
  return { world, log, a, b, both }
}

describe('a log that fails', () => {
  for (const fault of ['lost', 'stored-but-failed'] as const)
    it(`[DOC24] at the n-th append (${fault}), for every n, loses and doubles nothing`, async () => {
      for (let failing = 1; failing <= 8; failing++) {
        const { world, a, b, both } = await session(failing, fault, 2)
        expect(world.broken).toEqual([])
        expect((await world.room()).isWritable).toBe(true)
        await settleAll(both)
        expect(a.plain).toBe(b.plain)
        for (const word of ['a2', 'a3', 'a4', 'a6', 'b4', 'b6'])
          expect(a.plain.split(word).length, `${word} once, append ${failing}`).toBe(2)
        expect([a.isSaved, b.isSaved]).toEqual([true, true])
        world.restart()
        const fresh = new Client(world, 'a', 77)
        await fresh.connect()
        await settleAll([fresh])
        expect(fresh.plain).toBe(a.plain)
      }
    })

  it('[DOC24] makes the room read-only at once, says so to clients and to health, and recovers without a restart', async () => {
    const log = new FaultyLog()
    const { world, a, b, both } = await twoEditors({ log })
    log.fault = () => 'lost'
    a.text.insert(1, 'on the device')
    await settleAll(both)
    expect(world.registry.healthy().ok).toBe(false)
    expect([a, b].map(({ controls }) => controls.at(-1))).toEqual([
      { type: 'storage', writable: false },
      { type: 'storage', writable: false },
    ])
    expect([a.isSaved, b.plain]).toEqual([false, ''])
    const room = await world.room()
    expect(await room.stages.set('f', 'final', null)).toEqual({ ok: false, error: 'unavailable' })
    const late = new Client(world, 'b', 13)
    await late.connect()
    await settleAll([late])
    expect(late.controls[0]).toMatchObject({ type: 'hello', writable: false })
    for (let second = 0; second < 30; second++) {
      world.clock.advance(1_000)
      await settled()
    }
    expect((await log.load('d1')).seq).toBe(2)
    log.fault = () => null
    world.clock.advance(1_000)
    await settleAll([...both, late])
    expect(world.registry.healthy()).toEqual({ ok: true })
    expect([a.isSaved, b.plain, late.plain]).toEqual([true, 'on the device', 'on the device'])
    expect(b.controls.at(-1)).toEqual({ type: 'storage', writable: true })
  })

  it('[DOC24] takes nobody along whose document is not in the failing batch, and never retries as success', async () => {
    const log = new FaultyLog()
    const { world, a, both } = await twoEditors({ log })
    const other = await world.registry.open('d2')
    log.fault = (append) => (append === log.appends ? 'lost' : null)
    a.text.insert(1, 'x')
    await settleAll(both)
    expect(other.ok && other.value.isWritable).toBe(true)
    expect((await world.room()).isWritable).toBe(false)
    expect((await log.load('d1')).seq).toBe(2)
  })

  it('[DOC24] while the server records a fact: the caller is told, the fact is not there', async () => {
    const log = new FaultyLog()
    const { world, a, both } = await twoEditors({ log })
    const room = await world.room()
    const failing = log.appends + 1
    log.fault = (append) => (append === failing ? 'lost' : null)
    expect(await room.stages.set('f', 'final', 'done')).toEqual({ ok: false, error: 'unavailable' })
    world.clock.advance(1_000)
    await settleAll(both)
    expect(room.stage).toBe('drafting')
    a.text.insert(1, 'free')
    await settleAll(both)
    expect(a.isSaved).toBe(true)
  })
})
