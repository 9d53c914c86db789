import { describe, expect, it } from 'vitest'
import { createApiClient } from '../../../editor/sync/api-client.ts'

interface Call {
  readonly url: string
  readonly init: RequestInit
}

const answering = (answer: () => Promise<Response>) => {
  const calls: Call[] = []
  const api = createApiClient({
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

  it('an answer without a body is success where none is expected', async () => {
    const { api } = answering(() => Promise.resolve(new Response(null, { status: 204 })))
    expect(await api.logOut()).toEqual({ ok: true, value: undefined })
  })
})
