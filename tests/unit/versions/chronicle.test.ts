import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { MemoryChronicleStore } from '../../../sync-server/log/memory-chronicle-store.ts'
import { MemoryUpdateLog } from '../../../sync-server/log/memory-update-log.ts'
import type { ControlEntry } from '../../../sync-server/room/facts.ts'
import { encodeControlBody, encodeUpdateBody } from '../../../sync-server/room/log-body.ts'
import { SERVER } from '../../../sync-server/room/member.ts'
import type { LogEntry, NewLogEntry, UpdateLog } from '../../../sync-server/room/update-log.ts'
import {
  ChronicleWriter,
  EMPTY_CHRONICLE,
  MOST_MOMENTS,
  MOST_PAUSES,
  VERSION_PAUSE,
  type Chronicle,
} from '../../../sync-server/room/versions/chronicle.ts'
import { Chronicles, KEEP_EVERY } from '../../../sync-server/room/versions/chronicles.ts'
import { historyIn, versionsIn } from '../../../sync-server/room/versions/version-list.ts'
import { seededRandom, seeds, type SeededRandom } from '../../support/seeded-random.ts'

const MINUTE = 60_000

const update = encodeUpdateBody(Y.encodeStateAsUpdate(new Y.Doc()))
const wrote = (by: string, at: number): NewLogEntry => ({ at, by, body: update })
const said = (by: string, at: number, entry: ControlEntry): NewLogEntry => ({
  at,
  by,
  body: encodeControlBody(entry),
})

const numbered = (entries: readonly NewLogEntry[]): readonly LogEntry[] =>
  entries.map((entry, index) => ({ ...entry, seq: index + 1 }))

const chronicleOf = (entries: readonly LogEntry[], from: Chronicle = EMPTY_CHRONICLE): Chronicle => {
  const writer = new ChronicleWriter(from)
  for (const entry of entries) writer.take(entry)
  return writer.chronicle
}

const anyLog = (random: SeededRandom, length: number): readonly LogEntry[] => {
  let at = 1e12
  return numbered(
    Array.from({ length }, (_, index) => {
      at += random.pick([0, 100, 5_000, 3 * MINUTE, 20 * MINUTE, 45 * MINUTE])
      const by = random.pick(['m', 'n', 's'])
      if (random.chance(0.05)) return said(by, at, { type: 'stage', stage: 'suggesting', reason: null })
      if (random.chance(0.05))
        return said(by, at, { type: 'version-named', id: `v${random.below(40)}`, name: 'نسخة', of: index })
      if (random.chance(0.03)) return said(by, at, { type: 'restored', id: `r${index}`, of: 1 })
      return wrote(random.chance(0.2) ? SERVER : by, at)
    }),
  )
}

describe('what there is to tell of a log', () => {
  it('[DOC525] stretches of writing: who wrote in them, from when to when, parted by a pause', () => {
    const log = numbered([
      wrote('m', 0),
      wrote('n', 10_000),
      said('n', 20_000, { type: 'locks', locks: [], did: { lock: 'l1' } }),
      wrote('m', 30_000),
      wrote('n', 30_000 + 10 * MINUTE),
    ])
    expect(historyIn(chronicleOf(log), 0, 99)).toEqual({
      seq: 5,
      moments: [
        { from: 1, seq: 4, startedAt: 0, at: 30_000, by: ['m', 'n'] },
        { from: 5, seq: 5, startedAt: 630_000, at: 630_000, by: ['n'] },
      ],
    })
  })

  it('[DOC525] what the server writes is by who caused it', () => {
    const log = numbered([
      wrote(SERVER, 0),
      said('f', 1, { type: 'undone', id: 'u', decision: 'd', suggestions: ['s'] }),
      wrote(SERVER, 1),
    ])
    expect(chronicleOf(log).moments.map(({ by }) => by)).toEqual([['f']])
  })

  it('[DOC520] a pause of half an hour makes a version, also one that is going on', () => {
    const log = numbered([wrote('m', 0), wrote('m', VERSION_PAUSE - 1), wrote('n', 3 * VERSION_PAUSE)])
    const pausesAt = (now: number): readonly number[] =>
      versionsIn(chronicleOf(log), now).versions.map(({ seq }) => seq)
    expect(pausesAt(3 * VERSION_PAUSE)).toEqual([2])
    expect(pausesAt(4 * VERSION_PAUSE)).toEqual([2, 3])
  })

  it('[DOC520] a restore is a version with the text that it left; a name counts once for an id', () => {
    const log = numbered([
      wrote('m', 0),
      said('m', 1, { type: 'version-named', id: 'a', name: 'أولى', of: 1 }),
      said('n', 2, { type: 'version-named', id: 'a', name: 'ثانية', of: 1 }),
      said('f', 3, { type: 'restored', id: 'r', of: 1 }),
      wrote(SERVER, 3),
      said('f', 4, { type: 'stage', stage: 'final', reason: null }),
    ])
    expect(versionsIn(chronicleOf(log), 10).versions).toMatchObject([
      { id: 'a', kind: 'named', name: 'أولى', seq: 1, by: 'm' },
      { id: 'r', kind: 'restored', of: 1, seq: 5, by: 'f' },
      { id: 'seq-6', kind: 'final', stage: 'final', seq: 6, by: 'f' },
    ])
  })

  it.each(seeds(20, 300))('[DOC525] follows from the log, however it is taken (seed %i)', (seed) => {
    const random = seededRandom(seed)
    const log = anyLog(random, 50 + random.below(400))
    const whole = chronicleOf(log)
    let pieces = EMPTY_CHRONICLE
    for (let from = 0; from < log.length;) {
      const to = from + 1 + random.below(60)
      pieces = chronicleOf(log.slice(from, to), pieces)
      from = to
    }
    expect(pieces).toEqual(whole)
    // Every entry that wrote lies in one stretch, and stretches lie one behind the other.
    const wrotes = log.filter(({ body }) => body[0] === 0).map(({ seq }) => seq)
    for (const seq of wrotes)
      expect(whole.moments.filter((moment) => moment.from <= seq && seq <= moment.seq)).toHaveLength(1)
    expect(whole.moments.reduce((sum, { entries }) => sum + entries, 0)).toBe(wrotes.length)
  })

  it('[DOC525] is bounded, however long the log is', () => {
    const log = numbered(
      Array.from({ length: 20_000 }, (_, index) => wrote('m', (2 * index + (index % 3)) * VERSION_PAUSE)),
    )
    const { moments, pauses } = chronicleOf(log)
    expect(moments.length).toBeLessThanOrEqual(MOST_MOMENTS)
    expect(moments.length).toBeGreaterThan(MOST_MOMENTS / 4)
    expect(moments.reduce((sum, { entries }) => sum + entries, 0)).toBe(20_000)
    expect(pauses.length).toBeGreaterThan(MOST_PAUSES / 4)
    expect(pauses.length).toBeLessThanOrEqual(MOST_PAUSES)
    expect(moments.at(-1)?.seq).toBe(20_000)
  })
})

