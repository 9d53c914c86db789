import { afterEach, describe, expect, it } from 'vitest'
import type { ApiInbox, ApiMailSettings } from '#core/protocol/api-inbox.ts'
import type { ApiDocument } from '#core/protocol/api.ts'
import type { Person } from '../support/device.ts'
import { LeapingClock } from '../support/leaping-clock.ts'
import { startMailServer, type MailServer, type MailServerOptions } from '../support/mail-server.ts'
import { startTestServer, type TestServer, type TestServerOptions } from '../support/server.ts'

const HOUR = 60 * 60_000
const GROUP_NAME = 'مجموعة سرّية'
const TITLE = 'عنوان سرّي'

const running: { stop(): Promise<void> }[] = []
afterEach(async () => {
  for (const one of running.splice(0).toReversed()) await one.stop()
})

interface Meeting {
  readonly server: TestServer
  readonly smtp: MailServer
  readonly clock: LeapingClock
  readonly member: Person
  readonly document: ApiDocument
}

const withMail = async (
  options: {
    readonly smtp?: MailServerOptions
    readonly url?: (port: number) => string
    readonly server?: TestServerOptions
  } = {},
): Promise<Meeting> => {
  const smtp = await startMailServer(options.smtp)
  const clock = new LeapingClock()
  const server = await startTestServer({
    clock,
    ...options.server,
    environment: {
      SMTP_URL: options.url?.(smtp.port) ?? `smtp://127.0.0.1:${smtp.port}`,
      MAIL_FROM: 'صياغة <siyagha@text.example.org>',
    },
  })
  running.push(smtp, server)
  await server.facilitator.expect('PATCH', `/api/groups/${server.facilitator.group.id}`, { name: GROUP_NAME })
  const member = await server.join('editor', 'سعاد الخفيّة')
  const document = await server.facilitator.newDocument(TITLE)
  return { server, smtp, clock, member, document }
}

const mailPath = (person: Person) => `/api/groups/${person.group.id}/members/me/mail`
const inboxOf = (person: Person) => person.expect<ApiInbox>('GET', `/api/groups/${person.group.id}/inbox`)
const settingsOf = (person: Person) => person.expect<ApiMailSettings>('GET', mailPath(person))
const give = (person: Person, address: string | null, wish: object = {}) =>
  person.expect<ApiMailSettings>('PUT', mailPath(person), { address, every: 'hour', ...wish })

/** A link in a mail, as the path of the server that sent it. */
const linkIn = (text: string, kind: 'confirm' | 'off'): string =>
  new RegExp(`https?://\\S+(/mail/${kind}/\\S+)`).exec(text)?.[1] ?? ''

/** A mail program or another browser: no session, no page of ours. */
const post = (server: TestServer, path: string, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: 'List-Unsubscribe=One-Click',
  })

const confirmed = async (meeting: Meeting, person = meeting.member, address = 'souad@example.org') => {
  const before = meeting.smtp.mails.length
  await give(person, address)
  const { text } = await meeting.smtp.mail(before + 1)
  expect((await post(meeting.server, linkIn(text, 'confirm'))).status).toBe(200)
}

/** Something that every other member of the group is told. */
const news = async ({ server, document, member }: Meeting): Promise<void> => {
  const before = (await inboxOf(member)).unread
  const now = await server.facilitator.expect<ApiDocument>('GET', `/api/documents/${document.id}`)
  const stage = now.stage === 'drafting' ? 'suggesting' : 'drafting'
  await server.facilitator.expect('PUT', `/api/documents/${document.id}/stage`, { stage })
  await expect.poll(async () => (await inboxOf(member)).unread, { interval: 5 }).toBe(before + 1)
}

/** Time enough for a mail that must not be sent: as many turns of the server as several mails take. */
const quiet = async ({ member }: Meeting): Promise<void> => {
  for (let turn = 0; turn < 40; turn++) await inboxOf(member)
}

