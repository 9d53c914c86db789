import { caretAfter, expect, test, text } from './document-room.ts'
import {
  hearErrors,
  memberId,
  open,
  openLetter,
  openList,
  openTalk,
  PHONE,
  reply,
  said,
  seed,
  talk,
  talks,
  threadsOf,
  WIDE,
} from './threads-room.ts'

const ONE = [{ id: 'one', on: 'ثلاثة أيام', body: 'هل هي ثلاثة؟' }]

test('[THR104] [UI610] a reply that is being written stays through what others do, a resolve and a reload', async ({
  room,
}) => {
  const page = await openLetter(room)
  await seed(room, ONE)
  const hala = await room.open({ role: 'suggester', name: 'هالة' }, WIDE)
  await openTalk(hala, 'one')
  await reply(open(hala)).fill('ردّ لم أُنهه')
  // The facilitator replies, writes in the text, and resolves.
  await openTalk(page, 'one')
  await reply(open(page)).fill('نعم')
  await reply(open(page)).press('Control+Enter')
  await caretAfter(page, 1, '')
  await page.keyboard.insertText('كما تعلمون ')
  await expect(said(open(hala))).toHaveCount(2)
  await expect(reply(open(hala))).toHaveValue('ردّ لم أُنهه')
  await openTalk(page, 'one')
  await open(page).getByRole('button', { name: 'إنهاء النقاش' }).click()
  await expect(open(hala)).toContainText('انتهى هذا النقاش بقرار الميسّرة')
  await expect(reply(open(hala))).toHaveValue('ردّ لم أُنهه')
  await expect(reply(open(hala))).toBeFocused()
  await hala.reload()
  await expect(text(hala)).toContainText('كما تعلمون')
  await openList(hala)
  await hala.getByLabel('الحالة').selectOption({ label: 'منتهية (1)' })
  await expect(talk(hala, 'one')).toContainText('ردّ لم يُرسَل')
  await openTalk(hala, 'one')
  await expect(reply(open(hala))).toHaveValue('ردّ لم أُنهه')
  await reply(open(hala)).press('Control+Enter')
  await expect.poll(async () => (await threadsOf(room))[0]?.comments.at(-1)?.body).toBe('ردّ لم أُنهه')
})

test('[UI610] a new comment that was not sent is there after a reload, and takes nobody’s focus', async ({
  room,
}) => {
  const page = await openLetter(room)
  await caretAfter(page, 1, 'اجتمعت المجموعة ', 'اجتمعت المجموعة ثلاثة أيام')
  await page.keyboard.press('Control+Alt+m')
  await page.keyboard.type('لم أُرسله')
  await page.keyboard.press('Escape')
  await page.reload()
  const field = page.getByRole('textbox', { name: 'تعليق جديد' })
  await expect(field).toHaveValue('لم أُرسله')
  await expect(field).not.toBeFocused()
  await field.click()
  await expect(open(page)).toHaveCount(1)
  await page.keyboard.press('Control+Enter')
  await expect
    .poll(async () => (await threadsOf(room))[0]?.anchor)
    .toMatchObject({
      quote: { exact: 'ثلاثة أيام' },
    })
})

test('[UI611] [THR102] what is said offline is shown as waiting, outlives a reload, and arrives; two who answer at once both stand', async ({
  room,
}) => {
  const page = await openLetter(room)
  await seed(room, ONE)
  const hala = await room.open({ role: 'suggester', name: 'هالة' }, WIDE)
  await openTalk(hala, 'one')
  await hala.context().setOffline(true)
  await reply(open(hala)).fill('من القطار')
  await reply(open(hala)).press('Control+Enter')
  await expect(open(hala)).toContainText('بانتظار الإرسال')
  await caretAfter(hala, 2, 'نطلب ', 'نطلب وقف القتال')
  await hala.keyboard.press('Control+Alt+m')
  await hala.keyboard.type('ومن يراقبه؟')
  await hala.keyboard.press('Control+Enter')
  await expect(open(hala)).toContainText('بانتظار الإرسال')
  await openTalk(page, 'one')
  await reply(open(page)).fill('من المكتب')
  await reply(open(page)).press('Control+Enter')
  // Said before she is back: the order of the two is that of their arrival.
  await expect.poll(async () => (await threadsOf(room)).map(({ comments }) => comments.length)).toEqual([2])
  await hala.context().setOffline(false)
  await expect(talks(page)).toHaveCount(2, { timeout: 20_000 })
  await expect(talks(hala).getByText('بانتظار الإرسال')).toHaveCount(0)
  for (const one of [page, hala]) {
    await openTalk(one, 'one').catch(() => undefined)
    await expect(said(talk(one, 'one'))).toContainText(['هل هي ثلاثة؟', 'من المكتب', 'من القطار'])
  }
})

