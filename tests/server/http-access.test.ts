import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROLES, type Role } from '#core/access/roles.ts'
import type { ApiCertificates } from '#core/protocol/api-final.ts'
import { Person, type Device } from '../support/device.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
const people = new Map<Role, Person>()
let outsider: Person

const person = (role: Role): Person => {
  const found = people.get(role)
  if (found === undefined) throw new Error(role)
  return found
}

beforeAll(async () => {
  server = await startTestServer()
  people.set('facilitator', server.facilitator)
  for (const role of ROLES.slice(1)) people.set(role, await server.join(role, `عضو ${role}`))
  const founded = await server.facilitator.expect<{ id: string }>('POST', '/api/groups', { name: 'أخرى' })
  const link = await server.facilitator.expect<{ token: string }>(
    'POST',
    `/api/groups/${founded.id}/invitations`,
    { role: 'facilitator' },
  )
  outsider = await server.joinBy(link.token, 'غريب')
})
afterAll(() => server.stop())

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** A route, what it is asked, and what a facilitator, editor, suggester, commenter and viewer are answered. */
interface Row {
  readonly method: Method
  /** The route as the server names it. */
  readonly route: string
  /** A fresh path for each asker. */
  readonly path: () => Promise<string>
  readonly body?: unknown
  readonly raw?: string
  readonly answers: readonly [number, number, number, number, number]
  /** Of somebody in another group; 404 unless said otherwise. */
  readonly outsider?: number
  /** Without a session; 401 unless said otherwise. */
  readonly stranger?: number
}

const group = () => server.facilitator.group.id
const document = async () => (await server.facilitator.newDocument()).id
let counter = 0
const member = async () => (await server.join('commenter', `زائر ${counter++}`)).member.id

const inGroup = (rest: string) => () => Promise.resolve(`/api/groups/${group()}${rest}`)
const onDocument = (rest: string) => async () => `/api/documents/${await document()}${rest}`
/** On a text that the facilitator made final. */
const finalDocument = async (): Promise<string> => {
  const id = await document()
  await server.facilitator.expect('PUT', `/api/documents/${id}/stage`, { stage: 'final' })
  return id
}
const onFinal = (rest: string) => async () => `/api/documents/${await finalDocument()}${rest}`
const certificate = async (): Promise<string> => {
  const path = `/api/documents/${await finalDocument()}/certificate`
  const { certificates } = await server.facilitator.expect<ApiCertificates>('GET', path)
  return `/api/certificates/${certificates[0]?.id}`
}
/** On a discussion that the facilitator began about the whole of a new document. */
const onThread = (rest: string) => async () => {
  const threads = `/api/documents/${await document()}/threads`
  await server.facilitator.expect('POST', threads, { id: 'thread-0', anchor: null, body: 'سؤال' })
  return `${threads}/thread-0${rest}`
}
const onMember = (rest: string) => async () => `/api/groups/${group()}/members/${await member()}${rest}`

