import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiInvitation, ApiJoined, ApiNewInvitation, ApiSession } from '#core/protocol/api.ts'
import type { Device } from '../support/device.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const group = () => server.facilitator.group.id
const join_ = (device: Device, token: string, name: string) =>
  device.call('POST', '/api/join', { token, name })

const codeOf = async (response: Response): Promise<readonly [number, string]> => {
  const { error } = (await response.json()) as { error: { code: string } } // decode boundary
  return [response.status, error.code]
}

describe('an invitation', () => {
  it('[ACC104] opens the group once, under the name that was typed', async () => {
    const link = await server.facilitator.invite('editor')
    const look = await server.stranger().expect('POST', '/api/join/look', { token: link.token })
    expect(look).toMatchObject({ role: 'editor', device: null, already: null })
    const first = server.stranger()
    const response = await join_(first, link.token, '  سلمى ')
    expect(response.status).toBe(201)
    expect(await response.json()).toMatchObject({
      member: { name: 'سلمى', role: 'editor', group: group() },
      group: { id: group() },
    })
    expect(await codeOf(await join_(server.stranger(), link.token, 'هدى'))).toEqual([410, 'invitation-gone'])
  })

  it('[ACC104] is 404 when unknown and 410 when expired, used or withdrawn, with the sentence for each', async () => {
    const sentence = async (token: string) => {
      const response = await server.stranger().call('POST', '/api/join', { token, name: 'هدى' }, en)
      const { error } = (await response.json()) as { error: { message: string } } // decode boundary
      return [response.status, error.message] as const
    }
    const en = { headers: { 'accept-language': 'en-GB,en;q=0.9' } }
    const expired = await server.facilitator.invite('editor', { expiresInHours: 1e-9 })
    const withdrawn = await server.facilitator.invite('editor')
    await server.facilitator.call('DELETE', `/api/groups/${group()}/invitations/${withdrawn.id}`)
    const used = await server.facilitator.invite('editor')
    await server.joinBy(used.token, 'منى')
    expect(await sentence('nobody-made-this-token')).toEqual([404, expect.stringContaining('not known')])
    expect(await sentence(expired.token)).toEqual([410, expect.stringContaining('expired')])
    expect(await sentence(withdrawn.token)).toEqual([410, expect.stringContaining('withdrawn')])
    expect(await sentence(used.token)).toEqual([410, expect.stringContaining('used')])
  })

  it('[ACC105] with one use left lets exactly one of two in, however close they come', async () => {
    for (let round = 0; round < 10; round++) {
      const { token } = await server.facilitator.invite('viewer')
      const statuses = await Promise.all(
        [1, 2, 3].map(async (n) => (await join_(server.stranger(), token, `متسابق ${round} ${n}`)).status),
      )
      expect(statuses.sort((a, b) => a - b)).toEqual([201, 410, 410])
    }
  })

  it('[ACC105] loses no use when the name is taken', async () => {
    const { token } = await server.facilitator.invite('viewer')
    await server.join('viewer', 'اسم مأخوذ')
    expect(await codeOf(await join_(server.stranger(), token, 'اسم مأخوذ'))).toEqual([409, 'name-taken'])
    expect((await join_(server.stranger(), token, 'اسم آخر')).status).toBe(201)
  })

  it('[ACC105] for many people counts each use', async () => {
    const { token, id } = await server.facilitator.invite('suggester', { uses: 2 })
    await server.joinBy(token, 'الأوّل')
    await server.joinBy(token, 'الثاني')
    expect((await join_(server.stranger(), token, 'الثالث')).status).toBe(410)
    const { invitations } = await server.facilitator.expect<{ invitations: ApiInvitation[] }>(
      'GET',
      `/api/groups/${group()}/invitations`,
    )
    expect(invitations.find((one) => one.id === id)).toMatchObject({
      usesLeft: 0,
      role: 'suggester',
      revoked: false,
    })
  })

  it('[ACC106] is a long token that stands in the fragment, is listed without it and stored as a hash', async () => {
    const link = await server.facilitator.invite('editor')
    expect(Buffer.from(link.token, 'base64url').length).toBeGreaterThanOrEqual(16)
    const url = new URL(link.url)
    expect([url.origin, url.pathname, url.search, url.hash]).toEqual([
      server.url,
      '/join',
      '',
      `#${link.token}`,
    ])
    const listed = await server.facilitator.call('GET', `/api/groups/${group()}/invitations`)
    expect(await listed.text()).not.toContain(link.token)
    const stored = await readFile(join(server.dataDir, 'metadata.json'), 'utf8')
    expect(stored).toContain(link.id)
    expect(stored).not.toContain(link.token)
  })

  it('[ACC117] for single documents is refused plainly instead of being wider than meant', async () => {
    const response = await server.facilitator.call('POST', `/api/groups/${group()}/invitations`, {
      role: 'viewer',
      documents: ['x'],
    })
    expect(await codeOf(response)).toEqual([400, 'bad-request'])
  })

  it('[ACC104] opened again on the same device finds its member and spends nothing', async () => {
    const { token } = await server.facilitator.invite('editor', { uses: 2 })
    const person = await server.joinBy(token, 'عائدة')
    const again = await join_(person, token, 'عائدة')
    expect([again.status, await again.json()]).toMatchObject([200, { member: { id: person.member.id } }])
    expect(await codeOf(await join_(person, token, 'باسم آخر'))).toEqual([409, 'conflict'])
    expect((await join_(server.stranger(), token, 'أخرى')).status).toBe(201)
  })
})

