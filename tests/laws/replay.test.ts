import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { Stage } from '#core/access/stages.ts'
import type { GoneInsertions } from '#core/shared-doc/gone-insertions.ts'
import { readBlocks } from '#core/shared-doc/whole-text.ts'
import { decodeLogBody } from '../../sync-server/room/log-body.ts'
import { replay } from '../../sync-server/room/replay.ts'
import type { LoadedLog, LogEntry } from '../../sync-server/room/update-log.ts'
import { Client, settleAll } from '../support/cohort/client.ts'
import { EDITS } from '../support/cohort/operation.ts'
import { act } from '../support/cohort/typist.ts'
import { World } from '../support/cohort/world.ts'
import { openPeer } from '../support/peers/peer.ts'
import { seededRandom, seeds } from '../support/seeded-random.ts'

type Replay = typeof replay

/** A session that is over: its whole log, what a server would load of it, and what its people had on the screen. */
interface Recorded {
  readonly entries: readonly LogEntry[]
  readonly loaded: LoadedLog
  readonly live: string
  readonly stage: string
}

const shownOf = (doc: Y.Doc): string => JSON.stringify(readBlocks(doc.getText('content')))

const record = async (seed: number): Promise<Recorded> => {
  const draw = seededRandom(seed)
  const world = new World()
  world.add('a', 'facilitator')
  world.add('b', 'facilitator')
  const people = [new Client(world, 'a', 11), new Client(world, 'b', 12)].map((client) => ({
    client,
    peer: openPeer(client.doc, { thorough: false }),
  }))
  const clients = people.map(({ client }) => client)
  for (const client of clients) await client.connect()
  await settleAll(clients)
  const closing = 8 + draw.below(12)
  let stage: Stage = 'drafting'
  for (let round = 0; round < 25; round++) {
    for (const { peer } of people) act(peer, draw.pick(EDITS), draw.below(2 ** 31), `w${round}`)
    // A proposal, which the next edits may take away again: it stays known.
    people[0]?.client.text.insert(1, 'p', { [`insertion--a-x-${round}`]: { by: 'a', at: round } })
    await settleAll(clients)
    if (round % 5 === 4) {
      // A facilitator writes in both.
      stage = stage === 'drafting' ? 'suggesting' : 'drafting'
      const set = await (await world.room()).stages.set('a', stage, null)
      if (!set.ok) throw new Error('the stage was not changed')
    }
    if (round !== closing) continue
    // The room closes with a snapshot and opens again.
    for (const client of clients) client.disconnect()
    await world.registry.closeAll()
    world.restart()
    for (const client of clients) await client.connect()
  }
  await settleAll(clients)
  const loaded = await world.log.load(world.document)
  const entries: LogEntry[] = []
  for await (const entry of world.log.read(world.document, 1, loaded.seq)) entries.push(entry)
  const [live = '', other] = people.map(({ client }) => shownOf(client.doc))
  expect(other).toBe(live)
  for (const { peer } of people) peer.destroy()
  return { entries, loaded, live, stage }
}

/** The text after so many entries, by Yjs alone: nothing of ours has a part in it. */
const plainly = (entries: readonly LogEntry[]): string => {
  const doc = new Y.Doc()
  for (const { body } of entries) if (body[0] === 0) Y.applyUpdate(doc, body.subarray(1))
  return shownOf(doc)
}

/** What is known of every deleted clock. */
const goneOf = (gone: GoneInsertions): string => {
  const { works, ranges, formats } = gone.remembered()
  return JSON.stringify([
    ranges
      .flatMap(([client = 0, start = 0, length = 0, work = 0]) =>
        Array.from({ length }, (_, at) => JSON.stringify([client, start + at, works[work] ?? null])),
      )
      .sort(),
    formats
      .map(([client, clock, work = 0, begins]) => JSON.stringify([client, clock, works[work], begins]))
      .sort(),
  ])
}

