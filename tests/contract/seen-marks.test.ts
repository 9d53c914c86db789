import { describe, expect, it } from 'vitest'
import { LevelSeenMarks } from '../../sync-server/store/level-seen-marks.ts'
import { MemorySeenMarks } from '../../sync-server/store/memory-seen-marks.ts'
import type { SeenMarks } from '../../sync-server/store/seen-marks.ts'
import { openLevel, scratchLevel } from '../support/storage-adapters.ts'
import { scratchDir } from '../support/scratch-dir.ts'

const ADAPTERS: Readonly<Record<string, () => Promise<SeenMarks>>> = {
  memory: async () => new MemorySeenMarks(),
  LevelDB: async () => new LevelSeenMarks(await scratchLevel()),
}

describe.each(Object.entries(ADAPTERS))('seen marks in %s', (_, open) => {
  it('[LOG22] knows each member’s mark in each document, and no other', async () => {
    const marks = await open()
    expect(await marks.get('d', 'm')).toBeNull()
    expect(await marks.put('d', 'm', { seq: 7, at: 1 })).toEqual({ seq: 7, at: 1 })
    await marks.put('d', 'n', { seq: 3, at: 2 })
    await marks.put('e', 'm', { seq: 5, at: 3 })
    expect(await marks.get('d', 'm')).toEqual({ seq: 7, at: 1 })
    expect(await marks.get('d', 'n')).toEqual({ seq: 3, at: 2 })
    expect(await marks.get('e', 'm')).toEqual({ seq: 5, at: 3 })
    for (const [document, member] of [
      ['e', 'n'],
      ['d', 'mm'],
      ['dd', 'm'],
      ['m', 'd'],
    ] as const)
      expect(await marks.get(document, member)).toBeNull()
  })

  it('[LOG22] moves a mark forward only, whatever comes at once', async () => {
    const marks = await open()
    await marks.put('d', 'm', { seq: 5, at: 5 })
    expect(await marks.put('d', 'm', { seq: 4, at: 9 })).toEqual({ seq: 5, at: 5 })
    expect(await marks.put('d', 'm', { seq: 5, at: 9 })).toEqual({ seq: 5, at: 5 })
    const stand = await Promise.all([9, 6, 12, 8].map((seq) => marks.put('d', 'm', { seq, at: seq })))
    expect(stand.map(({ seq }) => seq)).toEqual([9, 9, 12, 12])
    expect(await marks.get('d', 'm')).toEqual({ seq: 12, at: 12 })
  })

  it('[LOG22] lists a member’s marks, each with what others had done by then', async () => {
    const marks = await open()
    const others = { changes: 3, turns: 3, comments: 2, mentions: 1 }
    expect(await marks.of('m')).toEqual(new Map())
    await marks.put('d', 'm', { seq: 7, at: 1, others })
    await marks.put('d', 'mm', { seq: 9, at: 1 })
    await marks.put('e', 'm', { seq: 5, at: 2 })
    await marks.put('e', 'm', { seq: 6, at: 3 })
    expect(await marks.of('m')).toEqual(
      new Map([
        ['d', { seq: 7, at: 1, others }],
        ['e', { seq: 6, at: 3 }],
      ]),
    )
    expect(await marks.get('d', 'm')).toEqual({ seq: 7, at: 1, others })
    await marks.removeDocument('d')
    expect([...(await marks.of('m')).keys()]).toEqual(['e'])
    await marks.removeMember('m')
    expect(await marks.of('m')).toEqual(new Map())
    expect([...(await marks.of('mm')).keys()]).toEqual([])
    const many = Array.from({ length: 1_001 }, (_, index) => `d${index}`)
    await Promise.all(many.map((document) => marks.put(document, 'm', { seq: 1, at: 1 })))
    expect([...(await marks.of('m')).keys()].sort()).toEqual(many.sort())
  })

  it('[LOG22] forgets a document, and a member, and nothing else', async () => {
    const marks = await open()
    for (const document of ['d', 'dd', 'e'])
      for (const member of ['m', 'mm', 'n']) await marks.put(document, member, { seq: 1, at: 1 })
    await marks.removeDocument('d')
    await marks.removeMember('m')
    await marks.removeMember('m')
    await marks.removeDocument('never')
    const left: string[] = []
    for (const document of ['d', 'dd', 'e'])
      for (const member of ['m', 'mm', 'n'])
        if ((await marks.get(document, member)) !== null) left.push(`${document} ${member}`)
    expect(left).toEqual(['dd mm', 'dd n', 'e mm', 'e n'])
    // They may come back, from the beginning.
    expect(await marks.put('d', 'm', { seq: 1, at: 2 })).toEqual({ seq: 1, at: 2 })
    await marks.removeMember('m')
    expect(await marks.get('d', 'm')).toBeNull()
  })
})

describe('seen marks on the disk', () => {
  it('[LOG22] are there when the store is opened again; a damaged one is told, not taken for none', async () => {
    const folder = await scratchDir()
    const first = await openLevel(folder)
    await new LevelSeenMarks(first).put('d', 'm', { seq: 7, at: 1 })
    await new LevelSeenMarks(first).put('e', 'm', { seq: 8, at: 1 })
    await first.close()
    const again = await openLevel(folder)
    const marks = new LevelSeenMarks(again)
    expect(await marks.get('d', 'm')).toEqual({ seq: 7, at: 1 })
    const records = await again.view((view) =>
      view.records({ gte: new TextEncoder().encode('!seen!d'), lte: new TextEncoder().encode('!seen!e') }),
    )
    for (const [key, value] of records)
      await again.write([{ type: 'put', key, value: value.map((byte, at) => (at === 2 ? byte ^ 1 : byte)) }])
    await expect(marks.get('d', 'm')).rejects.toThrow('unreadable')
    expect(await marks.get('e', 'm')).toEqual({ seq: 8, at: 1 })
    await again.close()
  })
})