describe('a name', () => {
  const tryName = async (name: unknown): Promise<readonly [number, string]> => {
    const { token } = await server.facilitator.invite('viewer')
    const response = await server.stranger().call('POST', '/api/join', { token, name })
    const body = (await response.json()) as Partial<ApiJoined> & { error?: { code: string } } // decode boundary
    return [response.status, body.member?.name ?? body.error?.code ?? '']
  }

  it.each([
    ['nothing', ''],
    ['blanks', '   '],
    ['signs only', '***'],
    ['a bidi override', 'سارة\u202Eabc'],
    ['a bidi isolate', '\u2066سارة'],
    ['a control', 'سا\u0000رة'],
    ['two lines', 'سارة\nمديرة'],
    ['a line separator', 'سارة\u2028'.concat('ب')],
    ['a lone surrogate', 'سارة\uD800'],
    ['a tower of marks', `س${'\u0651'.repeat(5)}`],
    ['61 characters', 'س'.repeat(61)],
    ['a megabyte less', 'س'.repeat(20_000)],
    ['a number', 7],
    ['a list', ['سارة']],
    ['an object', { toString: 'سارة' }],
  ])('[ACC110] of %s is refused', async (_what, name) => {
    expect(await tryName(name)).toEqual([400, 'bad-request'])
  })

  it('[ACC110] is kept as typed, in NFC, without what nobody sees', async () => {
    expect(await tryName('e\u0301lodie')).toEqual([201, 'élodie'])
    expect(await tryName('\u200Fرنا\u00AD \u00A0 خالد\u200E\uFEFF')).toEqual([201, 'رنا خالد'])
    expect(await tryName('س'.repeat(60))).toEqual([201, 'س'.repeat(60)])
    expect(await tryName('<script>alert(1)</script>')).toEqual([201, '<script>alert(1)</script>'])
  })

  it('[ACC111] that another member bears in other letters is taken', async () => {
    await server.join('viewer', 'أحمد الخطيب ١')
    for (const name of ['احمد الخطيب 1', 'أَحْمَد الخطيب 1', 'أحمـــد  الخطيب ۱', 'أحمد\u200F الخطيب ١'])
      expect(await tryName(name)).toEqual([409, 'name-taken'])
  })

  it('[ACC111] of a removed member is free again', async () => {
    const gone = await server.join('viewer', 'راحل')
    await server.facilitator.call('DELETE', `/api/groups/${group()}/members/${gone.member.id}`)
    expect(await tryName('راحل')).toEqual([201, 'راحل'])
  })
})

