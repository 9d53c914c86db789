import { describe, expect, it } from 'vitest'
import { EMPTY_META } from '../../sync-server/store/empty-meta.ts'
import { LowdbMetaStore } from '../../sync-server/store/lowdb-meta-store.ts'
import { MemoryMetaStore } from '../../sync-server/store/memory-meta-store.ts'
import { MetaFile } from '../../sync-server/store/meta-file.ts'
import type { MetaStore } from '../../sync-server/store/meta-store.ts'
import { addGroup, groupOf } from '../support/meta-changes.ts'
import { scratchDir } from '../support/scratch-dir.ts'

const ADAPTERS: Readonly<Record<string, () => Promise<MetaStore>>> = {
  memory: async () => new MemoryMetaStore(),
  lowdb: async () => LowdbMetaStore.open(new MetaFile(await scratchDir()), EMPTY_META),
}

describe.each(Object.entries(ADAPTERS))('metadata in %s', (_, open) => {
  it('[LOG13] begins empty and shows a change when it is acknowledged', async () => {
    const store = await open()
    expect(store.read()).toEqual(EMPTY_META)
    expect(await store.transact(addGroup('g'))).toBe(1)
    expect(store.read().groups).toEqual({ g: groupOf('g') })
  })

  it('[LOG13] runs changes one after another, each on the result of the one before', async () => {
    const store = await open()
    const counts = await Promise.all(Array.from({ length: 20 }, (_, n) => store.transact(addGroup(`g${n}`))))
    expect(counts).toEqual(Array.from({ length: 20 }, (_, n) => n + 1))
  })

  it('[LOG13] leaves everything as it was when a change throws, and takes the next', async () => {
    const store = await open()
    await store.transact(addGroup('a'))
    const before = store.read()
    const refused = store.transact(() => {
      throw new Error('name taken')
    })
    await expect(refused).rejects.toThrow('name taken')
    expect(store.read()).toBe(before)
    expect(await store.transact(addGroup('b'))).toBe(2)
  })

  it('[LOG13] gives out values that nobody can change', async () => {
    const store = await open()
    await store.transact(addGroup('a'))
    const group = store.read().groups['a']
    expect(Object.isFrozen(store.read().groups)).toBe(true)
    expect(() => Object.assign(group ?? {}, { name: 'other' })).toThrow(TypeError)
  })

  it('[LOG13] answers a change that changes nothing', async () => {
    const store = await open()
    expect(await store.transact((meta) => ({ meta, result: 'seen' }))).toBe('seen')
  })
})
