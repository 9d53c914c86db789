import { describe, expect, it } from 'vitest'
import { replay } from '../../sync-server/room/replay.ts'
import type { ThreadCommand } from '../../sync-server/room/thread-commands.ts'
import { THREAD_LIMITS } from '../../sync-server/room/thread-commands.ts'
import type { Thread } from '../../sync-server/room/thread.ts'
import type { LoadedLog, LogEntry } from '../../sync-server/room/update-log.ts'
import { FaultyLog } from '../support/cohort/faulty-log.ts'
import { settled, World } from '../support/cohort/world.ts'
import { seededRandom, seeds, type SeededRandom } from '../support/seeded-random.ts'

type Replay = typeof replay

/** What people said in a document for a while: its whole log, and how its threads stood at each number. */
interface Recorded {
  readonly entries: readonly LogEntry[]
  readonly loaded: LoadedLog
  /** Number of the log → the threads as everybody could see them then. */
  readonly seen: ReadonlyMap<number, string>
  readonly live: string
}

const MEMBERS = ['f', 'e', 's', 'c'] as const
const PLACE = {
  start: 'AQdjb250ZW50AA==',
  end: 'AQdjb250ZW50QQ==',
  bid: 'b',
  quote: { exact: 'x', prefix: '', suffix: '' },
}

/** Some command about some of a few threads and comments: many of them come twice, or to nothing. */
const commandOf = (draw: SeededRandom): ThreadCommand => {
  const thread = `t${draw.below(5)}`
  const comment = draw.below(3) === 0 ? `${thread}.0` : `c${draw.below(12)}`
  const body = draw.pick(['yes', 'no', 'perhaps <@e>', `said ${draw.below(99)} <@s> <@nobody>`])
  const commands: readonly ThreadCommand[] = [
    { type: 'begin', thread, anchor: draw.pick([null, PLACE]), body },
    { type: 'comment', thread, comment: `c${draw.below(12)}`, body },
    { type: 'comment', thread, comment: `c${draw.below(12)}`, body },
    { type: 'edit', thread, comment, body },
    { type: 'edit', thread, comment, body },
    { type: 'delete', thread, comment },
    { type: 'resolve', thread, resolved: draw.below(2) === 0 },
    { type: 'anchor', thread, anchor: { ...PLACE, bid: `b${draw.below(3)}` } },
    { type: 'hide', thread, comment, hidden: draw.below(2) === 0, reason: draw.pick(['', 'why']) },
  ]
  return draw.pick(commands)
}

const shown = (threads: readonly Thread[]): string => JSON.stringify(threads)

const record = async (seed: number): Promise<Recorded> => {
  const draw = seededRandom(seed)
  const log = new FaultyLog()
  const world = new World({ log, limits: { snapshotEntries: 15, snapshotSpacing: 0 } })
  const [facilitator, ...rest] = MEMBERS
  world.add(facilitator, 'facilitator')
  for (const member of rest)
    world.add(member, member === 'e' ? 'editor' : member === 's' ? 'suggester' : 'commenter')
  const seen = new Map<number, string>()
  const look = async (): Promise<string> => {
    const room = await world.room()
    const threads = shown(room.threads.since(0))
    seen.set(room.seq, threads)
    return threads
  }
  for (let round = 0; round < 200; round++) {
    const room = await world.room()
    if (draw.below(25) === 0) {
      const failing = log.appends + 1
      const fault = draw.pick(['lost', 'stored-but-failed'] as const)
      log.fault = (append) => (append === failing ? fault : null)
    }
    const said = Array.from({ length: 1 + draw.below(3) }, () =>
      room.threads.carryOut(draw.pick(MEMBERS), commandOf(draw)),
    )
    if (draw.below(10) === 0) await look()
    await Promise.all(said)
    if (room.isStuck) {
      world.clock.advance(2_000)
      await settled()
    }
    await look()
    if (draw.below(40) === 0) {
      // The room closes with a snapshot, or dies without one, and opens again.
      if (draw.below(2) === 0) await room.shutdown()
      const before = await look()
      world.restart()
      if (draw.below(2) === 0) expect(await look(), `seed ${seed}`).toBe(before)
    }
  }
  const live = await look()
  const loaded = await world.log.load(world.document)
  const entries: LogEntry[] = []
  for await (const entry of world.log.read(world.document, 1, loaded.seq)) entries.push(entry)
  expect(world.broken).toEqual([])
  return { entries, loaded, seen, live }
}

/** The first breach of the law by a way to replay; null when it keeps it. */
const breachOf = (way: Replay, { entries, loaded, seen, live }: Recorded): string | null => {
  const look = (log: LoadedLog): string | null => {
    const replayed = way(log)
    if (!replayed.ok) return null
    replayed.value.doc.destroy()
    return shown(replayed.value.threads.since(0))
  }
  const whole = look({ snapshot: null, seq: entries.length, tail: entries })
  if (whole !== live) return 'the whole log gives other threads'
  for (let cut = 0; cut <= entries.length; cut++) {
    const part = look({ snapshot: null, seq: cut, tail: entries.slice(0, cut) })
    if (part === null) return 'a cut log does not replay'
    const then = seen.get(cut)
    if (then !== undefined && part !== then) return 'a cut log gives other threads than there were'
  }
  return look(loaded) === live ? null : 'snapshot and tail give other threads'
}

describe('law: the log is the discussions', () => {
  it('[THR1] replayed whole, cut anywhere, and from snapshot and tail, whatever was said and failed', async () => {
    for (const seed of seeds(20, 400)) {
      const recorded = await record(seed)
      expect(recorded.seen.size).toBeGreaterThan(25)
      expect(recorded.loaded.snapshot).not.toBeNull()
      expect(breachOf(replay, recorded), `seed ${seed}`).toBeNull()
      const threads = JSON.parse(recorded.live) as Thread[] // our own JSON
      expect(threads.length).toBeGreaterThan(1)
      for (const { comments } of threads) {
        expect(comments.length).toBeGreaterThan(0)
        expect(comments.length).toBeLessThan(THREAD_LIMITS.comments)
        expect(new Set(comments.map(({ id }) => id)).size).toBe(comments.length)
      }
    }
  })

  it('[THR1] catches a replay that begins the tail one entry too late', async () => {
    const broken: Replay = (log) => replay(log.snapshot === null ? log : { ...log, tail: log.tail.slice(1) })
    const found = new Set<string | null>()
    for (const seed of [1, 2, 3, 4, 5, 6]) found.add(breachOf(broken, await record(seed)))
    expect(found).toContain('snapshot and tail give other threads')
  })

  it('[THR1] catches a replay that gives an entry another number', async () => {
    const broken: Replay = (log) =>
      replay({ ...log, tail: log.tail.map((entry) => ({ ...entry, seq: entry.seq + 1 })) })
    expect(breachOf(broken, await record(1))).toBe('the whole log gives other threads')
  })

  it('[THR1] catches a replay that keeps what it once read', async () => {
    let kept: ReturnType<Replay> | null = null
    expect(breachOf((log) => (kept ??= replay(log)), await record(1))).toBe(
      'a cut log gives other threads than there were',
    )
  })
})
