import AxeBuilder from '@axe-core/playwright'
import { expect, test as base, type Browser, type Page } from '@playwright/test'
import type { ApiInbox } from '#core/protocol/api-inbox.ts'
import type { Person } from '../support/device.ts'
import { startMailServer, type MailServer } from '../support/mail-server.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

interface Room {
  readonly smtp: MailServer
  readonly server: TestServer
  readonly author: Person
  readonly document: string
  readonly pageOf: (person: Person, path: string, narrow?: boolean) => Promise<Page>
}

const pageOf = async (browser: Browser, person: Person, path: string, narrow: boolean): Promise<Page> => {
  const context = await browser.newContext({
    locale: 'ar',
    viewport: narrow ? { width: 390, height: 844 } : { width: 1280, height: 720 },
    hasTouch: narrow,
    isMobile: narrow,
  })
  const [name = '', value = ''] = person.cookie.split('=')
  await context.addCookies([{ name, value, url: person.url }])
  const page = await context.newPage()
  await page.goto(person.url + path)
  return page
}

const test = base.extend<{ room: Room }>({
  room: async ({ browser }, use) => {
    const smtp = await startMailServer()
    const server = await startTestServer({
      environment: {
        SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
        MAIL_FROM: 'siyagha@text.example.org',
      },
    })
    const author = await server.join('suggester', 'سعاد الحكيم')
    const { id } = await server.facilitator.newDocument('البيان الختامي')
    const pages: Page[] = []
    await use({
      smtp,
      server,
      author,
      document: id,
      pageOf: async (person, path, narrow = false) => {
        const page = await pageOf(browser, person, path, narrow)
        pages.push(page)
        return page
      },
    })
    for (const page of pages) await page.context().close()
    await server.stop()
    await smtp.stop()
  },
})

const bell = (page: Page) => page.getByRole('button', { name: /^الإشعارات/ })
const rows = (page: Page) => page.getByRole('dialog').getByRole('listitem')
const text = (page: Page) => page.locator('.documentText')

const expectAccessible = async (page: Page): Promise<void> => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
}

/** Writes a suggestion as its author, in the page. */
const suggest = async (page: Page, words: string): Promise<void> => {
  await text(page).click()
  await page.keyboard.type(words)
  await expect(page.getByTestId('saved').locator('span').first()).toHaveText('حُفِظ')
}

/** Decides about the newest suggestion of the text, over HTTP as a page does. */
const decideFirst = async ({ server, document }: Room, page: Page, verdict: 'accept' | 'reject') => {
  const suggestion = await page.locator('[data-card]').first().getAttribute('data-card')
  await server.facilitator.expect('POST', `/api/documents/${document}/decisions`, {
    id: `act-${suggestion}`,
    decisions: [{ suggestion, verdict }],
  })
}

test('[UI640] [UI641] an open page hears at once what became of one’s suggestion; all is read with one click', async ({
  room,
}) => {
  const page = await room.pageOf(room.author, `/documents/${room.document}`)
  await suggest(page, 'كلام مقترح')
  await expect(bell(page)).toHaveAccessibleName('الإشعارات')
  await decideFirst(room, page, 'accept')
  await expect(bell(page)).toHaveAccessibleName('الإشعارات، واحد غير مقروء')
  await expect(page.getByTestId('unread')).toHaveText('1')
  await room.server.facilitator.expect('PUT', `/api/documents/${room.document}/stage`, {
    stage: 'commenting',
  })
  await expect(page.getByTestId('unread')).toHaveText('2')
  // Another page of the same browser, which has no socket.
  const other = await page.context().newPage()
  await other.goto(room.server.url)
  await expect(bell(other)).toHaveAccessibleName('الإشعارات، اثنان غير مقروءين')
  await bell(page).press('Enter')
  await expect(rows(page)).toHaveText([
    /الميسّرة: المرحلة الآن: تعليق\s*البيان الختامي/,
    /الميسّرة: قُبل اقتراحك\s*البيان الختامي/,
  ])
  await expect(rows(page).first().locator('bdi').first()).toHaveText('الميسّرة')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'اعتبار الكلّ مقروءًا' }).click()
  await expect(bell(page)).toHaveAccessibleName('الإشعارات')
  await expect(page.getByTestId('unread')).toHaveCount(0)
  await expect(bell(other)).toHaveAccessibleName('الإشعارات')
  await other.close()
  await page.keyboard.press('Escape')
  await expect(bell(page)).toBeFocused()
  const { unread } = await room.author.expect<ApiInbox>('GET', `/api/groups/${room.author.group.id}/inbox`)
  expect(unread).toBe(0)
})

