import { caretAfter, expect, pressLetters, test, text } from './document-room.ts'
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
  selected,
  talk,
  talks,
  threadsOf,
  WIDE,
} from './threads-room.ts'

const DAYS = ['اجتمعت المجموعة ', 'اجتمعت المجموعة ثلاثة أيام'] as const

test('[UI610] [UI602] a comment is begun by the tool and by the key; Escape returns to what was selected, with the words kept', async ({
  room,
}) => {
  const page = await openLetter(room)
  const errors = hearErrors(page)
  await caretAfter(page, 1, ...DAYS)
  await page.getByRole('button', { name: 'تعليق على المحدَّد' }).click()
  const field = page.getByRole('textbox', { name: 'تعليق جديد' })
  await expect(field).toBeFocused()
  await page.keyboard.type('هل هي ثلاثة؟')
  await page.keyboard.press('Escape')
  await expect(text(page)).toBeFocused()
  expect(await selected(page)).toBe('ثلاثة أيام')
  await expect(field).toHaveValue('هل هي ثلاثة؟')
  // Again, by the key: what was written is there, and about what is selected now.
  await caretAfter(page, 2, 'نطلب ', 'نطلب وقف القتال')
  await page.keyboard.press('Control+Alt+m')
  await expect(field).toBeFocused()
  await expect(field).toHaveValue('هل هي ثلاثة؟')
  await page.keyboard.press('Control+Enter')
  await expect(field).toHaveCount(0)
  await expect(text(page)).toBeFocused()
  expect(await selected(page)).toBe('وقف القتال')
  await expect(open(page)).toContainText('هل هي ثلاثة؟')
  // Nothing written: Escape leaves nothing behind. At a caret the comment is about its paragraph.
  await caretAfter(page, 5, 'ونشكر')
  await page.keyboard.press('Control+Alt+m')
  await expect(field).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(field).toHaveCount(0)
  await expect(text(page)).toBeFocused()
  await page.keyboard.press('Control+Alt+m')
  await field.fill('على الفقرة كلّها')
  await page.getByRole('button', { name: 'إرسال' }).click()
  await expect.poll(() => threadsOf(room)).toHaveLength(2)
  const [first, second] = await threadsOf(room)
  expect(first?.anchor).toMatchObject({ quote: { exact: 'وقف القتال' } })
  expect(second?.anchor).toMatchObject({ quote: { exact: '' } })
  // Cancelled: the words go, and the selection is there all the same.
  await caretAfter(page, 1, ...DAYS)
  await page.keyboard.press('Control+Alt+m')
  await page.keyboard.type('لا شيء')
  await page.getByRole('button', { name: 'إلغاء' }).click()
  await expect(field).toHaveCount(0)
  await expect(text(page)).toBeFocused()
  expect(await selected(page)).toBe('ثلاثة أيام')
  expect(errors).toEqual([])
})

test('[UI610] what is typed before the field is drawn is the comment, not the text', async ({ room }) => {
  const page = await openLetter(room)
  await room.server.join('commenter', 'سامر')
  const before = await text(page).textContent()
  await caretAfter(page, 1, ...DAYS)
  // A page that is busy: nothing is drawn until it is let.
  await page.evaluate(() => {
    const waiting: FrameRequestCallback[] = []
    const ask = window.requestAnimationFrame
    window.requestAnimationFrame = (callback) => waiting.push(callback)
    window.addEventListener('let-draw', () => {
      window.requestAnimationFrame = ask
      for (const callback of waiting) ask(callback)
    })
  })
  const draw = () => page.evaluate(() => window.dispatchEvent(new Event('let-draw')))
  await page.keyboard.press('Control+Alt+m')
  await page.keyboard.type('هل هي ثلاثة؟')
  await page.keyboard.press('Control+Enter')
  await expect.poll(async () => (await threadsOf(room))[0]?.comments[0]?.body).toBe('هل هي ثلاثة؟')
  await expect(text(page)).toBeFocused()
  await page.keyboard.press('Control+Alt+m')
  await page.keyboard.type('وهل يا @سا')
  await draw()
  const field = page.getByRole('textbox', { name: 'تعليق جديد' })
  await expect(field).toBeFocused()
  // A mention that was begun then is offered members, too.
  await expect(page.getByRole('option')).toHaveText([/سامر/])
  await page.keyboard.press('Enter')
  await page.keyboard.type('نكتبها؟')
  await expect(field).toHaveValue('وهل يا @سامر نكتبها؟')
  expect(await text(page).textContent()).toBe(before)
})

