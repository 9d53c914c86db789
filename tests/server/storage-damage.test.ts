import { cp, readdir, readFile, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { nameKey, seqKey, spaceRange } from '../../sync-server/log/level-keys.ts'
import { LevelUpdateLog } from '../../sync-server/log/level-update-log.ts'
import { StoreDamagedError } from '../../sync-server/log/store-errors.ts'
import { entryOf, readAll, textOf } from '../support/log-entries.ts'
import { scratchDir } from '../support/scratch-dir.ts'
import { openLevel, scratchLevel } from '../support/storage-adapters.ts'

const filled = async () => {
  const database = await scratchLevel()
  const log = new LevelUpdateLog(database)
  for (const document of ['d', 'other']) {
    await log.append([{ document, entries: ['e1', 'e2', 'e3', 'e4'].map((text) => entryOf(text)) }])
    await log.saveSnapshot(document, { seq: 2, body: new Uint8Array([9]) })
  }
  return { database, log }
}

const stored = async (database: Awaited<ReturnType<typeof scratchLevel>>, key: Uint8Array) =>
  (await database.view((view) => view.get(key))) ?? new Uint8Array()

describe('a damaged log', () => {
  const entry = (seq: number) => seqKey('entry', 'd', seq)

  it.each([
    ['a flipped bit in an entry', entry(3), 'flip'],
    ['an entry cut short', entry(3), 'cut'],
    ['an emptied entry', entry(4), 'empty'],
    ['a missing entry in the middle', entry(3), 'delete'],
    ['a missing entry at the end', entry(4), 'delete'],
    ['a flipped bit in its last number', nameKey('head', 'd'), 'flip'],
    ['a missing last number', nameKey('head', 'd'), 'delete'],
  ] as const)('[LOG8] is unavailable by %s, and no other document is', async (_, key, how) => {
    const { database } = await filled()
    const value = Uint8Array.from(await stored(database, key))
    if (how === 'flip') value[value.length >> 1] = (value[value.length >> 1] ?? 0) ^ 1
    const damaged = { flip: value, cut: value.subarray(0, -1), empty: new Uint8Array() }
    await database.write([
      how === 'delete' ? { type: 'del', key } : { type: 'put', key, value: damaged[how] },
    ])
    const log = new LevelUpdateLog(database)
    await expect(log.load('d')).rejects.toBeInstanceOf(StoreDamagedError)
    await expect(log.load('d')).rejects.toThrow('document d')
    expect((await log.load('other')).seq).toBe(4)
  })

  it('[LOG8] does not let history pass over a hole', async () => {
    const { database, log } = await filled()
    await database.write([{ type: 'del', key: seqKey('entry', 'd', 2) }])
    await expect(readAll(log, 'd')).rejects.toBeInstanceOf(StoreDamagedError)
    expect((await log.load('d')).tail.map(textOf)).toEqual(['e3', 'e4'])
  })

  it('[LOG8] is read from the older snapshot, or from the first entry, when the newest snapshot is damaged', async () => {
    const { database, log } = await filled()
    await log.saveSnapshot('d', { seq: 4, body: new Uint8Array([8]) })
    expect((await log.load('d')).tail).toEqual([])
    await database.write([
      { type: 'put', key: seqKey('snapshot', 'd', 4), value: new Uint8Array([1, 2, 3, 4, 5]) },
    ])
    const loaded = await log.load('d')
    expect(loaded.snapshot).toBeNull()
    expect(loaded.tail.map(textOf)).toEqual(['e1', 'e2', 'e3', 'e4'])
  })
})

describe('a log cut anywhere', () => {
  it('[LOG6] loads to a prefix of what was appended', async () => {
    const folder = await scratchDir()
    const database = await openLevel(folder)
    const log = new LevelUpdateLog(database)
    for (let n = 1; n <= 40; n += 1) {
      await log.append([{ document: 'd', entries: [entryOf(`a${n}`), entryOf(`b${n}`.repeat(n))] }])
    }
    await database.close()
    const names = await readdir(join(folder, 'log'))
    const name = names.find((file) => file.endsWith('.log')) ?? ''
    const { byteLength } = await readFile(join(folder, 'log', name))
    const lengths = new Set<number>()
    for (let cut = 0; cut <= byteLength; cut += 97) {
      const copy = await scratchDir()
      await cp(join(folder, 'log'), join(copy, 'log'), { recursive: true })
      await truncate(join(copy, 'log', name), cut)
      const opened = await openLevel(copy)
      onTestFinished(() => opened.close())
      const { tail, seq } = await new LevelUpdateLog(opened).load('d')
      const expected = Array.from({ length: seq / 2 }, (_, n) => [`a${n + 1}`, `b${n + 1}`.repeat(n + 1)])
      expect(tail.map(textOf)).toEqual(expected.flat())
      lengths.add(seq)
      await opened.close()
    }
    // Every append was whole or not there: the cuts found many different lengths, all even.
    expect([...lengths].every((seq) => seq % 2 === 0)).toBe(true)
    expect(lengths.size).toBeGreaterThan(30)
  })
})

describe('a removed document', () => {
  it('[LOG9] leaves none of its bytes on the disk', async () => {
    const folder = await scratchDir()
    const database = await openLevel(folder)
    const log = new LevelUpdateLog(database)
    // Letters that do not repeat: LevelDB's compression would take others apart.
    const secret = 'Zq7xKp2mWv9rTb4nHc'
    await log.append([{ document: 'kept', entries: [entryOf('kept-word')] }])
    await log.append([
      { document: 'd', entries: Array.from({ length: 300 }, (_, n) => entryOf(`${secret}${n}`)) },
    ])
    await log.saveSnapshot('d', { seq: 300, body: new TextEncoder().encode(secret) })
    const holds = async (word: string) => {
      const names = await readdir(join(folder, 'log'))
      const files = await Promise.all(names.map((name) => readFile(join(folder, 'log', name))))
      return files.some((bytes) => bytes.includes(word))
    }
    await database.compact(spaceRange('entry'))
    expect(await holds(secret)).toBe(true)
    await log.remove('d')
    expect(await holds(secret)).toBe(false)
    expect((await log.load('kept')).tail.map(textOf)).toEqual(['kept-word'])
    await database.close()
  })
})
