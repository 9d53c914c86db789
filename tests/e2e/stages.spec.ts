import type { Page } from '@playwright/test'
import type { Role } from '#core/access/roles.ts'
import type { Stage } from '#core/access/stages.ts'
import type { Person } from '../support/device.ts'
import {
  caretAfter,
  converged,
  expect,
  paste,
  pressLetters,
  saved,
  shown,
  test,
  text,
  type DocumentRoom,
} from './document-room.ts'
import { expectAccessible } from './shell-room.ts'

const wide = { viewport: { width: 1440, height: 900 } }
const HTML =
  '<h1>البيان الختامي</h1><p>اجتمعت المجموعة في جنيف.</p><p>تُشكَّل لجنة متابعة ترفع تقريرًا إلى OCHA.</p>'
const picture = (name: string) => ({ path: `test-results/stages-${name}.png` })
const NAMES = { drafting: 'صياغة', suggesting: 'اقتراحات', commenting: 'تعليق', final: 'نهائي' } as const

const setStage = (room: DocumentRoom, stage: Stage, reason = ''): Promise<unknown> =>
  room.server.facilitator.expect('PUT', `/api/documents/${room.document}/stage`, { stage, reason })

/** A viewer sees another page than those who write: it is opened here. */
const openReading = async (
  room: DocumentRoom,
  beside: Page,
  viewport: { width: number; height: number },
): Promise<Page> => {
  const viewer: Person = await room.server.join('viewer', 'قاعة الاجتماع')
  const browser = beside.context().browser()
  if (browser === null) throw new Error('no browser')
  const context = await browser.newContext({ locale: 'ar', viewport })
  const [name, ...rest] = viewer.cookie.split('=')
  await context.addCookies([{ name: name ?? '', value: rest.join('='), url: viewer.url }])
  const page = await context.newPage()
  await page.goto(`${viewer.url}/documents/${room.document}`)
  return page
}

const news = (page: Page) => page.getByTestId('stage-news')
const permission = (page: Page) => page.getByTestId('permission')
const control = (page: Page) => page.getByTestId('stage')

const chooseStage = async (page: Page, stage: Stage): Promise<void> => {
  await control(page).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: new RegExp(`^${NAMES[stage]}`) })
    .click()
}

/** Moves the text to a stage in the panel, as a facilitator does; to the final one in its dialog. */
const move = async (page: Page, stage: Stage, reason: string): Promise<void> => {
  await chooseStage(page, stage)
  if (reason !== '') await page.getByRole('textbox', { name: /^السبب/ }).fill(reason)
  await page
    .getByRole('button', { name: stage === 'final' ? 'اجعله نهائيًا' : `انقله إلى «${NAMES[stage]}»` })
    .click()
}

