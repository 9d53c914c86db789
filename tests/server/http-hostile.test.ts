import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEFAULT_RATES } from '../../sync-server/http/rate-limits.ts'
import type { Device, Person } from '../support/device.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let viewer: Person
const logged: string[] = []
beforeAll(async () => {
  server = await startTestServer({ hearLog: (line) => logged.push(line) })
  viewer = await server.join('viewer', 'قارئة')
})
afterAll(() => server.stop())

const group = () => server.facilitator.group.id
const healthy = async () => (await fetch(`${server.url}/healthz`)).status

const raw = (who: Device, path: string, body: string, type = 'application/json') =>
  who.call('POST', path, undefined, { raw: body, headers: { 'content-type': type } })

/** Sends bytes as they are and reads what comes back until the server closes. */
const speak = async (bytes: string): Promise<string> => {
  const socket = connect(server.port, '127.0.0.1')
  socket.end(bytes)
  return text(socket)
}

describe('hostile input', () => {
  it.each([
    ['no JSON', '{"name":'],
    ['a number', '7'],
    ['a string', '"x"'],
    ['null', 'null'],
    ['a list', '[]'],
    ['nothing', ''],
    ['a prototype key', '{"__proto__":{"name":"x"},"constructor":{"prototype":{"name":"x"}}}'],
    ['deep nesting', `${'{"a":'.repeat(8_000)}1${'}'.repeat(8_000)}`],
    ['a name of another type', '{"name":{"$gt":""}}'],
    ['bytes that are no text', '{"name":"\uD800"}'],
  ])('[ACC117] a body of %s is answered 400', async (_what, body) => {
    expect((await raw(server.facilitator, '/api/groups', body)).status).toBe(400)
    expect(Object.hasOwn(Object.prototype, 'name')).toBe(false)
    expect(await healthy()).toBe(200)
  })

  it('[ACC117] a body of a megabyte is answered 413 with a sentence', async () => {
    const response = await raw(
      server.facilitator,
      '/api/groups',
      JSON.stringify({ name: 'x'.repeat(1_000_000) }),
    )
    expect([response.status, await response.json()]).toMatchObject([413, { error: { code: 'too-large' } }])
  })

  it('[ACC117] a file of ten megabytes from somebody who may not import is not read', async () => {
    const { id } = await server.facilitator.newDocument()
    const path = `/api/documents/${id}/import?filename=a.txt`
    const bytes = new Uint8Array(10 * 1024 * 1024)
    const response = await viewer.call('POST', path, undefined, { raw: bytes }).catch(() => null)
    expect(response?.status ?? 403).toBe(403)
  })

  it.each([
    '__proto__',
    'constructor',
    'hasOwnProperty',
    'toString',
    '..%2F..%2Fetc%2Fpasswd',
    '%00',
    '%E0%A4%A',
    'x'.repeat(5_000),
  ])('[ACC117] the id %s names nothing', async (id) => {
    for (const path of [
      `/api/documents/${id}`,
      `/api/documents/${id}/text`,
      `/api/groups/${id}/members`,
      `/api/groups/${group()}/members/${id}`,
    ]) {
      const method = path.endsWith(`members/${id}`) ? 'DELETE' : 'GET'
      expect([400, 404]).toContain((await server.facilitator.call(method, path)).status)
    }
  })

  it('[ACC117] a query given twice, as a list or with foreign values is answered 400', async () => {
    const { id } = await server.facilitator.newDocument()
    for (const query of ['format=txt&format=md', 'format[]=txt', 'format=exe', 'format=txt&view=secret', ''])
      expect((await server.facilitator.call('GET', `/api/documents/${id}/export?${query}`)).status).toBe(400)
  })

  it.each(['<img src=x onerror=alert(1)>', "'); DROP TABLE x; --", '{{7*7}}', 'javascript:alert(1)'])(
    '[ACC113] the title %s is only text',
    async (title) => {
      const document = await server.facilitator.newDocument(title)
      const response = await server.facilitator.call('GET', `/api/documents/${document.id}`)
      expect(response.headers.get('content-type')).toContain('application/json')
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
      const file = await server.facilitator.call('GET', `/api/documents/${document.id}/export?format=html`)
      expect(file.headers.get('content-disposition')).toMatch(
        /^attachment; filename="siyagha.html"; filename\*=UTF-8''[\w%.!~-]+$/,
      )
      expect(await file.text()).not.toContain('<img')
    },
  )

  it('[ACC117] bytes that are no HTTP, oversized headers and a bad upgrade end alone', async () => {
    expect(await speak('\u0016\u0003\u0001\u0002\u0000')).toContain('400')
    const huge = `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`
    expect(await speak(huge)).toContain('431')
    const upgrade = 'GET /nothing HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'
    expect(await speak(upgrade)).toContain('404')
    expect(await healthy()).toBe(200)
  })

  it('[ACC117] an unknown route under /api is 404 as JSON, whatever the method', async () => {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const) {
      const response = await server.facilitator.call(method, '/api/nothing/here')
      expect([response.status, await response.json()]).toMatchObject([404, { error: { code: 'not-found' } }])
    }
  })
})

