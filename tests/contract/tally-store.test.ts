import { describe, expect, it } from 'vitest'
import { nameKey } from '../../sync-server/log/level-keys.ts'
import { LevelTallyStore } from '../../sync-server/log/level-tally-store.ts'
import { MemoryTallyStore } from '../../sync-server/log/memory-tally-store.ts'
import type { TallyStore } from '../../sync-server/room/since/tally-store.ts'
import { EMPTY_TALLY, type Tally } from '../../sync-server/room/since/tally.ts'
import { scratchLevel } from '../support/storage-adapters.ts'

const ADAPTERS: Readonly<Record<string, () => Promise<TallyStore>>> = {
  memory: async () => new MemoryTallyStore(),
  LevelDB: async () => new LevelTallyStore(await scratchLevel()),
}

const tally = (seq: number): Tally => ({
  seq,
  changes: new Map([['مها', seq]]),
  turns: new Map([['مها', 1]]),
  last: new Map([['مها', 1_700_000_000_000]]),
  comments: new Map([['saad', 2]]),
  mentions: new Map(),
})

describe.each(Object.entries(ADAPTERS))('tallies in %s', (_, open) => {
  it('[LOG500] are kept by document, the last that was written, until the document goes', async () => {
    const store = await open()
    expect(await store.all()).toEqual(new Map())
    await store.write(
      new Map([
        ['d', tally(1)],
        ['dd', tally(2)],
      ]),
    )
    await store.write(
      new Map([
        ['d', tally(3)],
        ['نص', tally(4)],
      ]),
    )
    expect(await store.all()).toEqual(
      new Map([
        ['d', tally(3)],
        ['dd', tally(2)],
        ['نص', tally(4)],
      ]),
    )
    await store.remove('d')
    await store.remove('never')
    expect([...(await store.all()).keys()].sort()).toEqual(['dd', 'نص'])
  })
})

describe('tallies on the disk', () => {
  it('[LOG500] one that is damaged counts as none: its log is counted anew', async () => {
    const database = await scratchLevel()
    const store = new LevelTallyStore(database)
    await store.write(new Map([['d', tally(9)]]))
    await database.write([
      { type: 'put', key: nameKey('tally', 'd'), value: new Uint8Array([1, 2, 3, 4, 5]) },
    ])
    expect((await store.all()).get('d')).toEqual(EMPTY_TALLY)
  })
})
