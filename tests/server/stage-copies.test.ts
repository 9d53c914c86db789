import { describe, expect, it } from 'vitest'
import type { Stage } from '#core/access/stages.ts'
import type { AuditedMeta } from '../../sync-server/audit/audited-meta.ts'
import { StageCopies } from '../../sync-server/stage-copies.ts'
import { EMPTY_META } from '../../sync-server/store/empty-meta.ts'
import { MemoryMetaStore } from '../../sync-server/store/memory-meta-store.ts'
import type { DocumentMeta, Meta } from '../../sync-server/store/meta-store.ts'

const listed = (id: string, stage: Stage = 'drafting'): DocumentMeta => ({
  id,
  group: 'g',
  title: id,
  stage,
  createdAt: 1,
  updatedAt: 1,
  createdBy: 'm',
  trashedAt: null,
})

/** `null`: of before changes of stages were noted. */
const metaOf = (ids: readonly string[], stageChanges: readonly string[] | null): Meta => {
  const { stageChanges: _none, ...rest } = EMPTY_META
  const documents = Object.fromEntries(ids.map((id) => [id, listed(id)]))
  return stageChanges === null ? { ...rest, documents } : { ...rest, documents, stageChanges }
}

/** Logs that hold nothing but stages, and the metadata beside them; `copies` is one run of a server over both. */
const world = (ids: readonly string[], stageChanges: readonly string[] | null = []) => {
  const logs = new Map(ids.map((id): [string, Stage] => [id, 'drafting']))
  const store = new MemoryMetaStore(metaOf(ids, stageChanges))
  const asked: string[] = []
  const failures: unknown[] = []
  let unreadable = ''
  const meta: AuditedMeta = { read: () => store.read(), transact: (change) => store.transact(change) }
  const stageOf = async (id: string): Promise<Stage> => logs.get(id) ?? 'drafting'
  return {
    logs,
    asked,
    failures,
    cannotRead: (id: string) => {
      unreadable = id
    },
    noted: () => store.read().stageChanges,
    stages: () => Object.values(store.read().documents).map(({ stage }) => stage),
    copies: () =>
      new StageCopies({
        meta,
        stageOf,
        stageInLog: async (id) => {
          asked.push(id)
          if (id === unreadable) throw new Error('a checksum is wrong')
          return stageOf(id)
        },
        failed: (error) => failures.push(error),
      }),
  }
}

/** An answer that comes when the test says so. */
const later = <T>() => {
  let come: (value: T) => void = () => undefined
  const answer = new Promise<T>((resolve) => (come = resolve))
  return { answer, come: (value: T) => come(value) }
}

const mended = async (copies: StageCopies): Promise<void> => {
  copies.mend()
  for (let turn = 0; turn < 200; turn++) await Promise.resolve()
  await copies.close()
}

describe('the copies of stages', () => {
  it('[ACC23] follow the log, and are noted as lagging from before the change until they have', async () => {
    const { copies, logs, noted, stages } = world(['a', 'b'])
    const changed = await copies().around('a', async () => {
      expect([noted(), stages()]).toEqual([['a'], ['drafting', 'drafting']])
      logs.set('a', 'commenting')
      return 7
    })
    expect(changed).toMatchObject({ answer: 7, document: { id: 'a', stage: 'commenting' } })
    expect([noted(), stages()]).toEqual([[], ['commenting', 'drafting']])
  })

  it('[ACC23] of two changes at once are noted until the last has followed', async () => {
    const { copies, logs, noted, stages } = world(['a'])
    const running = copies()
    const second = later<null>()
    const slow = running.around('a', () => second.answer)
    await running.around('a', async () => logs.set('a', 'suggesting'))
    expect([noted(), stages()]).toEqual([['a'], ['suggesting']])
    logs.set('a', 'final')
    second.come(null)
    await slow
    expect([noted(), stages()]).toEqual([[], ['final']])
  })

  it('[ACC23] are mended at the next start wherever the server stopped, and no other log is read', async () => {
    const stopped = new Error('the server stops')
    for (const reached of ['drafting', 'final'] as const) {
      const { copies, logs, noted, stages, asked } = world(['a', 'b', 'c'])
      const crashed = copies().around('b', async () => {
        logs.set('b', reached)
        throw stopped
      })
      await expect(crashed).rejects.toBe(stopped)
      expect([noted(), stages()[1]]).toEqual([['b'], 'drafting'])
      await mended(copies())
      expect([noted(), stages()[1], asked]).toEqual([[], reached, ['b']])
    }
  })

  it('[ACC23] cost a start nothing where nothing is to mend', async () => {
    const { copies, asked } = world(['a', 'b'])
    await mended(copies())
    expect(asked).toEqual([])
  })

  it('[ACC23] of a store of before they were noted are compared with every log, once', async () => {
    const old = world(['a', 'b', 'c'], null)
    old.logs.set('c', 'final')
    old.cannotRead('b')
    await mended(old.copies())
    // What cannot be read keeps no other from being mended, and is tried again.
    expect([old.asked, old.noted(), old.stages()]).toEqual([
      ['a', 'b', 'c'],
      ['b'],
      ['drafting', 'drafting', 'final'],
    ])
    expect(old.failures).toHaveLength(1)
    old.cannotRead('')
    old.logs.set('b', 'commenting')
    await mended(old.copies())
    expect([old.asked, old.noted(), old.stages()[1]]).toEqual([['a', 'b', 'c', 'b'], [], 'commenting'])
  })

  it('[ACC23] are not taken for mended while another change is under way', async () => {
    const { copies, logs, noted, stages } = world(['a'], null)
    const running = copies()
    const act = later<null>()
    const change = running.around('a', () => act.answer)
    await mended(running)
    expect(noted()).toEqual(['a'])
    logs.set('a', 'commenting')
    act.come(null)
    await change
    expect([noted(), stages()]).toEqual([[], ['commenting']])
  })

  it('[ACC23] [DOC104] of an erased document begin no log again', async () => {
    const { copies, noted, asked } = world(['a'], ['gone'])
    await mended(copies())
    expect([noted(), asked]).toEqual([[], []])
  })
})
