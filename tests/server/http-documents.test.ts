import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import type { ApiDocument, ApiImported, ApiNewInvitation, ApiText } from '#core/protocol/api.ts'
import { decodeMessage } from '#core/protocol/decode.ts'
import { SCHEMA_HASH } from '#core/schema/schema-hash.ts'
import type { Device, Person } from '../support/device.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let editor: Person
let viewer: Person
beforeAll(async () => {
  server = await startTestServer()
  editor = await server.join('editor', 'محرّرة')
  viewer = await server.join('viewer', 'قارئة')
})
afterAll(() => server.stop())

const group = () => server.facilitator.group.id
const TEXT = 'عنوان البيان\n\nالفقرة الأولى من البيان.\n\nالفقرة الثانية منه.'

const importText = (
  who: Device,
  id: string,
  raw: string | Uint8Array<ArrayBuffer> = TEXT,
  filename = 'a.txt',
) =>
  who.call('POST', `/api/documents/${id}/import?filename=${encodeURIComponent(filename)}`, undefined, { raw })

const written = async (): Promise<string> => {
  const { id } = await editor.newDocument()
  const response = await importText(editor, id)
  if (!response.ok) throw new Error(await response.text())
  return id
}

const textOf = (who: Device, id: string) => who.expect<ApiText>('GET', `/api/documents/${id}/text`)
const lines = ({ blocks }: ApiText) => blocks.map(({ runs }) => runs.map(({ text }) => text).join(''))
const setStage = (id: string, body: unknown) =>
  server.facilitator.call('PUT', `/api/documents/${id}/stage`, body)

/** A stream of changes, event by event. */
const follow = async (who: Device, id: string) => {
  const abort = new AbortController()
  const response = await fetch(`${who.url}/api/documents/${id}/changes`, {
    headers: { cookie: who.cookie },
    signal: abort.signal,
  })
  onTestFinished(() => abort.abort())
  if (response.body === null) throw new Error('no stream')
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let heard = ''
  return {
    response,
    /** The next sequence number; null when the stream has ended. */
    next: async (): Promise<number | null> => {
      for (;;) {
        const match = /data: \{"seq":(\d+)\}\n\n/.exec(heard)
        if (match !== null) {
          heard = heard.slice(match.index + match[0].length)
          return Number(match[1])
        }
        const { value, done } = await reader.read()
        if (done) return null
        heard += value
      }
    },
  }
}

/** Opens a socket and resolves with its close code and how long that took after `act`. */
const socketOf = (who: Device, id: string): WebSocket => {
  const socket = new WebSocket(`${who.url.replace('http', 'ws')}/sync/${id}`, {
    headers: { cookie: who.cookie },
  })
  onTestFinished(() => socket.terminate())
  return socket
}
const closeCode = async (socket: WebSocket): Promise<number> => {
  const [code]: unknown[] = await once(socket, 'close')
  return Number(code)
}

