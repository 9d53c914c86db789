import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { caretAfter, converged, expect, paste, pressLetters, saved, text } from './document-room.ts'
import {
  PHONE,
  settled,
  sheet,
  slider,
  test,
  versions,
  view,
  writeHistory,
  type HistoryRoom,
} from './history-room.ts'

const axe = async (page: Page): Promise<unknown[]> =>
  (await new AxeBuilder({ page }).setLegacyMode().analyze()).violations

test('[UI680] [UI681] [UI682] [UI688] from the text into its history, along it by keys and pointer, and back', async ({
  history,
}) => {
  const page = await writeHistory(history)
  await page.keyboard.press('Control+Alt+Shift+KeyH')
  await settled(page)
  expect(new URL(page.url()).pathname).toBe(history.historyPath())
  await expect(page).toHaveTitle(/تاريخ/)
  await expect(sheet(page)).toContainText('اجتمعت المجموعة أربعة أيام')
  await expect(slider(page)).toHaveAttribute('aria-valuenow', '3')
  await expect(slider(page)).toHaveAttribute('aria-valuemax', '3')
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /الميسّرة/)
  expect(await axe(page)).toEqual([])

  // In Arabic time runs to the left: the right arrow leads back.
  await slider(page).focus()
  await page.keyboard.press('ArrowRight')
  await expect(slider(page)).toHaveAttribute('aria-valuenow', '2')
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /هالة/)
  await page.keyboard.press('Home')
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /الأولى/)
  await settled(page)
  await expect(sheet(page)).toContainText('اجتمعت المجموعة ثلاثة أيام')
  await page.keyboard.press('ArrowLeft')
  await settled(page)
  await expect(sheet(page)).toContainText('اجتمعت المجموعة أربعة أيام')
  await page.keyboard.press('PageDown')
  await expect(slider(page)).toHaveAttribute('aria-valuenow', '1')
  await page.keyboard.press('End')
  await expect(slider(page)).toHaveAttribute('aria-valuenow', '3')
  await expect.poll(() => new URL(page.url()).hash).toBe('')

  // The pointer agrees with the keys: the right end is the beginning.
  const track = await page.getByTestId('timeline-track').boundingBox()
  if (track === null) throw new Error('no time line')
  const y = track.y + track.height / 2
  await page.mouse.move(track.x, y)
  await page.mouse.down()
  await page.mouse.move(track.x + track.width / 2, y)
  await expect(slider(page)).toHaveAttribute('aria-valuenow', '2')
  await page.mouse.move(track.x + track.width, y)
  await page.mouse.up()
  await expect(slider(page)).toHaveAttribute('aria-valuenow', '1')
  await expect(slider(page)).toBeFocused()
  await settled(page)
  await expect(sheet(page)).toContainText('ثلاثة أيام')
  await expect.poll(() => new URL(page.url()).hash).toMatch(/^#at=seq-\d+$/)

  await page.goBack()
  await expect(text(page)).toContainText('أربعة')
})