test('[UI653] [UI654] [UI660] side by side through the four stages: who may what changes for everybody at once, and is told', async ({
  room,
}) => {
  test.setTimeout(120_000)
  const one = await room.open('facilitator', wide)
  await paste(one, HTML)
  await expect(saved(one)).toHaveText('حُفِظ')
  const editor = await room.open({ role: 'editor', name: 'هالة' }, { viewport: { width: 1280, height: 720 } })
  const suggester = await room.open({ role: 'suggester', name: 'سامي' }, wide)
  const projector = await openReading(room, one, { width: 1920, height: 1080 })
  const larger = projector.getByRole('button', { name: /أكبر|كبّر/ })
  await larger.click()
  await larger.click()
  await expect(projector.getByTestId('read-stage')).toContainText('يُكتب الآن ويتغيّر.')

  // Drafting, as it is from the beginning.
  await control(editor).click()
  const panel = editor.getByRole('dialog')
  await expect(panel).toContainText('هذه مرحلة النصّ منذ إنشائه.')
  await expect(panel).toContainText(
    'يمكنك الآن: التعليق وسحب اقتراحاتك والاقتراح والكتابة والبتّ في الاقتراحات وتسمية النسخ.',
  )
  await expect(panel.locator('[aria-current=step]')).toHaveAttribute('data-stage', 'drafting')
  await expect(panel).toContainText('لا ينقل النصّ من مرحلة إلى مرحلة إلّا الميسِّر.')
  await expect(panel.getByRole('button')).toHaveCount(0)
  await expectAccessible(editor)
  await editor.keyboard.press('Escape')
  await expect(control(editor)).toBeFocused()
  await one.screenshot(picture('drafting'))

  // Suggesting: the hands of an editor suggest from now on, the caret stays where it is.
  await caretAfter(editor, 1, 'اجتمعت المجموعة')
  await pressLetters(editor, ' أمس', 10)
  await move(one, 'suggesting', 'انتهت الصياغة الأولى')
  await expect(one.getByText('النصّ الآن في مرحلة «اقتراحات».')).toBeVisible()
  await expect(news(one)).toHaveCount(0)
  await expect(news(editor)).toContainText('انتقل النصّ إلى مرحلة «اقتراحات».')
  await expect(news(editor)).toContainText('بقرار الميسّرة')
  await expect(news(editor)).toContainText('السبب: انتهت الصياغة الأولى')
  await expect(news(editor)).toContainText('يمكنك الآن: التعليق وسحب اقتراحاتك والاقتراح وتسمية النسخ.')
  await expect(editor.getByRole('alert')).toContainText('انتقل النصّ إلى مرحلة «اقتراحات».')
  await expect(permission(editor)).toHaveText(/يقترح/)
  await expect(permission(suggester)).toHaveText(/يقترح/)
  await expect(permission(one)).toHaveText(/يحرّر/)
  await editor.screenshot(picture('suggesting-editor'))
  await pressLetters(editor, ' مساء', 10)
  await expect(text(editor).locator('ins')).toHaveText(' مساء')
  await converged(one, editor, suggester)
  await expect(projector.getByTestId('read-stage')).toContainText('تُجمع الاقتراحات عليه')
  await one.screenshot(picture('suggesting'))
  await projector.screenshot(picture('projector-suggesting'))

  // Commenting: nobody writes; the caret moves, words are copied, a key is answered with who and why.
  await caretAfter(editor, 1, 'اجتمعت ', 'اجتمعت المجموعة')
  await move(one, 'commenting', '')
  for (const page of [one, editor, suggester]) {
    await expect(permission(page)).toHaveText(/يعلّق/)
    await expect(text(page)).toHaveAttribute('aria-readonly', 'true')
  }
  await editor.keyboard.press('Control+C')
  expect(await editor.evaluate(() => navigator.clipboard.readText())).toBe('المجموعة')
  const before = await shown(editor)
  await pressLetters(editor, 'س', 10)
  const why = editor.getByTestId('read-only')
  await expect(why).toContainText('المرحلة مرحلة تعليق')
  await expect(why).toContainText('بقرار الميسّرة')
  await expect(why).toContainText('لم يُكتب سبب.')
  await expect(editor.getByRole('alert')).toContainText('المرحلة مرحلة تعليق')
  expect(await shown(editor)).toEqual(before)
  await expectAccessible(editor)
  await editor.screenshot(picture('commenting-editor'))
  await one.screenshot(picture('commenting'))

  // Final: refused while a suggestion is open, in the place where it was asked; then it is.
  await chooseStage(one, 'final')
  const asking = one.getByRole('dialog', { name: 'جعل النصّ نهائيًا' })
  await expect(asking.getByText(/اقتراح/).first()).toBeVisible()
  await expect(asking.getByRole('button', { name: 'إلغاء' })).toBeVisible()
  await expect(asking.getByRole('button', { name: 'اجعله نهائيًا' })).toHaveCount(0)
  await one.keyboard.press('Escape')
  await one.getByTestId('suggestions').locator('[data-act=accept]').first().click()
  await expect(text(one).locator('ins')).toHaveCount(0)
  await move(one, 'final', 'اتُّفق على النصّ كلّه')
  for (const page of [one, editor, suggester]) await expect(permission(page)).toHaveText(/يقرأ/)
  const closed = suggester.getByTestId('read-only')
  await expect(closed).toContainText('يمكنك الآن: قراءة النصّ ونسخه.')
  await expect(closed).toContainText('السبب: اتُّفق على النصّ كلّه')
  await expect(suggester.getByRole('alert').filter({ hasText: 'انتقل النصّ إلى مرحلة «نهائي».' })).toHaveCount(
    1,
  )
  await expect(projector.getByTestId('read-stage')).toContainText('هذا هو النصّ النهائي، ولا يتغيّر فيه شيء.')
  await expect(projector.getByText('اجتمعت المجموعة أمس مساء في جنيف.')).toBeVisible()
  await expectAccessible(projector)
  await projector.screenshot(picture('projector-final'))
  await suggester.screenshot(picture('final-suggester'))
  await one.screenshot(picture('final'))
  await control(suggester).click()
  await expect(suggester.getByRole('dialog').getByRole('button')).toHaveCount(0)

  // Out of it only with a reason.
  await chooseStage(one, 'suggesting')
  const leaving = one.getByRole('dialog', { name: 'فتح النصّ النهائي من جديد' })
  await expect(leaving.getByRole('combobox')).toHaveValue('suggesting')
  await leaving.getByRole('combobox').selectOption('drafting')
  const reason = leaving.getByRole('textbox')
  await reason.press('Enter')
  await expect(reason).toHaveAttribute('aria-invalid', 'true')
  await one.screenshot(picture('leave-final'))
  await reason.fill('خطأ في اسم OCHA')
  await reason.press('Enter')
  await expect(news(editor)).toContainText('خطأ في اسم OCHA')
  await expect(permission(editor)).toHaveText(/يحرّر/)
  await caretAfter(editor, 1, 'اجتمعت')
  await pressLetters(editor, 'ا', 10)
  await converged(one, editor, suggester)
  await projector.context().close()
})