describe('the clean text', () => {
  it('[DOC101] is the same for viewers and everybody, with the sequence number as its ETag', async () => {
    const id = await written()
    const response = await viewer.call('GET', `/api/documents/${id}/text`)
    const text = (await response.json()) as ApiText // decode boundary
    expect(lines(text)).toEqual(['عنوان البيان', 'الفقرة الأولى من البيان.', 'الفقرة الثانية منه.'])
    expect(response.headers.get('etag')).toBe(`"${text.seq}"`)
    expect(await textOf(editor, id)).toEqual(text)
  })

  it('[DOC101] is answered 304 without a body to whoever has it', async () => {
    const id = await written()
    const { seq } = await textOf(viewer, id)
    for (const tag of [`"${seq}"`, `W/"${seq}"`, `"1", "${seq}"`]) {
      const again = await viewer.call('GET', `/api/documents/${id}/text`, undefined, {
        headers: { 'if-none-match': tag },
      })
      expect([again.status, await again.text()]).toEqual([304, ''])
    }
    await setStage(id, { stage: 'suggesting' })
    const changed = await viewer.call('GET', `/api/documents/${id}/text`, undefined, {
      headers: { 'if-none-match': `"${seq}"` },
    })
    expect(changed.status).toBe(200)
  })

  it('[DOC102] changes are told at once, first the number as it is', async () => {
    const id = await written()
    const { seq } = await textOf(viewer, id)
    const stream = await follow(viewer, id)
    expect(stream.response.headers.get('content-type')).toContain('text/event-stream')
    expect(await stream.next()).toBe(seq)
    await setStage(id, { stage: 'suggesting' })
    expect(await stream.next()).toBe(seq + 1)
    await setStage(id, { stage: 'drafting' })
    expect(await stream.next()).toBe(seq + 2)
  })

  it('[DOC332] a new title is told to readers, and the text is given again although its number is the same', async () => {
    const id = await written()
    const { seq } = await textOf(viewer, id)
    const stream = await follow(viewer, id)
    expect(await stream.next()).toBe(seq)
    await editor.expect('PATCH', `/api/documents/${id}`, { title: 'عنوان آخر' })
    expect(await stream.next()).toBe(seq)
    const headers = { 'if-none-match': `"${seq}"` }
    const path = `/api/documents/${id}/text`
    for (let asked = 0; asked < 2; asked++) {
      const again = await viewer.call('GET', path, undefined, { headers })
      expect([again.status, again.headers.get('etag')]).toEqual([200, `"${seq}"`])
      expect(await again.json()).toMatchObject({ title: 'عنوان آخر', seq })
    }
    await setStage(id, { stage: 'suggesting' })
    expect(await stream.next()).toBe(seq + 1)
    const next = { 'if-none-match': `"${seq + 1}"` }
    expect((await viewer.call('GET', path, undefined, { headers: next })).status).toBe(304)
  })

  it('[DOC102] [ACC114] the stream ends when its reader is removed, logs out or the document goes', async () => {
    const id = await written()
    const removed = await server.join('viewer', 'قارئ يُبعد')
    const leaving = await server.join('viewer', 'قارئ يخرج')
    const staying = await server.join('viewer', 'قارئ يبقى')
    const streams = [await follow(removed, id), await follow(leaving, id), await follow(staying, id)]
    for (const stream of streams) expect(await stream.next()).toBeGreaterThan(0)
    await server.facilitator.call('DELETE', `/api/groups/${group()}/members/${removed.member.id}`)
    expect(await streams[0]?.next()).toBeNull()
    await leaving.call('DELETE', '/api/session')
    expect(await streams[1]?.next()).toBeNull()
    await server.facilitator.call('DELETE', `/api/documents/${id}`)
    expect(await streams[2]?.next()).toBeNull()
  })
})