test('[UI680] a link to a moment opens it for another member, to read; a viewer is told why not', async ({
  history,
}) => {
  await (await writeHistory(history)).context().close()
  const rami = { role: 'commenter', name: 'رامي' } as const
  const page = await history.open(rami, history.historyPath('#at=v-first'))
  await settled(page)
  await expect(sheet(page)).toContainText('ثلاثة أيام')
  await expect(versions(page).getByRole('button', { name: /الأولى/ })).toHaveAttribute('aria-current', 'true')
  await expect(page.getByRole('button', { name: 'سمِّ هذه النسخة' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'استعد هذه النسخة' })).toHaveCount(0)

  // What is chosen is a step of its own: Back takes it back.
  await versions(page).getByRole('button', { name: 'النصّ كما هو الآن' }).click()
  await expect(sheet(page)).toContainText('أربعة أيام')
  await page.goBack()
  await expect(sheet(page)).toContainText('ثلاثة أيام')

  await page.goto(`${history.server.url}${history.historyPath('#at=seq-99999')}`)
  await page.reload()
  await expect(page.getByRole('heading', { name: 'لا لحظة في التاريخ بهذا العنوان' })).toBeVisible()
  await page.getByRole('button', { name: 'اعرض النصّ كما هو الآن' }).click()
  await expect(sheet(page)).toContainText('أربعة أيام')

  const viewer = await history.open({ role: 'viewer', name: 'قارئة' }, history.historyPath())
  await expect(viewer.getByRole('heading', { name: 'تاريخ النصّ لمن يشارك في صياغته' })).toBeVisible()
  await expect(viewer.getByText('الميسّرة')).toHaveCount(0)
  await viewer.getByRole('button', { name: 'اقرأ النصّ' }).click()
  await expect(viewer).toHaveURL(/\/read\//)
})

test('[UI683] [UI681] a moment is named by who may, stands on the time line and in the list; new writing comes by itself', async ({
  history,
}) => {
  const writer = await writeHistory(history)
  const page = await history.open({ role: 'editor', name: 'هالة' }, history.historyPath())
  await settled(page)
  await page.getByRole('button', { name: 'اللحظة السابقة' }).click()
  await page.getByRole('button', { name: 'سمِّ هذه النسخة' }).click()
  const dialog = page.getByRole('dialog', { name: 'اسم للنسخة' })
  await expect(dialog.getByRole('textbox')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog).toContainText('اكتب اسمًا للنسخة.')
  await page.keyboard.insertText('قبل النقل')
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  const named = versions(page).getByRole('button', { name: /قبل النقل/ })
  await expect(named).toHaveAttribute('aria-current', 'true')
  await expect(named).toContainText('هالة')
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /قبل النقل/)
  await versions(page).getByRole('checkbox').check()
  await expect(versions(page).getByRole('button', { name: 'نسخة تلقائية' })).toHaveCount(0)

  await page.getByRole('slider').focus()
  await page.keyboard.press('End')
  await expect(page.getByText('الآن', { exact: true })).toBeVisible()
  history.clock.leap(10 * 60_000)
  await caretAfter(writer, 2, 'نطلب وقف القتال فورًا.')
  await pressLetters(writer, ' وبلا شروط', 5)
  await expect(slider(page)).toHaveAttribute('aria-valuenow', '4')
  await expect(sheet(page)).toContainText('وبلا شروط')
})

test('[UI684] [UI685] two moments are compared, in one text and side by side, change by change', async ({
  history,
}) => {
  const page = await writeHistory(history)
  await page.goto(`${history.server.url}${history.historyPath('#at=v-first')}`)
  await settled(page)
  await view(page, 'مقارنة').click()
  await settled(page)
  await expect(page.getByRole('combobox', { name: 'أ: من' }).locator('option:checked')).toContainText(
    'الأولى',
  )
  await expect(page.getByRole('combobox', { name: 'ب: إلى' }).locator('option:checked')).toHaveText(
    'النصّ كما هو الآن',
  )

  // Side by side: each text as it stood.
  const rows = sheet(page).locator('[data-row]')
  const changed = rows.filter({ hasText: 'فقرة تغيّرت' })
  await expect(changed.locator('del')).toHaveText('ثلاثة')
  await expect(changed.locator('ins')).toHaveText('أربعة')
  const left = rows.filter({ hasText: 'كانت هنا، ونُقلت إلى أعلى' })
  await expect(left).toContainText('ونشكر من فتح لنا بابه.')
  expect(await axe(page)).toEqual([])

  const count = page.getByRole('status').filter({ hasText: /تغيير|من/ })
  await expect(count).toHaveText('تغييران')
  await page.keyboard.press('Alt+ArrowDown')
  await expect(count).toHaveText('1 من 2')
  await expect(changed).toHaveAttribute('data-current', 'true')
  await page.keyboard.press('Alt+ArrowDown')
  await expect(count).toHaveText('2 من 2')
  const moved = rows.filter({ hasText: 'نُقلت إلى هنا من أسفل النصّ' })
  await expect(moved).toHaveAttribute('data-current', 'true')
  await page.getByRole('button', { name: 'التغيير التالي' }).click()
  await expect(count).toHaveText('1 من 2')
  await moved.getByRole('button', { name: 'أين كانت' }).click()
  await expect(left).toHaveAttribute('data-current', 'true')
  await left.getByRole('button', { name: 'أين صارت' }).click()
  await expect(moved).toHaveAttribute('data-current', 'true')

  await page.getByRole('radio', { name: 'في نصّ واحد' }).click()
  await expect(changed).toContainText('اجتمعت المجموعة ثلاثةأربعة أيام في جنيف.')
  await expect(left.locator('del')).toHaveText('ونشكر من فتح لنا بابه.')
  expect(await axe(page)).toEqual([])

  // The two ends: by the list, by swapping, by their own handles.
  await page.getByRole('button', { name: 'بدّل بين «أ» و«ب»' }).click()
  await settled(page)
  await expect(changed.locator('del')).toHaveText('أربعة')
  await expect(changed.locator('ins')).toHaveText('ثلاثة')
  await slider(page, 'اللحظة «أ» في المقارنة').focus()
  await page.keyboard.press('Home')
  await expect(sheet(page)).toContainText('«أ» و«ب» لحظة واحدة')
  await page.goBack()
  await page.goBack()
  await expect(view(page, 'النصّ')).toBeChecked()
  await expect(sheet(page)).toContainText('ثلاثة أيام')

  // What changed since the version before, on the way.
  await view(page, 'ما تغيّر').click()
  await expect(sheet(page)).toContainText('هذه أوّل لحظة في تاريخ النصّ')
  await page.getByRole('button', { name: 'اللحظة التالية' }).click()
  await settled(page)
  await expect(sheet(page)).toContainText('ما تغيّر بعد «\u2068الأولى\u2069»')
  await expect(sheet(page).locator('ins')).toHaveText('أربعة')
})

