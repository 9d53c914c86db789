import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiAudit } from '#core/protocol/api-audit.ts'
import type { ApiDocument, ApiError } from '#core/protocol/api.ts'
import type { ApiThreads } from '#core/protocol/api-threads.ts'
import { readImport } from '../../sync-server/import/read-import.ts'
import type { Person } from '../support/device.ts'
import { pdfContent } from '../support/pdf-content.ts'
import { popplerText } from '../support/poppler.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { writeAs } from '../support/stock-writer.ts'
import { acceptedOf, originalOf, textsOf } from '../unit/docx/support.ts'
import { partsOf } from '../unit/docx/unzipped.ts'

let server: TestServer
let editor: Person
let commenter: Person
let viewer: Person
beforeAll(async () => {
  server = await startTestServer()
  editor = await server.join('editor', 'سلمى')
  commenter = await server.join('commenter', 'كريم')
  viewer = await server.join('viewer', 'قارئة')
})
afterAll(() => server.stop())

const newText = async (words: string): Promise<string> => {
  const { id } = await editor.newDocument('بيان الماء')
  await editor.call('POST', `/api/documents/${id}/import?filename=a.md`, undefined, { raw: words })
  return id
}

const asked = (who: Person, id: string, query: string): Promise<Response> =>
  who.call('GET', `/api/documents/${id}/export?${query}`)

const exported = async (who: Person, id: string, query: string): Promise<Uint8Array<ArrayBuffer>> => {
  const response = await asked(who, id, query)
  expect(response.status).toBe(200)
  return new Uint8Array(await response.arrayBuffer())
}

const blocksIn = (bytes: Uint8Array) => {
  const read = readImport({ filename: 'a.docx', bytes })
  if (!read.ok) throw new Error(read.error.reason)
  return read.value.blocks
}

const allow = (filesMayName: boolean): Promise<unknown> =>
  server.facilitator.expect('PATCH', `/api/groups/${server.facilitator.group.id}`, { filesMayName })

/** A text with a version, and what was written since by the editor. */
const written = async (): Promise<string> => {
  const id = await newText('الماء حقّ مشترك\n\nلا يُباع النهر')
  await server.facilitator.expect('POST', `/api/documents/${id}/versions`, { id: 'geneva', name: 'جنيف' })
  await writeAs(editor, id, (text) => text.insert(1, 'كلّ '))
  return id
}