describe('documents', () => {
  it('[DOC104] a document in the trash is open to nobody until a facilitator takes it out', async () => {
    const id = await written()
    const trash = () => server.facilitator.call('DELETE', `/api/documents/${id}`)
    const erase = () => server.facilitator.call('DELETE', `/api/documents/${id}?forever=1`)
    expect((await erase()).status).toBe(409)
    expect((await trash()).status).toBe(204)
    expect((await editor.call('GET', `/api/documents/${id}/text`)).status).toBe(404)
    const listed = async (who: Device) =>
      (
        await who.expect<{ documents: ApiDocument[] }>('GET', `/api/groups/${group()}/documents`)
      ).documents.find((one) => one.id === id)
    expect(await listed(editor)).toBeUndefined()
    expect(await listed(server.facilitator)).toMatchObject({ trashed: true })
    expect((await editor.call('PATCH', `/api/documents/${id}`, { trashed: false })).status).toBe(404)
    await server.facilitator.expect('PATCH', `/api/documents/${id}`, { trashed: false })
    expect(lines(await textOf(editor, id))).toHaveLength(3)
    await trash()
    expect((await erase()).status).toBe(204)
    expect((await server.facilitator.call('GET', `/api/documents/${id}`)).status).toBe(404)
    expect(await server.store.log.load(id)).toEqual({ snapshot: null, seq: 0, tail: [] })
  })

  it('[DOC107] a new document begins with the text of its template, or empty', async () => {
    const blank = await editor.newDocument('فارغ')
    const closing = await editor.newDocument('بيان', 'closing-message')
    expect(lines(await textOf(viewer, blank.id))).toEqual([''])
    expect(lines(await textOf(viewer, closing.id)).length).toBeGreaterThan(3)
    const unknown = { title: 'x', template: 'nothing' }
    expect((await editor.call('POST', `/api/groups/${group()}/documents`, unknown)).status).toBe(400)
    expect((await importText(editor, closing.id)).status).toBe(409)
  })

  it('[DOC106] a duplicate has the text under new ids and begins in drafting', async () => {
    const id = await written()
    await setStage(id, { stage: 'commenting' })
    const copy = await editor.expect<ApiDocument>('POST', `/api/documents/${id}/duplicate`, {})
    expect(copy).toMatchObject({ stage: 'drafting', title: 'نصّ' })
    const [one, two] = [await textOf(editor, id), await textOf(editor, copy.id)]
    expect(lines(two)).toEqual(lines(one))
    const bids = new Set([...one.blocks, ...two.blocks].map(({ bid }) => bid))
    expect(bids.size).toBe(one.blocks.length * 2)
  })

  it('[DOC103] a stage is one log entry with its reason; a repeat writes nothing; leaving final needs a reason', async () => {
    const id = await written()
    const { seq } = await textOf(editor, id)
    expect(await (await setStage(id, { stage: 'final' })).json()).toMatchObject({
      stage: 'final',
      // What is final is an entry of its own.
      seq: seq + 2,
    })
    expect(await (await setStage(id, { stage: 'final' })).json()).toMatchObject({ seq: seq + 2 })
    expect((await setStage(id, { stage: 'drafting' })).status).toBe(400)
    expect((await setStage(id, { stage: 'drafting', reason: '  ' })).status).toBe(400)
    expect((await setStage(id, { stage: 'drafting', reason: 'خطأ في الرقم' })).status).toBe(200)
    const { seq: last } = await textOf(editor, id)
    expect(last).toBe(seq + 3)
    const document = await viewer.expect<ApiDocument>('GET', `/api/documents/${id}`)
    expect(document.stage).toBe('drafting')
  })

  it('[DOC105] a file goes into an unwritten document only, once', async () => {
    const { id } = await editor.newDocument()
    const imported = (await (await importText(editor, id)).json()) as ApiImported // decode boundary
    expect(imported).toEqual({ blocks: 3, warnings: [] })
    const before = await textOf(editor, id)
    const again = await importText(editor, id, 'غيره')
    expect([again.status, await again.json()]).toMatchObject([409, { error: { code: 'not-empty' } }])
    expect(await textOf(editor, id)).toEqual(before)
  })

  it('[DOC105] of two imports at once one goes in', async () => {
    const { id } = await editor.newDocument()
    const statuses = await Promise.all(
      [1, 2, 3].map(async (n) => (await importText(editor, id, `نصّ ${n}`)).status),
    )
    expect(statuses.sort((a, b) => a - b)).toEqual([200, 409, 409])
    expect(lines(await textOf(editor, id))).toHaveLength(1)
  })

  it.each([
    ['an empty file', '', 'a.txt', 422],
    ['a binary file', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), 'a.txt', 422],
    ['an unknown kind', 'نصّ', 'a.exe', 422],
    ['JSON of something else', '{"a":1}', 'a.json', 422],
    ['more than 10 MB', new Uint8Array(10 * 1024 * 1024 + 1).fill(0x61), 'a.txt', 413],
    ['no file name', 'نصّ', '', 400],
  ])('[DOC105] %s is refused with a sentence and changes nothing', async (_what, raw, filename, status) => {
    const { id } = await editor.newDocument()
    const { seq } = await textOf(editor, id)
    const response = await importText(editor, id, raw, filename)
    const { error } = (await response.json()) as { error: { message: string } } // decode boundary
    expect(response.status).toBe(status)
    expect(error.message).toMatch(/^[\p{Script=Arabic}A-Z]/u)
    expect((await textOf(editor, id)).seq).toBe(seq)
  })

  it('[DOC105] a long title that ends in an emoji names its file whole', async () => {
    const { id } = await editor.newDocument(`${'ع'.repeat(99)}😀😀`)
    const file = await editor.call('GET', `/api/documents/${id}/export?format=txt`)
    expect(file.status).toBe(200)
    const named = /filename\*=UTF-8''(\S+)/.exec(file.headers.get('content-disposition') ?? '')
    expect(decodeURIComponent(named?.[1] ?? '')).toBe(`${'ع'.repeat(99)}😀.txt`)
  })

  it.each(['json', 'txt', 'md', 'html'])(
    '[DOC105] what was exported as %s comes back the same',
    async (format) => {
      const id = await written()
      const file = await viewer.call('GET', `/api/documents/${id}/export?format=${format}`)
      expect(file.headers.get('content-disposition')).toMatch(
        /^attachment; filename="siyagha\..+"; filename\*=UTF-8''%D9/,
      )
      const { id: copy } = await editor.newDocument()
      const bytes = new Uint8Array(await file.arrayBuffer())
      expect((await importText(editor, copy, bytes, `a.${format}`)).status).toBe(200)
      expect(lines(await textOf(viewer, copy))).toEqual(lines(await textOf(viewer, id)))
    },
  )

  it('[DOC101] a list of thousands of documents comes in one answer', async () => {
    const founded = await server.facilitator.expect<{ id: string }>('POST', '/api/groups', { name: 'كبيرة' })
    const of = (n: number) => ({
      id: `many${n}`,
      group: founded.id,
      title: `نصّ ${n}`,
      stage: 'drafting' as const,
      createdAt: n,
      updatedAt: n,
      createdBy: 'server',
      trashedAt: null,
    })
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`many${n}`, of(n)]))
    await server.store.meta.transact((meta) => ({
      meta: { ...meta, documents: { ...meta.documents, ...many } },
      result: null,
    }))
    const path = `/api/groups/${founded.id}/documents`
    const { documents } = await server.facilitator.expect<{ documents: ApiDocument[] }>('GET', path)
    expect([documents.length, documents[0]?.id]).toEqual([10_000, 'many9999'])
  })
})

