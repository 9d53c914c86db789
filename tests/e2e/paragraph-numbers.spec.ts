import type { Page } from '@playwright/test'
import { caretAfter, converged, expect, openIn, paste, saved, test, text } from './document-room.ts'
import { expectAccessible } from './shell-room.ts'

const LETTER = `<h1>رسالة ختامية</h1><p>نحن المشاركين في مجموعة العمل.</p><h2>المطالب</h2>
<ol><li>وقف القتال فورًا.</li><li>فتح الممرات.</li></ol><p>ونشكر من أصغى إلينا.</p>`

const numbers = (page: Page) => page.getByTestId('paragraph-numbers').locator('span')

/** How far each number is from the top of the words beside it, pixels. */
const offLine = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const drawn = [...document.querySelectorAll('[data-testid=paragraph-numbers] span')]
    const blocks = [...document.querySelectorAll('.documentText .block')].filter(
      (block) => block.textContent?.trim() !== '',
    )
    return Math.max(
      ...drawn.map((number, at) => {
        const block = blocks[at]
        if (block === undefined) return Number.NaN
        const top =
          block.getBoundingClientRect().top + Number.parseFloat(getComputedStyle(block).paddingBlockStart)
        return Math.abs(number.getBoundingClientRect().top - top)
      }),
    )
  })

test('[UI820] numbers of paragraphs are shown on demand, alike for everybody and in every view, are no text, and no proposal moves them', async ({
  room,
}) => {
  const page = await room.open('facilitator', { viewport: { width: 1440, height: 900 } })
  await paste(page, LETTER)
  await expect(saved(page)).toHaveText('حُفِظ')
  const before = await text(page).boundingBox()
  await page.keyboard.press('Control+Alt+Shift+p')
  await expect(numbers(page)).toHaveText(['1', '2', '3', '4', '5', '6'])
  expect(await offLine(page)).toBeLessThanOrEqual(1)
  expect(await text(page).boundingBox()).toEqual(before)
  await expectAccessible(page)

  // A suggester breaks the second paragraph in two: nobody's numbers move.
  const other = await room.open({ role: 'suggester', name: 'ريم' }, { locale: 'en' })
  await caretAfter(other, 1, 'نحن المشاركين')
  await other.keyboard.press('Enter')
  await converged(page, other)
  await expect(numbers(page)).toHaveText(['1', '2', '2+1', '3', '4', '5', '6'])
  expect(await offLine(page)).toBeLessThanOrEqual(1)
  await other.keyboard.press('Control+Alt+Shift+p')
  await expect(numbers(other)).toHaveText(['1', '2', '2+1', '3', '4', '5', '6'])
  for (const [view, shown] of [
    ['accepted', ['1', '2', '2+1', '3', '4', '5', '6']],
    ['original', ['1', '2', '3', '4', '5', '6']],
  ] as const) {
    await page.keyboard.press('Control+Alt+v')
    await expect(text(page)).toHaveAttribute('aria-label', view === 'accepted' ? /قُبلت/ : /الأصل/)
    await expect(numbers(page)).toHaveText(shown)
  }
  await page.keyboard.press('Control+Alt+v')

  // What is copied has no numbers in it.
  await text(page).click()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+c')
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toContain('نحن المشاركين')
  expect(copied).not.toContain('2+1')

  // It is a choice of this device; the same key takes it back.
  await page.reload()
  await expect(numbers(page)).toHaveCount(7)
  await page.keyboard.press('Control+Alt+Shift+p')
  await expect(numbers(page)).toHaveCount(0)
})

/** A line of the polite region, to the letter. */
const said = (page: Page, words: string) =>
  page.locator('[role=status][aria-live] > *').getByText(words, { exact: true })

test('[UI820] of a thousand paragraphs only those near the window are drawn, and a caret that comes to one hears its number', async ({
  room,
}) => {
  const page = await room.open('facilitator')
  await paste(page, Array.from({ length: 1000 }, (_, at) => `<p>الفقرة ذات الترتيب ${at + 1}.</p>`).join(''))
  await expect(saved(page)).toHaveText('حُفِظ', { timeout: 30_000 })
  await page.keyboard.press('Control+Alt+Shift+p')
  await page.keyboard.press('Control+Home')
  await expect(said(page, 'الفقرة 1')).toHaveCount(1)
  await page.keyboard.press('Control+End')
  await expect(numbers(page).last()).toHaveText('1000')
  expect(await numbers(page).count()).toBeLessThan(60)
  await expect(said(page, 'الفقرة 1000')).toHaveCount(1)
  await page.keyboard.press('ArrowUp')
  await expect(said(page, 'الفقرة 999')).toHaveCount(1)
  // A letter draws no number again.
  await page.evaluate(() => {
    const place = document.querySelector('[data-testid=paragraph-numbers]')
    if (place === null) throw new Error('no numbers')
    Object.assign(window, { drawn: 0 })
    new MutationObserver((changes) => {
      Object.assign(window, { drawn: Number(Reflect.get(window, 'drawn')) + changes.length })
    }).observe(place, { childList: true, subtree: true, attributes: true, characterData: true })
  })
  await page.keyboard.insertText('أ')
  await expect(saved(page)).toHaveText('حُفِظ')
  expect(await page.evaluate(() => Reflect.get(window, 'drawn') as unknown)).toBe(0)
})

test('[UI821] the list of commands leads to a paragraph by its number, in whatever digits, also to what is proposed behind it', async ({
  room,
}) => {
  const page = await room.open('facilitator')
  await paste(page, LETTER)
  await page.keyboard.press('Control+k')
  const palette = page.getByTestId('palette')
  const field = palette.getByRole('combobox')
  await field.fill('برقمها')
  await page.keyboard.press('Enter')
  await expect(field).toHaveValue('الفقرة ')
  await expect(field).toBeFocused()
  await page.keyboard.insertText('٥')
  await expect(palette.getByRole('option').first()).toHaveText('الفقرة 5: فتح الممرات.')
  await page.keyboard.press('Enter')
  await expect(text(page)).toBeFocused()
  await page.keyboard.insertText('أوّلًا ')
  await expect(text(page).locator('[data-number="2"]')).toHaveText('أوّلًا فتح الممرات.')
  await page.keyboard.press('Control+k')
  await field.fill('77')
  await expect(palette.getByText('لا أمر بهذا الاسم.')).toBeVisible()
})

test('[UI42] [UI820] the digits that a reader chose are those of numbers and counts', async ({
  room,
  browser,
}) => {
  const { facilitator } = room.server
  const page = await openIn(browser, facilitator, '/', {})
  await page.evaluate(() => {
    localStorage.setItem('siyagha.digits', 'arab')
    localStorage.setItem('siyagha.paragraph-numbers', 'shown')
  })
  await page.goto(`${facilitator.url}/documents/${room.document}`)
  await paste(page, LETTER)
  await expect(numbers(page)).toHaveText(['١', '٢', '٣', '٤', '٥', '٦'])
  await page.keyboard.press('Control+Alt+o')
  await expect(page.getByTestId('text-size')).toContainText(/[٠-٩]+ فقرات/)
  await page.context().close()
})
