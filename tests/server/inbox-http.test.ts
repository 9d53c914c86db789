import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { ApiInbox } from '#core/protocol/api-inbox.ts'
import { decodeMessage } from '#core/protocol/decode.ts'
import type { Person } from '../support/device.ts'
import { LeapingClock } from '../support/leaping-clock.ts'
import { startMailServer, type MailServer } from '../support/mail-server.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { writeAs } from '../support/stock-writer.ts'

let server: TestServer
let smtp: MailServer
let suggester: Person
let other: Person
let viewer: Person
const clock = new LeapingClock()

beforeAll(async () => {
  smtp = await startMailServer()
  server = await startTestServer({
    clock,
    environment: { SMTP_URL: `smtp://127.0.0.1:${smtp.port}`, MAIL_FROM: 'siyagha@text.example.org' },
  })
  suggester = await server.join('suggester', 'مقترح')
  other = await server.join('editor', 'محرّر')
  viewer = await server.join('viewer', 'قارئ')
})
afterAll(async () => {
  await server.stop()
  await smtp.stop()
})

const inboxOf = (person: Person, query = ''): Promise<ApiInbox> =>
  person.expect('GET', `/api/groups/${person.group.id}/inbox${query}`)
const read = (person: Person, through: number) =>
  person.expect<{ unread: number }>('PUT', `/api/groups/${person.group.id}/inbox/read`, { through })

let proposals = 0
const propose = async (document: string, words: string): Promise<string> => {
  const id = `${suggester.member.id}-x-${++proposals}`
  await writeAs(suggester, document, (text) =>
    text.insert(1, words, { [`insertion--${id}`]: { by: suggester.member.id, at: 1 } }),
  )
  return id
}

let acts = 0
const decide = (document: string, suggestion: string, verdict: 'accept' | 'reject') =>
  server.facilitator.expect('POST', `/api/documents/${document}/decisions`, {
    id: `act-${++acts}`,
    decisions: [{ suggestion, verdict }],
  })
const setStage = (document: string, stage: string) =>
  server.facilitator.expect('PUT', `/api/documents/${document}/stage`, { stage })

/** Resolves with the inbox as soon as so much of it is unread. */
const withUnread = async (person: Person, unread: number): Promise<ApiInbox> => {
  await expect.poll(async () => (await inboxOf(person)).unread, { interval: 5 }).toBe(unread)
  return inboxOf(person)
}