test('[UI653] by keys alone, and on a phone in a sheet: the same words, and nothing that one may not do', async ({
  room,
}) => {
  const one = await room.open('facilitator', wide)
  await paste(one, HTML)
  await expect(saved(one)).toHaveText('حُفِظ')
  const phone = await room.open(
    { role: 'commenter', name: 'ريم' },
    { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  )
  // By the menu, as on a phone, or by the stage itself.
  await one.getByRole('button', { name: 'المزيد' }).press('Enter')
  await one.getByRole('menuitem', { name: 'مرحلة النصّ وأقفاله…' }).press('Enter')
  await expect(one.getByRole('dialog', { name: 'مرحلة النصّ' })).toContainText('هذه مرحلة النصّ منذ إنشائه.')
  await one.keyboard.press('Escape')
  await control(one).focus()
  await one.keyboard.press('Enter')
  await expect(one.getByRole('button', { name: /^اقتراحات/ })).toBeFocused()
  await one.keyboard.press('Tab')
  await one.keyboard.press('Enter')
  await one.keyboard.type('نقرأ معًا أوّلًا')
  await one.keyboard.press('Enter')
  await expect(one.getByRole('dialog')).toHaveCount(0)
  await expect(control(one)).toBeFocused()
  await expect(control(one)).toHaveAccessibleName(/تعليق/)

  await expect(news(phone)).toContainText('انتقل النصّ إلى مرحلة «تعليق».')
  await phone.screenshot(picture('phone-news'))
  await news(phone).getByRole('button', { name: 'أخفِ هذا التنبيه' }).tap()
  await expect(news(phone)).toHaveCount(0)
  await phone.getByRole('button', { name: 'المزيد' }).tap()
  await phone.getByRole('menuitem', { name: 'مرحلة النصّ وأقفاله…' }).tap()
  const sheet = phone.getByRole('dialog')
  await expect(sheet).toContainText('السبب: نقرأ معًا أوّلًا')
  await expect(sheet).toContainText('يمكنك الآن: التعليق.')
  await expectAccessible(phone)
  await phone.screenshot(picture('phone'))
  const overflow = await phone.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow).toBe(0)
  await sheet.getByRole('button', { name: 'إغلاق' }).tap()
  await expect(phone.getByRole('button', { name: 'المزيد' })).toBeFocused()
})