describe('an address', () => {
  it('[ACC621] gets one mail with a link, and nothing more until the link is followed', async () => {
    const meeting = await withMail()
    const { server, smtp, clock, member } = meeting
    expect(await settingsOf(member)).toEqual({
      offered: true,
      address: null,
      every: 'day',
      state: 'off',
      refused: false,
      mayQuote: false,
    })
    const settings = await give(member, 'souad@example.org')
    expect(settings).toMatchObject({ address: 'souad@example.org', every: 'hour', state: 'unconfirmed' })
    const mail = await smtp.mail(1)
    expect([mail.from, mail.to]).toEqual(['siyagha@text.example.org', ['souad@example.org']])
    expect(mail.subject).toBe('صياغة: أكِّد عنوان بريدك')
    expect(mail.text).not.toMatch(new RegExp(`${GROUP_NAME}|${TITLE}|سعاد`))
    await news(meeting)
    clock.leap(2 * HOUR)
    // Mail servers open links to look at them: that confirms nothing.
    const link = linkIn(mail.text, 'confirm')
    expect((await fetch(`${server.url}${link}`)).status).toBe(200)
    expect((await settingsOf(member)).state).toBe('unconfirmed')
    await give(member, 'souad@example.org', { every: 'day' })
    expect(await settingsOf(member)).toMatchObject({ state: 'unconfirmed', every: 'day' })
    expect((await post(server, link)).status).toBe(200)
    expect((await post(server, link)).status).toBe(200)
    expect((await settingsOf(member)).state).toBe('confirmed')
    await quiet(meeting)
    expect(smtp.attempts).toBe(1)
  })

  it('[ACC621] a link that is too old, of another address or made up confirms nothing', async () => {
    const { server, smtp, clock, member } = await withMail()
    await give(member, 'one@example.org')
    const first = linkIn((await smtp.mail(1)).text, 'confirm')
    await give(member, 'two@example.org')
    const second = linkIn((await smtp.mail(2)).text, 'confirm')
    for (const link of [first, '/mail/confirm/nobody.AAAAAAAAAAAAAAAAAAAAAAAA', '/mail/confirm/%00'])
      expect((await post(server, link)).status).toBe(410)
    clock.leap(49 * HOUR)
    expect((await post(server, second)).status).toBe(410)
    expect((await settingsOf(member)).state).toBe('unconfirmed')
  })

  it('[ACC621] who asks too often for that link is held, by member and by address', async () => {
    const { server, smtp, member } = await withMail()
    for (let n = 0; n < 3; n++) await give(member, 'flooded@example.org', { again: true })
    const again = { address: 'flooded@example.org', every: 'day', again: true }
    expect((await member.call('PUT', mailPath(member), again)).status).toBe(429)
    const other = await server.join('editor', 'آخر')
    const same = await other.call('PUT', mailPath(other), { ...again, address: 'FLOODED@example.org' })
    expect(same.status).toBe(429)
    expect((await settingsOf(other)).state).toBe('off')
    await smtp.mail(3)
    expect(smtp.mails.length).toBe(3)
  })

  it('[ACC626] is one address and nothing around it', async () => {
    const { member, smtp } = await withMail()
    const bad = [
      'a@example.org\r\nBcc: x@example.org',
      'a@example.org, b@example.org',
      'Name <a@example.org>',
      'a@example.org>',
      'no address',
      '',
      `${'a'.repeat(250)}@example.org`,
    ]
    for (const address of bad)
      expect((await member.call('PUT', mailPath(member), { address, every: 'day' })).status).toBe(400)
    expect([smtp.attempts, (await settingsOf(member)).state]).toEqual([0, 'off'])
  })

  it('[ACC627] is shown to its owner alone, and stands in no log', async () => {
    const lines: string[] = []
    const meeting = await withMail({
      server: { hearLog: (line) => lines.push(line) },
      smtp: { recipient: (address) => (address.startsWith('bad') ? 550 : null) },
    })
    const { server, smtp, member } = meeting
    await confirmed(meeting)
    await give(server.facilitator, 'bad.one@example.org')
    await smtp.attempted(2)
    await expect.poll(async () => (await settingsOf(server.facilitator)).refused).toBe(true)
    const seen = await Promise.all(
      [`/members`, `/inbox`, `/documents`, `/members/me/mail`].map(async (path) =>
        (await server.facilitator.call('GET', `/api/groups/${member.group.id}${path}`)).text(),
      ),
    )
    expect(seen.join()).toContain('bad.one@example.org')
    expect(seen.join()).not.toContain('souad@')
    expect(lines.join()).toContain('mail not sent')
    expect(lines.join()).not.toMatch(/example\.org/)
  })

  it('[ACC620] is erased the moment it is taken back, and with its member', async () => {
    const meeting = await withMail()
    const { server, smtp, clock, member } = meeting
    await confirmed(meeting)
    const other = await server.join('editor', 'آخر')
    await confirmed(meeting, other, 'other@example.org')
    expect(await give(member, null)).toMatchObject({ address: null, state: 'off' })
    await server.facilitator.call('DELETE', `/api/groups/${member.group.id}/members/${other.member.id}`)
    expect(await server.store.mail.all()).toEqual([])
    await news(meeting)
    clock.leap(2 * HOUR)
    await quiet(meeting)
    expect(smtp.attempts).toBe(2)
  })

  it('[ACC620] without a mail server there is none to give one to', async () => {
    const server = await startTestServer()
    running.push(server)
    expect((await settingsOf(server.facilitator)).offered).toBe(false)
    const wish = { address: 'a@example.org', every: 'day' }
    expect((await server.facilitator.call('PUT', mailPath(server.facilitator), wish)).status).toBe(409)
    expect(await give(server.facilitator, null)).toMatchObject({ offered: false, state: 'off' })
  })
})