test('[UI685] long stretches without a change are folded and opened', async ({ history }) => {
  const page = await history.open('facilitator', history.textPath)
  await text(page).waitFor()
  await paste(page, Array.from({ length: 12 }, (_, index) => `<p>فقرة رقم ${index + 1} كما هي.</p>`).join(''))
  await expect(saved(page)).toHaveText('حُفِظ')
  history.clock.leap(60 * 60_000)
  await caretAfter(page, 0, 'فقرة رقم 1 كما هي.')
  await pressLetters(page, ' وزيادة', 5)
  await expect(saved(page)).toHaveText('حُفِظ')
  await page.goto(`${history.server.url}${history.historyPath('#show=compare')}`)
  await settled(page)
  await expect(sheet(page)).toContainText('10 فقرات لم تتغيّر')
  await expect(sheet(page)).not.toContainText('فقرة رقم 7')
  await page.getByRole('button', { name: 'اعرضها' }).click()
  await expect(sheet(page).getByText('فقرة رقم 7')).toHaveCount(2)
})

test('[UI686] [UI688] who wrote a passage: touched, gone to by keys, selected, and from the text itself', async ({
  history,
}) => {
  const page = await writeHistory(history)
  await caretAfter(page, 1, 'اجتمعت')
  await page.keyboard.press('Control+Alt+Shift+KeyB')
  await settled(page)
  await expect(view(page, 'من كتب')).toBeChecked()
  await expect(sheet(page).locator('[data-pointed]')).toContainText('اجتمعت المجموعة')
  const who = page.getByTestId('who-wrote')
  await expect(who).toContainText('المس موضعًا')
  const hers = sheet(page).getByRole('button', { name: 'أربعة', exact: true })
  await hers.click()
  await expect(who).toContainText('بقلم \u2068هالة\u2069')
  await expect(hers).toBeFocused()
  expect(await axe(page)).toEqual([])
  await page.keyboard.press('ArrowRight')
  await expect(who).toContainText('بقلم \u2068الميسّرة\u2069')
  await page.keyboard.press('ArrowLeft')
  await expect(who).toContainText('بقلم \u2068هالة\u2069')
  await expect(page.getByRole('list', { name: 'كتّاب النصّ' })).toContainText('هالة')

  // A word that two people wrote keeps its width: the stretches have none of their own.
  const widths = await hers.evaluate((run) => {
    const style = getComputedStyle(run)
    return [style.display, style.paddingInline, style.borderInlineWidth, style.marginInline]
  })
  expect(widths).toEqual(['inline', '0px', '0px', '0px'])

  await sheet(page)
    .getByText('في جنيف')
    .evaluate((run) => {
      const block = run.closest('[data-bid]')
      if (block !== null) getSelection()?.selectAllChildren(block)
    })
  await sheet(page).dispatchEvent('pointerup')
  await sheet(page).getByText('في جنيف').dispatchEvent('pointerup')
  await expect(who).toContainText('بقلم \u2068الميسّرة\u2069 و\u2068هالة\u2069')

  await hers.focus()
  await who.getByRole('button', { name: 'اعرض تلك اللحظة' }).click()
  await expect(slider(page)).toHaveAttribute('aria-valuenow', '2')
  await expect(view(page, 'النصّ')).toBeChecked()
  await expect(sheet(page).locator('[data-pointed]')).toContainText('أربعة')
})

