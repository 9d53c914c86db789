import { expect } from '@playwright/test'
import { caretAfter, paste, saved, test, text } from './document-room.ts'

const polite = '#root [role=status][aria-live=polite]'

test('[UI860] that the connection goes is said while a dialog is open, in the one polite region, and the line goes again', async ({
  room,
}) => {
  const page = await room.open('facilitator')
  await expect(saved(page)).toHaveText('حُفِظ')
  await page.keyboard.press('Control+Slash')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.context().setOffline(true)
  // By its role: what is hidden behind the dialog would not be found.
  const region = page.getByRole('status')
  await expect(region).toHaveCount(1)
  await expect(region).toContainText('غير متصل، محفوظ على هذا الجهاز')
  await expect(region).not.toContainText('غير متصل', { timeout: 15_000 })
  await page.context().setOffline(false)
  await expect(region).toContainText('حُفِظ')
})

test('[UI860] a refusal is said in the one assertive region, again for each key', async ({ room }) => {
  const page = await room.open({ role: 'commenter', name: 'هدى' })
  await text(page).focus()
  const said = await page.evaluateHandle(() => {
    const lines: string[] = []
    const region = document.querySelector('#root [role=alert][aria-live=assertive]')
    if (region === null) throw new Error('no region')
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) for (const line of addedNodes) lines.push(line.textContent ?? '')
    }).observe(region, { childList: true })
    return lines
  })
  await page.keyboard.press('a')
  await page.keyboard.press('b')
  await expect.poll(async () => (await said.jsonValue()).length).toBe(2)
  expect((await said.jsonValue())[0]).toContain('صلاحيتك التعليق')
})

test('[UI862] the title of a page that is gone to is said', async ({ room }) => {
  const page = await room.open('facilitator')
  await expect(page.locator(polite)).not.toContainText('صياغة')
  await page.getByRole('link', { name: /العودة إلى/ }).press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('مجموعة العمل')
  await expect(page.locator(polite)).toContainText('مجموعة العمل · صياغة')
  await page.getByRole('link', { name: 'نصّ التجربة' }).press('Enter')
  await expect(page.locator(polite)).toContainText('نصّ التجربة · صياغة')
})

test('[UI868] a button that has nothing to do any more keeps the focus, and does nothing', async ({
  room,
}) => {
  const page = await room.open('facilitator')
  await paste(page, '<p>وقف القتال</p>')
  await caretAfter(page, 0, '')
  await page.keyboard.press('Control+KeyF')
  const bar = page.getByRole('search')
  await bar.getByRole('textbox', { name: 'ابحث عن' }).fill('القتال')
  await bar.getByRole('textbox', { name: 'استبدل بـ' }).fill('النار')
  const all = bar.getByRole('button', { name: 'استبدال الكلّ' })
  await all.focus()
  await page.keyboard.press('Enter')
  await expect(text(page)).toContainText('وقف النار')
  await expect(all).toBeDisabled()
  await expect(all).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(text(page)).toContainText('وقف النار')
  // Escape is heard: the focus was not thrown out of the bar.
  await page.keyboard.press('Escape')
  await expect(bar).toHaveCount(0)
  await expect(text(page)).toBeFocused()
})