describe('a digest', () => {
  it('[ACC622] [ACC623] says how many notices there are and where, and nothing else', async () => {
    const meeting = await withMail()
    const { server, smtp, clock } = meeting
    await confirmed(meeting)
    await news(meeting)
    await news(meeting)
    await news(meeting)
    clock.leap(HOUR)
    const mail = await smtp.mail(2)
    expect(mail.to).toEqual(['souad@example.org'])
    expect(mail.subject).toBe('صياغة: 3 إشعارات جديدة')
    expect(mail.headers.get('subject')).toMatch(/^=\?UTF-8\?/i)
    const off = linkIn(mail.text, 'off')
    expect(mail.text.replaceAll('\r\n', '\n')).toBe(
      `لك في صياغة 3 إشعارات لم تقرأها.

تجدها هنا:
${server.url}/

لا تحمل هذه الرسالة شيئًا من النصوص ولا عناوينها ولا أسماء أحد.

لإيقاف هذا البريد، بلا دخول:
${server.url}${off}
`,
    )
    const everything = mail.raw + mail.text + mail.subject
    for (const secret of [GROUP_NAME, TITLE, 'سعاد', 'الميسّرة', meeting.document.id, meeting.member.group.id])
      expect(everything).not.toContain(secret)
    expect(mail.headers.get('list-unsubscribe')).toBe(`<${server.url}${off}>`)
    expect(mail.headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated')
    expect(mail.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect([...mail.headers.keys()].toSorted()).toEqual([
      'auto-submitted',
      'content-transfer-encoding',
      'content-type',
      'date',
      'from',
      'list-unsubscribe',
      'list-unsubscribe-post',
      'message-id',
      'mime-version',
      'subject',
      'to',
    ])
    expect(mail.headers.get('to')).toBe('souad@example.org')
  })

  it('[ACC622] comes at most once in its period, and only about what is new and unread', async () => {
    const meeting = await withMail()
    const { smtp, clock, member } = meeting
    await confirmed(meeting)
    clock.leap(3 * HOUR)
    await news(meeting)
    clock.leap(60_000)
    expect((await smtp.mail(2)).subject).toContain('إشعار جديد')
    await news(meeting)
    clock.leap(HOUR / 2)
    clock.leap(60_000)
    await quiet(meeting)
    expect(smtp.attempts).toBe(2)
    clock.leap(HOUR / 2)
    await smtp.mail(3)
    // Unread, but mailed before.
    clock.leap(2 * HOUR)
    await quiet(meeting)
    expect(smtp.attempts).toBe(3)
    await news(meeting)
    const { entries } = await inboxOf(member)
    await member.expect('PUT', `/api/groups/${member.group.id}/inbox/read`, { through: entries[0]?.id })
    clock.leap(2 * HOUR)
    await quiet(meeting)
    expect(smtp.attempts).toBe(3)
    await news(meeting)
    clock.leap(2 * HOUR)
    expect((await smtp.mail(4)).subject).toBe('صياغة: إشعار جديد')
    expect(smtp.attempts).toBe(4)
  })

  it('[ACC623] with the leave of the group it holds titles, names and a short quote, in the body alone', async () => {
    const meeting = await withMail()
    const { server, smtp, clock, member, document } = meeting
    const group = `/api/groups/${member.group.id}`
    expect((await member.call('PATCH', group, { mailMayQuote: true })).status).toBe(403)
    await server.facilitator.expect('PATCH', group, { mailMayQuote: true })
    expect((await settingsOf(member)).mayQuote).toBe(true)
    await give(member, 'souad@example.org', { language: 'en' })
    const { text, subject } = await smtp.mail(1)
    expect(subject).toBe('Siyagha: confirm your address')
    await post(server, linkIn(text, 'confirm'))
    await news(meeting)
    clock.leap(HOUR)
    const mail = await smtp.mail(2)
    expect(mail.text).toContain(`\u2068${document.title}\u2069`)
    expect(mail.text).toMatch(/\u2068الميسّرة\u2069 changed the stage of the text to/)
    expect(mail.subject).toBe('Siyagha: one new notice')
    expect([...mail.headers.values()].join()).not.toContain(document.title)
  })

  it('[ACC626] no name or title makes a header of its own', async () => {
    const meeting = await withMail()
    const { server, smtp, clock, member } = meeting
    await server.facilitator.expect('PATCH', `/api/groups/${member.group.id}`, { mailMayQuote: true })
    const document = await server.facilitator.newDocument('=?utf-8?q?a?= <x@y> Bcc: x@example.org')
    await server.facilitator.expect(
      'PATCH',
      `/api/groups/${member.group.id}/members/${server.facilitator.member.id}`,
      { name: 'Subject: own, <z@example.org>' },
    )
    await confirmed(meeting)
    await news({ ...meeting, document })
    clock.leap(HOUR)
    const mail = await smtp.mail(2)
    expect(mail.to).toEqual(['souad@example.org'])
    expect(mail.headers.has('bcc')).toBe(false)
    expect(mail.text).toContain('Bcc: x@example.org')
    expect(mail.subject).toBe('صياغة: إشعار جديد')
  })
})

describe('turning mail off', () => {
  it('[ACC624] takes one request without a session, from anywhere, as often as one likes', async () => {
    const meeting = await withMail()
    const { server, smtp, clock, member } = meeting
    await confirmed(meeting)
    await news(meeting)
    clock.leap(HOUR)
    const off = linkIn((await smtp.mail(2)).text, 'off')
    await news(meeting)
    clock.leap(HOUR)
    await smtp.mail(3)
    // Opening it asks; the link of an earlier mail works like that of the last.
    const page = await fetch(`${server.url}${off}`)
    expect(await page.text()).toContain('<form method="post">')
    expect((await settingsOf(member)).state).toBe('confirmed')
    const done = await post(server, off, {
      origin: 'https://mail.example.org',
      'sec-fetch-site': 'cross-site',
    })
    expect(done.status).toBe(200)
    expect(await settingsOf(member)).toMatchObject({ state: 'off', address: null })
    const again = await post(server, off)
    const never = await post(server, '/mail/off/nobody.AAAAAAAAAAAAAAAAAAAAAAAA')
    expect([again.status, await again.text()]).toEqual([200, await never.text()])
    await news(meeting)
    clock.leap(2 * HOUR)
    await quiet(meeting)
    expect(smtp.attempts).toBe(3)
  })

  it('[ACC624] what is stored of a link does not open it', async () => {
    const meeting = await withMail()
    const { server, smtp, clock, member } = meeting
    await confirmed(meeting)
    await news(meeting)
    clock.leap(HOUR)
    const off = linkIn((await smtp.mail(2)).text, 'off')
    const secret = off.slice(off.lastIndexOf('.') + 1)
    const stored = await server.store.mail.get(member.member.id)
    expect(JSON.stringify(stored)).not.toContain(secret)
    const parts: Buffer[] = []
    await server.store.backup(async (bytes) => void parts.push(Buffer.from(bytes)))
    const backup = Buffer.concat(parts).toString('latin1')
    expect(backup).not.toContain(secret)
    expect(backup).toContain('souad@example.org')
  })

  it('[ACC624] its pages speak the reader’s language and need no script', async () => {
    const { server } = await withMail()
    const page = async (language: string) => {
      const answer = await fetch(`${server.url}/mail/off/x`, { headers: { 'accept-language': language } })
      return [answer.headers.get('content-security-policy'), await answer.text()] as const
    }
    const [policy, arabic] = await page('ar')
    expect(policy).toContain("script-src 'self'")
    expect(arabic).toContain('<html lang="ar" dir="rtl">')
    expect(arabic).not.toContain('<script')
    expect((await page('fr'))[1]).toContain('Arrêter les messages')
    expect((await fetch(`${server.url}/mail/page.css`)).headers.get('content-type')).toContain('text/css')
  })
})

describe('a mail server that', () => {
  it('[ACC625] is not there delays the mail and nothing else', async () => {
    const meeting = await withMail()
    const { smtp, clock, member } = meeting
    await confirmed(meeting)
    await smtp.stop()
    await news(meeting)
    clock.leap(HOUR)
    await news(meeting)
    clock.leap(60_000)
    expect((await settingsOf(member)).state).toBe('confirmed')
    const back = await startMailServer({ port: smtp.port })
    running.push(back)
    for (let minute = 0; minute < 20 && back.mails.length === 0; minute++) {
      clock.leap(60_000)
      await inboxOf(member)
    }
    const mail = await back.mail(1)
    expect(mail.subject).toBe('صياغة: إشعاران جديدان')
    clock.leap(2 * HOUR)
    await quiet(meeting)
    expect(back.mails.length).toBe(1)
  })

  it('[ACC625] wants other credentials gets no mail, and is asked again later', async () => {
    const credentials = { user: 'siyagha', pass: 'se/cret' }
    const meeting = await withMail({
      smtp: { credentials },
      url: (port) => `smtp://siyagha:wrong@127.0.0.1:${port}`,
    })
    await give(meeting.member, 'souad@example.org')
    await meeting.smtp.attempted(1)
    expect(meeting.smtp.mails.length).toBe(0)
    for (let minute = 0; minute < 20 && meeting.smtp.attempts < 2; minute++) {
      meeting.clock.leap(60_000)
      await settingsOf(meeting.member)
    }
    await meeting.smtp.attempted(2)
    expect(meeting.smtp.mails.length).toBe(0)
    expect(await settingsOf(meeting.member)).toMatchObject({ state: 'unconfirmed', refused: false })
    const known = await withMail({
      smtp: { credentials },
      url: (port) => `smtp://siyagha:se%2Fcret@127.0.0.1:${port}`,
    })
    await give(known.member, 'souad@example.org')
    expect((await known.smtp.mail(1)).to).toEqual(['souad@example.org'])
  })

  it('[LOG603] offers STARTTLS on this machine is spoken to without, unless the operator wants it', async () => {
    const plain = await withMail({ smtp: { offersTls: true } })
    await give(plain.member, 'souad@example.org')
    expect((await plain.smtp.mail(1)).to).toEqual(['souad@example.org'])
    const lines: string[] = []
    const strict = await withMail({
      smtp: { offersTls: true },
      url: (port) => `smtp://127.0.0.1:${port}?requireTLS=true`,
      server: { hearLog: (line) => lines.push(line) },
    })
    await give(strict.member, 'souad@example.org')
    // Its certificate is nobody's: nothing is handed over.
    await expect.poll(() => lines.join()).toContain('mail not sent')
    expect(strict.smtp.mails).toEqual([])
  })

  it('[ACC625] refuses a recipient for good is not asked again until the member gives the address again', async () => {
    let status: number | null = 550
    const meeting = await withMail({ smtp: { recipient: () => status } })
    const { smtp, clock, member } = meeting
    await give(member, 'gone@example.org')
    await smtp.attempted(1)
    await expect.poll(async () => (await settingsOf(member)).refused).toBe(true)
    clock.leap(2 * HOUR)
    await quiet(meeting)
    expect(smtp.attempts).toBe(1)
    status = null
    await give(member, 'gone@example.org')
    await smtp.mail(1)
    expect(await settingsOf(member)).toMatchObject({ refused: false, state: 'unconfirmed' })
  })

  it('[ACC625] puts a recipient off is asked again; one that breaks off while it takes the mail is not', async () => {
    let status: number | null = null
    let data: 'take' | 'cut' = 'take'
    const meeting = await withMail({ smtp: { recipient: () => status, data: () => data } })
    const { smtp, clock, member } = meeting
    await confirmed(meeting)
    status = 451
    await news(meeting)
    clock.leap(HOUR)
    await smtp.attempted(2)
    status = null
    data = 'cut'
    for (let minute = 0; minute < 20 && smtp.mails.length < 2; minute++) {
      clock.leap(60_000)
      await inboxOf(member)
    }
    // It has the mail, and nobody was told so.
    expect((await smtp.mail(2)).subject).toBe('صياغة: إشعار جديد')
    data = 'take'
    for (let minute = 0; minute < 70; minute++) {
      clock.leap(60_000)
      await inboxOf(member)
    }
    expect(smtp.mails.length).toBe(2)
  })

  it('[ACC625] a digest that a crash interrupted is not sent again after the restart', async () => {
    const meeting = await withMail()
    const { server, smtp, clock, member } = meeting
    await confirmed(meeting)
    await news(meeting)
    const record = await server.store.mail.get(member.member.id)
    // As it stands between mark and mail.
    await server.store.mail.change(member.member.id, (now) =>
      now === null ? null : { ...now, through: 1, digestAt: clock.now() },
    )
    expect(record?.through).toBe(0)
    await server.stop({ keepData: true })
    const again = await startTestServer({
      clock,
      dataDir: server.dataDir,
      port: server.port,
      environment: { SMTP_URL: `smtp://127.0.0.1:${smtp.port}`, MAIL_FROM: 'siyagha@text.example.org' },
    })
    running.push(again)
    clock.leap(2 * HOUR)
    await news({ ...meeting, server: again })
    clock.leap(2 * HOUR)
    expect((await smtp.mail(2)).subject).toBe('صياغة: إشعار جديد')
  })
})
