import { describe, expect, it, onTestFinished } from 'vitest'
import type { Commit } from '../../sync-server/log/level-database.ts'
import { LevelUpdateLog } from '../../sync-server/log/level-update-log.ts'
import { MemoryUpdateLog } from '../../sync-server/log/memory-update-log.ts'
import { EMPTY_META } from '../../sync-server/store/empty-meta.ts'
import { LowdbMetaStore } from '../../sync-server/store/lowdb-meta-store.ts'
import { MetaFile } from '../../sync-server/store/meta-file.ts'
import { MemoryMetaStore } from '../../sync-server/store/memory-meta-store.ts'
import {
  FaultPlan,
  FaultyMetaStore,
  FaultyUpdateLog,
  faultyFiles,
  InjectedFault,
  type Fault,
} from '../support/faults.ts'
import { entryOf, textOf, textsOf } from '../support/log-entries.ts'
import { addGroup } from '../support/meta-changes.ts'
import { scratchDir } from '../support/scratch-dir.ts'
import { openLevel } from '../support/storage-adapters.ts'

/** A database whose n-th write group fails. */
const faultyLevel = async (plan: FaultPlan) => {
  const commit: Commit = (database, operations) =>
    plan.run(() => database.batch([...operations], { sync: true }))
  const folder = await scratchDir()
  const database = await openLevel(folder, { commit })
  onTestFinished(() => database.close())
  return { database, folder }
}

const CASES = [1, 2, 3, 5, 8].flatMap((n) => [
  { n, fault: 'lost' as const },
  { n, fault: 'landed' as const },
])

describe('a write of the log that fails', () => {
  it.each(CASES)('[LOG4] is told truly when the write number $n is $fault', async ({ n, fault }) => {
    const { database, folder } = await faultyLevel(new FaultPlan({ [n]: fault }))
    const log = new LevelUpdateLog(database)
    const expected: string[] = []
    for (let round = 1; round <= 10; round += 1) {
      const text = `e${round}`
      const answer = await log.append([{ document: 'd', entries: [entryOf(text)] }]).catch(() => null)
      if (round !== n || fault === 'landed') expected.push(text)
      expect(answer).toEqual(round === n ? null : [expected.length])
      const { seq, tail } = await log.load('d')
      expect(tail.map(textOf)).toEqual(expected)
      expect(seq).toBe(expected.length)
    }
    await database.close()
    const again = await openLevel(folder)
    expect(await textsOf(new LevelUpdateLog(again), 'd')).toEqual(expected)
    await again.close()
  })

  it.each(['lost', 'landed'] as const)(
    '[LOG1] leaves no gap and no repeat when %s among many at once',
    async (fault) => {
      const { database } = await faultyLevel(new FaultPlan({ 2: fault, 4: fault, 5: fault }))
      const log = new LevelUpdateLog(database)
      const acked: [number, string][] = []
      for (let round = 0; round < 8; round += 1) {
        const asked = Array.from({ length: 5 }, (_, index) => `r${round}-${index}`)
        const appended = asked.map(async (text, index) => {
          const document = index % 2 === 0 ? 'd' : 'e'
          const [seq] = await log.append([{ document, entries: [entryOf(text)] }])
          if (document === 'd') acked.push([seq ?? 0, text])
        })
        await Promise.allSettled(appended)
      }
      const { tail } = await log.load('d')
      expect(tail.map(({ seq }) => seq)).toEqual(tail.map((_, index) => index + 1))
      expect(new Set(tail.map(textOf)).size).toBe(tail.length)
      expect(acked.length).toBeGreaterThan(9)
      for (const [seq, text] of acked)
        expect(tail[seq - 1] && textOf(tail[seq - 1] ?? entryOf(''))).toBe(text)
    },
  )

  it('[LOG1] takes what waited behind it down with it: those numbers would leave a gap', async () => {
    let fail = (): void => undefined
    let calls = 0
    const commit: Commit = async (database, operations) => {
      calls += 1
      if (calls === 1) {
        await new Promise<never>((_, reject) => {
          fail = () => reject(new InjectedFault('the first write fails'))
        })
      }
      await database.batch([...operations], { sync: true })
    }
    const database = await openLevel(await scratchDir(), { commit })
    onTestFinished(() => database.close())
    const log = new LevelUpdateLog(database)
    const append = (text: string) => log.append([{ document: 'd', entries: [entryOf(text)] }])
    const asked = [append('first')]
    await expect.poll(() => calls).toBe(1)
    asked.push(append('a'), append('b'))
    // The numbers of those behind are given by now, and their writes wait.
    await log.append([])
    fail()
    const outcomes = await Promise.allSettled(asked)
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(await log.load('d')).toEqual({ snapshot: null, seq: 0, tail: [] })
    expect(await append('next')).toEqual([1])
  })

  it('[LOG9] keeps an append apart from the removal of its document', async () => {
    const { database } = await faultyLevel(new FaultPlan({}))
    const log = new LevelUpdateLog(database)
    await log.append([{ document: 'd', entries: [entryOf('old')] }])
    const outcomes = Array.from({ length: 6 }, (_, n) =>
      n === 2 ? log.remove('d') : log.append([{ document: 'd', entries: [entryOf(`n${n}`)] }]),
    )
    await Promise.all(outcomes)
    const { tail } = await log.load('d')
    expect(tail.map(({ seq }) => seq)).toEqual(tail.map((_, index) => index + 1))
    expect(tail.map(textOf)).not.toContain('old')
  })
})

