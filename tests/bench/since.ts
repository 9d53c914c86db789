/**
 * What «what changed since I was here» costs: in the thread that works it out, over HTTP, and for those who write
 * meanwhile; and the list of what is unread in a group of many documents.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import * as Y from 'yjs'
import type { ApiSince } from '#core/protocol/api-since.ts'
import { LevelTallyStore } from '../../sync-server/log/level-tally-store.ts'
import { LevelUpdateLog } from '../../sync-server/log/level-update-log.ts'
import { pairKey } from '../../sync-server/log/level-keys.ts'
import { sealJson } from '../../sync-server/log/sealed-value.ts'
import { encodeUpdateBody } from '../../sync-server/room/log-body.ts'
import { readStretch } from '../../sync-server/room/since/read-stretch.ts'
import { changesOf } from '../../sync-server/room/since/summary.ts'
import { EMPTY_TALLY } from '../../sync-server/room/since/tally.ts'
import { replay } from '../../sync-server/room/replay.ts'
import type { NewLogEntry } from '../../sync-server/room/update-log.ts'
import { META_FILE } from '../../sync-server/store/meta-file.ts'
import { decodeMeta, encodeMeta } from '../../sync-server/store/meta-format.ts'
import { joinBy } from '../support/device.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { openLevel } from '../support/storage-adapters.ts'
import { SETUP_TOKEN, startServer, type RunningServer } from './peers.ts'
import { felt, feltBy, timed } from './felt.ts'
import { quantile, round, table } from './statistics.ts'
import { WireClient } from './wire-client.ts'
import { seedBlocks } from './writer.ts'

/** 200 pages of 300 words: 1,500 blocks of about 40. */
const BLOCKS = 1_500
const UPDATES = [100, 1_000, 10_000] as const
const WRITERS = 5
const DOCUMENTS = 10_000
const SECONDS = 6

/** Bursts of twenty letters here and there, as people write; now and then a word goes. */
const bursts = (state: Uint8Array, members: readonly string[], count: number): readonly NewLogEntry[] => {
  const random = seededRandom(11)
  const entries: NewLogEntry[] = []
  const docs = Array.from({ length: WRITERS }, (_, index) => {
    const doc = new Y.Doc()
    doc.clientID = 0xa000 + index
    Y.applyUpdate(doc, state)
    return doc
  })
  docs.forEach((doc, index) =>
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'others') return
      entries.push({
        at: Date.now(),
        by: members[index % members.length] ?? '',
        body: encodeUpdateBody(update),
      })
      for (const other of docs) if (other !== doc) Y.applyUpdate(other, update, 'others')
    }),
  )
  while (entries.length < count) {
    const text = random.pick(docs).getText('content')
    const at = 1 + random.below(text.length - 30)
    if (random.chance(0.2)) text.delete(at, 1 + random.below(8))
    for (let letter = 0; letter < 20 && entries.length < count; letter++)
      text.insert(at + letter, letter % 5 === 4 ? ' ' : 'ب', {})
  }
  return entries
}

/** Puts so many updates behind the text of `document` while the server is down; says what working them out costs. */
const fillLog = async (
  dataDir: string,
  document: string,
  members: readonly string[],
): Promise<(string | number)[][]> => {
  const database = await openLevel(dataDir)
  const log = new LevelUpdateLog(database)
  const loaded = await log.load(document)
  const replayed = replay(loaded)
  if (!replayed.ok) throw new Error(replayed.error.detail)
  const entries = bursts(Y.encodeStateAsUpdate(replayed.value.doc), members, Math.max(...UPDATES))
  for (let from = 0; from < entries.length; from += 500)
    await log.append([{ document, entries: entries.slice(from, from + 500) }])
  const rows: (string | number)[][] = []
  for (const count of UPDATES) {
    const [reads, costs, cpu]: [number[], number[], number[]] = [[], [], []]
    for (let turn = 0; turn < 22; turn++) {
      const [stretch, read] = await timed(() => readStretch(log, document, loaded.seq, loaded.seq + count))
      const before = process.cpuUsage()
      const [summary, cost] = await timed(() => changesOf(stretch))
      const { user, system } = process.cpuUsage(before)
      if (!summary.ok) throw new Error(summary.error.detail)
      if (turn < 2) continue
      reads.push(read)
      costs.push(cost)
      cpu.push((user + system) / 1_000)
    }
    rows.push([count, ...[reads, costs, cpu].map((values) => round(quantile(values, 0.5)))])
  }
  await database.close()
  return rows
}