test('[UI641] [UI642] a notice leads to the suggestion if it still stands, from another page and by keys', async ({
  room,
}) => {
  const { server, document } = room
  const writing = await room.pageOf(room.author, `/documents/${document}`)
  await suggest(writing, 'اقتراح يُفتح من جديد')
  const suggestion = await writing.locator('[data-card]').first().getAttribute('data-card')
  await decideFirst(room, writing, 'reject')
  await expect(writing.getByTestId('unread')).toHaveText('1')
  await writing.close()
  const path = `/api/documents/${document}/decisions/act-${suggestion}/undo`
  await server.facilitator.expect('POST', path, { id: 'undo-1' })
  const page = await room.pageOf(room.author, '/')
  await expect(page.getByTestId('unread')).toHaveText('2')
  await bell(page).focus()
  await page.keyboard.press('Enter')
  await expect(rows(page).first()).toContainText('عاد اقتراحك مفتوحًا')
  await rows(page).first().getByRole('link').press('Enter')
  await expect(page).toHaveURL(`${server.url}/documents/${document}#suggestion=${suggestion}`)
  await expect(text(page)).toContainText('اقتراح يُفتح من جديد')
  await expect(text(page)).toBeFocused()
  await expect(page.locator(`[data-card="${suggestion}"]`)).toHaveAttribute('data-active', 'true')
  await expect(page.getByTestId('unread')).toHaveCount(0)
  // The address of one that is decided since says so, and opens the document all the same.
  await page.goto(`${server.url}/documents/${document}#suggestion=nobody-x-1`)
  await page.reload()
  await expect(page.getByText('لم يعد هذا الاقتراح مفتوحًا.')).toBeVisible()
  await expect(text(page)).toContainText('اقتراح يُفتح من جديد')
})

test('[UI641] [UI642] a mention leads to its discussion, on a wide window and on a phone', async ({
  room,
}) => {
  const { server, author, document } = room
  const body = `<@${author.member.id}> ما رأيك في النصّ كلّه؟`
  const thread = { id: 'talk-1', anchor: null, body }
  await server.facilitator.expect('POST', `/api/documents/${document}/threads`, thread)
  for (const narrow of [false, true]) {
    const page = await room.pageOf(author, '/', narrow)
    await bell(page).click()
    await expect(rows(page).first()).toContainText('الميسّرة: ذِكرٌ لك في تعليق')
    await rows(page).first().getByRole('link').click()
    await expect(page).toHaveURL(`${server.url}/documents/${document}#thread=talk-1`)
    const talk = page.locator('[data-thread="talk-1"]')
    await expect(talk).toHaveAttribute('data-active', 'true')
    await expect(talk).toBeInViewport()
    await expect(talk).toContainText('ما رأيك في النصّ كلّه؟')
    await page.close()
  }
})

