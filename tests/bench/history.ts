/**
 * What a long history costs: any moment of a text of 200,000 edits, comparing two, who wrote what, the lists for the
 * slider, a restore; in the thread that works it out, over HTTP, and for those who write meanwhile.
 */
import { setTimeout as pause } from 'node:timers/promises'
import * as Y from 'yjs'
import type {
  ApiAuthors,
  ApiDiff,
  ApiHistory,
  ApiVersions,
  ApiVersionText,
} from '#core/protocol/api-history.ts'
import { Gate } from '#core/shared-doc/gate.ts'
import { restorationOf } from '#core/shared-doc/restore-text.ts'
import { LevelUpdateLog } from '../../sync-server/log/level-update-log.ts'
import { encodeSnapshot, encodeUpdateBody } from '../../sync-server/room/log-body.ts'
import { replay, type Replayed } from '../../sync-server/room/replay.ts'
import { readStretch } from '../../sync-server/room/since/read-stretch.ts'
import { authorsOf } from '../../sync-server/room/versions/authors.ts'
import { momentText } from '../../sync-server/room/versions/moment-text.ts'
import type { LoadedLog, NewLogEntry } from '../../sync-server/room/update-log.ts'
import { SNAPSHOT_SPACING } from '../../sync-server/log/snapshot-spacing.ts'
import { joinBy } from '../support/device.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { openLevel } from '../support/storage-adapters.ts'
import { SETUP_TOKEN, startServer } from './peers.ts'
import { felt, feltBy, timed } from './felt.ts'
import { quantile, round, table } from './statistics.ts'
import { WireClient } from './wire-client.ts'
import { seedBlocks } from './writer.ts'

/** 200 pages of 300 words: 1,500 blocks of about 40. */
const BLOCKS = 1_500
const EDITS = 200_000
const ASKED = 40

/** Twenty letters here and there, as people write; every fifth time some go. A minute now and then, a night each 2,000. */
function* edits(state: Uint8Array, members: readonly string[]): Generator<NewLogEntry> {
  const random = seededRandom(11)
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  const text = doc.getText('content')
  let update = new Uint8Array()
  doc.on('update', (bytes: Uint8Array) => (update = new Uint8Array(bytes)))
  let at = Date.now() - 90 * 86_400_000
  let left = EDITS
  const entry = (by: string): NewLogEntry => {
    left--
    at += left % 2_000 === 0 ? 10 * 3_600_000 : 300
    return { at, by, body: encodeUpdateBody(update) }
  }
  while (left > 0) {
    const writer = random.below(members.length)
    doc.clientID = 0xa000 + writer
    const by = members[writer] ?? ''
    const place = 1 + random.below(text.length - 30)
    if (random.chance(0.2)) {
      text.delete(place, 1 + random.below(8))
      yield entry(by)
    }
    for (let letter = 0; letter < 20 && left > 0; letter++) {
      text.insert(place + letter, letter % 5 === 4 ? ' ' : 'ب')
      yield entry(by)
    }
  }
}

const snapshotOf = ({ doc, facts, owners, ledger, gone, decisions, threads }: Replayed): Uint8Array =>
  encodeSnapshot({
    facts,
    owners,
    suggestions: ledger.remembered(),
    gone: gone.remembered(),
    decisions: decisions.remembered(),
    threads: threads.remembered(),
    state: Y.encodeStateAsUpdate(doc),
  })

/** Writes so many edits behind the text of `document` while the server is down, with the snapshots that it keeps. */
const fillLog = async (
  dataDir: string,
  document: string,
  members: readonly string[],
): Promise<string[][]> => {
  const database = await openLevel(dataDir)
  const log = new LevelUpdateLog(database)
  const first = replay(await log.load(document))
  if (!first.ok) throw new Error(first.error.detail)
  let waiting: NewLogEntry[] = []
  let sinceSnapshot = 0
  for (const entry of edits(Y.encodeStateAsUpdate(first.value.doc), members)) {
    waiting.push(entry)
    if (waiting.length < 500) continue
    await log.append([{ document, entries: waiting }])
    sinceSnapshot += waiting.length
    waiting = []
    if (sinceSnapshot < SNAPSHOT_SPACING) continue
    sinceSnapshot = 0
    const replayed = replay(await log.load(document))
    if (!replayed.ok) throw new Error(replayed.error.detail)
    await log.saveSnapshot(document, { seq: replayed.value.seq, body: snapshotOf(replayed.value) })
    replayed.value.doc.destroy()
  }
  const loaded = await log.load(document)
  const { seq } = loaded
  const random = seededRandom(3)
  const [reads, costs, cpus]: [number[], number[], number[]] = [[], [], []]
  for (let turn = 0; turn < 22; turn++) {
    const moment = 1 + random.below(seq)
    const [stretch, read] = await timed(() => readStretch(log, document, moment + 1, moment))
    const [cost, cpu] = costOf(() => momentText(stretch))
    if (turn < 2) continue
    reads.push(read)
    costs.push(cost)
    cpus.push(cpu)
  }
  const [whole, wholeRead] = await timed(() => readStretch(log, document, 0, seq))
  const [wholeCost, wholeCpu] = costOf(() => authorsOf(whole))
  const restores: (readonly [string, number, number])[] = []
  for (const [name, moment] of [
    ['a restore of the text of 1,000 edits ago', seq - 1_000],
    ['a restore of the text of 100,000 edits ago', seq - 100_000],
  ] as const)
    restores.push([name, ...(await restoreCost(log, document, loaded, moment))])
  await database.close()
  const middle = (ms: readonly number[]): number => quantile(ms, 0.5)
  return [
    ['any moment, p50', middle(reads), middle(costs), middle(cpus)],
    ['any moment, slowest of 20', Math.max(...reads), Math.max(...costs), Math.max(...cpus)],
    ['who wrote what, all of it', wholeRead, wholeCost, wholeCpu],
    ...restores.map(([name, cost, cpu]) => [name, 0, cost, cpu] as const),
  ].map(([name, ...ms]) => [String(name), ...ms.map((one) => String(one === 0 ? '–' : round(Number(one))))])
}