test('[UI610] [THR21] members are offered behind an @ by their folded names, and a mention is the member', async ({
  room,
}) => {
  const page = await openLetter(room)
  const hala = await room.open({ role: 'suggester', name: 'هالة الأحمد' }, WIDE)
  await room.server.join('viewer', 'هاني')
  await room.server.join('commenter', 'سامر')
  await caretAfter(page, 1, ...DAYS)
  await page.keyboard.press('Control+Alt+m')
  const field = page.getByRole('textbox', { name: 'تعليق جديد' })
  await page.keyboard.type('هل توافقين يا @')
  const offered = page.getByRole('option')
  // Neither oneself nor who cannot read it.
  await expect(offered).toHaveText([/هالة الأحمد/, /سامر/])
  await page.keyboard.press('ArrowDown')
  await expect(offered.nth(1)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Escape')
  await expect(offered).toHaveCount(0)
  await expect(field).toBeFocused()
  // «أحمد» finds «الأحمد»: without the article and whatever is written on the alif.
  await page.keyboard.type('احمد')
  await expect(offered).toHaveText([/هالة الأحمد/])
  await page.keyboard.press('Enter')
  await expect(field).toHaveValue('هل توافقين يا @هالة الأحمد ')
  await page.keyboard.type('؟')
  await page.keyboard.press('Control+Enter')
  const id = await memberId(room, 'هالة الأحمد')
  await expect.poll(async () => (await threadsOf(room))[0]?.comments[0]?.mentions).toEqual([id])
  await expect(open(page).locator('bdi', { hasText: '@هالة الأحمد' })).toHaveAttribute('data-me', 'false')
  await expect(talks(hala).locator('bdi', { hasText: '@هالة الأحمد' })).toHaveAttribute('data-me', 'true')
  await openList(hala)
  await hala.getByLabel('لمن').selectOption({ label: 'تذكرني (1)' })
  await expect(talks(hala)).toHaveCount(1)
})

test('[UI611] a discussion of three is answered, changed, resolved, found and reopened, and the focus stays in it', async ({
  room,
}) => {
  const page = await openLetter(room)
  const hala = await room.open({ role: 'suggester', name: 'هالة' }, WIDE)
  const samir = await room.open({ role: 'commenter', name: 'سامر' }, PHONE)
  const errors = hearErrors(page, hala, samir)
  await caretAfter(page, 1, ...DAYS)
  await page.keyboard.press('Control+Alt+m')
  await page.keyboard.type('هل هي ثلاثة أم أربعة؟')
  await page.keyboard.press('Control+Enter')

  // A closed card: who and the first words; the whole of it leads to the discussion.
  await expect(talks(hala)).toContainText('الميسّرة')
  await expect(talks(hala)).toHaveAccessibleName(/تعليق من .*الميسّرة.*: هل هي ثلاثة أم أربعة؟/)
  await talks(hala).getByRole('button').click()
  await expect(open(hala)).toBeFocused()
  await reply(open(hala)).fill('أربعة')
  await open(hala).getByRole('button', { name: 'ردّ', exact: true }).click()
  await expect(reply(open(hala))).toBeFocused()
  await expect(reply(open(hala))).toHaveValue('')
  await expect(said(open(page))).toHaveCount(2)

  // From a phone, in the sheet.
  await samir.getByTestId('suggestions-open').tap()
  await talks(samir).getByRole('button').tap()
  await expect(said(open(samir))).toHaveCount(2)
  await reply(open(samir)).fill('بل ثلاثة ونصف')
  await open(samir).getByRole('button', { name: 'ردّ', exact: true }).tap()
  await expect(said(open(page))).toHaveCount(3)

  // One's own can be changed; others' cannot.
  await open(hala)
    .getByRole('button', { name: /المزيد في تعليق .*هالة/ })
    .click()
  await hala.getByRole('menuitem', { name: 'تعديل' }).click()
  const change = hala.getByRole('textbox', { name: 'تعديل' })
  await expect(change).toBeFocused()
  await expect(change).toHaveValue('أربعة')
  await change.fill('أربعة، وصلنا يوم الأحد')
  await hala.keyboard.press('Control+Enter')
  await expect(change).toHaveCount(0)
  await expect(said(open(hala)).nth(1)).toBeFocused()
  await expect(said(open(page)).nth(1)).toContainText('معدَّل')
  await open(hala)
    .getByRole('button', { name: /المزيد في تعليق .*الميسّرة/ })
    .click()
  await expect(hala.getByRole('menuitem', { name: 'تعديل' })).toHaveCount(0)
  await hala.keyboard.press('Escape')

  // Resolved it stays where one is, and leaves the margin of those who are elsewhere.
  await caretAfter(page, 5, 'ونشكر')
  await expect(open(page)).toHaveCount(0)
  await open(hala).getByRole('button', { name: 'إنهاء النقاش' }).click()
  const reopen = open(hala).getByRole('button', { name: 'إعادة فتح النقاش' })
  await expect(reopen).toBeFocused()
  await expect(open(hala)).toContainText('انتهى هذا النقاش بقرار هالة')
  await expect(talks(page)).toHaveCount(0)

  // It is found among the resolved ones.
  await openList(page)
  await expect(page.getByText('لا نقاش بهذه التصفية.')).toBeVisible()
  await page.getByLabel('الحالة').selectOption({ label: 'منتهية (1)' })
  await expect(talks(page)).toHaveCount(1)
  await page.getByRole('searchbox', { name: 'ابحث في النقاشات' }).fill('وَصَلْنا')
  await expect(talks(page)).toHaveCount(1)
  await talks(page).getByRole('button').first().click()
  await open(page).getByRole('button', { name: 'إعادة فتح النقاش' }).click()
  await expect.poll(async () => (await threadsOf(room))[0]?.resolved).toBeNull()
  await expect(open(hala).getByRole('button', { name: 'إنهاء النقاش' })).toBeVisible()
  expect(errors).toEqual([])
})

test('[UI611] what leaves the list gives the focus to what follows it', async ({ room }) => {
  const page = await openLetter(room)
  await seed(room, [
    { id: 'one', on: 'ثلاثة أيام', body: 'الأول' },
    { id: 'two', on: 'وقف القتال', body: 'الثاني' },
  ])
  await expect(talks(page)).toHaveCount(2)
  await openList(page)
  const card = await openTalk(page, 'one')
  await expect(card).toBeFocused()
  await card.getByRole('button', { name: 'إنهاء النقاش' }).click()
  await expect(talk(page, 'one')).toHaveCount(0)
  await expect(talk(page, 'two').getByRole('button').first()).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(talk(page, 'two')).toBeFocused()
  await talk(page, 'two').getByRole('button', { name: 'إنهاء النقاش' }).press('Enter')
  await expect(talks(page)).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'إخفاء الاقتراحات' })).toBeFocused()
})