describe('what became of a version, as a file', () => {
  it('[DOC680] [DOC683] is the earlier text where all is rejected, the later one where all is accepted', async () => {
    const id = await written()
    const response = await asked(commenter, id, 'format=docx&since=geneva')
    expect(response.status).toBe(200)
    expect(decodeURIComponent(response.headers.get('content-disposition') ?? '')).toContain(
      'بيان الماء – الفروق.docx',
    )
    const file = new Uint8Array(await response.arrayBuffer())
    const blocks = blocksIn(file)
    expect(textsOf(originalOf(blocks))).toEqual(['الماء حقّ مشترك', 'لا يُباع النهر'])
    expect(textsOf(acceptedOf(blocks))).toEqual(['كلّ الماء حقّ مشترك', 'لا يُباع النهر'])
    const parts = partsOf(file)
    expect(parts.get('word/document.xml')).toContain('w:author="مقارنة"')
    expect([...parts.values()].join()).not.toContain('سلمى')
    expect(parts.get('docProps/core.xml')).toContain('«جنيف»')

    const pdf = await exported(commenter, id, 'format=pdf&since=geneva&until=seq-now')
    const words = (await popplerText(pdf)).join(' ')
    for (const word of ['الفروق', 'جنيف', 'مشترك']) expect(words).toContain(word)
    expect((await pdfContent(pdf)).metadata).toMatch(/pdfuaid:part>1</u)

    const { entries } = await server.facilitator.expect<ApiAudit>(
      'GET',
      `/api/groups/${server.facilitator.group.id}/audit?document=${id}`,
    )
    const exports = entries.filter(({ act }) => act === 'exported').map(({ details }) => details)
    expect(exports).toMatchObject([
      { format: 'pdf', view: 'redline' },
      { format: 'docx', view: 'redline' },
    ])
  })

  it('[DOC683] is for those who follow the text, of versions that are, as Word or PDF', async () => {
    const id = await written()
    const status = async (who: Person, query: string): Promise<number> => (await asked(who, id, query)).status
    expect(await status(viewer, 'format=docx&since=geneva')).toBe(403)
    expect(await status(commenter, 'format=docx&since=nothing')).toBe(404)
    expect(await status(commenter, 'format=docx&since=seq-99999')).toBe(404)
    expect(await status(commenter, 'format=txt&since=geneva')).toBe(400)
    expect(await status(commenter, 'format=docx&since=geneva&until=seq-2')).toBe(200)
  })

  it('[DOC681] [DOC710] tells who wrote what came only where the group allows names, and says so otherwise', async () => {
    const id = await written()
    const refused = await asked(commenter, id, 'format=docx&since=geneva&names=1')
    expect(refused.status).toBe(403)
    expect(((await refused.json()) as ApiError).error.message).toContain('لا تسمح المجموعة') // decode boundary: our own server
    await allow(true)
    const named = partsOf(await exported(commenter, id, 'format=docx&since=geneva&names=1'))
    expect(named.get('word/document.xml')).toContain('w:author="سلمى"')
    await allow(false)
    expect((await asked(commenter, id, 'format=pdf&view=marked&names=1')).status).toBe(403)
  })
})

describe('the digits of a document', () => {
  it('[DOC690] are set by who writes and who facilitates, not in a final text, and told with the text', async () => {
    const id = await newText('1. أولى')
    const patch = async (who: Person, digits: string): Promise<number> =>
      (await who.call('PATCH', `/api/documents/${id}`, { digits })).status
    expect(await patch(viewer, 'arab')).toBe(403)
    expect(await patch(commenter, 'arab')).toBe(403)
    expect(await patch(editor, 'deva')).toBe(400)
    const before = await viewer.call('GET', `/api/documents/${id}/text`)
    expect(await before.json()).toMatchObject({ digits: 'latn' })
    expect(await patch(editor, 'arab')).toBe(200)
    const etag = before.headers.get('etag') ?? ''
    const after = await viewer.call('GET', `/api/documents/${id}/text`, undefined, {
      headers: { 'If-None-Match': etag },
    })
    expect([after.status, await after.json()]).toMatchObject([200, { digits: 'arab' }])
    const copy = await editor.expect<ApiDocument>('POST', `/api/documents/${id}/duplicate`, {})
    expect(copy.digits).toBe('arab')
    await server.facilitator.expect('PUT', `/api/documents/${id}/stage`, { stage: 'final' })
    expect(await patch(server.facilitator, 'latn')).toBe(403)
    // Whatever digits it was written in, the file is known to be the final text.
    for (const format of ['txt', 'md', 'html', 'json', 'docx']) {
      const raw = await exported(viewer, id, `format=${format}`)
      const verified = await viewer.call('POST', `/api/verify?filename=a.${format}`, undefined, { raw })
      expect(await verified.json()).toMatchObject({ agreed: true })
    }
  })

  it('[DOC691] [DOC692] number lists, days and pages in every file that shows numbers', async () => {
    const id = await newText('1. أولى\n2. ثانية')
    await editor.expect('PATCH', `/api/documents/${id}`, { digits: 'arab' })
    const textIn = async (format: string): Promise<string> =>
      new TextDecoder().decode(await exported(viewer, id, `format=${format}`))
    expect(await textIn('txt')).toBe('١. أولى\n٢. ثانية\n')
    expect(await textIn('html')).toContain('data-digits="arab"')
    expect(await textIn('md')).toBe('1. أولى\n2. ثانية\n')
    const numbering = partsOf(await exported(viewer, id, 'format=docx')).get('word/numbering.xml')
    expect(numbering).toContain('w:lvlText w:val="٢."')
    const page = (await popplerText(await exported(viewer, id, 'format=pdf'))).join('')
    for (const shown of ['١', '٢', '٢٠']) expect(page).toContain(shown)
    expect(page).not.toMatch(/[0-9]/u)
  })
})