test('[UI654] who was away while the stage changed is told on return; what they wrote meanwhile is kept', async ({
  room,
}) => {
  const one = await room.open('facilitator', wide)
  await paste(one, HTML)
  await expect(saved(one)).toHaveText('حُفِظ')
  const two = await room.open({ role: 'editor', name: 'هالة' }, wide)
  await two.context().setOffline(true)
  await expect(two.getByTestId('offline')).toBeVisible()
  await caretAfter(two, 1, 'اجتمعت المجموعة')
  await pressLetters(two, ' أمس', 10)
  await setStage(room, 'commenting', 'نناقش قبل أن نكتب')
  await two.context().setOffline(false)
  await expect(two.getByTestId('read-only')).toContainText('نناقش قبل أن نكتب')
  await expect(two.getByRole('alert').filter({ hasText: 'انتقل النصّ إلى مرحلة «تعليق».' })).toHaveCount(1)
  const kept = two
    .getByTestId('set-aside')
    .filter({ has: two.getByRole('heading', { name: 'كلام لك لم يدخل النصّ' }) })
  await expect(kept.locator('blockquote')).toHaveText('أمس')
  await expect(kept.getByRole('button', { name: 'انسخ' })).toBeVisible()
  await expect(kept.getByRole('button', { name: 'علّق به' })).toBeVisible()
  expect((await shown(two))[1]).toBe('p|اجتمعت المجموعة في جنيف.')
  await two.screenshot(picture('away'))
})

/** Where every block stands in the window. */
const places = (page: Page): Promise<readonly number[]> =>
  text(page).evaluate((root) => [...root.children].map((block) => block.getBoundingClientRect().top))

for (const [screen, viewport] of [
  ['laptop', { width: 1280, height: 720 }],
  ['phone', { width: 390, height: 844 }],
] as const)
  test(`[UI661] no word moves on a ${screen} when a stage closes the text, opens it, or work comes back; the place and the caret stay`, async ({
    room,
  }) => {
    const one = await room.open('facilitator', wide)
    await paste(one, HTML + '<p>بند آخر يُقرأ في وسط الصفحة.</p>'.repeat(30))
    await expect(saved(one)).toHaveText('حُفِظ')
    const two = await room.open({ role: 'editor', name: 'هالة' }, { viewport })
    await caretAfter(two, 1, 'اجتمعت المجموعة')
    const atTop = await places(two)
    await setStage(room, 'commenting', 'نقرأ معًا أوّلًا')
    await expect(two.getByTestId('read-only')).toContainText('نقرأ معًا أوّلًا')
    await expect(news(two)).toBeVisible()
    expect(await places(two)).toEqual(atTop)
    await two.getByTestId('read-only').getByRole('button', { name: 'التفاصيل' }).click()
    await expect(two.getByRole('dialog', { name: 'مرحلة النصّ' })).toContainText('السبب: نقرأ معًا أوّلًا')
    await expectAccessible(two)
    await two.screenshot(picture(`closed-${screen}`))
    await two.keyboard.press('Escape')
    await setStage(room, 'drafting')
    await expect(two.getByTestId('read-only')).toHaveCount(0)
    expect(await places(two)).toEqual(atTop)
    await news(two).getByRole('button').click()

    // In the middle of the text, away while a stage comes: the text starts over on return.
    await caretAfter(two, 15, 'بند آخر')
    await two.keyboard.press('ArrowLeft')
    await expect.poll(() => two.evaluate(() => window.scrollY)).toBeGreaterThan(0)
    await two.context().setOffline(true)
    await expect(two.getByTestId('offline')).toBeVisible()
    await pressLetters(two, 'قديم', 10)
    const inMiddle = await places(two)
    await setStage(room, 'suggesting')
    await two.context().setOffline(false)
    const kept = two
      .getByTestId('set-aside')
      .filter({ has: two.getByRole('heading', { name: 'عادت كتابتك اقتراحات' }) })
    await expect(kept).toBeVisible()
    await converged(one, two)
    await expect.poll(() => places(two)).toEqual(inMiddle)
    await expect(text(two)).toBeFocused()
    await two.screenshot(picture(`back-${screen}`))
    const fold = kept.getByRole('button', { name: 'عادت كتابتك اقتراحات' })
    await fold.press('Enter')
    await expect(fold).toHaveAttribute('aria-expanded', 'false')
    await expect(kept.getByRole('listitem')).toHaveCount(0)
    await expectAccessible(two)
    expect(await places(two)).toEqual(inMiddle)
  })

