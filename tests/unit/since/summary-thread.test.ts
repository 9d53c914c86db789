import { afterEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { encodeUpdateBody } from '../../../sync-server/room/log-body.ts'
import { MemoryUpdateLog } from '../../../sync-server/log/memory-update-log.ts'
import { memoryOf, packStretch, unpackStretch } from '../../../sync-server/room/since/packed-stretch.ts'
import type { LogStretch } from '../../../sync-server/room/since/passage.ts'
import { stateAt } from '../../../sync-server/room/since/read-stretch.ts'
import { Summaries, type Summarise } from '../../../sync-server/room/since/summaries.ts'
import { changesOf } from '../../../sync-server/room/since/summary.ts'
import type { LogEntry } from '../../../sync-server/room/update-log.ts'
import { SummaryThread } from '../../../sync-server/summary-thread.ts'
import { appendBlock } from '../../support/stock-writer.ts'
import { modelAt } from '../../support/since-model.ts'

const threads: SummaryThread[] = []
const thread = (): SummaryThread => {
  const made = new SummaryThread()
  threads.push(made)
  return made
}
afterEach(() => Promise.all(threads.splice(0).map((one) => one.close())))

/** Blocks by three members, one an entry. */
const entriesOf = (count: number, words = 'نص '): LogEntry[] => {
  const doc = new Y.Doc()
  const entries: LogEntry[] = []
  doc.on('update', (update: Uint8Array) => {
    const seq = entries.length + 1
    entries.push({ seq, at: 1e12 + seq, by: `m${seq % 3}`, body: encodeUpdateBody(update) })
  })
  for (let index = 0; index < count; index++)
    doc.transact(() => appendBlock(doc.getText('content'), `b${index}`, words.repeat(20)))
  return entries
}

const stretchOf = (count: number): LogStretch => ({ snapshot: null, entries: entriesOf(count), from: 3 })

describe('summaries', () => {
  it('[DOC503] come out of the thread as they would here, in the order asked for', async () => {
    const own = thread()
    const stretches = [stretchOf(1_000), stretchOf(5), stretchOf(1_200)]
    const expected = stretches.map(changesOf)
    const got = await Promise.all(stretches.map((stretch) => own.summarise(stretch)))
    expect(got).toEqual(expected)
    expect(got[0]?.ok === true && got[0].value.blocks.length).toBe(997)
    // What was given away was a copy.
    expect(await own.summarise(stretches[0] ?? stretchOf(1))).toEqual(expected[0])
  })

  it('[DOC503] of a log that cannot be read say so; the next one is answered', async () => {
    const own = thread()
    const broken = stretchOf(1_000)
    const damaged = { ...broken, entries: broken.entries.filter(({ seq }) => seq !== 700) }
    expect(await own.summarise(damaged)).toMatchObject({ ok: false, error: { reason: 'damaged' } })
    expect((await own.summarise(broken)).ok).toBe(true)
  })

  it('[DOC503] that a server does not end with are given up', async () => {
    const own = new SummaryThread()
    const waiting = [own.summarise(stretchOf(1_000)), own.summarise(stretchOf(1_000))]
    await own.close()
    for (const one of await Promise.all(waiting))
      expect(one).toMatchObject({ ok: false, error: { reason: 'unavailable' } })
    expect(await own.summarise(stretchOf(1_000))).toMatchObject({ ok: false })
  })

  it('[DOC503] are packed and unpacked without loss', () => {
    const entries = entriesOf(7)
    const snapshot = { seq: 2, body: new Uint8Array([1, 2, 3]) }
    for (const stretch of [
      { snapshot, entries: entries.slice(2), from: 4 },
      { snapshot: null, entries: [], from: 0 },
    ]) {
      const packed = packStretch(stretch)
      expect(memoryOf(packed).every((memory) => memory instanceof ArrayBuffer)).toBe(true)
      expect(unpackStretch(packed)).toEqual(stretch)
    }
  })

  it('[DOC503] are worked out once for whoever asks for the same, and again after they failed', async () => {
    const log = new MemoryUpdateLog()
    await log.append([{ document: 'd', entries: entriesOf(6) }])
    const asked: number[] = []
    let isBroken = false
    const summarise: Summarise = async (stretch) => {
      asked.push(stretch.from)
      return isBroken ? { ok: false, error: { reason: 'unavailable', detail: '' } } : changesOf(stretch)
    }
    const summaries = new Summaries(log, summarise)
    const [one, two] = await Promise.all([summaries.of('d', 2, 6), summaries.of('d', 2, 6)])
    expect(one).toBe(two)
    expect(asked).toEqual([2])
    expect(await summaries.of('d', 6, 6)).toMatchObject({ ok: true, value: { blocks: [] } })
    isBroken = true
    expect((await summaries.of('d', 3, 6)).ok).toBe(false)
    isBroken = false
    expect((await summaries.of('d', 3, 6)).ok).toBe(true)
    expect(asked).toEqual([2, 3, 3])
    summaries.forget('d')
    await summaries.of('d', 2, 6)
    expect(asked).toEqual([2, 3, 3, 2])
  })

  it('[DOC506] any moment of a log can be read', async () => {
    const log = new MemoryUpdateLog()
    const entries = entriesOf(6)
    await log.append([{ document: 'd', entries }])
    for (let seq = 1; seq <= 6; seq++) {
      const state = await stateAt(log, 'd', seq)
      if (!state.ok) throw new Error(state.error.detail)
      expect(state.value.doc.getText('content').toDelta()).toHaveLength(2 * seq)
      expect(Y.encodeStateVector(state.value.doc)).toEqual(
        Y.encodeStateVector(modelAt(entries.slice(0, seq))),
      )
      state.value.doc.destroy()
    }
  })
})
