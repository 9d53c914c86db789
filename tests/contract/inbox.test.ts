import { describe, expect, it } from 'vitest'
import { LevelInbox } from '../../sync-server/store/level-inbox.ts'
import { MemoryInbox } from '../../sync-server/store/memory-inbox.ts'
import { INBOX_SIZE, type Inbox, type NewNotice } from '../../sync-server/room/notices/inbox.ts'
import { scratchLevel } from '../support/storage-adapters.ts'

const ADAPTERS: Readonly<Record<string, () => Promise<Inbox>>> = {
  memory: async () => new MemoryInbox(7),
  LevelDB: async () => LevelInbox.open(await scratchLevel(), 7),
}

const notice = (member: string, seq: number, over: Partial<NewNotice> = {}): NewNotice => ({
  member,
  seq,
  at: 1_000 + seq,
  by: 'boss',
  notice: { type: 'stage', stage: 'final' },
  ...over,
})
const mark = (seq: number) => ({ seq, locks: [] })
const seqs = async (inbox: Inbox, member: string, which: 'all' | 'unread' = 'all') =>
  (await inbox.list(member, which)).notices.map(({ document, seq }) => `${document}${seq}`)

describe.each(Object.entries(ADAPTERS))('inbox in %s', (_, open) => {
  it('[LOG600] keeps what members are told, newest first, under growing numbers', async () => {
    const inbox = await open()
    expect([inbox.since, await inbox.list('m'), await inbox.mark('d')]).toEqual([
      7,
      { notices: [], read: 0, last: 0 },
      null,
    ])
    const both = [notice('m', 2), notice('n', 2), notice('m', 3)]
    expect((await inbox.deliver('d', mark(3), both)).toSorted()).toEqual(['m', 'n'])
    expect(await inbox.deliver('e', mark(9), [notice('m', 9)])).toEqual(['m'])
    const { notices, read, last } = await inbox.list('m')
    expect([read, last]).toEqual([0, 3])
    expect(notices.map(({ id, document, seq }) => [id, document, seq])).toEqual([
      [3, 'e', 9],
      [2, 'd', 3],
      [1, 'd', 2],
    ])
    expect(notices[2]).toEqual({
      id: 1,
      document: 'd',
      seq: 2,
      at: 1_002,
      by: 'boss',
      notice: { type: 'stage', stage: 'final' },
    })
  })

  it('[ACC602] what is delivered again is told once, and a mark never goes back', async () => {
    const inbox = await open()
    const locks = [{ id: 'l', from: 'a', to: 'b' }]
    await inbox.deliver('d', { seq: 5, locks }, [notice('m', 4)])
    expect(await inbox.deliver('d', mark(5), [notice('m', 4)])).toEqual([])
    expect(await inbox.deliver('d', mark(3), [notice('m', 3)])).toEqual([])
    expect(await inbox.mark('d')).toEqual({ seq: 5, locks })
    expect(await inbox.deliver('d', mark(7), [notice('m', 4), notice('m', 6)])).toEqual(['m'])
    expect(await seqs(inbox, 'm')).toEqual(['d6', 'd4'])
    expect(await inbox.mark('d')).toEqual(mark(7))
  })

  it('[ACC602] of two deliveries at once each is told once', async () => {
    const inbox = await open()
    const twice = [notice('m', 1), notice('m', 2)]
    await Promise.all([inbox.deliver('d', mark(2), twice), inbox.deliver('d', mark(2), twice)])
    expect(await seqs(inbox, 'm')).toEqual(['d2', 'd1'])
  })

  it('[LOG600] keeps the newest 500 of a member, whatever comes at once', async () => {
    const inbox = await open()
    const many = (from: number, to: number) =>
      Array.from({ length: to - from }, (__, index) => notice('m', from + index))
    await inbox.deliver('d', mark(300), many(1, 301))
    await inbox.deliver('d', mark(1_301), many(301, 1_302))
    const { notices, last } = await inbox.list('m')
    expect([notices.length, last]).toEqual([INBOX_SIZE, 1_301])
    expect([notices[0]?.seq, notices.at(-1)?.seq]).toEqual([1_301, 802])
  })

  it('[ACC604] is read up to a notice, never back and never beyond the last', async () => {
    const inbox = await open()
    await inbox.markRead('m', 4)
    await inbox.deliver('d', mark(3), [notice('m', 1), notice('m', 2), notice('m', 3)])
    await inbox.markRead('m', 2)
    await inbox.markRead('m', 1)
    expect([(await inbox.list('m')).read, await seqs(inbox, 'm', 'unread')]).toEqual([2, ['d3']])
    await inbox.markRead('m', 99)
    await inbox.deliver('d', mark(4), [notice('m', 4)])
    expect(await seqs(inbox, 'm', 'unread')).toEqual(['d4'])
  })

  it('[LOG601] forgets a document everywhere, and nothing else', async () => {
    const inbox = await open()
    await inbox.deliver('d', mark(2), [notice('m', 1), notice('n', 2)])
    await inbox.deliver('e', mark(2), [notice('m', 2)])
    await inbox.forgetDocument('d')
    expect([await seqs(inbox, 'm'), await seqs(inbox, 'n'), await inbox.mark('d')]).toEqual([
      ['e2'],
      [],
      null,
    ])
    await inbox.deliver('e', mark(3), [notice('m', 3)])
    expect((await inbox.list('m')).notices.map(({ id }) => id)).toEqual([3, 2])
  })

  it('[LOG601] forgets a member, and nobody else', async () => {
    const inbox = await open()
    await inbox.deliver('d', mark(2), [notice('m', 1), notice('mm', 2)])
    await inbox.forgetMember('m')
    expect([await inbox.list('m'), await seqs(inbox, 'mm')]).toEqual([
      { notices: [], read: 0, last: 0 },
      ['d2'],
    ])
  })
})

describe('inbox in LevelDB', () => {
  it('[ACC602] remembers when it began', async () => {
    const database = await scratchLevel()
    await LevelInbox.open(database, 7)
    expect((await LevelInbox.open(database, 8)).since).toBe(7)
  })
})
