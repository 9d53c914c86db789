import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiImported } from '#core/protocol/api.ts'
import type { ApiThreads } from '#core/protocol/api-threads.ts'
import { readImport } from '../../sync-server/import/read-import.ts'
import { readZipDirectory } from '../../sync-server/import/docx/zip-directory.ts'
import type { EmbeddedStore } from '../../sync-server/store/embedded.ts'
import { Device, type Person } from '../support/device.ts'
import { FaultPlan, FaultyUpdateLog, InjectedFault } from '../support/faults.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { acceptedOf, originalOf, textsOf } from '../unit/docx/support.ts'
import { by, del, ins, p, r, wordFile } from '../unit/docx/word-file.ts'

/** A log that takes nothing while it is off. */
class Switch extends FaultPlan {
  isOff = false

  constructor() {
    super({})
  }

  override run<T>(work: () => Promise<T>): Promise<T> {
    return this.isOff ? Promise.reject(new InjectedFault('off')) : work()
  }
}

let server: TestServer
let editor: Person
let commenter: Person
let viewer: Person

beforeAll(async () => {
  server = await startTestServer()
  editor = await server.join('editor', 'سلمى')
  commenter = await server.join('commenter', 'Karim')
  viewer = await server.join('viewer', 'قارئة')
  const group = `/api/groups/${server.facilitator.group.id}`
  await server.facilitator.expect('PATCH', group, { filesMayName: true })
})
afterAll(() => server.stop())

const FILE = wordFile({
  body:
    p(
      r('نصّ ') +
        del('قديم') +
        ins('جديد', 'Karim') +
        r(' ثم ') +
        `<w:commentRangeStart w:id="0"/>${r('موضع')}<w:commentRangeEnd w:id="0"/>`,
    ) + p(r('فقرة ثانية')),
  comments:
    `<w:comment ${by('Karim', '2025-03-01T10:00:00Z', 0)}><w:p w14:paraId="AA"><w:r><w:t>سؤال</w:t></w:r></w:p></w:comment>` +
    `<w:comment ${by('غريب', '2025-03-02T10:00:00Z', 1)}><w:p w14:paraId="BB"><w:r><w:t>جواب</w:t></w:r></w:p></w:comment>`,
  commentsExtended:
    '<w15:commentEx w15:paraId="AA" w15:done="1"/><w15:commentEx w15:paraId="BB" w15:paraIdParent="AA"/>',
})

const importInto = (who: Person, id: string, bytes = FILE): Promise<Response> =>
  who.call('POST', `/api/documents/${id}/import?filename=a.docx`, undefined, { raw: new Uint8Array(bytes) })

const exported = async (who: Person, id: string, query: string): Promise<Uint8Array> => {
  const response = await who.call('GET', `/api/documents/${id}/export?format=docx&${query}`)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-disposition')).toContain('.docx')
  return new Uint8Array(await response.arrayBuffer())
}

const blocksIn = (bytes: Uint8Array) => {
  const read = readImport({ filename: 'a.docx', bytes })
  if (!read.ok) throw new Error(read.error.reason)
  return read.value
}

const threadsOf = (who: Person, id: string): Promise<ApiThreads> =>
  who.expect('GET', `/api/documents/${id}/threads`)