const restoreFirst = async (page: Page, history: HistoryRoom): Promise<void> => {
  await page.goto(`${history.server.url}${history.historyPath('#at=v-first')}`)
  await settled(page)
  await page.getByRole('button', { name: 'استعد هذه النسخة' }).click()
}

test('[UI687] [UI689] a version is restored while one writes and another is away; no old tab takes it back', async ({
  history,
}) => {
  const writer = await writeHistory(history)
  const away = await history.open({ role: 'editor', name: 'هالة' }, history.textPath)
  await text(away).waitFor()
  await expect(saved(away)).toHaveText('حُفِظ')
  await away.context().setOffline(true)
  await expect(away.getByTestId('offline')).toBeVisible()
  await caretAfter(away, 3, 'ونرى أن الطريق طويل.')
  await pressLetters(away, ' كتبتُ غائبةً', 5)
  await caretAfter(writer, 2, 'نطلب وقف القتال فورًا.')
  await pressLetters(writer, ' وبلا شروط', 5)
  await expect(saved(writer)).toHaveText('حُفِظ')

  const page = await history.open('facilitator', history.historyPath())
  await restoreFirst(page, history)
  const question = page.getByRole('alertdialog')
  await expect(question).toContainText('ولا يضيع شيء')
  // The page behind it is hidden, and the dialog keeps the focus: axe takes that for a fault.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .include('[role=alertdialog]')
    .analyze()
  expect(violations).toEqual([])
  await question.getByRole('button', { name: 'استعد النسخة' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'عاد النصّ كما كان' })).toBeVisible()
  await expect(text(page)).toContainText('ثلاثة أيام')
  await expect(text(page)).not.toContainText('وبلا شروط')
  await expect(text(writer)).toContainText('ثلاثة أيام')

  await text(writer).focus()
  await writer.keyboard.press('Control+KeyZ')
  await expect(text(writer)).not.toContainText('وبلا شروط')
  await away.context().setOffline(false)
  await expect(
    away.getByRole('status').filter({ hasText: /عاد النصّ إلى ما كان عليه .*بقرار \u2068الميسّرة\u2069/ }),
  ).toBeVisible()
  await text(away).focus()
  await away.keyboard.press('Control+KeyZ')
  const lines = await converged(page, writer, away)
  expect(lines.join('\n')).toContain('ثلاثة أيام')
  expect(lines.join('\n')).not.toContain('وبلا شروط')
  // Who was away wrote after that moment, in a block that stood then: her words stay.
  expect(lines.join('\n')).toContain('كتبتُ غائبةً')

  await page.keyboard.press('Control+Alt+Shift+KeyH')
  await settled(page)
  await expect(versions(page).getByRole('button', { name: /العودة إلى نصّ/ })).toContainText('الميسّرة')
})

