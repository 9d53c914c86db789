import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type {
  ApiAuthors,
  ApiDiff,
  ApiHistory,
  ApiRestoredVersion,
  ApiVersion,
  ApiVersions,
  ApiVersionText,
} from '#core/protocol/api-history.ts'
import type { ApiDecisions, ApiText } from '#core/protocol/api.ts'
import type { Person } from '../support/device.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { appendBlock, replaceWords, writeAs } from '../support/stock-writer.ts'

let server: TestServer
let maha: Person
let saad: Person
let suggester: Person
let viewer: Person
let facilitator: Person

beforeAll(async () => {
  server = await startTestServer()
  ;({ facilitator } = server)
  maha = await server.join('editor', 'مها')
  saad = await server.join('editor', 'سعد')
  suggester = await server.join('suggester', 'مقترح')
  viewer = await server.join('viewer', 'قارئ')
})
afterAll(() => server.stop())

const at = (document: string, path: string): string => `/api/documents/${document}/${path}`

const versions = (document: string): Promise<ApiVersions> => maha.expect('GET', at(document, 'versions'))
const textAt = (document: string, version: string): Promise<ApiVersionText> =>
  maha.expect('GET', at(document, `versions/${version}`))
const restore = (document: string, version: string, id: string): Promise<ApiRestoredVersion> =>
  facilitator.expect('POST', at(document, `versions/${version}/restore`), { id })
const textNow = (document: string): Promise<ApiText> => maha.expect('GET', at(document, 'text'))

const words = ({ blocks }: { readonly blocks: ApiText['blocks'] }): readonly string[] =>
  blocks.map(({ runs }) => runs.map(({ text }) => text).join(''))
const bids = ({ blocks }: { readonly blocks: ApiText['blocks'] }): readonly string[] =>
  blocks.map(({ bid }) => bid)

/** Three blocks by Maha, a change and one more block by Saad. */
const newText = async (): Promise<{
  readonly id: string
  readonly first: number
  readonly second: number
}> => {
  const { id } = await facilitator.newDocument()
  const first = await writeAs(maha, id, (text) => {
    appendBlock(text, 'b1', 'تطالب المجموعة بوقف إطلاق النار')
    appendBlock(text, 'b2', 'وتطالب بإطلاق سراح المعتقلين')
    appendBlock(text, 'b3', 'وتشكر الدولة المضيفة')
  })
  const second = await writeAs(saad, id, (text) => {
    replaceWords(text, 'بإطلاق سراح', 'بالإفراج عن')
    appendBlock(text, 'b4', 'وتعلن موعد الجولة التالية')
  })
  return { id, first, second }
}