describe('a Word file that is imported', () => {
  it('[DOC614] fills the document with its suggestions and discussions', async () => {
    const { id } = await editor.newDocument()
    const response = await importInto(editor, id)
    expect(response.status).toBe(200)
    const answer = (await response.json()) as ApiImported // decode boundary: our own server, typed by core
    expect(answer.blocks).toBe(2)
    expect(answer.warnings).toEqual([{ code: 'author', detail: 'غريب', count: 1 }])
    const told = await threadsOf(commenter, id)
    expect(told.threads).toHaveLength(1)
    expect(told.threads[0]).toMatchObject({
      anchor: { quote: { exact: 'موضع', prefix: expect.stringContaining('ثم ') as unknown } },
      resolved: { by: editor.member.id },
      comments: [
        { by: commenter.member.id, at: Date.UTC(2025, 2, 1, 10), body: 'سؤال' },
        { by: editor.member.id, at: Date.UTC(2025, 2, 2, 10), body: 'غريب: جواب' },
      ],
    })
    const json = await (
      await editor.call('GET', `/api/documents/${id}/export?format=json&view=marked`)
    ).text()
    expect(json).toContain(`"by":"${commenter.member.id}"`)
    expect(await (await viewer.call('GET', `/api/documents/${id}/export?format=txt`)).text()).toContain(
      'نصّ قديم ثم موضع',
    )
    // Nobody is told of what was said in a file.
    const inbox = `/api/groups/${commenter.group.id}/inbox`
    expect(await commenter.expect('GET', inbox)).toMatchObject({ entries: [] })
  })

  it('[DOC614] is all there after a restart, and none of it when it could not be stored', async () => {
    const appends = new Switch()
    const changeStore = (store: EmbeddedStore): EmbeddedStore => ({
      ...store,
      log: new FaultyUpdateLog(store.log, appends),
    })
    let own = await startTestServer({ changeStore })
    const { id } = await own.facilitator.newDocument()
    const contents = async (): Promise<string> => {
      const { threads } = await threadsOf(own.facilitator, id)
      const json = await own.facilitator.call('GET', `/api/documents/${id}/export?format=json&view=marked`)
      return JSON.stringify([threads, await json.text()])
    }
    const empty = await contents()
    appends.isOff = true
    expect((await importInto(own.facilitator, id)).status).toBe(503)
    appends.isOff = false
    await expect
      .poll(async () => (await importInto(own.facilitator, id)).status, { timeout: 20_000 })
      .toBe(200)
    const filled = await contents()
    expect(filled).not.toBe(empty)
    // The comments, and whose the two suggestions are, since nobody here bears those names.
    expect((await threadsOf(own.facilitator, id)).threads).toHaveLength(3)
    const { dataDir, facilitator } = own
    await own.stop({ keepData: true })
    own = await startTestServer({ dataDir })
    const again = new Device(own.url, facilitator.cookie)
    const threads = await again.expect<ApiThreads>('GET', `/api/documents/${id}/threads`)
    const json = await again.call('GET', `/api/documents/${id}/export?format=json&view=marked`)
    expect(JSON.stringify([threads.threads, await json.text()])).toBe(filled)
    await own.stop()
  })

  it('[DOC614] decisions, answers and edits work on what it brought as on anything else', async () => {
    const { id } = await editor.newDocument()
    await importInto(editor, id)
    const read = blocksIn(await exported(editor, id, 'view=marked'))
    expect(textsOf(originalOf(read.blocks))).toEqual(['نصّ قديم ثم موضع', 'فقرة ثانية'])
    const json = await (
      await editor.call('GET', `/api/documents/${id}/export?format=json&view=marked`)
    ).text()
    const suggestions = [...new Set([...json.matchAll(/"id":"([^"]+)"/gu)].map((match) => match[1] ?? ''))]
    expect(suggestions).toHaveLength(2)
    const decisions = suggestions.map((suggestion) => ({ suggestion, verdict: 'accept' }))
    await editor.expect('POST', `/api/documents/${id}/decisions`, { id: 'decide-all', decisions })
    const text = await (await viewer.call('GET', `/api/documents/${id}/export?format=txt`)).text()
    expect(text).toContain('نصّ جديد ثم موضع')
    const [thread] = (await threadsOf(editor, id)).threads
    await commenter.expect('POST', `/api/documents/${id}/threads/${thread?.id ?? ''}/comments`, {
      id: 'answer',
      body: 'تمام',
    })
    expect((await threadsOf(editor, id)).threads[0]?.comments).toHaveLength(3)
  })

  it('[DOC601] leaves nothing behind when it is refused, and says why', async () => {
    const { id } = await editor.newDocument()
    const broken = new Uint8Array(FILE)
    broken.fill(0, 100, 400)
    const response = await importInto(editor, id, broken)
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('Word')
    expect((await threadsOf(editor, id)).threads).toEqual([])
    expect((await importInto(editor, id)).status).toBe(200)
    expect((await importInto(editor, id)).status).toBe(409)
    expect((await threadsOf(editor, id)).threads).toHaveLength(1)
  })
})

describe('a Word file that is exported', () => {
  it('[DOC624] and imported again is the same text with the same suggestions and discussions', async () => {
    const { id } = await editor.newDocument()
    await importInto(editor, id)
    const file = await exported(editor, id, 'view=marked&names=1')
    const { id: second } = await editor.newDocument()
    expect((await importInto(editor, second, file)).status).toBe(200)
    const again = await exported(editor, second, 'view=marked&names=1')
    const [one, two] = [blocksIn(file), blocksIn(again)]
    expect(two.blocks).toEqual(one.blocks)
    expect(two.threads).toEqual(one.threads)
    expect(textsOf(acceptedOf(two.blocks))).toEqual(['نصّ جديد ثم موضع', 'فقرة ثانية'])
    const told = (await threadsOf(editor, second)).threads[0]
    expect(told?.comments.map(({ by: author }) => author)).toEqual([commenter.member.id, editor.member.id])
  })

  it('[DOC623] shows names only to who may follow the text and asks for them; viewers get the clean text', async () => {
    const { id } = await editor.newDocument()
    await importInto(editor, id)
    const call = (who: Person, query: string): Promise<number> =>
      who.call('GET', `/api/documents/${id}/export?format=docx&${query}`).then(({ status }) => status)
    expect(await call(viewer, 'view=marked')).toBe(403)
    expect(await call(viewer, 'view=original&names=1')).toBe(403)
    expect(await call(viewer, 'view=original')).toBe(200)
    const hidden = blocksIn(await exported(commenter, id, 'view=marked'))
    expect(hidden.warnings.map(({ code, detail }) => `${code} ${detail ?? ''}`).sort()).toEqual([
      'author عضو 1',
      'author عضو 2',
    ])
    const clean = await exported(viewer, id, 'view=original')
    expect([...readZipDirectory(clean).keys()].join()).not.toContain('comments')
    expect(textsOf(blocksIn(clean).blocks)).toEqual(['نصّ قديم ثم موضع', 'فقرة ثانية'])
    const accepted = await exported(editor, id, 'view=accepted')
    expect(textsOf(blocksIn(accepted).blocks)).toEqual(['نصّ جديد ثم موضع', 'فقرة ثانية'])
  })
})
