import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test'
import type { ApiDocument, ApiText } from '#core/protocol/api.ts'
import { LeapingClock } from '../support/leaping-clock.ts'
import type { Person } from '../support/device.ts'
import { seedThreads } from '../support/seeded-threads.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { buildLongWorld, type LongWorld } from './long-world.ts'
import { typeAt } from './typing.ts'

/** A made-up group at work: everything that a picture shows is written by us, by a seed that is always the same. */
export interface World {
  readonly server: TestServer
  readonly facilitator: Person
  readonly editor: Person
  readonly suggester: Person
  readonly viewer: Person
  /** Being written: suggestions, discussions, people in it. */
  readonly letter: ApiDocument
  /** With locked paragraphs. */
  readonly locked: ApiDocument
  readonly final: ApiDocument
  /** Takes comments only. */
  readonly closed: ApiDocument
  /** Without a word. */
  readonly blank: ApiDocument
  /** A group, people and texts with names as long as they may be. */
  readonly long: LongWorld
  /** A group without a text. */
  readonly emptyGroup: string
  /** Links that let nobody in, and one that does. */
  readonly links: { readonly fresh: () => Promise<string>; readonly used: string }
  readonly stop: () => Promise<void>
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
const GROUP = 'مجموعة عمل المياه'

export const contextOf = async (
  browser: Browser,
  person: Person | null,
  options: BrowserContextOptions,
): Promise<BrowserContext> => {
  const context = await browser.newContext({ serviceWorkers: 'block', ...options })
  if (person === null) return context
  const [name = '', ...rest] = person.cookie.split('=')
  await context.addCookies([{ name, value: rest.join('='), url: person.url }])
  return context
}

/** A page on which somebody writes while the pictures are taken. */
const desk = async (browser: Browser, person: Person, document: string): Promise<Page> => {
  const context = await contextOf(browser, person, {
    locale: 'ar',
    viewport: { width: 1440, height: 900 },
  })
  const page = await context.newPage()
  await page.goto(`${person.url}/documents/${document}`)
  await page.locator('.documentText').waitFor()
  return page
}

const textOf = (person: Person, document: string): Promise<ApiText> =>
  person.expect('GET', `/api/documents/${document}/text`)

export const buildWorld = async (browser: Browser): Promise<World> => {
  const clock = new LeapingClock()
  // The group began three days ago, so that days and versions differ.
  clock.leap(-3 * DAY)
  const server = await startTestServer({ clock })
  const { facilitator } = server
  const group = `/api/groups/${facilitator.group.id}`
  await facilitator.expect('PATCH', group, { name: GROUP })
  await facilitator.expect('PATCH', `${group}/members/${facilitator.member.id}`, { name: 'هدى' })
  const [editor, suggester, viewer] = [
    await server.join('editor', 'سلمى'),
    await server.join('suggester', 'يوسف'),
    await server.join('viewer', 'Jean-Marc (OCHA)'),
  ]
  await server.join('commenter', 'رنا')
  await server.join('suggester', 'أبو النور')
  const begin = (title: string, template = 'sample') => facilitator.newDocument(title, template)

  const final = await begin('بيان اللقاء الثاني')
  await facilitator.expect('PUT', `/api/documents/${final.id}/stage`, {
    stage: 'suggesting',
    reason: 'انتهت القراءة الأولى',
  })
  await facilitator.expect('PUT', `/api/documents/${final.id}/stage`, {
    stage: 'final',
    reason: 'اتُّفق عليه في الجلسة الأخيرة',
  })

  clock.leap(DAY)
  const locked = await begin('توصيات حماية مصادر المياه')
  const blocks = (await textOf(facilitator, locked.id)).blocks
  const lock = (id: string, at: number, kind: string, reason: string) =>
    facilitator.expect('POST', `/api/documents/${locked.id}/locks`, {
      id,
      from: blocks[at]?.bid,
      to: blocks[at]?.bid,
      kind,
      reason,
    })
  await lock('lock-1', 1, 'settled', 'أُقرّت في الجلسة الثانية')
  await lock('lock-2', 2, 'disputed', 'تنتظر رأي ممثّلي القرى')

  let closed = final
  for (const [title, stage] of [
    ['ورقة تعريفية للمانحين', 'commenting'],
    ['محضر الجلسة الأولى', 'commenting'],
    ['خطة العمل 2027', 'suggesting'],
    ['ملاحظات OCHA على المسودة', 'drafting'],
    ['أسئلة للقاء القادم', 'drafting'],
  ] as const) {
    const one = await begin(title)
    clock.leap(3 * HOUR)
    await facilitator.expect('PUT', `/api/documents/${one.id}/stage`, { stage })
    if (stage === 'commenting') closed = one
  }
  const blank = await facilitator.newDocument('ورقة بيضاء')
  clock.leap(DAY - 15 * HOUR)
  const old = await begin('مسودة قديمة')
  await facilitator.call('DELETE', `/api/documents/${old.id}`)

  const letter = await begin('الرسالة الختامية، اللقاء الثالث')
  clock.leap(DAY - 2 * HOUR)
  // The facilitator has seen it before the others write: what they write is then unread.
  const first = await desk(browser, facilitator, letter.id)
  await facilitator.expect('PUT', `/api/documents/${letter.id}/seen`, { seq: 3 })
  await first.context().close()
  const writing = await desk(browser, editor, letter.id)
  await typeAt(writing, 1, 'وجهًا لوجه', 'وجهًا لوجه في جنيف')
  const proposing = await desk(browser, suggester, letter.id)
  await typeAt(proposing, 2, 'كيف نقتسم ما بقي من الماء', 'كيف نقتسم ما بقي من الماء بالعدل')
  await typeAt(proposing, 2, 'وبالصبر أحيانًا', 'وبالصبر دائمًا')
  await seedThreads(server.port, suggester, letter.id, [
    { id: 'talk-1', on: 'مسافةٌ قطعتها قرى الحوض', body: `هل نسمّي القرى هنا؟ <@${facilitator.member.id}>` },
  ])
  await seedThreads(server.port, editor, letter.id, [
    { id: 'talk-2', on: 'لا يُسأل العطشان عن ضفّته', body: 'عبارة جميلة، أقترح أن تبقى كما هي.' },
  ])
  await facilitator.expect('POST', `/api/documents/${letter.id}/threads/talk-2/comments`, {
    id: 'talk-2-1',
    body: 'موافقة.',
  })
  const seq = (await textOf(facilitator, letter.id)).seq
  await editor.expect('POST', `/api/documents/${letter.id}/versions`, {
    id: 'version-1',
    name: 'مسودة اليوم الأول',
    seq,
  })

  clock.leap(2 * HOUR)
  // Inboxes tell of what came after the server began, which is now.
  await seedThreads(server.port, editor, letter.id, [
    { id: 'talk-3', on: null, body: `هل نراجع الخاتمة غدًا؟ <@${facilitator.member.id}>` },
  ])

  const { id: emptyGroup } = await facilitator.expect<{ id: string }>('POST', '/api/groups', {
    name: 'مجموعة عمل الطاقة',
  })
  await facilitator.invite('editor', { uses: 10, expiresInHours: 168 })
  const spent = await facilitator.invite('editor', { uses: 1, expiresInHours: 1 })
  await server.joinBy(spent.token, 'ليلى')
  const long = await buildLongWorld(server)
  return {
    server,
    long,
    closed,
    blank,
    facilitator,
    editor,
    suggester,
    viewer,
    letter,
    locked,
    final,
    emptyGroup,
    links: { fresh: async () => (await facilitator.invite('suggester')).url, used: spent.url },
    stop: async () => {
      await writing.context().close()
      await proposing.context().close()
      await server.stop()
    },
  }
}