test('[UI640] a page without a socket asks when it is looked at again; viewers have no bell', async ({
  room,
}) => {
  const { server, author, document } = room
  const page = await room.pageOf(author, '/')
  await expect(bell(page)).toHaveAccessibleName('الإشعارات')
  await server.facilitator.expect('PUT', `/api/documents/${document}/stage`, { stage: 'suggesting' })
  await page.evaluate(() => window.document.dispatchEvent(new Event('visibilitychange')))
  await expect(bell(page)).toHaveAccessibleName('الإشعارات، واحد غير مقروء')
  const viewer = await server.join('viewer', 'قارئ')
  const other = await room.pageOf(viewer, '/')
  await expect(other.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(bell(other)).toHaveCount(0)
})

test('[UI643] [UI644] an address is given, confirmed by its link, and erased with one click', async ({
  room,
  browser,
}) => {
  const { smtp, server, author } = room
  const page = await room.pageOf(author, '/')
  await bell(page).click()
  await page.getByRole('button', { name: 'إعدادات الإشعارات' }).click()
  const dialog = page.getByRole('dialog', { name: 'إعدادات الإشعارات' })
  await expect(dialog.getByText('لا يُرسَل إليك بريد.')).toBeVisible()
  await dialog.getByLabel('عنوان بريدك').fill('not an address')
  await dialog.getByRole('button', { name: 'أرسل رابط التأكيد' }).click()
  await expect(dialog.getByText('عنوان البريد غير صالح')).toBeVisible()
  await dialog.getByLabel('عنوان بريدك').fill('souad@example.org')
  await dialog.getByLabel('مرّة على الأكثر').selectOption('hour')
  await dialog.getByRole('button', { name: 'أرسل رابط التأكيد' }).click()
  await expect(dialog.getByText('أُرسل رابط إلى هذا العنوان')).toBeVisible()
  await expectAccessible(page)
  const { text: mail, to } = await smtp.mail(1)
  expect(to).toEqual(['souad@example.org'])
  const link = /https?:\/\/\S+\/mail\/confirm\/\S+/.exec(mail)?.[0] ?? ''
  // The link is opened where nobody is signed in, by whoever reads the mail.
  const strange = await browser.newContext({ locale: 'ar' })
  const reader = await strange.newPage()
  await reader.goto(link)
  await expectAccessible(reader)
  await reader.getByRole('button', { name: 'أكِّد العنوان' }).click()
  await expect(reader.getByRole('heading')).toHaveText('تأكّد العنوان')
  await strange.close()
  await page.reload()
  await bell(page).click()
  await page.getByRole('button', { name: 'إعدادات الإشعارات' }).click()
  await expect(dialog.getByText('العنوان مؤكَّد.')).toBeVisible()
  await expect(dialog.getByLabel('مرّة على الأكثر')).toHaveValue('hour')
  // Only a facilitator may let mail quote.
  await expect(dialog.getByLabel(/يجوز أن يحمل بريد/)).toHaveCount(0)
  await dialog.getByRole('button', { name: 'أوقف البريد وامحُ العنوان' }).click()
  await expect(dialog.getByText('لا يُرسَل إليك بريد.')).toBeVisible()
  expect(await server.store.mail.all()).toEqual([])
})

test('[UI643] a facilitator lets mail quote; without a mail server there is no field', async ({
  room,
  browser,
}) => {
  const { facilitator } = room.server
  const page = await room.pageOf(facilitator, '/')
  await bell(page).click()
  await page.getByRole('button', { name: 'إعدادات الإشعارات' }).click()
  await expect(page.getByText('تقول الرسالة كم إشعارًا لك')).toBeVisible()
  // Ticked when the server has it, not before.
  await page.getByLabel(/يجوز أن يحمل بريد/).click()
  await expect(page.getByLabel(/يجوز أن يحمل بريد/)).toBeChecked()
  await expect(page.getByText('تسمح المجموعة بأن تحمل الرسالة')).toBeVisible()
  expect(
    await room.author.expect('GET', `/api/groups/${room.author.group.id}/members/me/mail`),
  ).toMatchObject({ mayQuote: true })
  const bare = await startTestServer()
  const other = await pageOf(browser, bare.facilitator, '/', false)
  await bell(other).click()
  await other.getByRole('button', { name: 'إعدادات الإشعارات' }).click()
  await expect(other.getByText('لم يُعِدَّ من يدير هذا الخادم بريدًا')).toBeVisible()
  await expect(other.getByLabel('عنوان بريدك')).toHaveCount(0)
  await other.context().close()
  await bare.stop()
})

test('[UI645] the browser notifies only who asked for it there, while the page is hidden, without any words of a text', async ({
  room,
}) => {
  const { server, author, document } = room
  const page = await room.pageOf(author, '/')
  // A stand-in for the browser's own: what is asked of it and what is shown.
  await page.addInitScript(() => {
    const shown: string[] = []
    class Stand {
      static permission = 'default'
      static async requestPermission() {
        shown.push('asked')
        Stand.permission = 'granted'
        return 'granted'
      }
      onclick = null
      constructor(title: string, options: object) {
        shown.push(`${title} ${JSON.stringify(options)}`)
      }
      close() {}
    }
    Object.assign(window, { Notification: Stand, shownNotices: shown })
  })
  await page.reload()
  const shown = () => page.evaluate((): unknown => Reflect.get(window, 'shownNotices'))
  const setStage = (stage: string) =>
    server.facilitator.expect('PUT', `/api/documents/${document}/stage`, { stage })
  const look = (state: 'hidden' | 'visible') =>
    page.evaluate((now) => {
      Object.defineProperty(window.document, 'visibilityState', { value: now, configurable: true })
      window.document.dispatchEvent(new Event('visibilitychange'))
    }, state)
  await setStage('suggesting')
  await look('visible')
  await expect(page.getByTestId('unread')).toHaveText('1')
  expect(await shown()).toEqual([])
  await bell(page).click()
  await page.getByRole('button', { name: 'إعدادات الإشعارات' }).click()
  expect(await shown()).toEqual([])
  await page.getByLabel('نبِّهني من المتصفّح حين تكون الصفحة مخفيّة').check()
  await expect.poll(shown).toEqual(['asked'])
  await page.keyboard.press('Escape')
  await page.clock.install()
  await page.reload()
  await page.evaluate(() => {
    const stand: unknown = Reflect.get(window, 'Notification')
    if (typeof stand === 'function') Reflect.set(stand, 'permission', 'granted')
  })
  await expect(page.getByTestId('unread')).toHaveText('1')
  await look('hidden')
  await setStage('commenting')
  await page.clock.runFor(61_000)
  await expect
    .poll(shown)
    .toEqual([`إشعاران غير مقروءين ${JSON.stringify({ tag: 'siyagha', lang: 'ar', dir: 'auto' })}`])
  await look('visible')
  await setStage('final')
  await page.clock.runFor(61_000)
  await expect(page.getByTestId('unread')).toHaveText('3')
  expect(((await shown()) as unknown[]).length).toBe(1) // the stand-in above
})

test('[UI646] on a phone it is a sheet, with targets for thumbs', async ({ room }) => {
  const { server, author, document } = room
  await server.facilitator.expect('PUT', `/api/documents/${document}/stage`, { stage: 'suggesting' })
  for (const path of ['/', `/documents/${document}`]) {
    const page = await room.pageOf(author, path, true)
    await expect(page.getByTestId('unread')).toHaveText('1')
    const target = await bell(page).boundingBox()
    expect(Math.min(target?.width ?? 0, target?.height ?? 0)).toBeGreaterThanOrEqual(44)
    await bell(page).tap()
    const sheet = page.getByRole('dialog', { name: 'الإشعارات' })
    await expect(sheet).toBeVisible()
    for (const one of await sheet.locator('a, button').all())
      expect((await one.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(44)
    await expectAccessible(page)
    const sideways = await page.evaluate(
      () => window.document.documentElement.scrollWidth - window.document.documentElement.clientWidth,
    )
    expect(sideways).toBe(0)
    await page.keyboard.press('Escape')
    await expect(bell(page)).toBeFocused()
    await page.close()
  }
})