const ROWS: readonly Row[] = [
  {
    method: 'GET',
    route: '/api/session',
    path: async () => '/api/session',
    answers: [200, 200, 200, 200, 200],
    outsider: 200,
    stranger: 200,
  },
  {
    method: 'POST',
    route: '/api/session/device-link',
    path: async () => '/api/session/device-link',
    answers: [201, 201, 201, 201, 201],
    outsider: 201,
  },
  {
    method: 'GET',
    route: '/api/groups',
    path: async () => '/api/groups',
    answers: [200, 200, 200, 200, 200],
    outsider: 200,
  },
  {
    method: 'POST',
    route: '/api/groups',
    path: async () => '/api/groups',
    body: { name: 'فريق' },
    answers: [201, 403, 403, 403, 403],
    outsider: 403,
  },
  {
    method: 'PATCH',
    route: '/api/groups/:g',
    path: inGroup(''),
    body: { name: 'المجموعة' },
    answers: [200, 403, 403, 403, 403],
  },
  {
    method: 'GET',
    route: '/api/groups/:g/members',
    path: inGroup('/members'),
    answers: [200, 200, 200, 200, 200],
  },
  {
    method: 'PATCH',
    route: '/api/groups/:g/members/:m',
    path: onMember(''),
    body: { role: 'editor' },
    answers: [200, 403, 403, 403, 403],
  },
  {
    method: 'DELETE',
    route: '/api/groups/:g/members/:m',
    path: onMember(''),
    answers: [204, 403, 403, 403, 403],
  },
  {
    method: 'POST',
    route: '/api/groups/:g/members/:m/device-link',
    path: onMember('/device-link'),
    answers: [201, 403, 403, 403, 403],
  },
  {
    method: 'GET',
    route: '/api/groups/:g/audit',
    path: inGroup('/audit'),
    answers: [200, 403, 403, 403, 403],
  },
  {
    method: 'GET',
    route: '/api/groups/:g/invitations',
    path: inGroup('/invitations'),
    answers: [200, 403, 403, 403, 403],
  },
  {
    method: 'POST',
    route: '/api/groups/:g/invitations',
    path: inGroup('/invitations'),
    body: { role: 'viewer' },
    answers: [201, 403, 403, 403, 403],
  },
  {
    method: 'DELETE',
    route: '/api/groups/:g/invitations/:i',
    path: async () => `/api/groups/${group()}/invitations/${(await server.facilitator.invite('viewer')).id}`,
    answers: [204, 403, 403, 403, 403],
  },
  {
    method: 'GET',
    route: '/api/groups/:g/documents',
    path: inGroup('/documents'),
    answers: [200, 200, 200, 200, 200],
  },
  {
    method: 'POST',
    route: '/api/groups/:g/documents',
    path: inGroup('/documents'),
    body: { title: 'بيان' },
    answers: [201, 201, 403, 403, 403],
  },
  { method: 'GET', route: '/api/documents/:d', path: onDocument(''), answers: [200, 200, 200, 200, 200] },
  {
    method: 'PATCH',
    route: '/api/documents/:d',
    path: onDocument(''),
    body: { title: 'عنوان' },
    answers: [200, 200, 403, 403, 403],
  },
  {
    method: 'POST',
    route: '/api/documents/:d/duplicate',
    path: onDocument('/duplicate'),
    body: {},
    answers: [201, 201, 403, 403, 403],
  },
  {
    method: 'DELETE',
    route: '/api/documents/:d',
    path: onDocument(''),
    answers: [204, 403, 403, 403, 403],
  },
  {
    method: 'PUT',
    route: '/api/documents/:d/stage',
    path: onDocument('/stage'),
    body: { stage: 'commenting' },
    answers: [200, 403, 403, 403, 403],
  },
  {
    method: 'GET',
    route: '/api/documents/:d/text',
    path: onDocument('/text'),
    answers: [200, 200, 200, 200, 200],
  },
  {
    method: 'GET',
    route: '/api/documents/:d/decisions',
    path: onDocument('/decisions'),
    answers: [200, 200, 200, 200, 403],
  },
  {
    method: 'POST',
    route: '/api/documents/:d/decisions',
    path: onDocument('/decisions'),
    body: { id: 'act-1', decisions: [{ suggestion: 'm-s-1', verdict: 'accept' }] },
    answers: [200, 200, 403, 403, 403],
  },
  {
    // A decision that never was: who may take part is told so, everybody else that they may not.
    method: 'POST',
    route: '/api/documents/:d/decisions/:decision/undo',
    path: onDocument('/decisions/never-was/undo'),
    body: { id: 'act-2' },
    answers: [404, 404, 404, 403, 403],
  },
  {
    method: 'GET',
    route: '/api/documents/:d/threads',
    path: onDocument('/threads'),
    answers: [200, 200, 200, 200, 403],
  },
  {
    method: 'GET',
    route: '/api/documents/:d/threads/:t',
    path: onThread(''),
    answers: [200, 200, 200, 200, 403],
  },
  {
    method: 'POST',
    route: '/api/documents/:d/threads',
    path: onDocument('/threads'),
    body: { id: 'thread-1', anchor: null, body: 'لماذا؟' },
    answers: [201, 201, 201, 201, 403],
  },
  {
    // What hangs on the whole document cannot be put elsewhere: who may comment is told so.
    method: 'PATCH',
    route: '/api/documents/:d/threads/:t',
    path: onThread(''),
    body: {
      anchor: {
        start: 'AQdjb250ZW50AA==',
        end: 'AQdjb250ZW50QQ==',
        bid: '',
        quote: { exact: '', prefix: '', suffix: '' },
      },
    },
    answers: [409, 409, 409, 409, 403],
  },
  {
    method: 'PUT',
    route: '/api/documents/:d/threads/:t/state',
    path: onThread('/state'),
    body: { resolved: true },
    answers: [200, 200, 200, 200, 403],
  },
  {
    method: 'POST',
    route: '/api/documents/:d/threads/:t/comments',
    path: onThread('/comments'),
    body: { id: 'reply-1', body: 'لأنّ' },
    answers: [201, 201, 201, 201, 403],
  },
  {
    // The facilitator wrote it.
    method: 'PATCH',
    route: '/api/documents/:d/threads/:t/comments/:c',
    path: onThread('/comments/thread-0.0'),
    body: { body: 'بعبارة أخرى' },
    answers: [200, 403, 403, 403, 403],
  },
  {
    method: 'DELETE',
    route: '/api/documents/:d/threads/:t/comments/:c',
    path: onThread('/comments/thread-0.0'),
    answers: [200, 403, 403, 403, 403],
  },
  {
    method: 'PUT',
    route: '/api/documents/:d/threads/:t/comments/:c/hidden',
    path: onThread('/comments/thread-0.0/hidden'),
    body: { hidden: true, reason: 'يسمّي شخصًا' },
    answers: [200, 403, 403, 403, 403],
  },
  {
    method: 'GET',
    route: '/api/documents/:d/seen',
    path: onDocument('/seen'),
    answers: [200, 200, 200, 200, 200],
  },
  {
    method: 'PUT',
    route: '/api/documents/:d/seen',
    path: onDocument('/seen'),
    body: { seq: 1 },
    answers: [200, 200, 200, 200, 200],
  },
  {
    method: 'GET',
    route: '/api/documents/:d/versions',
    path: onDocument('/versions'),
    answers: [200, 200, 200, 200, 403],
  },
  {
    method: 'POST',
    route: '/api/documents/:d/versions',
    path: onDocument('/versions'),
    body: { id: 'version-1', name: 'نسخة' },
    answers: [201, 201, 403, 403, 403],
  },
  {
    method: 'GET',
    route: '/api/documents/:d/history',
    path: onDocument('/history'),
    answers: [200, 200, 200, 200, 403],
  },
  {
    method: 'GET',
    route: '/api/documents/:d/versions/:v',
    path: onDocument('/versions/seq-now'),
    answers: [200, 200, 200, 200, 403],
  },
  {
    method: 'GET',
    route: '/api/documents/:d/versions/:v/authors',
    path: onDocument('/versions/seq-now/authors'),
    answers: [200, 200, 200, 200, 403],
  },
  {
    method: 'GET',
    route: '/api/documents/:d/versions/:a/diff/:b',
    path: onDocument('/versions/seq-1/diff/seq-now'),
    answers: [200, 200, 200, 200, 403],
  },
  {
    method: 'POST',
    route: '/api/documents/:d/versions/:v/restore',
    path: onDocument('/versions/seq-now/restore'),
    body: { id: 'restore-1' },
    answers: [200, 403, 403, 403, 403],
  },
  {
    method: 'GET',
    route: '/api/documents/:d/since',
    path: onDocument('/since'),
    answers: [200, 200, 200, 200, 403],
  },
  {
    method: 'GET',
    route: '/api/groups/:g/unread',
    path: inGroup('/unread'),
    answers: [200, 200, 200, 200, 403],
  },
  {
    method: 'GET',
    route: '/api/groups/:g/here',
    path: inGroup('/here'),
    answers: [200, 200, 200, 200, 403],
  },
  {
    method: 'GET',
    route: '/api/documents/:d/final-check',
    path: onDocument('/final-check'),
    answers: [200, 403, 403, 403, 403],
  },
  {
    method: 'GET',
    route: '/api/documents/:d/certificate',
    path: onFinal('/certificate'),
    answers: [200, 200, 200, 200, 200],
  },
  {
    method: 'GET',
    route: '/api/documents/:d/final-text',
    path: onFinal('/final-text'),
    answers: [200, 200, 200, 200, 200],
  },
  {
    // Whoever holds a certificate, member or not.
    method: 'GET',
    route: '/api/certificates/:c',
    path: certificate,
    answers: [200, 200, 200, 200, 200],
    outsider: 200,
    stranger: 200,
  },
  {
    method: 'POST',
    route: '/api/verify',
    path: () => Promise.resolve('/api/verify'),
    body: { text: 'نصّ' },
    answers: [200, 200, 200, 200, 200],
    outsider: 200,
    stranger: 200,
  },
  {
    method: 'GET',
    route: '/api/documents/:d/changes',
    path: onDocument('/changes'),
    answers: [200, 200, 200, 200, 200],
  },
  {
    method: 'POST',
    route: '/api/documents/:d/import',
    path: onDocument('/import?filename=text.txt'),
    raw: 'سطر أوّل',
    answers: [200, 200, 403, 403, 403],
  },
  {
    method: 'POST',
    route: '/api/groups/:g/documents/import',
    path: inGroup('/documents/import?filename=text.txt&title=text'),
    raw: 'سطر أوّل',
    answers: [201, 201, 403, 403, 403],
  },
  {
    method: 'POST',
    route: '/api/documents/:d/read',
    path: onDocument('/read?filename=text.txt'),
    raw: 'سطر أوّل',
    answers: [200, 200, 200, 403, 403],
  },
  {
    method: 'GET',
    route: '/api/documents/:d/export',
    path: onDocument('/export?format=txt'),
    answers: [200, 200, 200, 200, 200],
  },
  {
    method: 'GET',
    route: '/api/groups/:g/inbox',
    path: inGroup('/inbox'),
    answers: [200, 200, 200, 200, 200],
  },
  {
    method: 'PUT',
    route: '/api/groups/:g/inbox/read',
    path: inGroup('/inbox/read'),
    body: { through: 0 },
    answers: [200, 200, 200, 200, 200],
  },
  {
    method: 'GET',
    route: '/api/groups/:g/members/me/mail',
    path: inGroup('/members/me/mail'),
    answers: [200, 200, 200, 200, 200],
  },
  {
    // Whoever may give an address may do so for themselves; this server has set up no mail.
    method: 'PUT',
    route: '/api/groups/:g/members/me/mail',
    path: inGroup('/members/me/mail'),
    body: { address: 'a@example.org', every: 'day' },
    answers: [409, 409, 409, 409, 409],
  },
  {
    method: 'GET',
    route: '/api/documents/:d/locks',
    path: onDocument('/locks'),
    answers: [200, 200, 200, 200, 403],
  },
  {
    // Blocks that never were: who may lock is told so, everybody else that they may not.
    method: 'POST',
    route: '/api/documents/:d/locks',
    path: onDocument('/locks'),
    body: { id: 'lock-1', from: 'never-was', to: 'never-was', kind: 'settled', reason: 'لا' },
    answers: [404, 403, 403, 403, 403],
  },
  {
    method: 'DELETE',
    route: '/api/documents/:d/locks/:l',
    path: onDocument('/locks/never-was'),
    body: { reason: 'لا' },
    answers: [404, 403, 403, 403, 403],
  },
  {
    method: 'GET',
    route: '/api/documents/:d/late',
    path: onDocument('/late'),
    answers: [200, 200, 200, 200, 200],
  },
  {
    // An entry that never was: who may bring one back is told so, everybody else that they may not.
    method: 'POST',
    route: '/api/documents/:d/late/:late/restore',
    path: onDocument('/late/never-was/restore'),
    answers: [404, 403, 403, 403, 403],
  },
  {
    // Nobody hears of an entry that is not theirs.
    method: 'POST',
    route: '/api/documents/:d/late/:late/dismiss',
    path: onDocument('/late/never-was/dismiss'),
    body: { reason: 'مكرّر' },
    answers: [404, 404, 404, 404, 404],
  },
]