test('[UI612] [UI877] text that is deleted leaves its discussion in the list, with what it was about; the key leads to it', async ({
  room,
}) => {
  const page = await openLetter(room)
  await seed(room, [
    { id: 'gone', on: 'كشف مصير المفقودين', body: 'ومتى؟' },
    { id: 'whole', on: null, body: 'على الرسالة كلّها' },
  ])
  await expect(talks(page)).toHaveCount(1)
  await caretAfter(page, 4, '', 'كشف مصير المفقودين')
  await page.keyboard.press('Delete')
  await expect(talks(page)).toHaveCount(0)
  await page.keyboard.press('Control+Alt+y')
  await expect(open(page)).toContainText('لم يعد موضعه في النصّ')
  await expect(talk(page, 'gone').locator('q')).toHaveText('كشف مصير المفقودين')
  // First what is about the whole text, last what has no place.
  await expect(talks(page)).toContainText(['على النصّ كلّه', 'لم يعد موضعه'])
  // It is answered all the same.
  const card = await openTalk(page, 'gone')
  await reply(card).fill('حُذفت الجملة')
  await page.keyboard.press('Control+Enter')
  await expect.poll(async () => (await threadsOf(room))[0]?.comments.length).toBe(2)
})

test('[UI612] [THR104] who is in a discussion whose text somebody deletes stays in it', async ({ room }) => {
  const page = await openLetter(room)
  await seed(room, [{ id: 'gone', on: 'كشف مصير المفقودين', body: 'ومتى؟' }])
  const hala = await room.open({ role: 'suggester', name: 'هالة' }, WIDE)
  await openTalk(hala, 'gone')
  await reply(open(hala)).fill('أقترح أن')
  await caretAfter(page, 4, '', 'كشف مصير المفقودين')
  await page.keyboard.press('Delete')
  await expect(open(hala)).toContainText('لم يعد موضعه في النصّ')
  await expect(open(hala)).toBeFocused()
  await expect(reply(open(hala))).toHaveValue('أقترح أن')
})

