import { caretAfter, expect, paste, saved, test, text } from './document-room.ts'
import { expectAccessible } from './shell-room.ts'

const LETTER = `<h1>رسالة ختامية</h1><p>نحن المشاركين في مجموعة العمل.</p><h2>المطالب</h2>
<p>وقف القتال فورًا.</p><p>فتح الممرات.</p><h3>الممرات</h3><p>ثلاثة ممرات.</p>`

test('[UI35] [UI876] Ctrl+K finds a command by its folded name and does it where the caret is; Escape gives the caret back', async ({
  room,
}) => {
  const page = await room.open('facilitator')
  await paste(page, LETTER)
  await caretAfter(page, 1, 'نحن')
  await page.keyboard.press('Control+k')
  const palette = page.getByTestId('palette')
  const field = palette.getByRole('combobox')
  await expect(field).toBeFocused()
  await expect(palette.getByRole('option').first()).toHaveAttribute('aria-selected', 'true')
  await expectAccessible(page)
  await field.fill('عنوان صغ')
  await expect(palette.getByRole('option')).toHaveText([/عنوان صغير/])
  await page.keyboard.press('Enter')
  await expect(palette).toHaveCount(0)
  await expect(text(page).locator('h4')).toHaveCount(2)
  await expect(text(page)).toBeFocused()
  await page.keyboard.insertText('، ')
  await expect(text(page).locator('h4').first()).toHaveText('نحن، المشاركين في مجموعة العمل.')

  // A heading is a place: chosen by arrows, gone to.
  await page.keyboard.press('Control+k')
  await field.fill('مطالب')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await page.keyboard.insertText('أولًا: ')
  await expect(text(page).locator('h3')).toHaveText('أولًا: المطالب')
  await page.keyboard.press('Control+k')
  await field.fill('لا أمر كهذا')
  await expect(palette.getByText('لا أمر بهذا الاسم.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(text(page)).toBeFocused()
  await page.keyboard.insertText('!')
  await expect(text(page).locator('h3')).toHaveText('أولًا: !المطالب')
  await expect(saved(page)).toHaveText('حُفِظ')

  // What has a key of the text, of the margin or none at all is found as well.
  await page.keyboard.press('Control+k')
  await field.fill('نقل فقرة أسفل')
  await page.keyboard.press('Enter')
  await expect(text(page).locator('.block').nth(3)).toHaveText('أولًا: !المطالب')
  await page.keyboard.press('Control+k')
  await field.fill('وضع اقتراح')
  await expect(palette.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await page.keyboard.insertText('؟')
  await expect(text(page).locator('ins')).toHaveText('؟')
  await page.keyboard.press('Control+k')
  await field.fill('قبول اقتراح')
  await page.keyboard.press('Enter')
  await expect(text(page).locator('ins')).toHaveCount(0)
  await expect(text(page).locator('.block').nth(3)).toHaveText('أولًا: !؟المطالب')
})

test('[UI35] a reader of comments is offered nothing that writes', async ({ room }) => {
  const page = await room.open({ role: 'commenter', name: 'سامر' })
  await page.keyboard.press('Control+k')
  const palette = page.getByTestId('palette')
  await palette.getByRole('combobox').fill('عريض')
  await expect(palette.getByRole('option')).toHaveCount(0)
  await palette.getByRole('combobox').fill('تعليق على')
  await expect(palette.getByRole('option')).toHaveText([/^تعليق على المحدَّد/])
})

test('[UI760] [UI761] the outline leads to headings, follows the caret and the text, and counts words; on a phone it closes when it has led', async ({
  room,
}) => {
  const page = await room.open('facilitator', { viewport: { width: 1440, height: 900 } })
  await paste(page, LETTER)
  const sheet = page.locator('[aria-busy]').first()
  const before = await sheet.boundingBox()
  await page.keyboard.press('Control+Alt+o')
  const outline = page.getByTestId('outline')
  await expect(outline.getByRole('button', { name: 'رسالة ختامية' })).toBeVisible()
  expect(await sheet.boundingBox()).toEqual(before)
  await expect(outline.getByRole('listitem')).toHaveText(['رسالة ختامية', 'المطالب', 'الممرات'])
  await expect(page.getByTestId('text-size')).toContainText('16 كلمة')
  await expect(page.getByTestId('text-size')).toContainText('7 فقرات')
  await expectAccessible(page)
  await outline.getByRole('button', { name: 'المطالب' }).click()
  await expect(text(page)).toBeFocused()
  await expect(outline.locator('[aria-current]')).toHaveText('المطالب')
  await page.keyboard.insertText('أهمّ ')
  await expect(outline.getByRole('listitem')).toHaveText(['رسالة ختامية', 'أهمّ المطالب', 'الممرات'])
  await expect(page.getByTestId('text-size')).toContainText('17 كلمة')
  await page.keyboard.press('Control+a')
  await expect(page.getByTestId('text-size')).toContainText('17 كلمة محدَّدة')

  const phone = await room.open(
    { role: 'suggester', name: 'هالة' },
    { viewport: { width: 390, height: 844 } },
  )
  await phone.getByRole('button', { name: 'المزيد' }).click()
  await phone.getByRole('menuitem', { name: 'مخطّط النصّ وطوله' }).click()
  await phone.getByRole('dialog').getByRole('button', { name: 'الممرات' }).click()
  await expect(phone.getByRole('dialog')).toHaveCount(0)
  await expect(text(phone)).toBeFocused()
})
