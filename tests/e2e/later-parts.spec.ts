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

test('[UI857] what is typed while the list of commands is on its way is for it, Enter and arrows too, and Escape leaves it', async ({
  server,
  freshPage,
}) => {
  const { id } = await server.facilitator.newDocument('قائمة تتأخّر')
  const page = await freshPage()
  const [name = '', ...rest] = (await server.join('editor', 'سامر')).cookie.split('=')
  await page.context().addCookies([{ name, value: rest.join('='), url: server.url }])
  let arrive = (): void => undefined
  let arrived = Promise.resolve()
  const hold = (): void => {
    arrived = new Promise<void>((resolve) => {
      arrive = resolve
    })
  }
  hold()
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

  // In one go: the command is done, and what is typed behind it is for the text.
  hold()
  await page.reload()
  await text(page).click()
  await page.keyboard.press('Control+End')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('عنوان صغ')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await page.keyboard.type(' وبعد')
  await expect(page.getByRole('combobox')).toHaveCount(0)
  await expect(text(page)).toHaveText('قبل بعد')
  arrive()
  await expect(text(page).locator('h4')).toHaveText('قبل بعد وبعد')
  await expect(page.getByRole('combobox')).toHaveCount(0)

  // The same when it is here already, again and again.
  for (const [words, tag] of [
    ['اقتباس', 'blockquote'],
    ['عنوان صغ', 'h4'],
    ['اقتباس', 'blockquote'],
    ['عنوان صغ', 'h4'],
  ] as const) {
    await page.keyboard.press('Control+k')
    await page.keyboard.type(words)
    await page.keyboard.press('Enter')
    await page.keyboard.type('.')
    await expect(text(page).locator(tag)).toHaveText(/^قبل بعد وبعد\.+$/u)
  }
  await expect(text(page)).toHaveText('قبل بعد وبعد....')
})

test('[UI936] shortcuts for suggestions and discussions that are pressed before the margin is here are done once it is', async ({
  server,
  freshPage,
}) => {
  const { id } = await server.facilitator.newDocument('هامش يتأخّر')
  const page = await freshPage()
  const [name = '', ...rest] = server.facilitator.cookie.split('=')
  await page.context().addCookies([{ name, value: rest.join('='), url: server.url }])
  await page.goto(`${server.url}/documents/${id}`)
  await text(page).click()
  await page.keyboard.type('بداية.')
  await page.getByRole('radio', { name: 'اقتراح' }).click()
  await text(page).click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' أوّل')
  await expect(text(page).locator('ins')).toHaveText(' أوّل')
  await expect(page.getByTestId('saved')).toContainText('حُفِظ')
  let arrive = (): void => undefined
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve
  })
  await page.context().route(/\/assets\/document-margin-/, async (route) => {
    await arrived
    await route.continue()
  })
  await page.reload()
  await expect(text(page).locator('ins')).toHaveText(' أوّل')
  await page.keyboard.press('Control+Alt+g')
  await page.keyboard.press('Control+Alt+a')
  await expect(text(page).locator('ins')).toHaveText(' أوّل')
  arrive()
  await expect(text(page)).toHaveText('بداية. أوّل')
  await expect(text(page).locator('ins')).toHaveCount(0)
})