describe('chronicles', () => {
  const append = async (log: UpdateLog, count: number): Promise<void> => {
    const entries = Array.from({ length: count }, (_, index) => wrote('m', index * 1_000))
    await log.append([{ document: 'd', entries }])
  }

  /** The numbers that are read of a log, and the log. */
  const watched = (log: UpdateLog) => {
    const read: [number, number][] = []
    return {
      read,
      log: {
        ...log,
        append: (batches) => log.append(batches),
        read: (document, from, to) => {
          read.push([from, to])
          return log.read(document, from, to)
        },
      } satisfies UpdateLog as UpdateLog,
    }
  }

  const failing = (error: unknown): void => {
    throw error
  }

  it('[LOG520] are kept while a log grows; who asks reads no more than the rest of it', async () => {
    const { log, read } = watched(bound(new MemoryUpdateLog()))
    const store = new MemoryChronicleStore()
    const chronicles = new Chronicles(log, store, failing)
    await append(chronicles.following(), KEEP_EVERY - 1)
    expect(read).toEqual([])
    await append(chronicles.following(), 2)
    await chronicles.settled()
    expect((await store.get('d'))?.seq).toBe(KEEP_EVERY + 1)
    await append(chronicles.following(), 5)
    read.length = 0
    const after = new Chronicles(log, store, failing)
    expect((await after.at('d', KEEP_EVERY + 6)).seq).toBe(KEEP_EVERY + 6)
    expect(read).toEqual([[KEEP_EVERY + 2, KEEP_EVERY + 6]])
    await after.at('d', KEEP_EVERY + 6)
    expect(read).toHaveLength(1)
  })

  it('[LOG520] what is lost is told again from the log', async () => {
    const log = bound(new MemoryUpdateLog())
    const store = new MemoryChronicleStore()
    const chronicles = new Chronicles(log, store, failing)
    await append(chronicles.following(), 2 * KEEP_EVERY)
    const known = await chronicles.at('d', 2 * KEEP_EVERY)
    await chronicles.forget('d')
    expect(await store.get('d')).toBeNull()
    expect(await chronicles.at('d', 2 * KEEP_EVERY)).toEqual(known)
  })

  it('[LOG520] a log that cannot be read now is read anew later', async () => {
    const log = bound(new MemoryUpdateLog())
    await append(log, 30)
    let breaks = true
    const broken: UpdateLog = {
      ...log,
      read: async function* (document, from, to) {
        for await (const entry of log.read(document, from, to)) {
          if (breaks && entry.seq === 20) throw new Error('the disk')
          yield entry
        }
      },
    }
    const chronicles = new Chronicles(broken, new MemoryChronicleStore(), failing)
    await expect(chronicles.at('d', 30)).rejects.toThrow('the disk')
    breaks = false
    expect((await chronicles.at('d', 30)).moments.reduce((sum, { entries }) => sum + entries, 0)).toBe(30)
  })
})

/** A log whose methods can be taken apart. */
const bound = (log: UpdateLog): UpdateLog => ({
  load: (document) => log.load(document),
  append: (batches) => log.append(batches),
  saveSnapshot: (document, snapshot) => log.saveSnapshot(document, snapshot),
  snapshotAt: (document, seq) => log.snapshotAt(document, seq),
  read: (document, from, to) => log.read(document, from, to),
  heads: () => log.heads(),
  remove: (document) => log.remove(document),
})
