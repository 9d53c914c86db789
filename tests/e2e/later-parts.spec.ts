import { expect } from '@playwright/test'
import { text } from './document-room.ts'
import { test } from './shell-room.ts'

test('[UI853] a part of the page that cannot be fetched says so, is tried again or left, and the text goes on', async ({
  server,
  freshPage,
}) => {
  const { id } = await server.facilitator.newDocument('جزء لا يصل')
  const page = await freshPage()
  const [name = '', ...rest] = (await server.join('editor', 'هالة')).cookie.split('=')
  await page.context().addCookies([{ name, value: rest.join('='), url: server.url }])
  await page.context().route(/\/assets\/(?:shortcuts-dialog|outline-panel)-/, (route) => route.abort())
  await page.goto(`${server.url}/documents/${id}`)
  await text(page).click()
  await page.keyboard.press('Control+/')
  const missing = page.getByRole('alert').filter({ hasText: 'تعذّر تحميل هذا الجزء' })
  await expect(missing).toBeVisible()
  await missing.getByRole('button', { name: 'لاحقًا' }).click()
  await expect(missing).toHaveCount(0)
  await text(page).click()
  await page.keyboard.insertText('يبقى كل شيء')
  await expect(text(page)).toContainText('يبقى كل شيء')

  await page.keyboard.press('Control+/')
  await expect(missing).toBeVisible()
  await page.context().unroute(/\/assets\/(?:shortcuts-dialog|outline-panel)-/)
  await missing.getByRole('button', { name: 'حاول مرّة أخرى' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
})

test('[UI857] what is typed while the list of commands is on its way is for it, and Escape leaves it', async ({
  server,
  freshPage,
}) => {
  const { id } = await server.facilitator.newDocument('قائمة تتأخّر')
  const page = await freshPage()
  const [name = '', ...rest] = (await server.join('editor', 'سامر')).cookie.split('=')
  await page.context().addCookies([{ name, value: rest.join('='), url: server.url }])
  let arrive = (): void => undefined
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve
  })
  await page.context().route(/\/assets\/page-palette-/, async (route) => {
    await arrived
    await route.continue()
  })
  await page.goto(`${server.url}/documents/${id}`)
  await text(page).click()
  await page.keyboard.type('قبل')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('يُنسى')
  await page.keyboard.press('Escape')
  await page.keyboard.type(' بعد')
  await expect(text(page)).toHaveText('قبل بعد')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('المخططي')
  await page.keyboard.press('Backspace')
  arrive()
  await expect(page.getByRole('combobox')).toHaveValue('المخطط')
  await expect(text(page)).toHaveText('قبل بعد')
})
