import { expect, type Page } from '@playwright/test'
import { paste, text } from './document-room.ts'
import { test } from './shell-room.ts'

/** Holds files of the page back; answers how they are let go. */
const holdBack = async (page: Page, files: RegExp): Promise<() => void> => {
  let arrive = (): void => undefined
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve
  })
  await page.context().route(files, async (route) => {
    await arrived
    await route.continue()
  })
  return () => {
    arrive()
  }
}

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

test('[UI878] a comment that is asked for before its field is here takes what is typed meanwhile, and Escape takes it back', async ({
  server,
  freshPage,
}) => {
  const { id } = await server.facilitator.newDocument('تعليق يسبق حقله')
  const page = await freshPage()
  const [name = '', ...rest] = (await server.join('editor', 'وفاء')).cookie.split('=')
  await page.context().addCookies([{ name, value: rest.join('='), url: server.url }])
  const arrive = await holdBack(page, /\/assets\/document-margin-/)
  await page.goto(`${server.url}/documents/${id}`)
  await text(page).click()
  await page.keyboard.insertText('نطلب وقف القتال')
  await page.keyboard.press('Control+Shift+ArrowRight')
  await page.keyboard.press('Control+Alt+m')
  await page.keyboard.insertText('يُنسى')
  await page.keyboard.press('Escape')
  await page.keyboard.insertText('النار')
  await expect(text(page)).toHaveText('نطلب وقف النار')
  await page.keyboard.press('Control+Shift+ArrowRight')
  // As a thumb does it: the tool, then letters without keys.
  await page.getByRole('toolbar').getByRole('button', { name: 'تعليق على المحدَّد' }).click()
  await page.keyboard.insertText('متى')
  await page.keyboard.type(' وكيف؟')
  await expect(text(page)).toHaveText('نطلب وقف النار')
  arrive()
  await expect(page.getByRole('textbox', { name: 'تعليق جديد' })).toHaveValue('متى وكيف؟')
  await page.keyboard.press('Control+Enter')
  await expect(page.locator('[data-thread]')).toContainText('متى وكيف؟')
  await expect(text(page)).toHaveText('نطلب وقف النار')
})

test('[UI806] a button that is pressed before what opens from it is here has opened it', async ({
  server,
  freshPage,
}) => {
  const { id } = await server.facilitator.newDocument('أزرار قبل أجزائها')
  const page = await freshPage()
  const [name = '', ...rest] = (await server.join('editor', 'ريم')).cookie.split('=')
  await page.context().addCookies([{ name, value: rest.join('='), url: server.url }])
  const arrive = await holdBack(page, /\/assets\/(?:menu|popover|tip)-panel-/)
  await page.goto(`${server.url}/documents/${id}`)
  await text(page).click()
  await page.keyboard.insertText('كلمة')

  const menu = page.getByRole('banner').getByRole('button', { name: 'المزيد', exact: true })
  await expect(menu).toHaveAttribute('aria-haspopup', 'menu')
  await expect(menu).toHaveAttribute('aria-expanded', 'false')
  await menu.focus()
  await page.keyboard.press('ArrowDown')
  await expect(menu).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.press('Escape')
  await expect(menu).toHaveAttribute('aria-expanded', 'false')
  await page.keyboard.press('Enter')
  await expect(menu).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.type('لا شيء')
  await expect(page.getByRole('menu')).toHaveCount(0)
  arrive()
  await expect(page.getByRole('menuitem').first()).toBeFocused()
  await expect(page.getByRole('menu')).toHaveAccessibleName('المزيد')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('menuitem').nth(1)).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(menu).toBeFocused()
  // By voice, and by some screen readers, a button is clicked and no pointer pressed.
  await menu.evaluate((button: HTMLElement) => {
    button.click()
  })
  await expect(page.getByRole('menu')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(text(page)).toHaveText('كلمة')
})