test('[UI610] who may only comment does so on a phone; a viewer finds nothing of it', async ({
  room,
  browser,
}) => {
  const page = await openLetter(room)
  const samir = await room.open({ role: 'commenter', name: 'سامر' }, PHONE)
  const errors = hearErrors(page, samir)
  await caretAfter(samir, 3, 'الإفراج ', 'الإفراج عن المعتقلين')
  await samir.getByRole('button', { name: 'تعليق على المحدَّد' }).tap()
  const field = samir.getByRole('textbox', { name: 'تعليق جديد' })
  await expect(field).toBeFocused()
  await field.fill('ومن هم قيد المحاكمة؟')
  await samir.getByRole('button', { name: 'إرسال' }).tap()
  await expect(talks(page)).toContainText('ومن هم قيد المحاكمة؟')
  await expect(text(samir)).toHaveText(/الإفراج عن المعتقلين/)

  const person = await room.server.join('viewer', 'منى')
  const context = await browser.newContext({ locale: 'ar', ...WIDE })
  const [name = '', ...rest] = person.cookie.split('=')
  await context.addCookies([{ name, value: rest.join('='), url: person.url }])
  const mona = await context.newPage()
  const heard: string[] = []
  mona.on(
    'response',
    (response) =>
      void response.text().then(
        (body) => heard.push(body),
        () => undefined,
      ),
  )
  await mona.goto(`${room.server.url}/documents/${room.document}`)
  await expect(mona.getByText('الإفراج عن المعتقلين')).toBeVisible()
  await expect(mona.locator('[data-thread]')).toHaveCount(0)
  expect(heard.join()).not.toContain('ومن هم قيد المحاكمة')
  expect((await person.call('GET', `/api/documents/${room.document}/threads`)).status).toBe(403)
  await context.close()
  expect(errors).toEqual([])
})

