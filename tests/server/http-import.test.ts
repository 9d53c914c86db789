import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiDocument, ApiText } from '#core/protocol/api.ts'
import { DEFAULT_RATES } from '../../sync-server/http/rate-limits.ts'
import type { Person } from '../support/device.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { del, ins, p, r, wordFile } from '../unit/docx/word-file.ts'

let server: TestServer
let editor: Person

beforeAll(async () => {
  server = await startTestServer({ rates: { ...DEFAULT_RATES, imports: { all: 3, each: 2 } } })
  editor = await server.join('editor', 'محرّرة')
})
afterAll(() => server.stop())

type Content = Uint8Array<ArrayBuffer> | string

const importInto = (who: Person, id: string, filename: string, raw: Content): Promise<Response> =>
  who.call('POST', `/api/documents/${id}/import?filename=${filename}`, undefined, { raw })

const healthy = async (): Promise<number> => (await fetch(`${server.url}/healthz`)).status

/** Nearly 10 MB whose reading takes a second or more: open elements are closed one by one. */
const hostile = (): string => '<b>x</b>'.repeat(1_250_000)

/** A request whose body has begun and never ends, until it is let go. */
const slowUpload = (
  who: Person,
  id: string,
): { readonly end: () => void; readonly status: Promise<number> } => {
  let end = (): void => undefined
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      controller.enqueue(new TextEncoder().encode('سطر'))
      end = () => controller.close()
    },
  })
  const headers = { cookie: who.cookie, origin: server.url }
  const url = `${server.url}/api/documents/${id}/import?filename=a.txt`
  const init = { method: 'POST', headers, body, duplex: 'half' }
  return { end: () => end(), status: fetch(url, init).then((response) => response.status) }
}

describe('a hostile import', () => {
  it('[DIR300] is read beside the server, which answers everybody meanwhile', async () => {
    const { id } = await editor.newDocument()
    const content = new TextEncoder().encode(hostile())
    let asked = 0
    let isOver = false
    const asking = async (): Promise<void> => {
      while (!isOver) {
        expect(await healthy()).toBe(200)
        asked += 1
      }
    }
    const others = asking()
    expect((await importInto(editor, id, 'a.html', content)).status).toBe(422)
    isOver = true
    await others
    // Reading it in this thread would be one silence, in which nobody asks a second time.
    expect(asked).toBeGreaterThan(10)
  })

  it('[DIR302] waits for nobody: who uploads three is refused the third, who finds all places taken is told so', async () => {
    const other = await server.join('editor', 'محرّر آخر')
    const third = await server.join('editor', 'محرّر ثالث')
    const { id } = await editor.newDocument()
    const uploads = [slowUpload(editor, id), slowUpload(editor, id), slowUpload(other, id)]
    const answers = async (who: Person): Promise<unknown> => {
      const response = await importInto(who, id, 'a.txt', 'سطر')
      const { error } = (await response.json()) as { error: { code: string } } // decode boundary
      return [response.status, error.code, response.headers.get('retry-after')]
    }
    await expect.poll(() => answers(editor)).toEqual([429, 'too-many-requests', '5'])
    await expect.poll(() => answers(third)).toEqual([503, 'unavailable', '5'])
    for (const { end } of uploads) end()
    const statuses = await Promise.all(uploads.map(({ status }) => status))
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 409, 409])
    const { id: free } = await editor.newDocument()
    expect((await importInto(third, free, 'a.txt', 'سطر')).status).toBe(200)
  })

  it('[DIR302] gives its place free when its sender goes away', async () => {
    const { id } = await editor.newDocument()
    for (let count = 0; count < 4; count++) {
      const gone = new AbortController()
      const body = new ReadableStream<Uint8Array>({
        pull: (controller) => {
          controller.enqueue(new TextEncoder().encode('سطر'))
          gone.abort()
        },
      })
      const init = { method: 'POST', body, duplex: 'half', signal: gone.signal }
      const headers = { cookie: editor.cookie, origin: server.url }
      const url = `${server.url}/api/documents/${id}/import?filename=a.txt`
      await expect(fetch(url, { ...init, headers })).rejects.toThrow()
    }
    await expect.poll(async () => (await importInto(editor, id, 'a.txt', 'سطر')).status).toBe(200)
  })

  it('[DIR301] is ended with the server', async () => {
    const ending = await startTestServer()
    const { id } = await ending.facilitator.newDocument()
    const path = `/api/documents/${id}/import?filename=a.md`
    const raw = '*a **a '.repeat(7_000)
    const answer = ending.facilitator.call('POST', path, undefined, { raw }).catch(() => null)
    await ending.stop()
    expect([503, 422, undefined]).toContain((await answer)?.status)
  })
})