test('[UI659] late work waits through every stage: its author sees it, a facilitator lets it go with a reason, and the author is told', async ({
  room,
}) => {
  const one = await room.open('facilitator', wide)
  await paste(one, HTML)
  await expect(saved(one)).toHaveText('حُفِظ')
  const who: { role: Role; name: string } = { role: 'editor', name: 'هالة' }
  const two = await room.open(who, wide)
  await two.context().setOffline(true)
  await expect(two.getByTestId('offline')).toBeVisible()
  await caretAfter(two, 1, 'اجتمعت المجموعة')
  await pressLetters(two, ' أمس', 10)
  await setStage(room, 'commenting')
  await two.context().setOffline(false)
  await expect(two.getByRole('heading', { name: 'كلام لك لم يدخل النصّ' })).toBeVisible()

  const openTray = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: 'المزيد' }).click()
    await page.getByRole('menuitem', { name: 'الوارد المتأخر…' }).click()
  }
  await openTray(two)
  const mine = two.getByRole('dialog')
  await expect(mine).toContainText('كتابة لك لم تدخل النصّ')
  await expect(mine.locator('[data-late]')).toContainText('أمس')
  await expect(mine.getByRole('button', { name: 'أعده اقتراحًا باسم صاحبه' })).toHaveCount(0)
  await expectAccessible(two)
  await two.keyboard.press('Escape')

  await openTray(one)
  const tray = one.getByRole('dialog')
  const restore = tray.getByRole('button', { name: 'أعده اقتراحًا باسم صاحبه' })
  await expect(restore).toHaveAttribute('aria-disabled', 'true')
  await expect(restore).toHaveAccessibleDescription(
    'لا تُقبل اقتراحات في هذه المرحلة؛ يبقى هذا محفوظًا هنا حتى تُقبل.',
  )
  await expectAccessible(one)
  await one.screenshot(picture('late'))
  await tray.getByRole('button', { name: 'أزله من هنا…' }).click()
  await tray.getByRole('textbox').fill('ورد في البند الثاني')
  await tray.getByRole('button', { name: 'أزله من هنا' }).click()
  await expect(tray.getByTestId('late-dismissed')).toContainText('كتابة هالة:')
  await expect(two.getByRole('alert').filter({ hasText: 'ورد في البند الثاني' })).toBeVisible()
  await openTray(two)
  await expect(mine.getByTestId('late-dismissed')).toContainText(
    /^ما أُزيل سابقًا\s*أُزيلت بقرار الميسّرة، .*السبب: ورد في البند الثاني$/,
  )
  await two.screenshot(picture('late-mine'))
})
