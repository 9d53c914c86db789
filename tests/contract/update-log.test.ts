import { describe, expect, it } from 'vitest'
import { LevelUpdateLog } from '../../sync-server/log/level-update-log.ts'
import { MemoryUpdateLog } from '../../sync-server/log/memory-update-log.ts'
import type { UpdateLog } from '../../sync-server/room/update-log.ts'
import { entryOf, readAll, textOf, textsOf } from '../support/log-entries.ts'
import { scratchLevel } from '../support/storage-adapters.ts'

const ADAPTERS: Readonly<Record<string, (spacing?: number) => Promise<UpdateLog>>> = {
  memory: async (spacing) => new MemoryUpdateLog(spacing),
  LevelDB: async (spacing) => new LevelUpdateLog(await scratchLevel(), spacing),
}

const numbered = (count: number, from = 1) =>
  Array.from({ length: count }, (_, index) => entryOf(`e${from + index}`))

const snapshotOf = (seq: number) => ({ seq, body: new TextEncoder().encode(`s${seq}`) })

describe.each(Object.entries(ADAPTERS))('update log in %s', (_, open) => {
  it('[LOG1] begins empty and numbers entries from 1 without a gap', async () => {
    const log = await open()
    expect(await log.load('d')).toEqual({ snapshot: null, seq: 0, tail: [] })
    expect(await log.append([{ document: 'd', entries: numbered(3) }])).toEqual([3])
    expect(await log.append([{ document: 'd', entries: numbered(1, 4) }])).toEqual([4])
    const { tail } = await log.load('d')
    expect(tail.map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
    expect(tail.map(textOf)).toEqual(['e1', 'e2', 'e3', 'e4'])
  })

  it('[LOG1] gives appends that run at once numbers of their own, in the order they were asked for', async () => {
    const log = await open()
    const asked = Array.from({ length: 50 }, (_, index) =>
      log.append([{ document: 'd', entries: [entryOf(`a${index}`), entryOf(`b${index}`)] }]),
    )
    expect((await Promise.all(asked)).flat()).toEqual(asked.map((_, index) => 2 * (index + 1)))
    expect(await textsOf(log, 'd')).toEqual(asked.flatMap((_, index) => [`a${index}`, `b${index}`]))
  })

  it('[LOG2] takes batches of several documents at once, and of one document twice', async () => {
    const log = await open()
    const seqs = await log.append([
      { document: 'd', entries: numbered(2) },
      { document: 'e', entries: numbered(1) },
      { document: 'd', entries: numbered(1, 3) },
    ])
    expect(seqs).toEqual([2, 1, 3])
    expect(await textsOf(log, 'd')).toEqual(['e1', 'e2', 'e3'])
    expect(await textsOf(log, 'e')).toEqual(['e1'])
  })

  it('[LOG1] answers an append of nothing with the last number', async () => {
    const log = await open()
    expect(await log.append([{ document: 'd', entries: [] }])).toEqual([0])
    await log.append([{ document: 'd', entries: numbered(2) }])
    expect(await log.append([{ document: 'd', entries: [] }])).toEqual([2])
    expect(await log.append([])).toEqual([])
    expect((await log.load('d')).seq).toBe(2)
  })

  it('[LOG1] knows the last number of every document', async () => {
    const log = await open()
    expect(await log.heads()).toEqual(new Map())
    await log.append([
      { document: 'd', entries: numbered(3) },
      { document: 'نص', entries: numbered(1) },
      { document: 'dd', entries: [] },
    ])
    const heads = await log.heads()
    expect([heads.get('d'), heads.get('نص'), heads.get('dd') ?? 0]).toEqual([3, 1, 0])
    await log.remove('d')
    expect((await log.heads()).has('d')).toBe(false)
  })

  it('[LOG3] keeps author, time and every byte, and is not touched by later changes of the bytes given', async () => {
    const log = await open()
    const body = new Uint8Array([0, 255, 10, 0, 128])
    const given = body.slice()
    const appended = log.append([
      { document: 'd', entries: [{ at: 1_700_000_000_123, by: 'عضو-٣', body: given }] },
    ])
    await appended
    given.fill(7)
    expect((await log.load('d')).tail).toEqual([{ seq: 1, at: 1_700_000_000_123, by: 'عضو-٣', body }])
  })

  it('[LOG3] keeps an empty body and one of 2 MB', async () => {
    const log = await open()
    const large = Uint8Array.from({ length: 2_000_000 }, (_, index) => index % 251)
    const entries = [
      { ...entryOf(''), body: new Uint8Array() },
      { ...entryOf(''), body: large },
    ]
    await log.append([{ document: 'd', entries }])
    const { tail } = await log.load('d')
    expect(tail[0]?.body.byteLength).toBe(0)
    expect(Buffer.compare(tail[1]?.body ?? new Uint8Array(), large)).toBe(0)
  })

  it('[LOG5] loads the newest snapshot and only what came after it', async () => {
    const log = await open()
    await log.append([{ document: 'd', entries: numbered(10) }])
    await log.saveSnapshot('d', snapshotOf(4))
    await log.saveSnapshot('d', snapshotOf(7))
    const loaded = await log.load('d')
    expect(loaded.snapshot).toEqual(snapshotOf(7))
    expect(loaded.seq).toBe(10)
    expect(loaded.tail.map(({ seq }) => seq)).toEqual([8, 9, 10])
  })

  it('[LOG5] loads a snapshot of everything with an empty tail, and goes on from its number', async () => {
    const log = await open()
    await log.append([{ document: 'd', entries: numbered(3) }])
    await log.saveSnapshot('d', snapshotOf(3))
    expect(await log.load('d')).toEqual({ snapshot: snapshotOf(3), seq: 3, tail: [] })
    expect(await log.append([{ document: 'd', entries: numbered(1, 4) }])).toEqual([4])
  })

  it('[LOG5] keeps the newest snapshot although an older one is saved after it', async () => {
    const log = await open()
    await log.append([{ document: 'd', entries: numbered(5) }])
    await log.saveSnapshot('d', snapshotOf(5))
    await log.saveSnapshot('d', snapshotOf(2))
    expect((await log.load('d')).snapshot).toEqual(snapshotOf(5))
  })

  it('[LOG5] refuses a snapshot of entries that are not in the log', async () => {
    const log = await open()
    await log.append([{ document: 'd', entries: numbered(2) }])
    await expect(log.saveSnapshot('d', snapshotOf(3))).rejects.toThrow('in the log')
    await expect(log.saveSnapshot('d', snapshotOf(0))).rejects.toThrow('in the log')
    expect((await log.load('d')).snapshot).toBeNull()
  })

  it('[LOG7] keeps one snapshot per spacing beside the newest, and every entry', async () => {
    const log = await open(10)
    await log.append([{ document: 'd', entries: numbered(47) }])
    for (let seq = 3; seq <= 47; seq += 4) await log.saveSnapshot('d', snapshotOf(seq))
    const kept: number[] = []
    for (let seq = 1; seq <= 47; seq += 1) {
      const found = await log.snapshotAt('d', seq)
      if (found !== null && !kept.includes(found.seq)) kept.push(found.seq)
    }
    expect(kept).toEqual([11, 23, 35, 47])
    expect(await textsOf(log, 'd')).toHaveLength(47)
  })

  it('[LOG5] finds the newest snapshot at or before a number', async () => {
    const log = await open(2)
    await log.append([{ document: 'd', entries: numbered(9) }])
    await log.saveSnapshot('d', snapshotOf(3))
    await log.saveSnapshot('d', snapshotOf(6))
    expect(await log.snapshotAt('d', 2)).toBeNull()
    expect(await log.snapshotAt('d', 3)).toEqual(snapshotOf(3))
    expect(await log.snapshotAt('d', 5)).toEqual(snapshotOf(3))
    expect(await log.snapshotAt('d', 9)).toEqual(snapshotOf(6))
    expect(await log.snapshotAt('other', 9)).toBeNull()
  })

  it('[LOG5] reads any part of the history, both ends included', async () => {
    const log = await open()
    await log.append([{ document: 'd', entries: numbered(600) }])
    const seqs = async (from: number, to: number) => (await readAll(log, 'd', from, to)).map(({ seq }) => seq)
    expect(await seqs(3, 5)).toEqual([3, 4, 5])
    expect(await seqs(599, 10_000)).toEqual([599, 600])
    expect(await seqs(-4, 2)).toEqual([1, 2])
    expect(await seqs(5, 4)).toEqual([])
    expect(await seqs(601, 700)).toEqual([])
    expect(await seqs(1, 600)).toHaveLength(600)
    expect(await readAll(log, 'nothing')).toEqual([])
  })

  it('[LOG9] forgets a removed document wholly and begins again at 1', async () => {
    const log = await open()
    await log.append([{ document: 'd', entries: numbered(4) }])
    await log.saveSnapshot('d', snapshotOf(4))
    await log.remove('d')
    expect(await log.load('d')).toEqual({ snapshot: null, seq: 0, tail: [] })
    expect(await log.snapshotAt('d', 4)).toBeNull()
    expect(await readAll(log, 'd')).toEqual([])
    await log.remove('d')
    expect(await log.append([{ document: 'd', entries: numbered(1) }])).toEqual([1])
  })

  it('[LOG11] keeps documents apart whose names begin alike', async () => {
    const log = await open()
    const names = ['d', 'd1', 'd!', 'dd', 'd\u0001', 'نص', '!entry!d']
    for (const document of names) await log.append([{ document, entries: [entryOf(document)] }])
    await log.saveSnapshot('d1', snapshotOf(1))
    await log.remove('d')
    expect((await log.load('d')).seq).toBe(0)
    for (const document of names.slice(1)) expect(await textsOf(log, document)).toEqual([document])
    expect((await log.load('dd')).snapshot).toBeNull()
  })
})