test('[UI611] a hidden comment is read by its author and by facilitators; a deleted one leaves who and when', async ({
  room,
}) => {
  const page = await openLetter(room)
  await seed(room, ONE)
  const hala = await room.open({ role: 'suggester', name: 'هالة' }, WIDE)
  const samir = await room.open({ role: 'commenter', name: 'سامر' }, WIDE)
  await openTalk(hala, 'one')
  await reply(open(hala)).fill('كلام جارح')
  await reply(open(hala)).press('Control+Enter')
  await openTalk(page, 'one')
  const more = open(page).getByRole('button', { name: /المزيد في تعليق .*هالة/ })
  await more.click()
  await page.getByRole('menuitem', { name: 'إخفاء عن الأعضاء…' }).click()
  await page.getByLabel('السبب').fill('خارج الموضوع')
  await page.getByRole('button', { name: 'إخفاء', exact: true }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(more).toBeFocused()
  await openTalk(samir, 'one')
  await expect(said(open(samir)).nth(1)).toContainText('أُخفي هذا التعليق بقرار الميسّرة (خارج الموضوع)')
  await expect(open(samir)).not.toContainText('كلام جارح')
  await expect(said(open(hala)).nth(1)).toContainText('كلام جارح')
  await expect(said(open(page)).nth(1)).toContainText('كلام جارح')
  await more.click()
  await page.getByRole('menuitem', { name: 'إظهار للأعضاء' }).click()
  await expect(open(samir)).toContainText('كلام جارح')

  // Asked once, since it does not come back.
  const mine = open(hala).getByRole('button', { name: /المزيد في تعليق .*هالة/ })
  await mine.click()
  await hala.getByRole('menuitem', { name: 'حذف' }).click()
  await hala.getByRole('button', { name: 'إلغاء' }).click()
  await expect(mine).toBeFocused()
  await mine.click()
  await hala.getByRole('menuitem', { name: 'حذف' }).click()
  await hala.getByRole('button', { name: 'حذف التعليق' }).click()
  await expect(mine).toBeFocused()
  for (const one of [page, hala, samir]) {
    await expect(said(open(one)).nth(1)).toContainText('حذف كاتبه هذا التعليق')
    await expect(said(open(one)).nth(1)).toContainText('هالة')
    await expect(open(one)).not.toContainText('كلام جارح')
  }
})

test('[UI616] what the server refuses is said at once, with its words and why, and stays until it is let go', async ({
  room,
}) => {
  await openLetter(room)
  await seed(room, ONE)
  const hala = await room.open({ role: 'commenter', name: 'هالة' }, WIDE)
  await openTalk(hala, 'one')
  await hala.context().setOffline(true)
  await reply(open(hala)).fill('كتبتُه وأنا بعيدة')
  await reply(open(hala)).press('Control+Enter')
  await expect(open(hala)).toContainText('بانتظار الإرسال')
  const { facilitator } = room.server
  const id = await memberId(room, 'هالة')
  await facilitator.expect('PATCH', `/api/groups/${facilitator.group.id}/members/${id}`, { role: 'viewer' })
  await hala.context().setOffline(false)
  const refused = hala.getByTestId('refused-comments')
  await expect(refused).toContainText('كتبتُه وأنا بعيدة', { timeout: 20_000 })
  await expect(refused).toContainText('لم يصل هذا التعليق')
  await expect(hala.getByRole('alert').filter({ hasText: 'لم يصل هذا التعليق' })).toHaveCount(1)
  // May she comment again, it is sent again.
  await facilitator.expect('PATCH', `/api/groups/${facilitator.group.id}/members/${id}`, {
    role: 'commenter',
  })
  await refused.getByRole('button', { name: 'إعادة المحاولة' }).click()
  await expect(refused).toHaveCount(0)
  await expect.poll(async () => (await threadsOf(room))[0]?.comments.at(-1)?.body).toBe('كتبتُه وأنا بعيدة')
})

test('[UI611] whatever is written is shown as it is written: no markup, no turned direction', async ({
  room,
}) => {
  const page = await openLetter(room)
  const errors = hearErrors(page)
  const hostile =
    '<img src=x onerror="document.title=1"> **x** javascript:alert(1) \u202Eevil\u2066 <@nobody>'
  await seed(room, [{ id: 'one', on: 'ثلاثة أيام', body: hostile }])
  await openTalk(page, 'one')
  const words = said(open(page)).first()
  await expect(words).toContainText('<img src=x onerror="document.title=1"> **x** javascript:alert(1) evil')
  expect(await words.locator('img, a').count()).toBe(0)
  expect(await page.title()).not.toBe('1')
  // Bidi controls are gone, and what it is runs by its own letters inside a page that runs from the right.
  expect(await words.textContent()).not.toMatch(/[\u202A-\u202E]/u)
  await expect(words.locator('[dir=auto]')).toHaveCount(1)
  expect(errors).toEqual([])
})

test('[UI611] [UI642] a link that is copied from a discussion leads to it, wherever it stands', async ({
  room,
}) => {
  const page = await openLetter(room)
  await seed(room, [...ONE, { id: 'whole', on: null, body: 'على الرسالة كلّها' }])
  await openTalk(page, 'one')
  await open(page)
    .getByRole('button', { name: /المزيد في تعليق/ })
    .click()
  await page.getByRole('menuitem', { name: 'نسخ رابط إلى هذا النقاش' }).click()
  await expect(page.getByText('نُسخ الرابط.')).toBeVisible()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  const address = `${room.server.url}/documents/${room.document}`
  expect(link).toBe(`${address}#thread=one`)
  const hala = await room.open({ role: 'suggester', name: 'هالة' }, WIDE)
  // To its card beside the text.
  await hala.goto('about:blank')
  await hala.goto(link)
  await expect(open(hala)).toContainText('هل هي ثلاثة؟')
  await expect(open(hala)).toBeFocused()
  await expect(hala.getByRole('tab')).toHaveCount(0)
  // To the list: what is about the whole text, and what is resolved and has no place any more.
  await hala.goto('about:blank')
  await hala.goto(`${address}#thread=whole`)
  await expect(open(hala)).toContainText('على الرسالة كلّها')
  await expect(hala.getByRole('tab', { name: /النقاشات/ })).toHaveAttribute('data-state', 'active')
  await open(page).getByRole('button', { name: 'إنهاء النقاش' }).click()
  await caretAfter(page, 1, 'اجتمعت المجموعة ', 'اجتمعت المجموعة ثلاثة أيام')
  await page.keyboard.press('Delete')
  await expect(text(hala)).toContainText('اجتمعت المجموعة  في')
  await hala.goto('about:blank')
  await hala.goto(link)
  await expect(open(hala)).toContainText('لم يعد موضعه في النصّ')
  await expect(hala.getByLabel('الحالة')).toHaveValue('')
})

test('[UI613] [UI642] a link to the reason of a suggestion leads to its card', async ({ room }) => {
  const page = await openLetter(room)
  await page.getByRole('radio', { name: 'اقتراح' }).click()
  await caretAfter(page, 2, 'نطلب ')
  await page.keyboard.insertText('فورًا ')
  const card = page.locator('[data-card][data-active=true]')
  await card.getByRole('textbox', { name: 'السبب' }).fill('لا وقت')
  await card.getByRole('textbox', { name: 'السبب' }).press('Control+Enter')
  await expect.poll(() => threadsOf(room)).toHaveLength(1)
  const [reason] = await threadsOf(room)
  const hala = await room.open({ role: 'suggester', name: 'هالة' }, WIDE)
  await hala.goto('about:blank')
  await hala.goto(`${room.server.url}/documents/${room.document}#thread=${reason?.id ?? ''}`)
  await expect(said(hala.locator('[data-card][data-active=true]'))).toContainText('لا وقت')
})
