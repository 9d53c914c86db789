import { PHONE, WIDE, openLetter } from './threads-room.ts'
import { caretAfter, expect, saved, test, text } from './document-room.ts'
import { expectAccessible } from './shell-room.ts'

test('[UI822] only the text is there, which does not move, and what is saved; Escape, F6, the key, the edge and what needs the rest bring it back', async ({
  room,
}) => {
  const page = await openLetter(room)
  const bar = page.getByRole('button', { name: 'مشاركة' })
  const tools = page.locator('[aria-controls=text]')
  await caretAfter(page, 1, 'اجتمعت')
  const before = await text(page).boundingBox()

  await page.keyboard.press('Control+Alt+Shift+f')
  await expect(bar).toBeHidden()
  await expect(tools).toBeHidden()
  await expect(text(page)).toBeFocused()
  await expect(saved(page)).toBeVisible()
  await expect(page.getByText('لا يظهر إلّا النصّ. المفتاح Esc يعيد كلّ شيء.')).toBeVisible()
  expect(await text(page).boundingBox()).toEqual(before)
  await expectAccessible(page)
  // The caret is where it was.
  await page.keyboard.insertText('، ')
  await expect(text(page).locator('.block').nth(1)).toHaveText(/^اجتمعت، /)
  await expect(saved(page)).toHaveText('حُفِظ')
  await page.keyboard.press('Escape')
  await expect(bar).toBeVisible()
  await expect(text(page)).toBeFocused()

  // Something that is open over the text closes first.
  await page.keyboard.press('Control+Alt+Shift+f')
  await expect(bar).toBeHidden()
  await page.keyboard.press('Control+f')
  await expect(page.getByTestId('find')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('find')).toHaveCount(0)
  await expect(bar).toBeHidden()
  await page.keyboard.press('Control+Alt+Shift+f')
  await expect(bar).toBeVisible()

  // A pointer at the edge looks at the bars.
  await page.keyboard.press('Control+Alt+Shift+f')
  await expect(bar).toBeHidden()
  await page.mouse.move(700, 2)
  await expect(bar).toBeVisible()
  await expect(tools).toBeVisible()
  await page.mouse.move(700, 60)
  await expect(bar).toBeVisible()
  await page.mouse.move(700, 400)
  await expect(bar).toBeHidden()

  // A comment is written in the margin, so that comes back.
  await page.keyboard.press('Control+Alt+m')
  await expect(bar).toBeVisible()
  await page.keyboard.insertText('لماذا ثلاثة؟')
  await page.keyboard.press('Control+Enter')
  const card = page.locator('[data-thread]')
  await expect(card).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByTestId('palette').getByRole('combobox').fill('هدوء')
  await page.keyboard.press('Enter')
  await expect(card).toBeHidden()
  await page.keyboard.press('F6')
  await expect(card).toBeVisible()
})

test('[UI822] why a text is closed, and what a lock refuses, is said in calm too', async ({ room }) => {
  const page = await openLetter(room)
  await caretAfter(page, 1, 'اجتمعت')
  await page.keyboard.press('Control+Alt+l')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('lock-sign')).toBeVisible()
  await text(page).click()
  await caretAfter(page, 1, 'اجتمعت')
  await page.keyboard.press('Control+Alt+Shift+f')
  await expect(page.getByRole('button', { name: 'مشاركة' })).toBeHidden()
  await expect(page.getByTestId('lock-sign')).toBeVisible()
  await page.keyboard.press('Delete')
  await expect(page.getByTestId('lock-refused')).toBeVisible()

  const reader = await room.open({ role: 'commenter', name: 'سامر' }, WIDE)
  await reader.keyboard.press('Control+Alt+Shift+f')
  await expect(reader.getByRole('button', { name: 'المزيد' })).toBeHidden()
  await expect(reader.getByTestId('read-only')).toBeVisible()
})

test('[UI822] on a phone the menu shows only the text, and a button under the thumb brings the rest back', async ({
  room,
}) => {
  const page = await openLetter(room)
  await expect(saved(page)).toHaveText('حُفِظ')
  const phone = await room.open({ role: 'editor', name: 'ريم' }, PHONE)
  await phone.getByRole('button', { name: 'المزيد' }).tap()
  await phone.getByRole('menuitem', { name: /وضع الهدوء/ }).tap()
  await expect(phone.locator('[aria-controls=text]')).toBeHidden()
  await expect(saved(phone)).toBeVisible()
  const back = phone.getByRole('button', { name: 'أعِد كلّ شيء' })
  const box = await back.boundingBox()
  expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44)
  await back.tap()
  await expect(phone.locator('[aria-controls=text]')).toBeVisible()
})