/** The first breach of the law by a way to replay; null when it keeps it. */
const breachOf = (broken: Replay, { entries, loaded, live, stage }: Recorded): string | null => {
  const look = (
    log: LoadedLog,
    isToBeWritten = true,
  ): { text: string; stage: string; owners: string; known: string; gone: string } | null => {
    const replayed = broken(log, isToBeWritten)
    if (!replayed.ok) return null
    const { doc, facts, owners, ledger, gone } = replayed.value
    const seen = {
      text: shownOf(doc),
      stage: facts.stage,
      owners: JSON.stringify([...owners].sort(byClient)),
      known: ledger
        .remembered()
        .map((one) => JSON.stringify(one))
        .sort()
        .join(),
      gone: goneOf(gone),
    }
    doc.destroy()
    return seen
  }
  const whole = look({ snapshot: null, seq: entries.length, tail: entries })
  if (whole === null) return 'the whole log does not replay'
  if (whole.text !== live) return 'the whole log gives another text'
  if (whole.stage !== stage) return 'the whole log gives another stage'
  for (let cut = 0; cut <= entries.length; cut++) {
    const part = entries.slice(0, cut)
    const prefix = look({ snapshot: null, seq: cut, tail: part }, cut % 10 === 0)
    if (prefix === null) return 'a cut log does not replay'
    if (prefix.text !== plainly(part)) return 'a cut log gives no prefix'
  }
  const short = look(loaded)
  if (short === null) return 'snapshot and tail do not replay'
  if (short.text !== whole.text) return 'snapshot and tail give another text'
  if (short.stage !== whole.stage) return 'snapshot and tail give another stage'
  if (short.known !== whole.known) return 'snapshot and tail know other suggestions'
  if (short.gone !== whole.gone) return 'snapshot and tail know of other deletions'
  return short.owners === whole.owners ? null : 'snapshot and tail give other owners'
}

const byClient = ([one]: readonly [number, string], [two]: readonly [number, string]): number => one - two

const isUpdate = ({ body }: LogEntry): boolean => {
  const decoded = decodeLogBody(body)
  return decoded.ok && decoded.value.kind === 'update'
}

/** Every breach that a broken way shows in a few sessions. */
const breachesOf = async (broken: Replay): Promise<(string | null)[]> => {
  const found = new Set<string | null>()
  for (const seed of [1, 2, 3]) found.add(breachOf(broken, await record(seed)))
  return [...found]
}

describe('law L9: the log is the document', () => {
  it('[DOC28] replayed whole, cut anywhere, and from snapshot and tail', async () => {
    for (const seed of seeds(12, 300)) {
      const recorded = await record(seed)
      expect(recorded.entries.length).toBeGreaterThan(20)
      expect(recorded.loaded.snapshot?.seq).toBeLessThan(recorded.entries.length)
      expect(breachOf(replay, recorded), `seed ${seed}`).toBeNull()
    }
  })

  it('[DOC28] catches a replay that begins the tail one entry too late', async () => {
    for (const breach of await breachesOf((log) =>
      replay(log.snapshot === null ? log : { ...log, tail: log.tail.slice(1) }),
    ))
      expect(breach).toMatch(/^snapshot and tail/)
  })

  it('[DOC28] catches a replay that passes over the snapshot', async () => {
    expect(await breachesOf((log) => replay({ ...log, snapshot: null }))).toEqual([
      'snapshot and tail do not replay',
    ])
  })

  it('[DOC28] catches a replay that reads updates only', async () => {
    expect(await breachesOf((log) => replay({ ...log, tail: log.tail.filter(isUpdate) }))).toEqual([
      'the whole log gives another stage',
    ])
  })

  it('[GAT303] catches a replay that does not follow what was deleted', async () => {
    expect(await breachesOf((log) => replay(log, false))).toEqual([
      'snapshot and tail know of other deletions',
    ])
  })

  it('[DOC28] catches a replay that forgets deletions', async () => {
    const undeleting: Replay = (log) => {
      const replayed = replay(log)
      if (!replayed.ok) return replayed
      const doc = new Y.Doc({ gc: false })
      for (const entry of log.tail)
        if (isUpdate(entry) && Y.decodeUpdate(entry.body.subarray(1)).structs.length > 0)
          Y.applyUpdate(doc, entry.body.subarray(1))
      return { ok: true, value: { ...replayed.value, doc } }
    }
    expect(await breachesOf(undeleting)).toEqual(['the whole log gives another text'])
  })

  it('[DOC28] catches a replay that keeps what it once read', async () => {
    let kept: ReturnType<Replay> | null = null
    const keeping: Replay = (log) => (kept ??= replay(log))
    expect(breachOf(keeping, await record(1))).toBe('a cut log gives no prefix')
  })
})