describe('versions of a document', () => {
  it('[DOC520] are named by who may, once for each id, and list with the changes of stage', async () => {
    const { id, first, second } = await newText()
    const named = await maha.expect<ApiVersion>('POST', at(id, 'versions'), {
      id: 'v1',
      name: '  الأولى ',
      seq: first,
    })
    expect(named).toMatchObject({ id: 'v1', kind: 'named', name: 'الأولى', seq: first, by: maha.member.id })
    const again = await maha.call('POST', at(id, 'versions'), { id: 'v1', name: 'الأولى', seq: first })
    expect([again.status, await again.json()]).toEqual([200, named])
    const other = await saad.call('POST', at(id, 'versions'), { id: 'v1', name: 'الأولى', seq: first })
    expect(other.status).toBe(409)
    expect((await suggester.call('POST', at(id, 'versions'), { id: 'v2', name: 'لا' })).status).toBe(403)
    expect((await maha.call('POST', at(id, 'versions'), { id: 'seq-3', name: 'لا' })).status).toBe(400)
    expect((await maha.call('POST', at(id, 'versions'), { id: 'v3', name: '‮ ' })).status).toBe(400)
    expect((await maha.call('POST', at(id, 'versions'), { id: 'v4', name: 'لا', seq: 9_999 })).status).toBe(
      404,
    )
    const present = await saad.expect<ApiVersion>('POST', at(id, 'versions'), { id: 'v5', name: 'الآن' })
    expect(present.seq).toBe(second + 1)
    await facilitator.expect('PUT', at(id, 'stage'), { stage: 'suggesting' })
    const { versions: all, seq } = await versions(id)
    expect(all.map(({ id: one, kind, name, stage, by }) => [one, kind, name, stage, by])).toEqual([
      ['v1', 'named', 'الأولى', null, maha.member.id],
      ['v5', 'named', 'الآن', null, saad.member.id],
      [`seq-${seq}`, 'stage', null, 'suggesting', facilitator.member.id],
    ])
  })

  it('[DOC521] any moment reads as it did, by its id, its number or as the present, also as a file', async () => {
    const { id, first, second } = await newText()
    await maha.expect('POST', at(id, 'versions'), { id: 'v1', name: 'الأولى', seq: first })
    const old = await textAt(id, 'v1')
    expect(old).toEqual(await textAt(id, `seq-${first}`))
    expect(words(old).slice(1)).toEqual([
      'تطالب المجموعة بوقف إطلاق النار',
      'وتطالب بإطلاق سراح المعتقلين',
      'وتشكر الدولة المضيفة',
    ])
    const now = await textAt(id, 'seq-now')
    expect([now.seq, now.stage, words(now)]).toEqual([second + 1, 'drafting', words(await textNow(id))])
    const file = await maha.call('GET', at(id, 'versions/v1?format=txt'))
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="siyagha.txt"/)
    expect(await file.text()).toContain('سراح')
    for (const version of ['v9', 'seq-0', `seq-${second + 9}`])
      expect((await maha.call('GET', at(id, `versions/${version}`))).status).toBe(404)
    expect((await maha.call('GET', at(id, 'versions/%20'))).status).toBe(400)
  })

  it('[DOC521] pending suggestions are no part of it', async () => {
    const { id } = await newText()
    const seq = await writeAs(suggester, id, (text) =>
      text.insert(3, 'نعم ', {
        [`insertion--${suggester.member.id}-x-1`]: { by: suggester.member.id, at: 1 },
      }),
    )
    expect(words(await textAt(id, `seq-${seq}`)).join()).not.toContain('نعم')
  })

  it('[DOC525] history tells who wrote when, in stretches', async () => {
    const { id, first, second } = await newText()
    const { moments, seq } = await maha.expect<ApiHistory>('GET', at(id, 'history'))
    expect(seq).toBe(second)
    expect(moments).toHaveLength(1)
    expect(moments[0]).toMatchObject({ seq: second, by: [maha.member.id, saad.member.id] })
    expect((await maha.expect<ApiHistory>('GET', at(id, `history?from=${second + 1}`))).moments).toEqual([])
    expect((await maha.expect<ApiHistory>('GET', at(id, `history?to=${first}`))).moments).toHaveLength(1)
  })

  it('[DOC522] any two compare, all blocks told, in both directions', async () => {
    const { id, first, second } = await newText()
    const { from, to, blocks } = await maha.expect<ApiDiff>(
      'GET',
      at(id, `versions/seq-${first}/diff/seq-${second}`),
    )
    expect([from, to]).toEqual([first, second])
    expect(blocks.slice(1).map(({ change, after, pieces }) => [change, after?.bid, pieces.length])).toEqual([
      ['same', 'b1', 1],
      ['changed', 'b2', 4],
      ['same', 'b3', 1],
      ['added', 'b4', 1],
    ])
    const back = await maha.expect<ApiDiff>('GET', at(id, `versions/seq-${second}/diff/seq-${first}`))
    expect(back.blocks.map(({ change }) => change).slice(1)).toEqual(['same', 'changed', 'same', 'removed'])
    const none = await maha.expect<ApiDiff>('GET', at(id, `versions/seq-${first}/diff/seq-${first}`))
    expect(none.blocks.every(({ change }) => change === 'same')).toBe(true)
  })

  it('[DOC524] who wrote this: each stretch by who brought it', async () => {
    const { id } = await newText()
    const { blocks } = await maha.expect<ApiAuthors>('GET', at(id, 'versions/seq-now/authors'))
    const told = blocks.map(({ bid, runs }) => [bid, runs.map(({ text, by }) => [text, by])])
    expect(told.slice(1)).toEqual([
      ['b1', [['تطالب المجموعة بوقف إطلاق النار', maha.member.id]]],
      [
        'b2',
        [
          ['وتطالب ', maha.member.id],
          ['بالإفراج عن', saad.member.id],
          [' المعتقلين', maha.member.id],
        ],
      ],
      ['b3', [['وتشكر الدولة المضيفة', maha.member.id]]],
      ['b4', [['وتعلن موعد الجولة التالية', saad.member.id]]],
    ])
  })

  it('[DOC526] a viewer reads the present and nothing of how it came to be', async () => {
    const { id, first } = await newText()
    for (const path of [
      'versions',
      'history',
      `versions/seq-${first}`,
      'versions/seq-now/authors',
      `versions/seq-${first}/diff/seq-now`,
    ])
      expect([path, (await viewer.call('GET', at(id, path))).status]).toEqual([path, 403])
  })
})

