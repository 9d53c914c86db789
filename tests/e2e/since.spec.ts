import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { caretAfter, expect, paste, pressLetters, saved, test, text } from './document-room.ts'

const TEXT = [
  '<h1>رسالة ختامية</h1>',
  '<p>اجتمعت المجموعة ثلاثة أيام في جنيف وناقشت حماية الشبكات المحلية.</p>',
  '<p>نطلب من الجهات المعنية وقف القتال فورا.</p>',
  '<p>ونشكر من فتح لنا بابه.</p>',
].join('')

const wide = { viewport: { width: 1440, height: 900 } }
const bar = (page: Page) => page.getByTestId('since')

test('[UI620] [UI621] who comes back is told what changed, goes through it, and is told once', async ({
  room,
}) => {
  const facilitator = await room.open('facilitator', wide)
  await paste(facilitator, TEXT)
  await expect(saved(facilitator)).toHaveText('حُفِظ')
  const a = await room.open({ role: 'editor', name: 'هالة' }, wide)
  await expect(bar(a)).toHaveCount(0)
  const marked = a.waitForResponse((response) => response.url().endsWith('/seen'))
  await a
    .getByRole('link', { name: /مجموعة العمل/ })
    .first()
    .click()
  await marked

  // While she is away: a word replaced, a paragraph gone and a new one, a comment that mentions her.
  await caretAfter(facilitator, 1, 'اجتمعت المجموعة ', 'اجتمعت المجموعة ثلاثة')
  await pressLetters(facilitator, 'أربعة', 20)
  await caretAfter(facilitator, 3, 'ونشكر من فتح لنا بابه.')
  await facilitator.keyboard.press('Enter')
  await facilitator.keyboard.insertText('والسلام.')
  await caretAfter(facilitator, 2, 'نطلب ', 'نطلب من الجهات المعنية')
  await facilitator.keyboard.press('Control+Alt+m')
  await expect(facilitator.locator('[data-thread=""] textarea')).toBeFocused()
  await facilitator.keyboard.insertText('من هي؟ @هالة')
  // Who can be mentioned is asked for when a comment is begun: before the list is there, Escape would leave the field.
  await expect(facilitator.getByRole('option', { name: 'هالة' })).toBeVisible()
  await facilitator.keyboard.press('Escape')
  await facilitator.keyboard.press('Control+Enter')
  await expect(saved(facilitator)).toHaveText('حُفِظ')

  await a.reload()
  await expect(a.getByTestId('row-unread')).toContainText('ذُكر اسمك هنا')
  await a.getByRole('link', { name: 'نصّ التجربة' }).click()
  await text(a).waitFor()
  await expect(bar(a)).toContainText('تغييران وتعليق واحد منذ زيارتك الأخيرة')
  await expect(bar(a)).toContainText('ذُكر اسمك مرّة')
  await bar(a).getByRole('button', { name: 'استعراض' }).click()
  await expect(bar(a).locator('del')).toHaveText('ثلاثة')
  await expect(bar(a).locator('ins')).toHaveText('أربعة')
  await expect(bar(a)).toContainText('1 من 3')
  expect((await new AxeBuilder({ page: a }).include('[data-testid=since]').analyze()).violations).toEqual([])
  await a.keyboard.press('Enter')
  await expect(bar(a)).toContainText('فقرة جديدة')
  await expect(bar(a)).toContainText('والسلام.')
  await a.keyboard.press('Enter')
  await expect(bar(a)).toContainText('نقاش جديد')
  await expect(bar(a)).toContainText('من هي؟ @هالة')
  await a.keyboard.press('Enter')
  await expect(bar(a)).toHaveCount(0)

  await a.reload()
  await text(a).waitFor()
  await expect(saved(a)).toHaveText('حُفِظ')
  await expect(bar(a)).toHaveCount(0)
})
