import { converged, expect, openReview, paste, shown, test, text } from './document-room.ts'

const TEXT = '<p>أكّدت المجموعة إلتزامها.</p><p>والمجموعةُ تطلب وقف القتال.</p><p>تشكر المجموعه الجميع.</p>'

test('[UI364] [UI890] finds without regard to vowel marks and forms of letters, from the caret on, round at the end', async ({
  room,
}) => {
  const page = await room.open('facilitator')
  await paste(page, TEXT)
  await text(page).locator('p').nth(1).click()
  await page.keyboard.press('Home')
  await page.keyboard.press('Control+f')
  const bar = page.getByTestId('find')
  await expect(bar.getByLabel('ابحث عن')).toBeFocused()
  const [place, words] = [await bar.boundingBox(), await text(page).boundingBox()]
  expect(place?.x ?? 0).toBeGreaterThanOrEqual((words?.x ?? 0) + (words?.width ?? 0))
  await page.keyboard.type('المجموعة')
  await expect(bar.getByRole('status')).toHaveText('3 نتائج')
  await page.keyboard.press('Enter')
  await expect(bar.getByRole('status')).toHaveText('2 من 3')
  await expect(text(page).locator('.currentHit')).toHaveText('المجموعةُ')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(bar.getByRole('status')).toHaveText('1 من 3')
  await page.keyboard.press('Shift+Enter')
  await expect(bar.getByRole('status')).toHaveText('3 من 3')
  await bar.getByRole('checkbox').check()
  await expect(bar.getByRole('status')).toHaveText('نتيجتان')
  await bar.getByLabel('ابحث عن').press('Escape')
  await expect(bar).toHaveCount(0)
  await expect(text(page).locator('.hit')).toHaveCount(0)
  await expect(text(page)).toBeFocused()
})

test('[UI364] [UI365] replaces one and all; what a suggester replaces is a suggestion for each place', async ({
  room,
}) => {
  const editor = await room.open('facilitator')
  await paste(editor, TEXT)
  await editor.keyboard.press('Control+f')
  const bar = editor.getByTestId('find')
  await expect(bar.getByLabel('استبدل بـ')).toHaveCSS('direction', 'rtl')
  await bar.getByLabel('ابحث عن').fill('إلتزامها')
  await bar.getByLabel('استبدل بـ').fill('التزامها')
  await bar.getByRole('button', { name: 'استبدال', exact: true }).click()
  await expect(bar.getByRole('status')).toHaveText('1 من 1')
  await bar.getByRole('button', { name: 'استبدال', exact: true }).click()
  await expect.poll(() => shown(editor)).toContain('p|أكّدت المجموعة التزامها.')

  const suggester = await room.open({ role: 'suggester', name: 'سعاد' })
  await converged(editor, suggester)
  await suggester.keyboard.press('Control+f')
  const own = suggester.getByTestId('find')
  await own.getByLabel('ابحث عن').fill('المجموعة')
  await own.getByLabel('استبدل بـ').fill('اللجنة')
  await own.getByRole('button', { name: 'استبدال الكلّ' }).click()
  await expect(suggester.getByText('استُبدلت 3 مواضع')).toBeVisible()
  // What is proposed for deletion is not found again.
  await expect(own.getByRole('status')).toHaveText('لا نتائج')
  await converged(editor, suggester)
  await expect(editor.locator('[data-kind=replacement]')).toHaveCount(3)
  await editor.locator('[data-kind=replacement]').first().getByRole('button', { name: /^قبول/ }).click()
  await expect(editor.locator('[data-kind=replacement]')).toHaveCount(2)
  await expect.poll(() => shown(editor)).toContain('p|أكّدت اللجنة التزامها.')
})

test('[UI444] of many suggestions the first cards are drawn, and the rest as one goes on', async ({
  room,
}) => {
  const page = await room.open('facilitator', { viewport: { width: 1440, height: 900 } })
  const count = 90
  await paste(page, '<p>كلمة واحدة</p>'.repeat(count))
  await page.getByRole('radio', { name: 'اقتراح' }).click()
  await page.keyboard.press('Control+f')
  const bar = page.getByTestId('find')
  await bar.getByLabel('ابحث عن').fill('واحدة')
  await bar.getByLabel('استبدل بـ').fill('أخرى')
  await bar.getByRole('button', { name: 'استبدال الكلّ' }).click()
  const panel = page.getByTestId('suggestions')
  await expect(panel).toContainText(String(count))
  // The find bar lies over that corner of the page.
  await bar.getByRole('button', { name: 'إغلاق البحث' }).click()
  await openReview(page)
  const cards = panel.locator('[data-card]')
  await expect(cards.first()).toBeVisible()
  expect(await cards.count()).toBeLessThan(count)
  await expect
    .poll(async () => {
      await panel.evaluate((element) => {
        element.scrollTop = element.scrollHeight
      })
      return cards.count()
    })
    .toBe(count)
  await expect(panel.getByRole('button', { name: 'المزيد' })).toHaveCount(0)
})