test('[UI806] an address that is typed while its field is on the way stands in it, and a tip comes to a pointer that rests', async ({
  server,
  freshPage,
}) => {
  const { id } = await server.facilitator.newDocument('رابط قبل حقله')
  const page = await freshPage()
  const [name = '', ...rest] = (await server.join('editor', 'سلمى')).cookie.split('=')
  await page.context().addCookies([{ name, value: rest.join('='), url: server.url }])
  const arrive = await holdBack(page, /\/assets\/(?:popover|tip)-panel-/)
  await page.goto(`${server.url}/documents/${id}`)
  await text(page).click()
  await page.keyboard.insertText('كلمة')
  await page.keyboard.press('Control+a')
  const link = page.locator('[data-command=link]')
  await expect(link).toHaveAttribute('aria-haspopup', 'dialog')
  await link.click()
  await expect(link).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.type('example.org')
  arrive()
  await expect(page.getByRole('dialog').getByRole('textbox')).toHaveValue('example.org')
  await page.keyboard.press('Escape')
  await expect(text(page)).toHaveText('كلمة')
  await page.mouse.move(0, 0)
  await page.locator('[data-command=bold]').hover()
  await expect(page.getByRole('tooltip')).toContainText('Ctrl')
})

/** Heights of the bar, the tools and the blocks, and where the first block begins. */
const heights = (page: Page) =>
  page.evaluate(() => {
    const heightOf = (selector: string): number =>
      document.querySelector(selector)?.getBoundingClientRect().height ?? Number.NaN
    const elements = [...document.querySelectorAll<HTMLElement>('.documentText .block')]
    // What is out of sight is only reckoned otherwise.
    for (const element of elements) element.style.contentVisibility = 'visible'
    const blocks = elements.map((element) => element.getBoundingClientRect())
    return {
      bar: heightOf('header'),
      tools: heightOf('[role=toolbar]'),
      first: (blocks[0]?.top ?? Number.NaN) + window.scrollY,
      text: blocks.reduce((sum, { height }) => sum + height, 0),
    }
  })

test('[UI807] nothing around a text moves when the faces come, and the text hardly; [UI852] what nobody wanted yet comes by itself', async ({
  server,
  freshPage,
}) => {
  const { id } = await server.facilitator.newDocument('خطّ يصل متأخّرًا')
  const page = await freshPage()
  const [name = '', ...rest] = (await server.join('editor', 'رنا')).cookie.split('=')
  await page.context().addCookies([{ name, value: rest.join('='), url: server.url }])
  const arrive = await holdBack(page, /\.woff2$/)
  await page.goto(`${server.url}/documents/${id}`)
  const sentence =
    'نؤكّد أن صياغة نصّ واحد يتّفق عليه الجميع عمل شاقّ ودقيق، يحتاج إلى وقت وثقة، وأن الكلمات التي نختارها معًا هي ما نلتزم به. '
  await paste(page, Array.from({ length: 30 }, (_, n) => `<p>${sentence.repeat(1 + (n % 4))}</p>`).join(''))
  await expect(text(page).locator('.block')).toHaveCount(30)
  const before = await heights(page)
  const isMeasured = await page.evaluate(() =>
    new FontFace('probe', "local('DejaVu Sans'), local('Noto Sans Arabic')").load().then(
      () => true,
      () => false,
    ),
  )
  arrive()
  await expect
    .poll(() =>
      page.evaluate(
        () =>
          [...document.fonts].filter(
            ({ family, status }) => family.includes('Naskh Arabic') && status === 'loaded',
          ).length,
      ),
    )
    .toBeGreaterThan(0)
  await page.evaluate(() => document.fonts.ready)
  const after = await heights(page)
  expect(Math.abs(after.bar - before.bar)).toBeLessThan(1)
  expect(Math.abs(after.tools - before.tools)).toBeLessThan(1)
  expect(Math.abs(after.first - before.first)).toBeLessThan(2)
  // A device without any face that was measured sets the text in one that is not.
  expect(Math.abs(after.text / before.text - 1)).toBeLessThan(isMeasured ? 0.03 : 0.2)
  await expect
    .poll(() =>
      page.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .some(({ name: file }) => file.includes('/shortcuts-dialog-')),
      ),
    )
    .toBe(true)
})
