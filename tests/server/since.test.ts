import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type * as Y from 'yjs'
import type { ApiSince, ApiUnread } from '#core/protocol/api-since.ts'
import type { ApiSeen } from '#core/protocol/api.ts'
import { DEFAULT_RATES } from '../../sync-server/http/rate-limits.ts'
import type { Person } from '../support/device.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { appendBlock, replaceWords, writeAs } from '../support/stock-writer.ts'

let server: TestServer
let maha: Person
let saad: Person
let suggester: Person
let viewer: Person

beforeAll(async () => {
  server = await startTestServer()
  maha = await server.join('editor', 'مها')
  saad = await server.join('editor', 'سعد')
  suggester = await server.join('suggester', 'مقترح')
  viewer = await server.join('viewer', 'قارئ')
})
afterAll(() => server.stop())

const since = (who: Person, document: string, from?: number): Promise<ApiSince> =>
  who.expect('GET', `/api/documents/${document}/since${from === undefined ? '' : `?from=${from}`}`)

const see = async (who: Person, document: string): Promise<ApiSeen> => {
  const { seq } = await who.expect<{ seq: number }>('GET', `/api/documents/${document}/text`)
  return who.expect('PUT', `/api/documents/${document}/seen`, { seq })
}

const unread = async (who: Person): Promise<readonly ApiUnread[]> =>
  (await who.expect<{ unread: ApiUnread[] }>('GET', `/api/groups/${who.group.id}/unread`)).unread

const unreadIn = async (who: Person, document: string) =>
  (await unread(who)).find((one) => one.document === document) ?? null

/** A text of three blocks, b1 to b3. */
const newText = async (): Promise<string> => {
  const { id } = await server.facilitator.newDocument()
  await writeAs(server.facilitator, id, (text) => {
    appendBlock(text, 'b1', 'تطالب المجموعة بوقف إطلاق النار')
    appendBlock(text, 'b2', 'وتطالب بإطلاق سراح المعتقلين')
    appendBlock(text, 'b3', 'وتشكر الدولة المضيفة')
  })
  return id
}

const proposed =
  (who: Person, name: string, words: string, at: number) =>
  (text: Y.Text): void =>
    text.insert(at, words, { [`insertion--${who.member.id}-x-${name}`]: { by: who.member.id, at: 1 } })

const shown = ({ blocks }: ApiSince) =>
  blocks.map(({ bid, change, pieces, by }) => [
    bid,
    change,
    pieces.map(({ kind, text }) => ({ same: text, gone: `[-${text}-]`, come: `{+${text}+}` })[kind]).join(''),
    by,
  ])