describe('answers', () => {
  it('[ACC115] speak the language that the asker prefers, Arabic by default', async () => {
    const said = async (language?: string) => {
      const headers = language === undefined ? {} : { 'accept-language': language }
      const response = await server.stranger().call('GET', '/api/groups', undefined, { headers })
      return ((await response.json()) as { error: { message: string } }).error.message // decode boundary
    }
    const languages = ['*', 'ar-SY', 'de', 'fr-CH, en;q=0.8', 'de, en;q=0.5, ar;q=0.1', 'x'.repeat(500)]
    const spoken = await Promise.all(languages.map(said))
    const first = spoken.map((sentence) => sentence.split(' ')[0])
    expect(first).toEqual(['لستَ', 'لستَ', 'لستَ', 'Vous', 'You', 'لستَ'])
  })

  it('[ACC113] carry a policy without inline code and foreign sources, and no CORS permission', async () => {
    for (const path of ['/', '/join', '/api/session', '/healthz', '/nothing.js']) {
      const response = await fetch(`${server.url}${path}`, { headers: { origin: 'https://evil.example' } })
      const policy = response.headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).not.toMatch(/unsafe|https:|\*|data:|blob:/)
      expect(policy).toContain("frame-ancestors 'none'")
      expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
      expect(response.headers.get('x-powered-by')).toBeNull()
      expect(response.headers.get('referrer-policy')).toBe('no-referrer')
    }
  })

  it('[ACC106] to a join and to everything under /api are stored by no cache', async () => {
    const link = await server.facilitator.call('POST', `/api/groups/${group()}/invitations`, {
      role: 'viewer',
    })
    expect(link.headers.get('cache-control')).toBe('no-store')
    expect((await viewer.call('GET', '/api/session')).headers.get('cache-control')).toBe('no-store')
  })

  it('[LOG105] health and figures: figures only for this machine itself', async () => {
    expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ status: 'ok' })
    const figures = await (await fetch(`${server.url}/metrics`)).text()
    expect(figures).toMatch(/^siyagha_sockets \d+$/m)
    expect(figures).toMatch(/^siyagha_ack_seconds_bucket\{le="\+Inf"\} [1-9]\d*$/m)
    const proxied = await fetch(`${server.url}/metrics`, { headers: { 'x-forwarded-for': '203.0.113.7' } })
    expect(proxied.status).toBe(404)
  })

  it('[ACC118] leave nothing of people in the log', async () => {
    const { token } = await server.facilitator.invite('viewer')
    const person = await server.joinBy(token, 'اسم سرّي')
    await person.call('POST', '/api/join', { token: 'token-that-opens-nothing', name: 'اسم سرّي' })
    await raw(person, '/api/groups', '{"name":')
    const said = logged.join('')
    const cookie = person.cookie.split('=')[1] ?? 'none'
    for (const secret of [token, cookie, 'اسم سرّي', '127.0.0.1', 'token-that-opens'])
      expect(said).not.toContain(secret)
  })
})

describe('limits', () => {
  it('[ACC116] guessing tokens is stopped for a while; whoever holds a session notices nothing', async () => {
    const guarded = await startTestServer()
    try {
      const person = await guarded.join('editor', 'عاملة')
      const statuses = []
      for (let n = 0; n < 25; n++) {
        const response = await guarded
          .stranger()
          .call('POST', '/api/join', { token: `guess-number-${n}`, name: 'س' })
        statuses.push(response.status)
        if (response.status === 429) expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
      }
      expect(statuses.slice(0, 20).every((status) => status === 404)).toBe(true)
      expect(statuses.slice(20).every((status) => status === 429)).toBe(true)
      expect((await person.call('GET', '/api/session')).status).toBe(200)
    } finally {
      await guarded.stop()
    }
  })

  it('[ACC116] a flood of one session is answered 429, another session goes on', async () => {
    const narrow = await startTestServer({
      rates: { ...DEFAULT_RATES, calls: { points: 30, seconds: 60 }, streams: 2 },
    })
    try {
      const calm = await narrow.join('editor', 'هادئة')
      const flooding = await narrow.join('editor', 'فائضة')
      const flood = await Promise.all(Array.from({ length: 60 }, () => flooding.call('GET', '/api/session')))
      expect(flood.filter(({ status }) => status === 429)).toHaveLength(30)
      const { id } = await calm.newDocument()
      const streams = await Promise.all([1, 2, 3].map(() => calm.call('GET', `/api/documents/${id}/changes`)))
      expect(streams.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 200, 429])
      for (const { body } of streams) await body?.cancel()
    } finally {
      await narrow.stop()
    }
  })

  it('[ACC116] forty people join from one address within a moment', async () => {
    const { token } = await server.facilitator.invite('suggester', { uses: 40 })
    const joined = await Promise.all(Array.from({ length: 40 }, (_, n) => server.joinBy(token, `مشارك ${n}`)))
    expect(new Set(joined.map(({ member }) => member.id)).size).toBe(40)
  })
})
