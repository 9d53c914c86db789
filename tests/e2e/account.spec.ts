import type { Page } from '@playwright/test'
import { expect, paste, saved, test, text } from './document-room.ts'

const openMenu = (page: Page): Promise<void> => page.getByRole('button', { name: 'المزيد' }).click()

test('[UI320] a member logs out from the document itself, and nothing of theirs stays', async ({ room }) => {
  const page = await room.open({ role: 'editor', name: 'المغادرة' })
  await paste(page, '<p>كلام محفوظ</p>')
  await expect(saved(page)).toHaveText('حُفِظ')
  await openMenu(page)
  await page.getByRole('menuitem', { name: 'اخرج وامسح هذا الجهاز' }).click()
  await expect(page.getByRole('alertdialog')).toBeVisible()
  await page.getByRole('button', { name: 'اخرج', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'لم تدخل بعد' })).toBeVisible()
  const copies = await page.evaluate(
    () =>
      new Promise<number>((done) => {
        const opening = indexedDB.open('siyagha')
        opening.onsuccess = () => {
          const count = opening.result.transaction('copies').objectStore('copies').count()
          count.onsuccess = () => {
            done(count.result)
          }
        }
      }),
  )
  expect(copies).toBe(0)
})

test('[UI321] Ctrl+/ lists the shortcuts wherever the focus is', async ({ room }) => {
  const page = await room.open('facilitator')
  const list = page.getByRole('dialog', { name: 'اختصارات لوحة المفاتيح' })
  for (const place of [page.getByRole('textbox', { name: 'عنوان النصّ' }), text(page)]) {
    await place.focus()
    await page.keyboard.press('Control+Slash')
    await expect(list).toHaveCount(1)
    await page.keyboard.press('Escape')
    await expect(list).toHaveCount(0)
    await expect(place).toBeFocused()
  }
  await page.getByRole('button', { name: 'مشاركة' }).focus()
  await page.keyboard.press('Control+Slash')
  await expect(list).toBeVisible()
})

test('[UI322] a link for another device is shown as a code too', async ({ room }) => {
  const page = await room.open('facilitator', { colorScheme: 'dark' })
  await openMenu(page)
  await page.getByRole('menuitem', { name: 'أضف جهازًا آخر لك' }).click()
  const code = page.getByRole('img', { name: 'رمز QR للرابط' })
  await expect(code).toBeVisible()
  expect(
    await code.evaluate((svg) => [getComputedStyle(svg).backgroundColor, getComputedStyle(svg).fill]),
  ).toEqual(['rgb(255, 255, 255)', 'rgb(0, 0, 0)'])
})

test('[UI323] the share dialog shows whole at 1280×720 in every language', async ({ room }) => {
  const page = await room.open('facilitator')
  for (const [language, share] of [
    ['ar', 'مشاركة'],
    ['en', 'Share'],
    ['fr', 'Partager'],
  ] as const) {
    await page.evaluate((chosen) => {
      localStorage.setItem('siyagha.language', chosen)
    }, language)
    await page.reload()
    await page.getByRole('button', { name: share }).click()
    const hidden = await page
      .getByRole('dialog')
      .evaluate((dialog) => dialog.scrollHeight - dialog.clientHeight)
    expect(hidden).toBe(0)
  }
})

test('[UI324] the caret of another takes the colours of the scheme when the device changes it', async ({
  room,
}) => {
  const one = await room.open('facilitator', { colorScheme: 'light' })
  const two = await room.open({ role: 'editor', name: 'منى' })
  await paste(one, '<p>نصّ مشترك</p>')
  await expect(text(two)).toContainText('نصّ مشترك')
  await text(two).click()
  const caret = one.locator('.sequence-caret')
  await expect(caret).toHaveCount(1)
  const drawn = (): Promise<{
    readonly line: string
    readonly label: readonly string[]
    readonly tokens: string[]
  }> =>
    caret.evaluate((element) => {
      const person = document.querySelector('[data-testid=avatar], [class*=avatar]')
      const line = getComputedStyle(element, '::before').backgroundColor
      const label = element.querySelector('.sequence-caret-label')
      const words = label === null ? null : getComputedStyle(label)
      const disc = person === null ? null : getComputedStyle(person)
      return {
        line,
        label: [words?.backgroundColor ?? '', words?.color ?? ''],
        tokens: [disc?.backgroundColor ?? '', disc?.color ?? ''],
      }
    })
  const light = await drawn()
  expect(light.label).toEqual(light.tokens)
  await one.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(async () => (await drawn()).line).not.toBe(light.line)
  const dark = await drawn()
  expect(dark.label).toEqual(dark.tokens)
  expect(dark.line).toBe(dark.tokens[0])
})

