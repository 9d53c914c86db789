import type { Page } from '@playwright/test'
import { caretAfter, expect, openReview, paste, saved, shown, test, text } from './document-room.ts'

const FIRST = 'اجتمعت المجموعة ثلاثة أيام وناقشت صيانة الشبكات المحلية.'
const SECOND = 'ثم كتبت رسالتها.'

const panel = (page: Page) => page.getByTestId('suggestions')
const cards = (page: Page) => panel(page).locator('[data-card]')
const wide = { viewport: { width: 1440, height: 900 } }
type Room = Parameters<Parameters<typeof test>[2]>[0]['room']

/** A facilitator, and a suggester who has replaced a word, added one, and made the second paragraph a heading. */
const proposed = async (room: Room): Promise<{ one: Page; two: Page }> => {
  const one = await room.open('facilitator', wide)
  await paste(one, `<p>${FIRST}</p><p>${SECOND}</p>`)
  await expect(saved(one)).toHaveText('حُفِظ')
  const two = await room.open({ role: 'suggester', name: 'هالة' }, wide)
  await caretAfter(two, 0, 'اجتمعت المجموعة ', 'اجتمعت المجموعة ثلاثة')
  await two.keyboard.press('Backspace')
  await two.keyboard.insertText('أربعة')
  await caretAfter(two, 0, FIRST.replace('ثلاثة', 'أربعةثلاثة'))
  await two.keyboard.insertText(' أمس')
  await caretAfter(two, 1, 'ثم')
  await two.keyboard.press('Control+Alt+2')
  await expect(cards(one)).toHaveCount(3)
  return { one, two }
}

test('[UI440] filters by kind and place agree with their numbers, and all means all that is shown', async ({
  room,
}) => {
  const { one } = await proposed(room)
  await openReview(one)
  const kind = panel(one).getByLabel('النوع')
  await expect(kind.locator('option')).toHaveText(['كلّ الأنواع (3)', 'إضافة (1)', 'استبدال (1)', 'تنسيق (1)'])
  await kind.selectOption('format')
  await expect(cards(one)).toHaveCount(1)
  await expect(panel(one)).toContainText('1 من 3')
  await kind.selectOption('')
  await caretAfter(one, 0, 'اجتمعت')
  await panel(one).getByLabel('الموضع').selectOption('selected')
  await expect(cards(one)).toHaveCount(2)
  await panel(one).getByRole('button', { name: 'رفض الكلّ' }).click()
  await expect(panel(one)).toContainText('رفض اقتراحين؟')
  await panel(one).getByRole('button', { name: 'نعم' }).click()
  await expect(text(one).locator('ins, del')).toHaveCount(0)
  await expect(text(one).locator('.block').first()).toHaveText(FIRST)
  await panel(one).getByRole('button', { name: 'عرض الكلّ' }).click()
  await expect(cards(one)).toHaveCount(1)
})

test('[UI442] [UI887] reviewing by keyboard alone, in the text', async ({ room }) => {
  const { one } = await proposed(room)
  await caretAfter(one, 0, 'اجتمعت')
  await one.keyboard.press('Control+Alt+g')
  await expect(cards(one).nth(0)).toHaveAttribute('data-active', 'true')
  await expect(one.getByRole('status')).toContainText('1 من 3: استبدال «ثلاثة» بـ «أربعة»، هالة')
  await one.keyboard.press('Control+Alt+g')
  await expect(cards(one).nth(1)).toHaveAttribute('data-active', 'true')
  await one.keyboard.press('Control+Alt+Shift+g')
  await expect(cards(one).nth(0)).toHaveAttribute('data-active', 'true')
  await expect(text(one)).toBeFocused()
  await one.keyboard.press('Control+Alt+a')
  await expect(cards(one)).toHaveCount(2)
  await expect(cards(one).nth(0)).toHaveAttribute('data-active', 'true')
  await expect(one.getByRole('status')).toContainText('إضافة «أمس»')
  await one.keyboard.press('Control+Alt+r')
  await expect(cards(one)).toHaveCount(1)
  await one.keyboard.press('Control+Alt+a')
  await expect(cards(one)).toHaveCount(0)
  await expect.poll(() => shown(one)).toEqual([`p|${FIRST.replace('ثلاثة', 'أربعة')}`, `h3|${SECOND}`])

  // Undo waits for what is on its way, and takes back the newest first; once one writes it is about the text.
  await one.keyboard.press('Control+z')
  await expect(cards(one)).toHaveCount(1)
  await one.keyboard.press('Control+Alt+a')
  await one.keyboard.press('Control+z')
  await one.keyboard.press('Control+z')
  await expect(cards(one)).toHaveCount(2)
  await caretAfter(one, 1, SECOND)
  await one.keyboard.insertText(' غدًا')
  await expect(text(one)).toContainText('غدًا')
  await one.keyboard.press('Control+z')
  await expect(text(one)).not.toContainText('غدًا')
  await expect(cards(one)).toHaveCount(2)
})

test('[UI441] the active suggestion is seen in the text, no word of which moves', async ({ room }) => {
  const { one } = await proposed(room)
  const width = () =>
    text(one)
      .locator('ins')
      .first()
      .evaluate((element) => element.getBoundingClientRect().width)
  await caretAfter(one, 1, SECOND)
  const before = await width()
  await text(one).locator('ins').first().click()
  await expect(cards(one).nth(0)).toHaveAttribute('data-active', 'true')
  await expect(text(one).locator('ins').first()).toHaveCSS('outline-style', 'solid')
  expect(Math.abs((await width()) - before)).toBeLessThanOrEqual(0.5)
})