describe('what changed since I was here', () => {
  it('[DOC503] who was never here is told nothing, and from then on everything', async () => {
    const id = await newText()
    const first = await since(maha, id)
    expect(first).toMatchObject({
      seenAt: null,
      blocks: [],
      decided: [],
      stages: [],
      threads: [],
      isCut: false,
    })
    expect(first.from).toBe(first.seq)
    const mark = await maha.expect<ApiSeen>('GET', `/api/documents/${id}/seen`)
    expect(mark.seq).toBe(first.seq)
    await writeAs(saad, id, (text) => replaceWords(text, 'الدولة', 'سويسرا'))
    const news = await since(maha, id)
    expect(news.seenAt).toBe(mark.at)
    expect(shown(news)).toEqual([['b3', 'changed', 'وتشكر [-الدولة-]{+سويسرا+} المضيفة', [saad.member.id]]])
    // Asked again, it is told again: only the mark moves it on.
    expect(await since(maha, id)).toEqual(news)
    await see(maha, id)
    expect((await since(maha, id)).blocks).toEqual([])
  })

  it('[DOC504] tells of others only, with what the asker did to the same block', async () => {
    const id = await newText()
    await see(maha, id)
    await see(saad, id)
    await writeAs(maha, id, (text) => replaceWords(text, 'المعتقلين', 'المحتجزين'))
    await writeAs(maha, id, (text) => replaceWords(text, 'بوقف', 'بوقف فوري'))
    await writeAs(saad, id, (text) => replaceWords(text, 'إطلاق النار', 'الأعمال العدائية'))
    await writeAs(saad, id, (text) => appendBlock(text, 'b4', 'والسلام'))
    expect(shown(await since(maha, id))).toEqual([
      [
        'b1',
        'changed',
        'تطالب المجموعة بوقف [-إطلاق النار-]{+فوري الأعمال العدائية+}',
        [maha.member.id, saad.member.id],
      ],
      ['b4', 'added', '{+والسلام+}', [saad.member.id]],
    ])
    expect((await since(saad, id)).blocks.map(({ bid }) => bid)).toEqual(['b1', 'b2'])
  })

  it('[DOC501] a decision is its decider’s, a repair whose update it repairs, and neither the server’s', async () => {
    const id = await newText()
    await see(maha, id)
    await writeAs(suggester, id, proposed(suggester, 'one', 'اليوم ', 2))
    await writeAs(suggester, id, proposed(suggester, 'two', 'مؤقت ', 2))
    const one = `${suggester.member.id}-x-one`
    const open = await since(maha, id)
    // Both are told in the block of the base, with its words as they are.
    expect(open.blocks.map(({ suggestions, by }) => [suggestions.length, by])).toEqual([
      [2, [suggester.member.id]],
    ])
    expect(open.blocks[0]?.pieces.map(({ kind }) => kind)).not.toContain('come')
    await saad.expect('POST', `/api/documents/${id}/decisions`, {
      id: 'act',
      decisions: [{ suggestion: one, verdict: 'accept' }],
    })
    // Two blocks with one bid: the server gives the second another.
    await writeAs(saad, id, (text) => appendBlock(text, 'b3', 'ختام'))
    const news = await since(maha, id)
    expect(JSON.stringify(news.blocks)).not.toContain('"server"')
    const [changed, added] = news.blocks
    expect(changed?.by).toContain(saad.member.id)
    expect(changed?.pieces.some(({ kind, text }) => kind === 'come' && text.includes('اليوم'))).toBe(true)
    expect(added).toMatchObject({ change: 'added', by: [saad.member.id] })
    expect(news.decided).toMatchObject([
      { suggestion: one, author: suggester.member.id, verdict: 'accept', by: saad.member.id },
    ])
    expect((await since(saad, id, open.seq)).decided).toEqual([])
    await saad.expect('POST', `/api/documents/${id}/decisions/act/undo`, { id: 'back' })
    expect((await since(maha, id)).decided).toEqual([])
  })

  it('[DOC503] stages are told with their reasons, discussions with what is new in them', async () => {
    const id = await newText()
    await see(maha, id)
    const facilitator = server.facilitator
    await facilitator.expect('PUT', `/api/documents/${id}/stage`, { stage: 'suggesting', reason: 'للمراجعة' })
    const begun = { id: 'thr-1', anchor: null, body: `ما رأيك <@${maha.member.id}>؟` }
    await saad.expect('POST', `/api/documents/${id}/threads`, begun)
    await maha.expect('POST', `/api/documents/${id}/threads/thr-1/comments`, { id: 'c-1', body: 'موافقة' })
    await saad.expect('POST', `/api/documents/${id}/threads/thr-1/comments`, { id: 'c-2', body: 'شكرًا' })
    await saad.expect('POST', `/api/documents/${id}/threads/thr-1/comments`, { id: 'c-3', body: 'خطأ' })
    await saad.expect('DELETE', `/api/documents/${id}/threads/thr-1/comments/c-3`)
    await saad.expect('PUT', `/api/documents/${id}/threads/thr-1/state`, { resolved: true })
    const news = await since(maha, id)
    expect(news.stages).toMatchObject([
      { stage: 'suggesting', by: facilitator.member.id, reason: 'للمراجعة' },
    ])
    expect(news.threads).toEqual([
      { thread: 'thr-1', isNew: true, comments: ['thr-1.0', 'c-2'], mentionsMe: true, resolved: true },
    ])
    expect((await since(facilitator, id, news.from)).stages).toEqual([])
    expect((await since(saad, id, news.from)).threads).toEqual([
      { thread: 'thr-1', isNew: false, comments: ['c-1'], mentionsMe: false, resolved: null },
    ])
    expect(await unreadIn(maha, id)).toMatchObject({ comments: 3, mentions: 1 })
  })

  it('[DOC500] a long absence is told over a restart, whatever lies between; a number from the future is the present', async () => {
    const id = await newText()
    const { seq } = await see(maha, id)
    const words = 'صاغت المجموعة هذه الرسالة الختامية '.repeat(60)
    for (let round = 0; round < 40; round++)
      await writeAs(saad, id, (text) => appendBlock(text, `c${round}`, words))
    const { dataDir } = server
    await server.stop({ keepData: true })
    server = await startTestServer({ dataDir, port: server.port })
    const news = await since(maha, id)
    expect(news.from).toBe(seq)
    expect(news.blocks.map(({ bid }) => bid)).toEqual(Array.from({ length: 40 }, (_, round) => `c${round}`))
    expect(await unreadIn(maha, id)).toEqual({
      document: id,
      changes: 40,
      turns: 1,
      comments: 0,
      mentions: 0,
    })
    const ahead = await since(maha, id, news.seq + 1_000)
    expect(ahead).toMatchObject({ from: news.seq, seq: news.seq, blocks: [] })
  })

  it('[DOC505] what is unread is counted of others since the mark, and told of no text that one never opened', async () => {
    const [id, other] = [await newText(), await newText()]
    const mine = async () =>
      (await unread(maha)).filter(({ document }) => document === id || document === other)
    expect(await mine()).toEqual([])
    const before = await see(maha, id)
    await writeAs(maha, id, (text) => replaceWords(text, 'الدولة', 'سويسرا'))
    expect(await mine()).toEqual([])
    await writeAs(saad, id, (text) => replaceWords(text, 'سويسرا', 'جنيف'))
    await writeAs(saad, id, (text) => replaceWords(text, 'جنيف', 'بلدة جنيف'))
    expect(await mine()).toEqual([{ document: id, changes: 2, turns: 1, comments: 0, mentions: 0 }])
    // A mark in the middle of what is there: what lies behind it is unread.
    await maha.expect('PUT', `/api/documents/${id}/seen`, { seq: (before.seq ?? 0) + 2 })
    expect(await mine()).toEqual([{ document: id, changes: 1, turns: 1, comments: 0, mentions: 0 }])
    await see(maha, id)
    expect(await mine()).toEqual([])
    await writeAs(saad, id, (text) => replaceWords(text, 'بلدة', 'مدينة'))
    await server.facilitator.call('DELETE', `/api/documents/${id}`)
    expect(await mine()).toEqual([])
    await server.facilitator.call('DELETE', `/api/documents/${id}?forever=1`)
    expect((await maha.call('GET', `/api/documents/${id}/since`)).status).toBe(404)
    expect((await server.store.tallies.all()).has(id)).toBe(false)
  })

  it('[DOC503] a duplicate begins anew', async () => {
    const id = await newText()
    await see(maha, id)
    await writeAs(saad, id, (text) => replaceWords(text, 'الدولة', 'سويسرا'))
    const copy = await saad.expect<{ id: string }>('POST', `/api/documents/${id}/duplicate`, {})
    expect(await since(maha, copy.id)).toMatchObject({ seenAt: null, blocks: [] })
    expect((await since(maha, id)).blocks).toHaveLength(1)
  })

  it('[ACC101] a viewer is told neither what changed, nor by whom, nor how much', async () => {
    const id = await newText()
    await viewer.expect('PUT', `/api/documents/${id}/seen`, { seq: 1 })
    expect((await viewer.call('GET', `/api/documents/${id}/since`)).status).toBe(403)
    expect((await viewer.call('GET', `/api/documents/${id}/since?from=0`)).status).toBe(403)
    expect((await viewer.call('GET', `/api/groups/${viewer.group.id}/unread`)).status).toBe(403)
  })

  it('[ACC117] a number that is none is answered 400; [ACC116] who asks without end 429', async () => {
    const id = await newText()
    for (const from of ['-1', '1.5', 'x', '1e30'])
      expect((await maha.call('GET', `/api/documents/${id}/since?from=${from}`)).status).toBe(400)
    const other = await startTestServer({ rates: { ...DEFAULT_RATES, since: { points: 2, seconds: 60 } } })
    const text = await other.facilitator.newDocument()
    const statuses: number[] = []
    for (let n = 0; n < 3; n++)
      statuses.push((await other.facilitator.call('GET', `/api/documents/${text.id}/since`)).status)
    await other.stop()
    expect(statuses).toEqual([200, 200, 429])
  })
})