test('[UI325] the name at a caret at the end of a line stays on a phone’s page', async ({ room }) => {
  const phone = await room.open('facilitator', { viewport: { width: 390, height: 844 }, hasTouch: true })
  const other = await room.open({ role: 'editor', name: 'محمد عبد الرحمن الشهابي' })
  await paste(other, '<p dir="rtl">كلمات تملأ سطرًا كاملًا من الصفحة حتى آخره ثم تتابع في السطر الذي يليه</p>')
  await expect(text(phone)).toContainText('يليه')
  // Where the phone's first line ends is not known here: every word of the line is visited.
  await text(other).click()
  await other.keyboard.press('Control+Home')
  const label = phone.locator('.sequence-caret-label[data-side]')
  const sides = new Set<string | null>()
  for (let word = 0; word < 8; word += 1) {
    const before = (await label.count()) === 0 ? null : await label.elementHandle()
    await other.keyboard.press('Control+ArrowLeft')
    if (before !== null)
      await expect.poll(() => before.evaluate((element) => element.isConnected)).toBe(false)
    await expect(label).toHaveCount(1)
    const [start, end] = await label.evaluate((element) => {
      const { x, width } = element.getBoundingClientRect()
      return [x, x + width] as const
    })
    expect(start).toBeGreaterThanOrEqual(0)
    expect(end).toBeLessThanOrEqual(390)
    sides.add(await label.getAttribute('data-side'))
  }
  expect(sides).toEqual(new Set(['after', 'before']))
})

test('[UI326] the list of shortcuts names each command once and shows whole at 1280×720', async ({
  room,
}) => {
  const page = await room.open('facilitator')
  await page.keyboard.press('Control+Slash')
  const list = page.getByRole('dialog', { name: 'اختصارات لوحة المفاتيح' })
  await expect(list).toBeVisible()
  expect(await list.evaluate((dialog) => dialog.scrollHeight - dialog.clientHeight)).toBe(0)
  const names = await list.locator('dt').allTextContents()
  expect(new Set(names).size).toBe(names.length)
  expect(await list.locator('dt', { hasText: 'إعادة' }).locator('xpath=..').locator('kbd').count()).toBe(2)
})

test('[UI327] a stranger at the address of a text is told how to get in', async ({ room, browser }) => {
  const context = await browser.newContext({ locale: 'ar' })
  const page = await context.newPage()
  for (const place of ['documents', 'read']) {
    await page.goto(`${room.server.url}/${place}/${room.document}`)
    await expect(page.getByRole('heading', { name: 'لم تدخل بعد' })).toBeVisible()
    await expect(page.getByLabel('رابط الدعوة')).toBeVisible()
  }
  await context.close()
})

test('[UI328] F6 goes from the bar to the tools to the text and around, Shift+F6 back', async ({ room }) => {
  const page = await room.open('facilitator')
  const stops = [
    page.getByRole('link', { name: /العودة إلى/ }),
    page.getByRole('toolbar').locator(':focus'),
    text(page),
  ]
  await text(page).click()
  for (const stop of stops) {
    await page.keyboard.press('F6')
    await expect(stop).toBeFocused()
  }
  await page.keyboard.press('Shift+F6')
  await expect(page.getByRole('toolbar').locator(':focus')).toHaveCount(1)
  await page.getByRole('button', { name: 'مشاركة' }).click()
  await page.keyboard.press('F6')
  await expect(page.getByRole('dialog').locator(':focus')).toHaveCount(1)
})