describe('members', () => {
  const change = (id: string, body: unknown) =>
    server.facilitator.call('PATCH', `/api/groups/${group()}/members/${id}`, body)

  it('[ACC109] the last facilitator stays one, even when two are demoted at once', async () => {
    const me = server.facilitator.member.id
    expect(await codeOf(await change(me, { role: 'editor' }))).toEqual([409, 'last-facilitator'])
    const leave = await server.facilitator.call('DELETE', `/api/groups/${group()}/members/${me}`)
    expect(await codeOf(leave)).toEqual([409, 'last-facilitator'])
    const second = await server.join('facilitator', 'الميسّر الثاني')
    const statuses = await Promise.all([
      change(second.member.id, { role: 'editor' }),
      second.call('PATCH', `/api/groups/${group()}/members/${me}`, { role: 'editor' }),
    ])
    const won = statuses.map(({ status }) => status)
    expect(won.filter((status) => status === 200)).toHaveLength(1)
    if (won[1] === 200)
      await second.expect('PATCH', `/api/groups/${group()}/members/${me}`, { role: 'facilitator' })
  })

  it('[ACC114] a removed member is signed out at once and stays in the list as an author', async () => {
    const gone = await server.join('editor', 'مغادر')
    await server.facilitator.call('DELETE', `/api/groups/${group()}/members/${gone.member.id}`)
    expect((await gone.call('GET', '/api/groups')).status).toBe(401)
    const { members } = await server.facilitator.expect<{ members: { id: string; removed?: true }[] }>(
      'GET',
      `/api/groups/${group()}/members`,
    )
    expect(members.find(({ id }) => id === gone.member.id)).toMatchObject({ removed: true })
    expect((await change(gone.member.id, { role: 'viewer' })).status).toBe(404)
  })

  it('[ACC101] everybody may leave by themselves', async () => {
    const leaver = await server.join('commenter', 'منسحب')
    const path = `/api/groups/${group()}/members/${leaver.member.id}`
    expect((await leaver.call('DELETE', path)).status).toBe(204)
    expect((await leaver.call('GET', '/api/groups')).status).toBe(401)
  })

  it('[ACC110] get new names by the same rules', async () => {
    const person = await server.join('commenter', 'قديم الاسم')
    expect(await (await change(person.member.id, { name: ' جديد  الاسم ' })).json()).toMatchObject({
      name: 'جديد الاسم',
    })
    expect((await change(person.member.id, { name: 'x\u202E' })).status).toBe(400)
    expect(await codeOf(await change(person.member.id, { name: 'الميسّرة' }))).toEqual([409, 'name-taken'])
  })

  it('[DOC331] who joins has a colour that nobody present has more rarely', async () => {
    const leaver = await server.join('viewer', 'لون أول')
    await server.facilitator.call('DELETE', `/api/groups/${group()}/members/${leaver.member.id}`)
    const joiner = await server.join('viewer', 'لون ثان')
    expect(joiner.member.color).toBe(leaver.member.color)
    const { members } = await server.facilitator.expect<{ members: { color: number; removed?: true }[] }>(
      'GET',
      `/api/groups/${group()}/members`,
    )
    const present = members.filter(({ removed }) => removed !== true).map(({ color }) => color)
    const uses = Array.from({ length: 12 }, (_, color) => present.filter((one) => one === color).length)
    expect(Math.max(...uses) - Math.min(...uses)).toBeLessThanOrEqual(1)
  })
})