test('[UI687] what stands in the way of restoring is said in plain words', async ({ history }) => {
  const page = await writeHistory(history)
  const { facilitator } = history.server
  const [bid] = await text(page).evaluate((root) =>
    [...root.children].slice(1, 2).map((block) => block.getAttribute('data-bid') ?? ''),
  )
  await facilitator.expect('POST', `/api/documents/${history.document}/locks`, {
    id: 'l1',
    from: bid,
    to: bid,
    kind: 'settled',
  })
  await restoreFirst(page, history)
  const question = page.getByRole('alertdialog')
  await question.getByRole('button', { name: 'استعد النسخة' }).click()
  await expect(page.getByRole('alert')).toContainText('في النصّ فقرة مقفلة تتغيّر بهذه الاستعادة')
  await expect(sheet(page)).toBeVisible()

  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'استعد هذه النسخة' }).click()
  await question.getByRole('button', { name: 'استعد النسخة' }).click()
  await expect(
    page.getByRole('alert').filter({ hasText: 'لا اتصال بالخادم، فلم تُستعد النسخة' }),
  ).toBeVisible()

  // A moment that was not looked at yet waits for the network; the one that was stays.
  await expect(page.getByRole('status').filter({ hasText: 'لا اتصال بالخادم' })).toBeVisible()
  await slider(page).focus()
  await page.keyboard.press('End')
  await expect(sheet(page).getByRole('alert')).toContainText('لا اتصال بالخادم')
  await expect(sheet(page)).toContainText('ثلاثة أيام')
  await expect(sheet(page).getByRole('button', { name: 'حاول مرّة أخرى' })).toBeVisible()
  await page.context().setOffline(false)
  await settled(page)
  await expect(sheet(page)).toContainText('أربعة أيام')

  await facilitator.expect('PUT', `/api/documents/${history.document}/stage`, { stage: 'final' })
  await page.goto(`${history.server.url}${history.historyPath('#at=v-first')}`)
  await page.reload()
  await settled(page)
  await expect(page.getByRole('button', { name: 'استعد هذه النسخة' })).toBeDisabled()
})

test('[UI690] on a phone: the versions in a sheet, the slider by touch, every target 44 px, nothing too wide', async ({
  history,
}) => {
  await (await writeHistory(history)).context().close()
  const page = await history.open('facilitator', history.historyPath(), PHONE)
  await settled(page)
  await page.getByRole('button', { name: 'النسخ' }).tap()
  const list = page.getByRole('dialog', { name: 'النسخ' })
  await list.getByRole('button', { name: /الأولى/ }).tap()
  await expect(list).toHaveCount(0)
  await settled(page)
  await expect(sheet(page)).toContainText('ثلاثة أيام')
  const track = await page.getByTestId('timeline-track').boundingBox()
  if (track === null) throw new Error('no time line')
  await page.touchscreen.tap(track.x + track.width / 2, track.y + track.height / 2)
  await expect(slider(page)).toHaveAttribute('aria-valuenow', '2')
  await settled(page)
  await expect(sheet(page)).toContainText('أربعة أيام')

  for (const width of [390, 320])
    for (const [name, busy] of [
      ['النصّ', false],
      ['ما تغيّر', false],
      ['من كتب', false],
      ['مقارنة', false],
    ] as const) {
      await page.setViewportSize({ width, height: 700 })
      await view(page, name).tap()
      await expect(sheet(page)).toHaveAttribute('aria-busy', String(busy))
      const facts = await page.evaluate(() => ({
        over: document.documentElement.scrollWidth - innerWidth,
        small: [...document.querySelectorAll('button, select, a[href]:not(.skip-link), input')]
          .map((target) => ({
            name: target.getAttribute('aria-label') ?? target.textContent,
            box: target.getBoundingClientRect(),
          }))
          .filter(({ box }) => box.height > 0 && box.height < 43.5)
          .map(({ name: words, box }) => `${words} ${box.height}`),
      }))
      expect(facts).toEqual({ over: 0, small: [] })
    }
  expect(await axe(page)).toEqual([])
})

test('[UI690] on paper a comparison is its text, under what it is', async ({ history }) => {
  const page = await writeHistory(history)
  await page.goto(`${history.server.url}${history.historyPath('#show=compare&with=v-first')}`)
  await settled(page)
  await page.emulateMedia({ media: 'print' })
  await expect(sheet(page).getByText('مقارنة: أ')).toBeVisible()
  await expect(sheet(page).locator('del').first()).toBeVisible()
  for (const hidden of [page.getByRole('slider').first(), versions(page), page.getByRole('combobox').first()])
    await expect(hidden).toBeHidden()
})