const ask = async (who: Device, { path, method, body, raw }: Row): Promise<number> => {
  const response = await who.call(method, await path(), body, raw === undefined ? {} : { raw })
  await response.body?.cancel()
  return response.status
}

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> }
  readonly handle: { readonly stack?: readonly Layer[] }
}

/** Every `METHOD path` that the server answers, found by walking its router. */
const routesOf = (stack: readonly Layer[]): string[] =>
  stack.flatMap(({ route, handle }) =>
    route === undefined
      ? routesOf(handle.stack ?? [])
      : Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path}`),
  )
const serverRoutes = (): string[] =>
  routesOf((server.routes.router as unknown as { readonly stack: readonly Layer[] }).stack) // express types no stack

/** Routes that need no session, or end it: they have tests of their own. */
const OPEN = [
  'POST /api/join',
  'POST /api/join/look',
  'DELETE /api/session',
  'GET /healthz',
  'GET /metrics',
  'GET /mail/page.css',
  'GET /mail/confirm/:token',
  'POST /mail/confirm/:token',
  'GET /mail/off/:token',
  'POST /mail/off/:token',
]

describe('who may call what', () => {
  it('[ACC117] every route of the server is in this table', () => {
    const known = [...OPEN, ...ROWS.map(({ method, route }) => `${method} ${route}`)]
    expect(serverRoutes().sort()).toEqual(known.sort())
  })

  it.each(ROWS)('[ACC101] $method $route answers each role as the table says', async (row) => {
    const answered = []
    for (const role of ROLES) answered.push(await ask(person(role), row))
    expect(answered).toEqual(row.answers)
  })

  it.each(ROWS)(
    '[ACC103] $method $route tells an outsider nothing and a stranger to sign in',
    async (row) => {
      expect(await ask(outsider, row)).toBe(row.outsider ?? 404)
      expect(await ask(server.stranger(), row)).toBe(row.stranger ?? 401)
    },
  )

  it.each(ROWS.filter(({ method }) => method !== 'GET').map(({ method, route }) => ({ method, route })))(
    '[ACC108] $method $route refuses a page of another site before anything else',
    async ({ method, route }) => {
      const path = route.replaceAll(/:[a-z]/g, 'x')
      const foreign: Readonly<Record<string, string>>[] = [
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { origin: server.url, 'sec-fetch-site': 'cross-site' },
        { origin: '', 'sec-fetch-site': 'same-site' },
        { origin: `${server.url}.evil.example` },
      ]
      for (const headers of foreign) {
        const response = await server.facilitator.call(method, path, {}, { headers })
        expect([response.status, await response.json()]).toMatchObject([
          403,
          { error: { code: 'foreign-origin' } },
        ])
      }
    },
  )

  it('[ACC108] the open routes that change something refuse another site too', async () => {
    for (const [method, path] of [
      ['POST', '/api/join'],
      ['POST', '/api/join/look'],
      ['DELETE', '/api/session'],
    ] as const) {
      const headers = { origin: 'https://evil.example' }
      expect((await server.stranger().call(method, path, {}, { headers })).status).toBe(403)
    }
  })

  it('[ACC108] a JSON body under a type that a form can send is no body', async () => {
    const headers = { 'content-type': 'text/plain' }
    const raw = JSON.stringify({ name: 'فريق' })
    expect((await server.facilitator.call('POST', '/api/groups', undefined, { raw, headers })).status).toBe(
      400,
    )
  })

  it('[ACC112] a viewer sees only themselves among the members, unless the group shows authors', async () => {
    const viewer = person('viewer')
    const path = `/api/groups/${group()}/members`
    const names = async () =>
      (await viewer.expect<{ members: { name: string }[] }>('GET', path)).members.map((m) => m.name)
    expect(await names()).toEqual(['عضو viewer'])
    await server.facilitator.expect('PATCH', `/api/groups/${group()}`, { viewersSeeAuthors: true })
    expect((await names()).length).toBeGreaterThan(5)
    await server.facilitator.expect('PATCH', `/api/groups/${group()}`, { viewersSeeAuthors: false })
  })

  it('[ACC112] a viewer exports the clean text only', async () => {
    const id = await document()
    for (const view of ['accepted', 'marked']) {
      const response = await person('viewer').call(
        'GET',
        `/api/documents/${id}/export?format=json&view=${view}`,
      )
      expect(response.status).toBe(403)
    }
  })

  it('[ACC101] nobody writes in a final text: no import, no new title', async () => {
    const id = await document()
    await server.facilitator.expect('PUT', `/api/documents/${id}/stage`, { stage: 'final' })
    for (const role of ['facilitator', 'editor'] as const) {
      const raw = 'سطر'
      const imported = await person(role).call(
        'POST',
        `/api/documents/${id}/import?filename=a.txt`,
        undefined,
        { raw },
      )
      expect(imported.status).toBe(403)
      expect((await person(role).call('PATCH', `/api/documents/${id}`, { title: 'آخر' })).status).toBe(403)
    }
  })
})