describe('a session', () => {
  it('[ACC107] is a cookie that scripts cannot read and other sites cannot send', async () => {
    const { token } = await server.facilitator.invite('viewer')
    const response = await join_(server.stranger(), token, 'صاحبة الجلسة')
    const [cookie = ''] = response.headers.getSetCookie()
    expect(cookie).toMatch(/^siyagha_session=[\w-]{32}; /)
    expect(cookie.split('; ').slice(1)).toEqual(
      expect.arrayContaining(['HttpOnly', 'SameSite=Lax', 'Path=/']),
    )
  })

  it('[ACC107] under https is Secure and bound to this host', async () => {
    const secure = await startTestServer({ environment: { PUBLIC_URL: 'https://text.example.org' } })
    try {
      const { token, url } = await secure.facilitator.invite('viewer')
      expect(url.startsWith('https://text.example.org/join#')).toBe(true)
      const response = await join_(secure.stranger(), token, 'سمر')
      expect(response.headers.getSetCookie()[0]).toMatch(/^__Host-siyagha_session=[^;]+;.*Path=\/.*Secure/)
      expect(response.headers.get('strict-transport-security')).toContain('max-age')
    } finally {
      await secure.stop()
    }
  })

  it('[ACC106] is stored as a hash', async () => {
    const person = await server.join('viewer', 'مخبّأة')
    const secret = person.cookie.split('=')[1] ?? ''
    expect(await server.store.sessions.get(secret)).toBeNull()
    expect(
      (
        await server
          .stranger()
          .call('GET', '/api/groups', undefined, { headers: { cookie: 'siyagha_session=x' } })
      ).status,
    ).toBe(401)
  })

  it('[ACC103] is told to be none with 200: no error stands in the console of the signed-out', async () => {
    const nobody: ApiSession = { memberships: [], mayCreateGroups: false }
    const leaver = await server.join('editor', 'عابرة')
    await server.facilitator.call('DELETE', `/api/groups/${group()}/members/${leaver.member.id}`)
    for (const device of [server.stranger(), leaver])
      expect(await device.expect<ApiSession>('GET', '/api/session')).toEqual(nobody)
  })

  it('[ACC107] ends on the server when its owner logs out, on this device only', async () => {
    const person = await server.join('viewer', 'خارجة')
    const link = await person.expect<ApiNewInvitation>('POST', '/api/session/device-link')
    const phone = await server.joinBy(link.token, 'x')
    const stolen = person.cookie
    expect((await person.call('DELETE', '/api/session')).status).toBe(204)
    expect(person.cookie).toBe('')
    person.cookie = stolen
    expect((await person.call('GET', '/api/groups')).status).toBe(401)
    expect((await phone.call('GET', '/api/session')).status).toBe(200)
  })

  it('[ACC119] a device link adds a device of the same member, once', async () => {
    const laptop = await server.join('suggester', 'ذات جهازين')
    const link = await laptop.expect<ApiNewInvitation>('POST', '/api/session/device-link', { group: group() })
    const look = await server.stranger().expect('POST', '/api/join/look', { token: link.token })
    expect(look).toMatchObject({ device: 'ذات جهازين', role: 'suggester' })
    const phone = server.stranger()
    const joined = await phone.expect<ApiJoined>('POST', '/api/join', { token: link.token })
    expect(joined.member.id).toBe(laptop.member.id)
    expect((await join_(server.stranger(), link.token, 'x')).status).toBe(410)
    const { memberships } = await phone.expect<ApiSession>('GET', '/api/session')
    expect(memberships).toHaveLength(1)
  })

  it("[ACC119] a link that the facilitator issues signs the member's other devices out", async () => {
    const lost = await server.join('editor', 'فاقدة الهاتف')
    const path = `/api/groups/${group()}/members/${lost.member.id}/device-link`
    const link = await server.facilitator.expect<ApiNewInvitation>('POST', path)
    expect((await lost.call('GET', '/api/groups')).status).toBe(401)
    const found = await server.joinBy(link.token, 'x')
    expect(found.member.id).toBe(lost.member.id)
  })

  it('[ACC119] a device link of a removed member opens nothing', async () => {
    const gone = await server.join('editor', 'مبعدة')
    const link = await gone.expect<ApiNewInvitation>('POST', '/api/session/device-link')
    await server.facilitator.call('DELETE', `/api/groups/${group()}/members/${gone.member.id}`)
    expect((await join_(server.stranger(), link.token, 'x')).status).toBe(410)
  })

  it('[ACC103] holds one membership for each group joined on the device', async () => {
    const founded = await server.facilitator.expect<{ id: string }>('POST', '/api/groups', { name: 'ثانية' })
    const { memberships, mayCreateGroups } = await server.facilitator.expect<ApiSession>(
      'GET',
      '/api/session',
    )
    expect(memberships.map((one) => one.group.id)).toEqual([group(), founded.id])
    expect(mayCreateGroups).toBe(true)
    const person = await server.join('viewer', 'في مجموعتين')
    const link = await server.facilitator.expect<ApiNewInvitation>(
      'POST',
      `/api/groups/${founded.id}/invitations`,
      {
        role: 'editor',
      },
    )
    await person.expect('POST', '/api/join', { token: link.token, name: 'في مجموعتين' })
    const session = await person.expect<ApiSession>('GET', '/api/session')
    expect(session.memberships.map((one) => [one.group.id, one.member.role])).toEqual([
      [group(), 'viewer'],
      [founded.id, 'editor'],
    ])
    expect(session.mayCreateGroups).toBe(false)
  })
})