describe('a file that becomes a document of its own', () => {
  const importAs = (who: Person, filename: string, title: string, raw: Content): Promise<Response> =>
    who.call(
      'POST',
      `/api/groups/${who.group.id}/documents/import?filename=${filename}&title=${encodeURIComponent(title)}`,
      undefined,
      { raw },
    )
  const titles = async (): Promise<readonly string[]> => {
    const path = `/api/groups/${server.facilitator.group.id}/documents`
    const { documents } = await server.facilitator.expect<{ documents: readonly ApiDocument[] }>('GET', path)
    return documents.map(({ title }) => title)
  }

  it('[DOC716] is there with its text, its suggestions and its discussions', async () => {
    const body = p(`${r('نصّ ')}${del('قديم', 'غريب')}${ins('جديد', 'غريب')}`, '<w:bidi/>')
    const answer = await importAs(editor, 'a.docx', 'رسالة', Uint8Array.from(wordFile({ body })))
    expect(answer.status).toBe(201)
    const { document, blocks, warnings } = await answer.json()
    expect([document.title, document.stage, blocks]).toEqual(['رسالة', 'drafting', 1])
    expect(warnings).toContainEqual({ code: 'author', count: 1, detail: 'غريب' })
    const { blocks: text } = await editor.expect<ApiText>('GET', `/api/documents/${document.id}/text`)
    expect(text.map((block) => block.runs.map((run) => run.text).join(''))).toEqual(['نصّ قديم'])
    expect(await titles()).toContain('رسالة')
  })

  it.each([
    ['a.docx', 'x', 422],
    ['a.docm', 'x', 422],
    ['a.txt', '', 422],
    ['a.txt', 'x'.repeat(10 * 1024 * 1024 + 1), 413],
  ] as const)(
    '[DOC716] of a refused one nothing is there, in the trash neither: %s',
    async (name, raw, status) => {
      const before = await titles()
      const metadata = server.store.meta.read().documents
      expect((await importAs(editor, name, 'مرفوض', raw)).status).toBe(status)
      expect(await titles()).toEqual(before)
      expect(server.store.meta.read().documents).toBe(metadata)
    },
  )

  it('[DOC716] of one whose sender goes away nothing is there, though it is read', async () => {
    const gone = new AbortController()
    const { id } = await editor.newDocument()
    // One file is read at a time: the one that is let go waits behind a slow one, and is read before the last.
    const slow = importInto(server.facilitator, id, 'a.html', hostile())
    await expect.poll(async () => (await importInto(server.facilitator, id, 'a.txt', '')).status).toBe(422)
    const path = `/api/groups/${editor.group.id}/documents/import?filename=a.txt&title=gone`
    const sent = fetch(`${server.url}${path}`, {
      method: 'POST',
      body: 'نصّ',
      headers: { cookie: editor.cookie, origin: server.url },
      signal: gone.signal,
    })
    const waiting = slowUpload(editor, id)
    await expect.poll(async () => (await importInto(editor, id, 'a.txt', 'سطر')).status).toBe(429)
    gone.abort()
    await expect(sent).rejects.toThrow()
    waiting.end()
    expect((await slow).status).toBe(422)
    expect(await waiting.status).toBe(200)
    expect(await titles()).not.toContain('gone')
  })
})

describe('reading a file to propose it', () => {
  const readFor = (who: Person, id: string, filename: string, raw: Content): Promise<Response> =>
    who.call('POST', `/api/documents/${id}/read?filename=${filename}`, undefined, { raw })
  const word = Uint8Array.from(
    wordFile({ body: p(`${r('نصّ ')}${del('قديم', 'غريب')}${ins('جديد', 'غريب')}`, '<w:bidi/>') }),
  )

  it('[DOC658] answers what the file says to who may propose, and changes no document', async () => {
    const { id } = await editor.newDocument()
    const suggester = await server.join('suggester', 'مقترحة القراءة')
    const answer = await readFor(suggester, id, 'a.md', '# عنوان\n\nفقرة **مهمّة**')
    expect(answer.status).toBe(200)
    const { doc, warnings } = await answer.json()
    expect(warnings).toEqual([])
    expect(doc.content.map((block: { attrs: { kind: string; bid: unknown } }) => block.attrs)).toMatchObject([
      { kind: 'heading', bid: null },
      { kind: 'paragraph', bid: null },
    ])
    const text = await (await editor.call('GET', `/api/documents/${id}/text`)).json()
    expect(JSON.stringify(text)).not.toContain('عنوان')
    const commenter = await server.join('commenter', 'معلّقة القراءة')
    expect((await readFor(commenter, id, 'a.md', 'نصّ')).status).toBe(403)
    const stranger = await fetch(`${server.url}/api/documents/${id}/read?filename=a.md`, {
      method: 'POST',
      headers: { origin: server.url },
      body: 'نصّ',
    })
    expect(stranger.status).toBe(401)
  })

  it('[DOC659] tracked changes of a Word file are taken as accepted, and told', async () => {
    const { id } = await editor.newDocument()
    const { doc, warnings } = await (await readFor(editor, id, 'a.docx', word)).json()
    const words = doc.content.flatMap(
      (block: { content: { text: string; marks?: unknown }[] }) => block.content,
    )
    expect(words).toEqual([{ type: 'text', text: 'نصّ جديد' }])
    expect(warnings).toContainEqual({ code: 'changes-accepted', count: expect.any(Number) })
  })

  it('[DOC658] what cannot be read is refused in a sentence: macros, damage, more than 10 MB', async () => {
    const { id } = await editor.newDocument()
    for (const [name, raw, status] of [
      ['a.docm', 'x', 422],
      ['a.docx', 'x', 422],
      ['a.txt', 'x'.repeat(10 * 1024 * 1024 + 1), 413],
    ] as const) {
      const answer = await readFor(editor, id, name, raw)
      expect(answer.status).toBe(status)
      expect((await answer.json()).error.message).not.toBe('')
    }
  })
})