test('[UI613] a suggestion bears its reason and the answers in its card', async ({ room }) => {
  const page = await openLetter(room)
  const hala = await room.open({ role: 'suggester', name: 'هالة' }, WIDE)
  await caretAfter(hala, 2, 'نطلب ', 'نطلب وقف')
  await pressLetters(hala, 'إنهاء', 10)
  const mine = hala.locator('[data-card][data-active=true]')
  await mine.getByRole('textbox', { name: 'السبب' }).fill('لأن الوقف مؤقّت.')
  await mine.getByRole('button', { name: 'أضف سببًا' }).click()
  await expect(said(mine)).toContainText('لأن الوقف مؤقّت.')

  // Closed it tells that something is said; a reason alone is no discussion.
  const card = page.locator('[data-card]')
  await expect(card).toContainText('تعليق واحد')
  await expect(page.getByRole('heading', { name: 'اقتراح واحد', exact: true })).toBeVisible()
  await card.getByRole('button').first().click()
  await expect(said(card)).toContainText('لأن الوقف مؤقّت.')
  await reply(card).fill('مقنع')
  await reply(card).press('Control+Enter')
  await expect(said(mine)).toHaveCount(2)
  // Answered it is a discussion, and stays one when the suggestion is decided.
  await page.getByRole('button', { name: /^قبول/ }).click()
  await expect(page.locator('[data-card]')).toHaveCount(0)
  await openList(page)
  await expect(talks(page)).toContainText('على اقتراح')
  await openTalk(page, (await threadsOf(room))[0]?.id ?? '')
  await expect(said(open(page))).toHaveCount(2)
})

test('[UI614] the next and the previous discussion by keys, told politely, and all of it by the keyboard alone', async ({
  room,
}) => {
  const page = await openLetter(room)
  await seed(room, [
    { id: 'one', on: 'ثلاثة أيام', body: 'الأول' },
    { id: 'two', on: 'وقف القتال', body: 'الثاني' },
    { id: 'three', on: 'عن المعتقلين', body: 'الثالث' },
  ])
  await expect(talks(page)).toHaveCount(3)
  await caretAfter(page, 0, '')
  const told = page.getByRole('status')
  await page.keyboard.press('Control+Alt+y')
  await expect(open(page)).toContainText('الأول')
  await expect(told).toContainText(/1 من 3: الأول/)
  await expect(text(page)).toBeFocused()
  await page.keyboard.press('Control+Alt+Shift+y')
  await expect(open(page)).toContainText('الثالث')
  await page.keyboard.press('Control+Alt+y')
  await page.keyboard.press('Control+Alt+y')
  await expect(told).toContainText(/2 من 3: الثاني/)
  // Into the margin, to the reply, out again, and on.
  await page.keyboard.press('F6')
  for (let tabs = 0; tabs < 12; tabs++) {
    if (await reply(open(page)).evaluate((field) => field === document.activeElement)) break
    await page.keyboard.press('Tab')
  }
  await expect(reply(open(page))).toBeFocused()
  await page.keyboard.type('ردّ بالمفاتيح')
  await page.keyboard.press('Control+Enter')
  await expect(said(open(page))).toHaveCount(2)
  await page.keyboard.press('Escape')
  await expect(text(page)).toBeFocused()
  await page.keyboard.press('Control+Alt+y')
  await expect(open(page)).toContainText('الثالث')
  // The caret is at the end of what it is about.
  await page.keyboard.type('!')
  await expect(text(page).locator(':scope > *').nth(3)).toContainText('عن المعتقلين!')
})
