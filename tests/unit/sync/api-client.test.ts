import { describe, expect, it } from 'vitest'
import { filenameIn } from '../../../editor/sync/exported-file.ts'
import { createApiClient } from '../../../editor/sync/api-client.ts'
import { createJoinKey } from '../../../editor/sync/join-key.ts'

interface Call {
  readonly url: string
  readonly init: RequestInit
}

const answering = (answer: () => Promise<Response>) => {
  const calls: Call[] = []
  const api = createApiClient({
    joinKey: createJoinKey(
      () => null,
      () => 'k1',
    ),
    fetch: (url, init = {}) => {
      calls.push({ url: url instanceof Request ? url.url : String(url), init })
      return answer()
    },
    language: () => 'fr',
  })
  return { api, calls }
}
const json = (status: number, body: unknown) => (): Promise<Response> =>
  Promise.resolve(new Response(JSON.stringify(body), { status }))

describe('the API client', () => {
  it('asks in the reader’s language and marks what changes something as its own', async () => {
    const { api, calls } = answering(json(200, { members: [] }))
    await api.members('a/b')
    await api.revokeInvitation('g', 'i')
    expect(calls.map((call) => [call.init.method, call.url])).toEqual([
      ['GET', '/api/groups/a%2Fb/members'],
      ['DELETE', '/api/groups/g/invitations/i'],
    ])
    expect(new Headers(calls[0]?.init.headers).get('accept-language')).toBe('fr')
  })

  it('[UI83] carries the code and the sentence of the server', async () => {
    const { api } = answering(json(409, { error: { code: 'name-taken', message: 'Pris.' } }))
    expect(await api.join('t', 'n')).toEqual({
      ok: false,
      error: { code: 'name-taken', status: 409, message: 'Pris.' },
    })
  })

  it('[UI83] a network that is down and an answer that is no JSON are values too', async () => {
    const down = answering(() => Promise.reject(new TypeError('failed')))
    expect(await down.api.session()).toMatchObject({ ok: false, error: { code: 'unreachable', status: 0 } })
    const portal = answering(() => Promise.resolve(new Response('<html>', { status: 200 })))
    expect(await portal.api.session()).toMatchObject({ ok: false, error: { code: 'unexpected' } })
    const proxy = answering(() => Promise.resolve(new Response('bad gateway', { status: 502 })))
    expect(await proxy.api.session()).toMatchObject({
      ok: false,
      error: { code: 'unavailable', status: 502 },
    })
  })

  it('[UI83] a list that is not there is not taken for an empty one', async () => {
    const { api } = answering(json(200, {}))
    expect(await api.documents('g')).toMatchObject({ ok: false, error: { code: 'unexpected' } })
  })

  it('[UI83] a file comes with the name that the server gives it, and a refusal with its sentence', async () => {
    const disposition = `attachment; filename="siyagha.docx"; filename*=UTF-8''%D9%86%D8%B5.docx`
    const sent = answering(() =>
      Promise.resolve(new Response('PK', { headers: { 'content-disposition': disposition } })),
    )
    const file = await sent.api.exportFile('a/b', 'format=docx')
    expect(sent.calls[0]?.url).toBe('/api/documents/a%2Fb/export?format=docx')
    expect(file.ok && file.value.filename).toBe('نص.docx')
    expect(file.ok && (await file.value.content.text())).toBe('PK')
    const refused = answering(json(503, { error: { code: 'unavailable', message: 'Plus tard.' } }))
    expect(await refused.api.exportFile('d', 'format=docx')).toMatchObject({
      ok: false,
      error: { code: 'unavailable', message: 'Plus tard.' },
    })
    const portal = answering(() => Promise.resolve(new Response('<html>')))
    expect(await portal.api.exportFile('d', '')).toMatchObject({ ok: false, error: { code: 'unexpected' } })
    expect(filenameIn(`attachment; filename="plain.txt"; filename*=UTF-8''%D9`)).toBe('plain.txt')
  })

  it('an answer without a body is success where none is expected', async () => {
    const { api } = answering(() => Promise.resolve(new Response(null, { status: 204 })))
    expect(await api.logOut()).toEqual({ ok: true, value: undefined })
  })

  it('[THR103] asks for threads, all or those that changed', async () => {
    const { api, calls } = answering(json(200, { threads: [], seq: 7 }))
    await api.threads.list('d', null)
    await api.threads.list('d', 0)
    expect(calls.map((call) => call.url)).toEqual([
      '/api/documents/d/threads',
      '/api/documents/d/threads?after=0',
    ])
  })

  it('[THR100] sends each command about a thread to its route', async () => {
    const { api, calls } = answering(json(200, { thread: null }))
    const anchor = { start: 'AA==', end: 'AA==', bid: 'b', quote: { exact: 'x', prefix: '', suffix: '' } }
    const of = { thread: 't', comment: 't.0' }
    await api.threads.send('d', { kind: 'begin', thread: 't', anchor: null, body: 'w' })
    await api.threads.send('d', { kind: 'reply', thread: 't', comment: 'c', body: 'w' })
    await api.threads.send('d', { kind: 'edit', ...of, body: 'w' })
    await api.threads.send('d', { kind: 'delete', ...of })
    await api.threads.send('d', { kind: 'resolve', thread: 't', resolved: false })
    await api.threads.send('d', { kind: 'reanchor', thread: 't', anchor })
    await api.threads.send('d', { kind: 'hide', ...of, hidden: true, reason: 'r' })
    await api.threads.send('d', { kind: 'hide', ...of, hidden: false, reason: '' })
    const bodyOf = ({ init }: Call): unknown => (typeof init.body === 'string' ? JSON.parse(init.body) : null)
    expect(
      calls.map((call) => [call.init.method, call.url.replace('/api/documents/d', ''), bodyOf(call)]),
    ).toEqual([
      ['POST', '/threads', { id: 't', anchor: null, body: 'w' }],
      ['POST', '/threads/t/comments', { id: 'c', body: 'w' }],
      ['PATCH', '/threads/t/comments/t.0', { body: 'w' }],
      ['DELETE', '/threads/t/comments/t.0', null],
      ['PUT', '/threads/t/state', { resolved: false }],
      ['PATCH', '/threads/t', { anchor }],
      ['PUT', '/threads/t/comments/t.0/hidden', { hidden: true, reason: 'r' }],
      ['PUT', '/threads/t/comments/t.0/hidden', { hidden: false }],
    ])
  })
})

