import { describe, expect, it } from 'vitest'
import { MemoryTallyStore } from '../../../sync-server/log/memory-tally-store.ts'
import { MemoryUpdateLog } from '../../../sync-server/log/memory-update-log.ts'
import { encodeControlBody, encodeUpdateBody } from '../../../sync-server/room/log-body.ts'
import { Tallies } from '../../../sync-server/room/since/tallies.ts'
import { byOthers, unreadOf } from '../../../sync-server/room/since/tally.ts'
import type { NewLogEntry, UpdateLog } from '../../../sync-server/room/update-log.ts'
import { FaultyLog } from '../../support/cohort/faulty-log.ts'
import { settled } from '../../support/cohort/world.ts'
import { FakeClock } from '../../support/fake-clock.ts'

const update = (by: string): NewLogEntry => ({ at: 1, by, body: encodeUpdateBody(new Uint8Array([0, 0])) })
const comment = (by: string, ...mentions: string[]): NewLogEntry => ({
  at: 1,
  by,
  body: encodeControlBody({ type: 'commented', thread: 't', comment: 'c', body: 'نص', mentions }),
})

const opened = async (log: UpdateLog, store = new MemoryTallyStore(), clock = new FakeClock()) => {
  const tallies = await Tallies.open(log, store, clock, (error) => {
    throw error
  })
  return { tallies, store, clock, counting: tallies.counting() }
}

const others = (tallies: Tallies, asker: string) => {
  const { changes, comments, mentions } = byOthers(tallies.of('d'), asker)
  return [changes, comments, mentions]
}

describe('tallies of documents', () => {
  it('[LOG500] count what each member did as it becomes durable, and nothing that the server wrote or that says nothing', async () => {
    const { tallies, counting } = await opened(new MemoryUpdateLog())
    const created = { at: 1, by: 'server', body: encodeControlBody({ type: 'created' }) }
    await counting.append([{ document: 'd', entries: [created, update('a'), update('server'), update('b')] }])
    await counting.append([
      { document: 'e', entries: [update('b')] },
      { document: 'd', entries: [comment('a', 'b', 'a'), comment('b', 'a', 'c')] },
    ])
    const late = encodeControlBody({ type: 'late-dismissed', late: 'l', author: 'a', reason: '' })
    await counting.append([{ document: 'd', entries: [{ at: 1, by: 'b', body: late }] }])
    expect(others(tallies, 'a')).toEqual([1, 1, 1])
    expect(others(tallies, 'b')).toEqual([1, 1, 1])
    expect(others(tallies, 'c')).toEqual([2, 2, 1])
    expect(tallies.of('d').seq).toBe(7)
    expect(others(tallies, 'unknown')).toEqual([2, 2, 0])
  })

  it('[LOG500] are known at any earlier entry, and what lies between is unread', async () => {
    const { tallies, counting } = await opened(new MemoryUpdateLog())
    const entries = ['a', 'b', 'b', 'a', 'b'].map(update)
    await counting.append([{ document: 'd', entries: [...entries, comment('b', 'a')] }])
    for (const [seq, changes] of [3, 3, 2, 1, 1, 0, 0].entries()) {
      const seen = byOthers(await tallies.at('d', seq), 'a')
      expect(unreadOf(byOthers(tallies.of('d'), 'a'), seen)).toEqual({
        changes,
        turns: changes > 0 ? 1 : 0,
        comments: seq < 6 ? 1 : 0,
        mentions: seq < 6 ? 1 : 0,
      })
    }
  })

  it('[LOG500] tell what somebody did without a pause of a minute as one turn, and never nothing where something is', async () => {
    const { tallies, counting } = await opened(new MemoryUpdateLog())
    const work: readonly (readonly [string, number])[] = [
      ['b', 0],
      ['c', 1],
      ['b', 59],
      ['b', 118],
      ['b', 178],
    ]
    const entries = work.map(([by, seconds]) => ({ ...update(by), at: seconds * 1_000 }))
    await counting.append([{ document: 'd', entries }])
    const unread = async (seq: number): Promise<number> =>
      unreadOf(byOthers(tallies.of('d'), 'a'), byOthers(await tallies.at('d', seq), 'a')).turns
    // Two of b, parted by a minute, and one of c.
    expect(await unread(0)).toBe(3)
    expect(await unread(2)).toBe(2)
    expect(await unread(4)).toBe(1)
    expect(await unread(5)).toBe(0)
  })

  it('[LOG500] are written once a minute; what a crash took is counted again from the log', async () => {
    const log = new MemoryUpdateLog()
    const first = await opened(log)
    await first.counting.append([{ document: 'd', entries: [update('a')] }])
    expect((await first.store.all()).size).toBe(0)
    first.clock.advance(60_000)
    await settled()
    expect((await first.store.all()).get('d')?.seq).toBe(1)
    await first.counting.append([{ document: 'd', entries: [update('b'), update('b')] }])
    // No close: the process is gone.
    const again = await opened(log, first.store)
    await settled()
    expect(others(again.tallies, 'a')).toEqual([2, 0, 0])
    await again.tallies.close()
    expect((await first.store.all()).get('d')?.seq).toBe(3)
  })

  it('[LOG500] a mark rests on a tally that is written: none is ever counted from less', async () => {
    const log = new MemoryUpdateLog()
    const first = await opened(log)
    await first.counting.append([{ document: 'd', entries: [update('a'), update('b')] }])
    await first.tallies.at('d', 2)
    const again = await opened(log, first.store)
    expect(others(again.tallies, 'a')).toEqual([1, 0, 0])
    // A document that was never counted begins where it stands: nobody has a mark in it.
    const old = await opened(log, new MemoryTallyStore())
    expect(others(old.tallies, 'a')).toEqual([0, 0, 0])
    await old.counting.append([{ document: 'd', entries: [update('b')] }])
    expect(others(old.tallies, 'a')).toEqual([1, 0, 0])
  })

  it('[LOG500] count an append that failed and landed, and none that failed and did not', async () => {
    const log = new FaultyLog()
    const { tallies, counting } = await opened(log)
    await counting.append([{ document: 'd', entries: [update('a')] }])
    log.fault = () => 'stored-but-failed'
    await expect(counting.append([{ document: 'd', entries: [update('b')] }])).rejects.toThrow()
    log.fault = () => 'lost'
    await expect(counting.append([{ document: 'd', entries: [update('b')] }])).rejects.toThrow()
    log.fault = () => null
    await Promise.all([
      counting.append([{ document: 'd', entries: [update('c')] }]),
      counting.append([{ document: 'd', entries: [update('c')] }]),
    ])
    await settled()
    expect(others(tallies, 'a')).toEqual([3, 0, 0])
    expect(others(tallies, 'c')).toEqual([2, 0, 0])
    await tallies.forget('d')
    expect(tallies.of('d').seq).toBe(0)
  })
})
