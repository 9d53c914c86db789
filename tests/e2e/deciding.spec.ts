import type { Page } from '@playwright/test'
import { caretAfter, expect, openReview, paste, saved, shown, test, text } from './document-room.ts'

const PARAGRAPH = 'اجتمعت المجموعة ثلاثة أيام وناقشت صيانة الشبكات المحلية.'

const panel = (page: Page) => page.getByTestId('suggestions')
const wide = { viewport: { width: 1440, height: 900 } }

test('[UI430] [UI431] [UI887] suggestions stand beside the text in words, and are decided one after the other', async ({
  room,
}) => {
  const one = await room.open('facilitator', wide)
  await paste(one, `<p>${PARAGRAPH}</p><p>ثم كتبت رسالتها.</p>`)
  await expect(saved(one)).toHaveText('حُفِظ')
  const two = await room.open({ role: 'suggester', name: 'هالة' }, wide)
  await caretAfter(two, 0, 'اجتمعت المجموعة ', 'اجتمعت المجموعة ثلاثة')
  await two.keyboard.press('Backspace')
  await two.keyboard.insertText('أربعة')
  await caretAfter(two, 0, PARAGRAPH.replace('ثلاثة', 'أربعةثلاثة'))
  await two.keyboard.insertText(' أمس')
  await caretAfter(two, 1, 'ثم')
  await two.keyboard.press('Control+Alt+2')

  const cards = panel(one).locator('[data-card]')
  await expect(cards).toHaveCount(3)
  await expect(panel(one)).toContainText('3 اقتراحات')
  await expect(cards.nth(0)).toContainText('استبدال «ثلاثة» بـ «أربعة»')
  await expect(cards.nth(0)).toContainText('هالة')
  await expect(cards.nth(1)).toContainText('إضافة «أمس»')
  await expect(cards.nth(2)).toContainText('تحويل إلى: عنوان فرعي')

  // A card leads to its place; the caret in a suggestion lights its card.
  await cards.nth(1).getByRole('button').first().click()
  await expect(cards.nth(1)).toHaveAttribute('data-active', 'true')

  await cards.nth(0).getByRole('button', { name: /^قبول/ }).click()
  await expect(cards).toHaveCount(2)
  await expect(cards.nth(0).getByRole('button', { name: /^قبول/ })).toBeFocused()
  await expect(text(two).locator('.block').first()).toContainText(
    `${PARAGRAPH.replace('ثلاثة', 'أربعة')} أمس`,
  )
  await one.keyboard.press('Tab')
  await one.keyboard.press('Enter')
  await expect(cards).toHaveCount(1)
  await expect(text(two).locator('.block').first()).not.toContainText('أمس')

  // The last decision is taken back.
  await panel(one).getByRole('button', { name: 'تراجع' }).click()
  await expect(cards).toHaveCount(2)
  await expect(text(two).locator('ins')).toContainText('أمس')
  // The one before it by the key of undo, wherever the focus is.
  await one.keyboard.press('Control+z')
  await expect(cards).toHaveCount(3)
  await expect(text(two).locator('del')).toContainText('ثلاثة')
  await cards.nth(0).getByRole('button', { name: /^قبول/ }).click()
  await expect(cards).toHaveCount(2)

  // All at once, after a question that names their number.
  await openReview(one)
  await panel(one).getByRole('button', { name: 'قبول الكلّ' }).click()
  await expect(panel(one)).toContainText('قبول اقتراحين؟')
  await panel(one).getByRole('button', { name: 'نعم' }).click()
  await expect(cards).toHaveCount(0)
  await expect(text(two).locator('h3')).toContainText('ثم كتبت رسالتها.')
  await expect(text(two).locator('ins, del, .formatChange')).toHaveCount(0)
})

test('[UI431] a suggester withdraws their own, decides nothing, and a phone has it under the text', async ({
  room,
}) => {
  const one = await room.open('facilitator', wide)
  await paste(one, `<p>${PARAGRAPH}</p>`)
  await expect(saved(one)).toHaveText('حُفِظ')
  const phone = { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true }
  const two = await room.open({ role: 'suggester', name: 'هالة' }, phone)
  await caretAfter(two, 0, 'اجتمعت ')
  await two.keyboard.insertText('أمس ')
  await expect(saved(two)).toHaveText('حُفِظ')
  await two.getByTestId('suggestions-open').tap()
  await expect(panel(two)).toContainText('إضافة «أمس»')
  await expect(panel(two).getByRole('button', { name: /^قبول/ })).toHaveCount(0)
  expect(await two.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await panel(two).getByRole('button', { name: 'سحب' }).tap()
  await expect(text(one).locator('ins')).toHaveCount(0)
  // The caret of the other stands in the middle of it for a while.
  await expect.poll(async () => (await shown(one))[0]).toBe(`p|${PARAGRAPH}`)
})