describe('joining', () => {
  /** The first `lost` answers do not arrive. */
  const losing = (lost: number, again: readonly number[]) => {
    const bodies: unknown[] = []
    const kept = new Map<string, string>()
    let drawn = 0
    const page = () => {
      const storage = {
        getItem: (name: string) => kept.get(name) ?? null,
        setItem: (name: string, value: string) => void kept.set(name, value),
        removeItem: (name: string) => void kept.delete(name),
      }
      return createApiClient({
        fetch: (_url, init = {}) => {
          bodies.push(JSON.parse(typeof init.body === 'string' ? init.body : 'null'))
          return bodies.length > lost
            ? Promise.resolve(new Response('{}', { status: 201 }))
            : Promise.reject(new TypeError('reset'))
        },
        language: () => 'ar',
        joinKey: createJoinKey(
          () => storage as Storage, // of a storage the key needs no more
          () => `key-${++drawn}`,
        ),
        again,
      })
    }
    return { page, bodies, kept }
  }

  it('[ACC120] whose answer was lost is asked again with the same key, which is let go of with the answer', async () => {
    const { page, bodies, kept } = losing(2, [0, 0])
    const api = page()
    expect(await api.join('t', 'سلمى')).toMatchObject({ ok: true })
    const first = { token: 't', key: 'key-1', name: 'سلمى' }
    expect(bodies).toEqual([first, first, first])
    expect(kept.size).toBe(0)
    await api.join('u', null)
    expect(bodies.at(-1)).toEqual({ token: 'u', key: 'key-2' })
  })

  it('[ACC120] keeps its key over a reload, and says it when it looks', async () => {
    const { page, bodies } = losing(1, [])
    expect(await page().join('t', 'سلمى')).toMatchObject({ ok: false, error: { code: 'unreachable' } })
    await page().lookAtInvitation('t')
    await page().join('t', 'سلمى')
    await page().lookAtInvitation('t')
    expect(bodies.slice(1)).toEqual([
      { token: 't', key: 'key-1' },
      { token: 't', key: 'key-1', name: 'سلمى' },
      { token: 't' },
    ])
  })

  it('[ACC120] has its key for as long as the page where the browser keeps nothing', () => {
    const refused = createJoinKey(
      () => {
        throw new Error('closed to us')
      },
      () => 'k',
    )
    expect([refused.kept(), refused.need(), refused.kept()]).toEqual([null, 'k', 'k'])
    refused.drop()
    expect(refused.kept()).toBeNull()
  })
})