describe('restoring a version', () => {
  it('[DOC540] the text reads as it did, under the same bids, and it is a version of its own', async () => {
    const { id, first } = await newText()
    const old = await textAt(id, `seq-${first}`)
    const { seq } = await restore(id, `seq-${first}`, 'r1')
    const now = await textNow(id)
    expect([words(now), bids(now)]).toEqual([words(old), bids(old)])
    const { versions: all } = await versions(id)
    expect(all).toMatchObject([{ id: 'r1', kind: 'restored', of: first, seq, by: facilitator.member.id }])
    expect(words(await textAt(id, 'r1'))).toEqual(words(old))
  })

  it('[DOC543] twice with one id happens once; another use of the id is a conflict', async () => {
    const { id, first, second } = await newText()
    const { seq } = await restore(id, `seq-${first}`, 'r1')
    await writeAs(maha, id, (text) => appendBlock(text, 'b5', 'وتدعو إلى الحوار'))
    expect(await restore(id, `seq-${first}`, 'r1')).toEqual({ seq })
    expect(words(await textNow(id)).join()).toContain('الحوار')
    const other = await facilitator.call('POST', at(id, `versions/seq-${second}/restore`), { id: 'r1' })
    expect(other.status).toBe(409)
    expect((await maha.call('POST', at(id, 'versions'), { id: 'r1', name: 'اسم' })).status).toBe(409)
  })

  it('[DOC543] is for facilitators, and not in the stage final', async () => {
    const { id, first } = await newText()
    expect((await maha.call('POST', at(id, `versions/seq-${first}/restore`), { id: 'r' })).status).toBe(403)
    await facilitator.expect('PUT', at(id, 'stage'), { stage: 'final' })
    const refused = await facilitator.call('POST', at(id, `versions/seq-${first}/restore`), { id: 'r' })
    expect(refused.status).toBe(403)
  })

  it('[DOC541] suggestions on what stays stay; those on what goes end, and the record says so', async () => {
    const { id, first } = await newText()
    const mark = (name: string) => ({
      [`insertion--${suggester.member.id}-x-${name}`]: { by: suggester.member.id, at: 1 },
    })
    await writeAs(suggester, id, (text) => {
      text.insert(text.length, ' قريبًا', mark('gone'))
      const plain = text.toDelta() as { insert: unknown }[]
      let place = 0
      for (const { insert } of plain) {
        const found = typeof insert === 'string' ? insert.indexOf(' النار') : -1
        if (found >= 0) {
          text.insert(place + found, ' الفوري', mark('kept'))
          break
        }
        place += typeof insert === 'string' ? insert.length : 1
      }
    })
    await restore(id, `seq-${first}`, 'r1')
    const marked = await (await maha.call('GET', at(id, 'export?format=txt&view=accepted'))).text()
    expect(marked).toContain('إطلاق الفوري النار')
    expect(marked).not.toContain('قريبًا')
    const { decisions } = await maha.expect<ApiDecisions>('GET', at(id, 'decisions'))
    expect(
      decisions.flatMap(({ by, suggestions }) =>
        suggestions.map((one) => [by, one.id, one.verdict, one.reason]),
      ),
    ).toEqual([[facilitator.member.id, `${suggester.member.id}-x-gone`, 'reject', 'deleted']])
  })

  it('[DOC524] what came back is by who wrote it first', async () => {
    const { id, second } = await newText()
    await writeAs(maha, id, (text) => text.delete(text.length - 20, 20))
    await restore(id, `seq-${second}`, 'r1')
    const { blocks } = await maha.expect<ApiAuthors>('GET', at(id, 'versions/seq-now/authors'))
    expect(blocks.at(-1)?.runs.map(({ by }) => by)).toEqual([saad.member.id])
  })
})