describe('files and names', () => {
  it('[DOC711] a clean file holds no name, no id and no time, unzipped', async () => {
    const id = await newText('نصّ')
    const { member } = editor
    await writeAs(editor, id, (text) =>
      text.insert(1, 'مقترح ', { [`insertion--${member.id}-x-1`]: { by: member.id, at: 1 } }),
    )
    await commenter.expect('POST', `/api/documents/${id}/threads`, { id: 't1', anchor: null, body: 'سؤال' })
    await allow(true)
    for (const query of ['format=docx&view=accepted', 'format=docx&view=original']) {
      const file = await exported(server.facilitator, id, query)
      const everything = [...partsOf(file)].flat().join('\n')
      for (const trace of ['سلمى', 'كريم', member.id, 'w:author', 'w:rsid', 'people', 'comments', 'w:date'])
        expect(everything).not.toContain(trace)
    }
    for (const format of ['html', 'md', 'txt', 'json'])
      expect(
        new TextDecoder().decode(await exported(server.facilitator, id, `format=${format}&view=accepted`)),
      ).not.toMatch(new RegExp(`سلمى|كريم|${member.id}`, 'u'))
    await allow(false)
  })

  it('[DOC695] [DOC710] discussions are in a PDF by aliases, for those who hear of them', async () => {
    const id = await newText('نصّ قصير')
    const { threads } = await commenter.expect<ApiThreads>('GET', `/api/documents/${id}/threads`)
    expect(threads).toEqual([])
    await commenter.expect('POST', `/api/documents/${id}/threads`, { id: 't2', anchor: null, body: 'لماذا؟' })
    const words = (await popplerText(await exported(editor, id, 'format=pdf&view=marked'))).join(' ')
    expect(words).toContain('التعليقات')
    expect(words).toContain('لماذا؟')
    expect(words).not.toContain('كريم')
    const clean = (await popplerText(await exported(editor, id, 'format=pdf'))).join(' ')
    expect(clean).not.toContain('لماذا')
  })
})

describe('the file of a final text', () => {
  it('[DOC700] [DOC701] ends with its certificate, and is the final text by its bytes; read back it is the text alone', async () => {
    const id = await newText('# عنوان\n\nفقرة')
    await server.facilitator.expect('PUT', `/api/documents/${id}/stage`, { stage: 'final' })
    const certificate = await viewer.expect<{
      readonly certificates: readonly {
        readonly id: string
        readonly sha256: string
        readonly version: number
      }[]
    }>('GET', `/api/documents/${id}/certificate`)
    const [known] = certificate.certificates
    const raw = await exported(viewer, id, 'format=docx')
    const document = partsOf(raw).get('word/document.xml') ?? ''
    expect(document).toContain(known?.sha256.match(/.{8}/gu)?.join(' '))
    expect(document).toContain(`/verify#c=${known?.id ?? ''}`)
    expect(document).toContain('w:pageBreakBefore')
    expect(textsOf(blocksIn(raw))).toEqual(['عنوان', 'فقرة'])
    expect(await exported(editor, id, 'format=docx')).toEqual(raw)
    const verified = await server.stranger().call('POST', '/api/verify?filename=a.docx', undefined, { raw })
    expect(await verified.json()).toMatchObject({ agreed: true, match: 'file' })
    // A comparison is no final text, whatever it compares.
    const redline = await exported(editor, id, 'format=docx&since=seq-1')
    expect(partsOf(redline).get('word/document.xml')).not.toContain('verify#c=')
  })
})