describe('open sockets', () => {
  it('[DOC332] are told a new title', async () => {
    const { id } = await editor.newDocument('قبل')
    const socket = new WebSocket(
      `${editor.url.replace('http', 'ws')}/sync/${id}?ext=1&schema=${SCHEMA_HASH}`,
      {
        headers: { cookie: editor.cookie },
      },
    )
    const titles = new Promise<string>((resolve) => {
      socket.on('message', (frame: Buffer) => {
        const message = decodeMessage(new Uint8Array(frame))
        if (!message.ok || message.value.type !== 'control') return
        const { control } = message.value
        if (control.type === 'title') resolve(control.title)
        if (control.type === 'hello')
          void server.facilitator.call('PATCH', `/api/documents/${id}`, { title: 'بعد' })
      })
    })
    expect(await titles).toBe('بعد')
    socket.close()
  })

  it('[ACC103] close with the reason: nobody, a viewer, an outsider, an unknown document', async () => {
    const id = await written()
    const founded = await server.facilitator.expect<{ id: string }>('POST', '/api/groups', { name: 'بعيدة' })
    const link = await server.facilitator.expect<ApiNewInvitation>(
      'POST',
      `/api/groups/${founded.id}/invitations`,
      {
        role: 'editor',
      },
    )
    const outsider = await server.joinBy(link.token, 'بعيد')
    expect(await closeCode(socketOf(server.stranger(), id))).toBe(4401)
    expect(await closeCode(socketOf(viewer, id))).toBe(4403)
    expect(await closeCode(socketOf(outsider, id))).toBe(4404)
    expect(await closeCode(socketOf(editor, 'no-such-document'))).toBe(4404)
  })

  it('[ACC114] end within a second of a removal, a demotion to viewer, the trash', async () => {
    const acts: readonly ((person: Person, id: string) => Promise<Response>)[] = [
      ({ member }) => server.facilitator.call('DELETE', `/api/groups/${group()}/members/${member.id}`),
      ({ member }) =>
        server.facilitator.call('PATCH', `/api/groups/${group()}/members/${member.id}`, { role: 'viewer' }),
      (_person, id) => server.facilitator.call('DELETE', `/api/documents/${id}`),
    ]
    const codes = []
    for (const [n, act] of acts.entries()) {
      const id = await written()
      const person = await server.join('editor', `موصول ${n}`)
      const socket = socketOf(person, id)
      await once(socket, 'message')
      const closed = closeCode(socket)
      const started = performance.now()
      expect((await act(person, id)).ok).toBe(true)
      codes.push(await closed)
      expect(performance.now() - started).toBeLessThan(1_000)
    }
    expect(codes).toEqual([4403, 4403, 4404])
  })

  it('[ACC114] of one device end when it logs out, the other device stays connected', async () => {
    const id = await written()
    const laptop = await server.join('editor', 'على جهازين')
    const link = await laptop.expect<ApiNewInvitation>('POST', '/api/session/device-link')
    const phone = await server.joinBy(link.token, 'x')
    const [ends, stays] = [socketOf(laptop, id), socketOf(phone, id)]
    await Promise.all([once(ends, 'message'), once(stays, 'message')])
    const closed = closeCode(ends)
    await laptop.call('DELETE', '/api/session')
    expect(await closed).toBe(1006)
    expect(await closeCode(socketOf(laptop, id))).toBe(4401)
    const path = `/api/groups/${group()}/members/${laptop.member.id}/device-link`
    const lost = closeCode(stays)
    expect(stays.readyState).toBe(WebSocket.OPEN)
    await server.facilitator.expect('POST', path)
    expect(await lost).toBe(1006)
  })

  it('[ACC108] a page of another site cannot open one', async () => {
    const id = await written()
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/${id}`, {
      headers: { cookie: editor.cookie, origin: 'https://evil.example' },
    })
    const [error]: unknown[] = await once(socket, 'error')
    expect(String(error)).toContain('403')
  })
})