/** As many documents as a large group has, each with something unread, written while the server is down. */
const manyDocuments = async (server: RunningServer, model: string, member: string): Promise<void> => {
  const path = join(server.dataDir, META_FILE)
  const meta = decodeMeta(readFileSync(path))
  const known = meta.ok ? meta.value.documents[model] : undefined
  if (!meta.ok || known === undefined) throw new Error('unreadable metadata')
  const ids = Array.from(
    { length: DOCUMENTS },
    (_, index) => `${model.slice(0, -5)}${String(index).padStart(5, '0')}`,
  )
  const documents = Object.fromEntries(ids.map((id) => [id, { ...known, id }]))
  writeFileSync(path, encodeMeta({ ...meta.value, documents: { ...meta.value.documents, ...documents } }))
  const database = await openLevel(server.dataDir)
  const log = new LevelUpdateLog(database)
  for (let from = 0; from < ids.length; from += 500)
    await log.append(
      ids.slice(from, from + 500).map((document) => ({
        document,
        entries: [{ at: 1, by: 'other', body: encodeUpdateBody(new Uint8Array([0, 0])) }],
      })),
    )
  const tally = { ...EMPTY_TALLY, seq: 1, changes: new Map([['other', 1]]) }
  await new LevelTallyStore(database).write(new Map(ids.map((id) => [id, tally])))
  await database.write(
    ids.map((id) => {
      const key = pairKey('seenBy', member, id)
      const others = { changes: 0, comments: 0, mentions: 0 }
      return { type: 'put', key, value: sealJson(key, { seq: 0, at: 1, others }) }
    }),
  )
  await database.close()
}

export const benchSince = async (): Promise<string> => {
  let server = await startServer('siyagha', 4893)
  const url = `http://127.0.0.1:${server.port}`
  try {
    const asker = await joinBy(url, SETUP_TOKEN, 'القياس')
    const writer = await joinBy(url, (await asker.invite('editor')).token, 'الكاتب')
    const { id: document } = await asker.newDocument('نصّ')
    const target = { server: 'siyagha', port: server.port, document, cookie: writer.cookie } as const
    const first = await WireClient.connect(target, {}, 'first-state')
    seedBlocks(first, BLOCKS)
    await pause(1_500)
    first.close()
    const { seq } = await asker.expect<{ seq: number }>('GET', `/api/documents/${document}/text`)
    await asker.expect('PUT', `/api/documents/${document}/seen`, { seq })
    const worked: (string | number)[][] = [
      ['updates since', 'reading the log, p50 ms', 'working it out, p50 ms', 'CPU of that, p50 ms'],
    ]
    server = await server.restart('SIGTERM', async () => {
      worked.push(...(await fillLog(server.dataDir, document, [writer.member.id])))
      await manyDocuments(server, document, asker.member.id)
    })
    const path = `/api/documents/${document}/since`
    await asker.expect('GET', `/api/documents/${document}/text`)
    const [cold, coldMs] = await timed(() => asker.expect<ApiSince>('GET', path))
    const [, keptMs] = await timed(() => asker.expect<ApiSince>('GET', path))
    const fresh: number[] = []
    for (let n = 1; n <= 10; n++)
      fresh.push((await timed(() => asker.expect('GET', `${path}?from=${seq + n}`)))[1])
    const unread: number[] = []
    for (let n = 0; n < 20; n++)
      unread.push((await timed(() => asker.expect('GET', `/api/groups/${asker.group.id}/unread`)))[1])
    const quiet = await feltBy(target, () => pause(SECONDS * 1_000))
    let asked = 0
    const busy = await feltBy(target, async () => {
      const end = performance.now() + SECONDS * 1_000
      // Each from another number, so that none is kept.
      while (performance.now() < end) await asker.expect('GET', `${path}?from=${seq + 20 + asked++}`)
    })
    const answers = [
      ['asked over HTTP', 'ms'],
      [`10,000 updates, the first answer after a start (${cold.blocks.length} blocks)`, round(coldMs)],
      ['the same again', round(keptMs)],
      ['10,000 updates from another number, p50', round(quantile(fresh, 0.5))],
      ['unread in 10,000 documents, p50', round(quantile(unread, 0.5))],
      ['unread in 10,000 documents, p95', round(quantile(unread, 0.95))],
    ]
    const others = [
      ['an edit of others, to another page', 'p50 ms', 'p95 ms', 'p99 ms', 'slowest ms'],
      felt('nothing else', quiet),
      felt(`${asked} such questions in ${SECONDS} s`, busy),
    ]
    const section = `## What changed since one was here\n\n${[worked, answers, others].map(table).join('\n\n')}`
    console.log(section)
    return section
  } finally {
    await server.stop()
  }
}