/** Milliseconds of time and of CPU. */
const costOf = (act: () => unknown): readonly [number, number] => {
  const [started, before] = [performance.now(), process.cpuUsage()]
  act()
  const { user, system } = process.cpuUsage(before)
  return [performance.now() - started, (user + system) / 1_000]
}

/** What the tick of a restore takes, on the copy on which it is carried out. */
const restoreCost = async (
  log: LevelUpdateLog,
  document: string,
  loaded: LoadedLog,
  moment: number,
): Promise<readonly [number, number]> => {
  const now = replay(loaded)
  const then = momentText(await readStretch(log, document, moment + 1, moment))
  if (!now.ok || !then.ok) throw new Error('unreadable')
  const state = Y.encodeStateAsUpdate(now.value.doc)
  let bids = 0
  const newBid = (): string => `new-${bids++}`
  const gate = new Gate({ state, serverClientId: 5, newBid, reload: () => state })
  gate.editAsServer(() => undefined, [])
  return costOf(() =>
    gate.editAsServer(
      (sequence) => restorationOf(sequence, then.value.blocks, [], newBid).run('restore'),
      [],
    ),
  )
}

export const benchHistory = async (): Promise<string> => {
  let server = await startServer('siyagha', 4894)
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
    const worked = [['worked out', 'reading the log, ms', 'working it out, ms', 'CPU of that, ms']]
    server = await server.restart('SIGTERM', async () => {
      worked.push(...(await fillLog(server.dataDir, document, [writer.member.id, asker.member.id])))
    })
    const at = (path: string): string => `/api/documents/${document}/${path}`
    const { seq } = await asker.expect<{ seq: number }>('GET', at('text'))
    const random = seededRandom(7)
    const moment = (): string => `seq-${1 + random.below(seq)}`
    const [versions, versionsMs] = await timed(() => asker.expect<ApiVersions>('GET', at('versions')))
    const [history, historyMs] = await timed(() => asker.expect<ApiHistory>('GET', at('history')))
    const texts: number[] = []
    for (let n = 0; n < ASKED; n++)
      texts.push((await timed(() => asker.expect<ApiVersionText>('GET', at(`versions/${moment()}`))))[1])
    const diffs: number[] = []
    for (let n = 0; n < ASKED / 4; n++)
      diffs.push(
        (await timed(() => asker.expect<ApiDiff>('GET', at(`versions/${moment()}/diff/seq-now`))))[1],
      )
    const [authors, authorsMs] = await timed(() =>
      asker.expect<ApiAuthors>('GET', at('versions/seq-now/authors')),
    )
    const [, authorsKept] = await timed(() => asker.expect<ApiAuthors>('GET', at('versions/seq-now/authors')))
    const quiet = await feltBy(target, () => pause(6_000))
    let moments = 0
    const sliding = await feltBy(target, async () => {
      for (const end = performance.now() + 6_000; performance.now() < end; moments++)
        await asker.expect('GET', at(`versions/${moment()}`))
    })
    const writing = await feltBy(target, async () => {
      await asker.expect('GET', at(`versions/seq-${seq - 7}/authors`))
    })
    const restoring = await feltBy(target, async () => {
      await pause(300)
      await asker.expect('POST', at(`versions/seq-${Math.floor(seq / 2)}/restore`), { id: 'bench' })
      await pause(300)
    })
    const [, restoreMs] = await timed(() =>
      asker.expect('POST', at(`versions/seq-${seq}/restore`), { id: 'again' }),
    )
    const answers = [
      ['asked over HTTP', 'ms'],
      [
        `versions (${versions.versions.length}), the first time: their chronicle is told from the log`,
        round(versionsMs),
      ],
      [`history (${history.moments.length} moments)`, round(historyMs)],
      [`the text of any moment, p50 of ${ASKED}`, round(quantile(texts, 0.5))],
      ['the text of any moment, slowest', round(Math.max(...texts))],
      ['any moment compared with the present, p50', round(quantile(diffs, 0.5))],
      ['any moment compared with the present, slowest', round(Math.max(...diffs))],
      [`who wrote what of the present (${authors.blocks.length} blocks)`, round(authorsMs)],
      ['the same again', round(authorsKept)],
      ['a restore', round(restoreMs)],
    ]
    const others = [
      ['an edit of others, to another page', 'p50 ms', 'p95 ms', 'p99 ms', 'slowest ms'],
      felt('nothing else', quiet),
      felt(`${moments} moments in 6 s`, sliding),
      felt('who wrote what, once', writing),
      felt('a restore of the text of half the time', restoring),
    ]
    const section = `## A long history\n\n${[worked, answers, others].map(table).join('\n\n')}`
    console.log(section)
    return section
  } finally {
    await server.stop()
  }
}
