import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import type { ApiHere } from '#core/protocol/api-here.ts'
import { encodeMessage } from '#core/protocol/encode.ts'
import { encodePresence } from '#core/protocol/presence.ts'
import type { Device, Person } from '../support/device.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let reader: Person
let writer: Person

beforeAll(async () => {
  server = await startTestServer()
  reader = await server.join('commenter', 'معلِّقة')
  writer = await server.join('editor', 'محرِّرة')
})
afterAll(() => server.stop())

const group = () => server.facilitator.group.id

/** The stream of who is here, block by block; null when it has ended. */
const follow = async (who: Device) => {
  const abort = new AbortController()
  const response = await fetch(`${who.url}/api/groups/${group()}/here`, {
    headers: { cookie: who.cookie },
    signal: abort.signal,
  })
  onTestFinished(() => abort.abort())
  if (response.body === null) throw new Error('no stream')
  const blocks = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let heard = ''
  const nextBlock = async (): Promise<string | null> => {
    for (;;) {
      const end = heard.indexOf('\n\n')
      if (end >= 0) {
        const block = heard.slice(0, end)
        heard = heard.slice(end + 2)
        return block
      }
      const { value, done } = await blocks.read()
      if (done) return null
      heard += value
    }
  }
  /** The next answer about who is here; what the list says is passed over. */
  const next = async (): Promise<ApiHere['here'] | null> => {
    for (;;) {
      const block = await nextBlock()
      if (block === null) return null
      const data = /^data: (\{"here".*\})$/m.exec(block)?.[1]
      if (data !== undefined) return (JSON.parse(data) as ApiHere).here // decode boundary
    }
  }
  return { response, next, nextBlock }
}

/** Opens a text as a page does: a socket that says who is there. */
const enter = async (who: Device, document: string, client: number): Promise<WebSocket> => {
  const socket = new WebSocket(`${who.url.replace('http', 'ws')}/sync/${document}`, {
    headers: { cookie: who.cookie },
  })
  onTestFinished(() => socket.terminate())
  await once(socket, 'open')
  const update = encodePresence([{ client, clock: 1, state: '{"cursor":{"head":1}}' }])
  socket.send(encodeMessage({ type: 'presence', update }))
  return socket
}

describe('who is here', () => {
  it('[UI880] is told for each text at once and whenever somebody comes or goes, as ids and nothing else', async () => {
    const text = await server.facilitator.newDocument('نصّ مفتوح')
    const stream = await follow(reader)
    expect(stream.response.headers.get('content-type')).toContain('text/event-stream')
    expect(await stream.next()).toEqual([])
    const first = await enter(writer, text.id, 11)
    expect(await stream.next()).toEqual([{ document: text.id, members: [writer.member.id] }])
    await enter(server.facilitator, text.id, 12)
    expect(await stream.next()).toEqual([
      { document: text.id, members: [writer.member.id, server.facilitator.member.id] },
    ])
    first.close()
    expect(await stream.next()).toEqual([{ document: text.id, members: [server.facilitator.member.id] }])
    const late = await follow(writer)
    expect(await late.next()).toEqual([{ document: text.id, members: [server.facilitator.member.id] }])
  })

  it('[UI880] says when the list of texts is another', async () => {
    const stream = await follow(reader)
    await stream.next()
    const { id } = await server.facilitator.newDocument('نصّ جديد')
    expect(await stream.nextBlock()).toContain('event: documents')
    await server.facilitator.expect('PATCH', `/api/documents/${id}`, { title: 'عنوان آخر' })
    expect(await stream.nextBlock()).toContain('event: documents')
  })

  it('[UI880] a text in the trash, and of another group, is not among them', async () => {
    const text = await server.facilitator.newDocument('إلى السلّة')
    await enter(writer, text.id, 21)
    const stream = await follow(reader)
    const named = async (): Promise<boolean> =>
      (await stream.next())?.some(({ document }) => document === text.id) ?? false
    while (!(await named()));
    await server.facilitator.call('DELETE', `/api/documents/${text.id}`)
    while (await named());
    const other = await server.facilitator.expect<{ id: string }>('POST', '/api/groups', { name: 'أخرى' })
    expect((await reader.call('GET', `/api/groups/${other.id}/here`)).status).toBe(404)
  })

  it('[UI880] the stream ends for who may follow no more, and is no viewer’s', async () => {
    const leaving = await server.join('suggester', 'مغادِرة')
    const stream = await follow(leaving)
    await stream.next()
    await server.facilitator.expect('PATCH', `/api/groups/${group()}/members/${leaving.member.id}`, {
      role: 'viewer',
    })
    while ((await stream.next()) !== null);
    expect((await leaving.call('GET', `/api/groups/${group()}/here`)).status).toBe(403)
  })
})

describe('a duplicate', () => {
  it('[DOC106] has the title that is asked for, else that of its source', async () => {
    const { id } = await server.facilitator.newDocument('الأصل')
    const copy = (body: unknown) =>
      server.facilitator.expect<{ title: string }>('POST', `/api/documents/${id}/duplicate`, body)
    expect([(await copy({})).title, (await copy({ title: ' نسخة الجلسة ' })).title]).toEqual([
      'الأصل',
      'نسخة الجلسة',
    ])
  })
})
