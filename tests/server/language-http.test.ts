import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiDocument, ApiImportedDocument, ApiReadFile, ApiText } from '#core/protocol/api.ts'
import type { ApiVerified } from '#core/protocol/api-final.ts'
import { decodeMessage } from '#core/protocol/decode.ts'
import { SCHEMA_HASH } from '#core/schema/schema-hash.ts'
import { WebSocket } from 'ws'
import type { Person } from '../support/device.ts'
import { pdfContent } from '../support/pdf-content.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let editor: Person
let suggester: Person
let viewer: Person
beforeAll(async () => {
  server = await startTestServer()
  editor = await server.join('editor', 'سلمى')
  suggester = await server.join('suggester', 'كريم')
  viewer = await server.join('viewer', 'قارئة')
})
afterAll(() => server.stop())

const group = (): string => server.facilitator.group.id

const begun = (language: string, template = 'blank'): Promise<Response> =>
  editor.call('POST', `/api/groups/${group()}/documents`, { title: 'Text', language, template })

const newText = async (language: string): Promise<string> => {
  const { id } = (await (await begun(language)).json()) as ApiDocument // decode boundary: our own server
  return id
}

const imported = async (filename: string, raw: string): Promise<ApiDocument> => {
  const path = `/api/groups/${group()}/documents/import?title=a&filename=${filename}`
  const answer = await editor.call('POST', path, undefined, { raw })
  expect(answer.status).toBe(201)
  return ((await answer.json()) as ApiImportedDocument).document // decode boundary: our own server
}

const textOf = (id: string): Promise<ApiText> => viewer.expect('GET', `/api/documents/${id}/text`)
const dirsOf = async (id: string) => (await textOf(id)).blocks.map(({ dir }) => dir)

const exported = async (id: string, format: string): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(
    await (await viewer.call('GET', `/api/documents/${id}/export?format=${format}`)).arrayBuffer(),
  )

const ENGLISH = '# Message\n\nWe met to share the water of the basin.\n\nالماء حقّ مشترك للجميع\n'
const ARABIC = 'الماء حقّ مشترك لأهل الحوض\n\nAn English line\n'

describe('the language of a document', () => {
  it('[DOC693] is Arabic, or what its maker chose, and is told with it and its text', async () => {
    const old = await editor.newDocument('نصّ')
    expect(old.language).toBe('ar')
    const { language, id } = (await (await begun('fr')).json()) as ApiDocument // decode boundary: our own server
    expect([language, (await textOf(id)).language]).toEqual(['fr', 'fr'])
    expect((await begun('de')).status).toBe(400)
    const { documents } = await viewer.expect<{ documents: ApiDocument[] }>(
      'GET',
      `/api/groups/${group()}/documents`,
    )
    expect(documents.find((one) => one.id === id)?.language).toBe('fr')
  })

  it('[DOC699] begins with a template in it, or with none where there is none in it', async () => {
    const made = (await (await begun('en', 'closing-message')).json()) as ApiDocument // decode boundary: our own server
    const { blocks } = await textOf(made.id)
    expect(blocks[0]?.runs[0]?.text).toContain('Closing message')
    expect((await begun('en', 'sample')).status).toBe(400)
    expect((await begun('ku', 'closing-message')).status).toBe(400)
  })

  it('[DOC693] is set by who may describe the text, not in a final one; a copy has it too', async () => {
    const id = await newText('ar')
    const patch = async (who: Person, language: string): Promise<number> =>
      (await who.call('PATCH', `/api/documents/${id}`, { language })).status
    expect([await patch(viewer, 'en'), await patch(suggester, 'en'), await patch(editor, 'xx')]).toEqual([
      403, 403, 400,
    ])
    const etag = (await viewer.call('GET', `/api/documents/${id}/text`)).headers.get('etag') ?? ''
    expect(await patch(editor, 'en')).toBe(200)
    const again = await viewer.call('GET', `/api/documents/${id}/text`, undefined, {
      headers: { 'If-None-Match': etag },
    })
    expect([again.status, await again.json()]).toMatchObject([200, { language: 'en' }])
    const copy = await editor.expect<ApiDocument>('POST', `/api/documents/${id}/duplicate`, {})
    expect(copy.language).toBe('en')
    await server.facilitator.expect('PUT', `/api/documents/${id}/stage`, { stage: 'suggesting' })
    expect([await patch(editor, 'fr'), await patch(server.facilitator, 'fr')]).toEqual([403, 200])
    await server.facilitator.expect('PUT', `/api/documents/${id}/stage`, { stage: 'final' })
    expect(await patch(server.facilitator, 'ar')).toBe(403)
  })

  it('[DOC694] has digits of its own only where its letters are Arabic; what was chosen is kept', async () => {
    const id = await newText('ar')
    const set = (to: object) => editor.expect<ApiDocument>('PATCH', `/api/documents/${id}`, to)
    expect((await set({ digits: 'arab' })).digits).toBe('arab')
    expect((await set({ language: 'en' })).digits).toBe('latn')
    expect((await set({ language: 'ckb' })).digits).toBe('arab')
  })

  it('[DOC693] is told to open pages as it is set', async () => {
    const id = await newText('ar')
    const socket = new WebSocket(
      `${editor.url.replace('http', 'ws')}/sync/${id}?ext=1&schema=${SCHEMA_HASH}`,
      {
        headers: { cookie: editor.cookie },
      },
    )
    const told = new Promise<unknown>((resolve) => {
      socket.on('message', (frame: Buffer) => {
        const message = decodeMessage(new Uint8Array(frame))
        if (!message.ok || message.value.type !== 'control') return
        const { control } = message.value
        if (control.type === 'title') resolve(control)
        if (control.type === 'hello')
          void editor.call('PATCH', `/api/documents/${id}`, { language: 'ku', digits: 'arab' })
      })
    })
    expect(await told).toEqual({ type: 'title', title: 'Text', language: 'ku', digits: 'latn' })
    socket.close()
  })
})