describe('the fault adapters', () => {
  it('[LOG4] fail, land or stall exactly the call they are told to', async () => {
    const plan = new FaultPlan({ 1: 'lost', 2: 'landed', 3: 'stall' })
    const log = new FaultyUpdateLog(new MemoryUpdateLog(), plan)
    const append = (text: string) => log.append([{ document: 'd', entries: [entryOf(text)] }])
    await expect(append('a')).rejects.toThrow('call 1 fails')
    await expect(append('b')).rejects.toThrow('call 2 fails')
    const stalled = append('c')
    expect((await log.load('d')).tail.map(textOf)).toEqual(['b'])
    plan.letGo()
    expect(await stalled).toEqual([2])
  })

  it('[LOG13] let a change of the metadata fail', async () => {
    const store = new FaultyMetaStore(new MemoryMetaStore(), new FaultPlan({ 1: 'lost' }))
    await expect(store.transact(addGroup('a'))).rejects.toThrow('call 1 fails')
    expect(store.read()).toEqual(EMPTY_META)
    expect(await store.transact(addGroup('b'))).toBe(1)
  })
})

/** Steps of a write over an existing file: write, duplicate, rename, rename, sync the folder. */
const STEPS = [1, 2, 3, 4, 5]

describe('a write of the metadata that fails', () => {
  it.each(STEPS.flatMap((n) => [[n, 'lost' as Fault] as const, [n, 'landed' as Fault] as const]))(
    '[LOG13] at step %i (%s) leaves memory and file as before',
    async (n, fault) => {
      const folder = await scratchDir()
      const first = await LowdbMetaStore.open(new MetaFile(folder), EMPTY_META)
      await first.transact(addGroup('before'))

      const files = faultyFiles(new FaultPlan({ [n]: fault }))
      const store = await LowdbMetaStore.open(new MetaFile(folder, files), EMPTY_META)
      const before = store.read()
      await expect(store.transact(addGroup('new'))).rejects.toThrow('fails')
      expect(store.read()).toBe(before)
      expect(await new MetaFile(folder).read()).toEqual(before)

      await store.transact(addGroup('after'))
      const reopened = await LowdbMetaStore.open(new MetaFile(folder), EMPTY_META)
      expect(reopened.read()).toEqual(store.read())
      expect(Object.keys(store.read().groups)).toEqual(['before', 'after'])
    },
  )
})
