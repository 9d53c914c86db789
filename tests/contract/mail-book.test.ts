import { describe, expect, it } from 'vitest'
import type { MailBook, MailRecord } from '../../sync-server/mail/mail-book.ts'
import { LevelMailBook } from '../../sync-server/store/level-mail-book.ts'
import { MemoryMailBook } from '../../sync-server/store/memory-mail-book.ts'
import { scratchLevel } from '../support/storage-adapters.ts'

const ADAPTERS: Readonly<Record<string, () => Promise<MailBook>>> = {
  memory: async () => new MemoryMailBook(),
  LevelDB: async () => new LevelMailBook(await scratchLevel()),
}

const record = (member: string, over: Partial<MailRecord> = {}): MailRecord => ({
  member,
  address: `${member}@example.org`,
  every: 'day',
  language: 'ar',
  confirmedAt: null,
  confirm: { hash: 'h', until: 9 },
  refused: false,
  through: 0,
  digestAt: 1,
  ...over,
})

describe.each(Object.entries(ADAPTERS))('mail book in %s', (_, open) => {
  it('[LOG602] keeps one record of a member, and lists them', async () => {
    const book = await open()
    expect([await book.get('m'), await book.all()]).toEqual([null, []])
    expect(await book.change('m', () => record('m'))).toEqual(record('m'))
    await book.change('n', () => record('n', { confirmedAt: 5, confirm: null }))
    await book.change('m', (now) => (now === null ? null : { ...now, every: 'hour' }))
    expect(await book.get('m')).toEqual(record('m', { every: 'hour' }))
    expect((await book.all()).map(({ member }) => member).toSorted()).toEqual(['m', 'n'])
  })

  it('[LOG602] changes made at once all count', async () => {
    const book = await open()
    await book.change('m', () => record('m'))
    const one = (now: MailRecord | null) => (now === null ? null : { ...now, through: now.through + 1 })
    await Promise.all([book.change('m', one), book.change('m', one), book.change('m', one)])
    expect((await book.get('m'))?.through).toBe(3)
  })

  it('[LOG602] what turns mail off goes with the record, and when it is old', async () => {
    const book = await open()
    await book.addOff('m', 'early', 1, 0)
    expect(await book.hasOff('m', 'early')).toBe(false)
    await book.change('m', () => record('m'))
    await book.addOff('m', 'one', 10, 0)
    await book.addOff('m', 'two', 20, 10)
    expect([await book.hasOff('m', 'one'), await book.hasOff('m', 'two')]).toEqual([true, true])
    expect(await book.hasOff('n', 'one')).toBe(false)
    await book.addOff('m', 'three', 30, 11)
    expect([await book.hasOff('m', 'one'), await book.hasOff('m', 'two')]).toEqual([false, true])
    expect(await book.change('m', () => null)).toBe(null)
    expect([await book.get('m'), await book.hasOff('m', 'two')]).toEqual([null, false])
  })
})
