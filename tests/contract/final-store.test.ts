import { describe, expect, it } from 'vitest'
import type { FinalStore, KnownFinals } from '../../sync-server/final/final-store.ts'
import { nameKey } from '../../sync-server/log/level-keys.ts'
import { NO_HISTORY } from '../../sync-server/room/final-history.ts'
import { LevelFinalStore } from '../../sync-server/store/level-final-store.ts'
import { MemoryFinalStore } from '../../sync-server/store/memory-final-store.ts'
import { scratchDir } from '../support/scratch-dir.ts'
import { openLevel, scratchLevel } from '../support/storage-adapters.ts'

const ADAPTERS: Readonly<Record<string, () => Promise<FinalStore>>> = {
  memory: async () => new MemoryFinalStore(),
  LevelDB: async () => new LevelFinalStore(await scratchLevel()),
}

const known = (id: string): KnownFinals => ({
  history: {
    seq: 7,
    stages: [{ stage: 'final', at: 3, seq: 6, reason: 'اتفقنا' }],
    finals: [
      {
        id,
        title: 'بيان',
        sha256: 'a'.repeat(64),
        wordings: ['b'.repeat(64)],
        files: ['c'.repeat(64)],
        auditHead: null,
        finalAt: 3,
        version: 7,
        superseded: { at: 9, reason: 'خطأ' },
      },
    ],
  },
  isBehind: false,
  exports: [{ final: id, format: 'pdf', sha256: 'd'.repeat(64) }],
})

describe.each(Object.entries(ADAPTERS))('final texts in %s', (_, open) => {
  it('[LOG560] says that nobody has looked through the logs until somebody has', async () => {
    const store = await open()
    expect(await store.all()).toBeNull()
    await store.write('d', known('one'))
    expect(await store.all()).toBeNull()
    await store.markBuilt()
    expect(await store.all()).toEqual(new Map([['d', known('one')]]))
  })

  it('[LOG560] keeps the last of each document, and forgets what is removed', async () => {
    const store = await open()
    await store.markBuilt()
    await store.write('d', known('one'))
    await store.write('dd', known('other'))
    await store.write('d', known('two'))
    expect(await store.all()).toEqual(
      new Map([
        ['d', known('two')],
        ['dd', known('other')],
      ]),
    )
    await store.remove('d')
    await store.remove('never')
    expect([...((await store.all()) ?? new Map()).keys()]).toEqual(['dd'])
  })
})

describe('final texts in LevelDB', () => {
  it('[LOG560] are there after a new start; what is damaged is read from its log again', async () => {
    const directory = await scratchDir()
    const first = await openLevel(directory)
    const store = new LevelFinalStore(first)
    await store.markBuilt()
    await store.write('d', known('one'))
    await store.write('e', known('two'))
    const key = nameKey('final', 'e')
    await first.write([{ type: 'put', key, value: new Uint8Array(40) }])
    await first.close()
    const second = await openLevel(directory)
    try {
      expect(await new LevelFinalStore(second).all()).toEqual(
        new Map([
          ['d', known('one')],
          ['e', { history: NO_HISTORY, isBehind: true, exports: [] }],
        ]),
      )
    } finally {
      await second.close()
    }
  })
})
