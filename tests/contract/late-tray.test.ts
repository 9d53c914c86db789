import { describe, expect, it } from 'vitest'
import { LevelLateTray } from '../../sync-server/log/level-late-tray.ts'
import { MemoryLateTray } from '../../sync-server/log/memory-late-tray.ts'
import type { LateEntry, LateTray } from '../../sync-server/room/late-tray.ts'
import { scratchLevel } from '../support/storage-adapters.ts'

const ADAPTERS: Readonly<Record<string, () => Promise<LateTray>>> = {
  memory: async () => new MemoryLateTray(),
  LevelDB: async () => new LevelLateTray(await scratchLevel()),
}

const late = (id: string, over: Partial<LateEntry> = {}): LateEntry => ({
  id,
  document: 'd',
  by: 'm1',
  at: 1,
  reason: 'locked',
  text: 'كلمة ضائعة',
  update: new Uint8Array([0, 1, 255]),
  ...over,
})

const ids = async (tray: LateTray, document = 'd') => (await tray.list(document)).map(({ id }) => id)

describe.each(Object.entries(ADAPTERS))('late tray in %s', (_, open) => {
  it('[LOG16] keeps what was refused, whole and in the order of receipt', async () => {
    const tray = await open()
    expect(await tray.list('d')).toEqual([])
    expect(await tray.add(late('z', { at: 1 }))).toBe(true)
    expect(await tray.add(late('a', { at: 2 }))).toBe(true)
    expect(await tray.list('d')).toEqual([late('z', { at: 1 }), late('a', { at: 2 })])
  })

  it('[LOG16] keeps one entry of an id, the first', async () => {
    const tray = await open()
    await tray.add(late('a'))
    expect(await tray.add(late('a', { text: 'other', at: 9 }))).toBe(true)
    expect(await tray.list('d')).toEqual([late('a')])
  })

  it('[LOG21] an entry takes the place of the one with its id, and keeps its turn', async () => {
    const tray = await open()
    await tray.add(late('a', { at: 1 }))
    await tray.add(late('b', { at: 2 }))
    const more = late('a', { at: 1, text: 'كلمة ضائعة وأخرى', update: new Uint8Array([1, 2]) })
    expect(await tray.replace(more)).toBe(true)
    expect(await tray.list('d')).toEqual([more, late('b', { at: 2 })])
  })

  it('[LOG21] replaces nothing that is not there, and nothing by more than the tray holds', async () => {
    const tray = await open()
    expect(await tray.replace(late('a'))).toBe(false)
    await tray.add(late('a'))
    await tray.add(late('b', { update: new Uint8Array(600_000) }))
    expect(await tray.replace(late('a', { update: new Uint8Array(600_000) }))).toBe(false)
    expect(await tray.list('d')).toEqual([late('a'), late('b', { update: new Uint8Array(600_000) })])
  })

  it('[LOG16] is full at 1 MB for one author of one document, and for nobody else', async () => {
    const tray = await open()
    const half = { update: new Uint8Array(500_000) }
    expect(await Promise.all([tray.add(late('a', half)), tray.add(late('b', half))])).toEqual([true, true])
    expect(await tray.add(late('c', { update: new Uint8Array(1) }))).toBe(false)
    expect(await tray.add(late('d', { by: 'm2' }))).toBe(true)
    expect(await tray.add(late('e', { document: 'other' }))).toBe(true)
    expect((await ids(tray)).toSorted()).toEqual(['a', 'b', 'd'])
  })

  it('[LOG16] counts entries added at once', async () => {
    const tray = await open()
    const third = { update: new Uint8Array(400_000) }
    const added = await Promise.all(['a', 'b', 'c'].map((id) => tray.add(late(id, third))))
    expect(added).toEqual([true, true, false])
  })

  it('[LOG16] takes an entry out, which makes room again', async () => {
    const tray = await open()
    await tray.add(late('a', { update: new Uint8Array(1_000_000) }))
    await tray.remove('d', 'unknown')
    await tray.remove('other', 'a')
    expect(await ids(tray)).toEqual(['a'])
    await tray.remove('d', 'a')
    expect(await ids(tray)).toEqual([])
    expect(await tray.add(late('b'))).toBe(true)
  })
})
