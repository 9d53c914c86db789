import { describe, expect, it } from 'vitest'
import { LevelChronicleStore } from '../../sync-server/log/level-chronicle-store.ts'
import { nameKey } from '../../sync-server/log/level-keys.ts'
import { MemoryChronicleStore } from '../../sync-server/log/memory-chronicle-store.ts'
import type { ChronicleStore } from '../../sync-server/room/versions/chronicle-store.ts'
import type { Chronicle } from '../../sync-server/room/versions/chronicle.ts'
import { scratchLevel } from '../support/storage-adapters.ts'

const ADAPTERS: Readonly<Record<string, () => Promise<ChronicleStore>>> = {
  memory: async () => new MemoryChronicleStore(),
  LevelDB: async () => new LevelChronicleStore(await scratchLevel()),
}

const chronicle = (seq: number): Chronicle => ({
  seq,
  moments: [
    { from: 1, seq: 4, startedAt: 1, at: 9, entries: 3, by: ['مها', 'saad'] },
    { from: 5, seq, startedAt: 20, at: 30, entries: 2, by: ['saad'] },
    { from: 7, seq, startedAt: 20, at: 30, entries: 2, by: [] },
  ],
  marks: [
    { kind: 'named', id: 'v', name: 'نسخة', seq: 2, by: 'مها', at: 3 },
    { kind: 'stage', stage: 'suggesting', seq: 3, by: 'مها', at: 4 },
    { kind: 'restored', id: 'r', of: 2, seq: 5, by: 'مها', at: 6 },
  ],
  pauses: [{ seq: 4, at: 9, length: 1_000 }],
  cause: seq === 9 ? null : 'saad',
})

describe.each(Object.entries(ADAPTERS))('chronicles in %s', (_, open) => {
  it('[LOG520] are kept by document, the last that was put, until the document goes', async () => {
    const store = await open()
    expect(await store.get('d')).toBeNull()
    await store.put('d', chronicle(8))
    await store.put('dd', chronicle(9))
    await store.put('d', chronicle(10))
    expect(await store.get('d')).toEqual(chronicle(10))
    expect(await store.get('dd')).toEqual(chronicle(9))
    await store.remove('d')
    await store.remove('never')
    expect(await store.get('d')).toBeNull()
    expect(await store.get('dd')).toEqual(chronicle(9))
  })
})

describe('chronicles on the disk', () => {
  it('[LOG520] one that is damaged counts as none', async () => {
    const database = await scratchLevel()
    const store = new LevelChronicleStore(database)
    await store.put('d', chronicle(9))
    await database.write([
      { type: 'put', key: nameKey('chronicle', 'd'), value: new Uint8Array([1, 2, 3, 4, 5]) },
    ])
    expect(await store.get('d')).toBeNull()
  })
})