describe('an inbox over HTTP', () => {
  it('[ACC603] says who did what in which text, to whom it concerns, by page, over a restart too', async () => {
    const document = await server.facilitator.newDocument('البيان الختامي')
    const [one, two] = [await propose(document.id, 'one'), await propose(document.id, 'two')]
    await decide(document.id, one, 'accept')
    await decide(document.id, two, 'reject')
    await setStage(document.id, 'suggesting')
    const { entries, next, unread } = await withUnread(suggester, 3)
    expect([next, unread]).toEqual([null, 3])
    expect(entries.map(({ notice }) => notice)).toEqual([
      { type: 'stage', stage: 'suggesting' },
      { type: 'decided', accepted: 0, rejected: 1, suggestion: two },
      { type: 'decided', accepted: 1, rejected: 0, suggestion: one },
    ])
    expect(entries[0]).toMatchObject({
      by: server.facilitator.member.id,
      name: server.facilitator.member.name,
      document: document.id,
      title: 'البيان الختامي',
      read: false,
    })
    expect((await withUnread(other, 1)).entries.length).toBe(1)
    expect((await inboxOf(viewer)).entries).toEqual([])
    expect((await inboxOf(server.facilitator)).entries).toEqual([])
    const first = await inboxOf(suggester, '?limit=2')
    expect([first.entries.length, first.next]).toEqual([2, first.entries[1]?.id])
    const rest = await inboxOf(suggester, `?limit=2&before=${first.next ?? 0}`)
    expect([rest.entries.map(({ id }) => id), rest.next]).toEqual([[entries[2]?.id], null])
    for (const query of ['?limit=0', '?limit=x', '?before=-1', '?limit=1000'])
      expect((await suggester.call('GET', `/api/groups/${suggester.group.id}/inbox${query}`)).status).toBe(
        400,
      )
  })

  it('[ACC604] is read up to an entry, and stays so', async () => {
    const { entries, unread } = await inboxOf(suggester)
    expect(unread).toBe(3)
    expect(await read(suggester, entries[1]?.id ?? 0)).toEqual({ unread: 1 })
    expect(await read(suggester, 1)).toEqual({ unread: 1 })
    expect((await inboxOf(suggester)).entries.map((entry) => entry.read)).toEqual([false, true, true])
    expect(await read(suggester, 999)).toEqual({ unread: 0 })
    expect((await inboxOf(other)).unread).toBe(1)
  })

  it('[ACC603] [LOG601] a text in the trash is not told of, one that is erased is forgotten', async () => {
    const document = await server.facilitator.newDocument()
    await setStage(document.id, 'suggesting')
    await withUnread(other, 2)
    await server.facilitator.call('DELETE', `/api/documents/${document.id}`)
    expect((await inboxOf(other)).unread).toBe(1)
    await server.facilitator.expect('PATCH', `/api/documents/${document.id}`, { trashed: false })
    expect((await inboxOf(other)).unread).toBe(2)
    await server.facilitator.call('DELETE', `/api/documents/${document.id}`)
    await server.facilitator.call('DELETE', `/api/documents/${document.id}?forever=1`)
    expect((await server.store.inbox.list(other.member.id)).notices.length).toBe(1)
    expect(await server.store.inbox.mark(document.id)).toBe(null)
  })

  it('[ACC603] whoever becomes a viewer sees nothing of it, and who leaves is forgotten', async () => {
    const guest = await server.join('commenter', 'ضيف')
    const document = await server.facilitator.newDocument()
    await setStage(document.id, 'suggesting')
    await withUnread(guest, 1)
    const path = `/api/groups/${guest.group.id}/members/${guest.member.id}`
    await server.facilitator.expect('PATCH', path, { role: 'viewer' })
    expect(await inboxOf(guest)).toEqual({ entries: [], next: null, unread: 0 })
    await server.facilitator.call('DELETE', path)
    expect((await server.store.inbox.list(guest.member.id)).last).toBe(0)
  })

  it('[ACC600] whoever joins later is not told of what was before', async () => {
    const late = await server.join('editor', 'متأخّر')
    expect((await inboxOf(late)).entries).toEqual([])
  })

  it('[ACC605] an open page hears on its own socket how much is unread', async () => {
    const document = await server.facilitator.newDocument()
    const listen = async (person: Person) => {
      const heard: number[] = []
      const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/${document.id}?ext=1`, {
        headers: { cookie: person.cookie },
      })
      socket.on('message', (frame: Buffer) => {
        const decoded = decodeMessage(new Uint8Array(frame))
        if (decoded.ok && decoded.value.type === 'control' && decoded.value.control.type === 'inbox')
          heard.push(decoded.value.control.unread)
      })
      await new Promise((resolve) => socket.once('message', resolve))
      return { heard, close: () => socket.close() }
    }
    const [mine, boss] = [await listen(suggester), await listen(server.facilitator)]
    const { unread } = await inboxOf(suggester)
    await setStage(document.id, 'suggesting')
    await expect.poll(() => mine.heard).toEqual([unread + 1])
    expect(boss.heard).toEqual([])
    mine.close()
    boss.close()
  })

  it('[ACC623] with the leave of the group a mail quotes what a decided suggestion said, shortened', async () => {
    const group = `/api/groups/${suggester.group.id}`
    await server.facilitator.expect('PATCH', group, { mailMayQuote: true })
    await suggester.expect('PUT', `${group}/members/me/mail`, {
      address: 's@example.org',
      every: 'hour',
      language: 'fr',
    })
    const confirm = /(\/mail\/confirm\/\S+)/.exec((await smtp.mail(1)).text)?.[1] ?? ''
    await fetch(server.url + confirm, { method: 'POST' })
    const document = await server.facilitator.newDocument('نصّ يُقتبس منه')
    const words = `كلام مقترح ${'طويل '.repeat(40)}`
    const suggestion = await propose(document.id, words)
    const before = (await inboxOf(suggester)).unread
    await decide(document.id, suggestion, 'accept')
    await withUnread(suggester, before + 1)
    clock.leap(60 * 60_000)
    const { text } = await smtp.mail(2)
    expect(text).toContain('\u2068نصّ يُقتبس منه\u2069')
    expect(text).toContain('a accepté une de vos propositions')
    // A comment that names one is quoted as it stands when the mail goes.
    const threads = `/api/documents/${document.id}/threads`
    const mention = `<@${suggester.member.id}> ما رأيك؟`
    await server.facilitator.expect('POST', threads, { id: 'mail-t', anchor: null, body: mention })
    await server.facilitator.expect('POST', `${threads}/mail-t/comments`, {
      id: 'mail-c',
      body: `${mention} محذوف`,
    })
    await server.facilitator.call('DELETE', `${threads}/mail-t/comments/mail-c`)
    await withUnread(suggester, before + 3)
    clock.leap(60 * 60_000)
    const second = (await smtp.mail(3)).text
    expect(second).toContain(`\u2068@${suggester.member.name} ما رأيك؟\u2069`)
    expect(second.match(/vous a mentionné/g)?.length).toBe(2)
    expect(second).not.toContain('محذوف')
    const quote = /\u2068(كلام مقترح [^\u2069]*)\u2069/.exec(text)?.[1] ?? ''
    expect(quote.endsWith('…')).toBe(true)
    expect(quote.length).toBeLessThanOrEqual(81)
  })

  it('[ACC602] over a restart of the server nothing is lost and nothing told twice', async () => {
    const before = await inboxOf(suggester)
    const { dataDir } = server
    await server.stop({ keepData: true })
    server = await startTestServer({ dataDir, port: server.port })
    expect(await inboxOf(suggester)).toEqual(before)
    const document = await server.facilitator.newDocument()
    await setStage(document.id, 'suggesting')
    await withUnread(suggester, before.unread + 1)
  })
})