describe('a file brings its language', () => {
  it('[DOC697] to a document of its own, and its blocks go as they read in it', async () => {
    const english = await imported('a.md', ENGLISH)
    expect([english.language, await dirsOf(english.id)]).toEqual(['en', [null, null, 'rtl']])
    const arabic = await imported('a.txt', ARABIC)
    expect([arabic.language, await dirsOf(arabic.id)]).toEqual(['ar', [null, 'ltr']])
    const page = await imported('a.html', '<html lang="fr"><body><p>Agenda 2026</p></body></html>')
    expect(page.language).toBe('fr')
  })

  it('[DOC697] to an empty document that it fills, which is told to who has it open', async () => {
    const id = await newText('ar')
    await editor.call('POST', `/api/documents/${id}/import?filename=a.md`, undefined, { raw: ENGLISH })
    expect([(await textOf(id)).language, await dirsOf(id)]).toEqual(['en', [null, null, 'rtl']])
    const refused = await editor.call('POST', `/api/documents/${id}/import?filename=a.txt`, undefined, {
      raw: ARABIC,
    })
    expect([refused.status, (await textOf(id)).language]).toEqual([409, 'en'])
  })

  it('[DIR21] what is read to be proposed goes as it did in the file, whatever the language of the text', async () => {
    const read = async (language: string): Promise<readonly unknown[]> => {
      const id = await newText(language)
      const answer = await suggester.call('POST', `/api/documents/${id}/read?filename=a.md`, undefined, {
        raw: ENGLISH,
      })
      const { doc } = (await answer.json()) as ApiReadFile // decode boundary: our own server
      const { content } = doc as { content: { attrs: { dir: unknown } }[] } // decode boundary: our own server
      expect((await textOf(id)).language).toBe(language)
      return content.map(({ attrs }) => attrs.dir)
    }
    expect(await read('en')).toEqual([null, null, 'rtl'])
    expect(await read('ar')).toEqual(['ltr', 'ltr', null])
  })
})

describe('the files of a text in English', () => {
  it('[DOC698] [DOC566] are in its language, come back in it, and are known to be the final text', async () => {
    const { id } = await imported('a.md', ENGLISH)
    await server.facilitator.expect('PUT', `/api/documents/${id}/stage`, { stage: 'final' })
    for (const format of ['txt', 'md', 'html', 'json', 'docx']) {
      const raw = await exported(id, format)
      const verified = await viewer.call('POST', `/api/verify?filename=a.${format}`, undefined, { raw })
      expect([format, ((await verified.json()) as ApiVerified).agreed]).toEqual([format, true]) // decode boundary: our own server
      const path = `/api/groups/${group()}/documents/import?title=a&filename=a.${format}`
      const back = (await (await editor.call('POST', path, undefined, { raw })).json()) as ApiImportedDocument // decode boundary: our own server
      expect([format, back.document.language, await dirsOf(back.document.id)]).toEqual([
        format,
        'en',
        [null, null, 'rtl'],
      ])
    }
    expect(await pdfContent(await exported(id, 'pdf'))).toMatchObject({ language: 'en' })
  })
})
