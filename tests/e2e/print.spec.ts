import type { Page } from '@playwright/test'
import { popplerText } from '../support/poppler.ts'
import { caretAfter, expect, openIn, paste, saved, test, text } from './document-room.ts'

const SENTENCE =
  'اجتمعت المجموعة ثلاثة أيام وناقشت سبل حماية المدنيين والبنى التي يقوم عليها عيشهم، واتفقت على ما يأتي. '
const CHAPTERS = Array.from(
  { length: 14 },
  (_, at) =>
    `<h2>باب ${at + 1}</h2><p>${SENTENCE.repeat((at % 4) + 1)}</p><ol><li>الإفراج عن المعتقلين</li><li>كشف مصير المفقودين</li></ol>`,
).join('')
const LONG = `<h1>رسالة ختامية</h1>${CHAPTERS}<p>كلمة أخيرة تقولها OCHA.</p>`

const onPaper = async (page: Page): Promise<readonly string[]> =>
  (await popplerText(await page.pdf({ format: 'A4', preferCSSPageSize: true }))).map((one) =>
    one
      .normalize('NFKC')
      .replaceAll(/[\p{M}\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
      .replaceAll(/\s+/gu, ' '),
  )

/** By their letters: how a PDF reader puts blanks and reads runs is its own affair. */
const letters = (words: string): string =>
  (words.normalize('NFKC').match(/[\p{L}\p{N}]/gu) ?? []).toSorted().join('')

test('[UI824] on paper stand the title, the text and its numbering, page by page, and nothing of the page around it', async ({
  room,
}) => {
  const page = await room.open('facilitator', { viewport: { width: 1440, height: 900 } })
  await paste(page, LONG)
  await expect(saved(page)).toHaveText('حُفِظ')
  await page.keyboard.press('Control+Alt+o')
  await page.emulateMedia({ colorScheme: 'dark' })
  const pages = await onPaper(page)
  expect(pages.length).toBeGreaterThan(3)
  const whole = pages.join(' ')
  expect(whole).toContain('OCHA')
  // All letters of the text and its title, the numbers of its items and pages, and none besides.
  const shown = await text(page).evaluate((root) => root.textContent ?? '')
  const counts = pages.map((_, at) => `${at + 1}${pages.length}`).join('')
  const said = letters(`نصّ التجربة${shown}${'12'.repeat(14)}${counts}`)
  expect(letters(whole)).toBe(said)

  // Printed as on the screen: black on white, not the colours of the night.
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  const drawn = await page.evaluate(() => ({
    ground: getComputedStyle(document.documentElement).backgroundColor,
    ink: getComputedStyle(document.querySelector('.documentText') ?? document.body).color,
    paper: getComputedStyle(document.querySelector('[data-sheet]') ?? document.body).backgroundColor,
  }))
  expect(drawn).toEqual({ ground: 'rgb(255, 255, 255)', ink: 'rgb(0, 0, 0)', paper: 'rgba(0, 0, 0, 0)' })
})

test('[UI824] no page ends with a heading, and a paragraph goes over by three lines at least', async ({
  room,
}) => {
  const page = await room.open('facilitator')
  // Paragraphs of growing length, so that headings come to stand at every height of a page.
  const blocks = Array.from(
    { length: 40 },
    (_, at) => `<h2>عنوان ${at + 100}</h2><p>${`سطر ${'كلمات '.repeat(13)}`.repeat((at % 9) + 1)}</p>`,
  )
  await paste(page, blocks.join(''))
  await expect(saved(page)).toHaveText('حُفِظ')
  const pages = await onPaper(page)
  expect(pages.length).toBeGreaterThan(6)
  for (const one of pages) {
    const body = one.replace(/\d+ \/ \d+\s*$/u, '').trim()
    expect(body).not.toMatch(/عنوان \d+\s*$/u)
    expect(body).not.toMatch(/\d{3} عنوان\s*$/u)
  }
  // Where this browser keeps headings with what follows by itself, others are told.
  await page.emulateMedia({ media: 'print' })
  const heading = text(page).locator('h3').first()
  await expect(heading).toHaveCSS('break-after', 'avoid')
  const words = text(page).locator('p').first()
  await expect(words).toHaveCSS('orphans', '3')
  await expect(words).toHaveCSS('widows', '3')
  await expect(words).toHaveCSS('content-visibility', 'visible')
})

test('[UI824] [UI820] marks are printed in the marked view and not in a clean one; numbers of paragraphs if they are shown', async ({
  room,
}) => {
  const page = await room.open('facilitator')
  await paste(page, '<p>نص أول للطباعة.</p><p>نص ثان للطباعة.</p>')
  await expect(saved(page)).toHaveText('حُفِظ')
  const other = await room.open({ role: 'suggester', name: 'ريم' })
  await caretAfter(other, 1, 'نص ')
  await other.keyboard.insertText('Proposed ')
  await expect(text(page).locator('ins')).toHaveCount(1)
  expect((await onPaper(page)).join(' ')).toContain('Proposed')
  expect((await onPaper(page)).join(' ')).not.toContain('ريم')
  await page.keyboard.press('Control+Alt+Shift+p')
  await expect(page.getByTestId('paragraph-numbers').locator('span')).toHaveCount(2)
  const numbered = (await onPaper(page)).join(' ')
  expect(letters(numbered)).toBe(letters('نصّ التجربة نص أول للطباعة نص ثان للطباعة Proposed 12 11'))
  // Nothing of it stays in the text, nor in what is undone.
  await expect(text(page).locator('.printedNumber')).toHaveCount(0)
  await page.keyboard.press('Control+Alt+v')
  await page.keyboard.press('Control+Alt+v')
  await expect(text(page)).toHaveAttribute('aria-label', /الأصل/)
  expect(letters((await onPaper(page)).join(' '))).toBe(
    letters('نصّ التجربة نص أول للطباعة نص ثان للطباعة 12 11'),
  )
})

test('[UI824] the light page is printed as its title and its text', async ({ room, browser }) => {
  const page = await room.open('facilitator')
  await paste(page, LONG)
  await expect(saved(page)).toHaveText('حُفِظ')
  const viewer = await room.server.join('viewer', 'عمر')
  const light = await openIn(browser, viewer, `/read/${room.document}`, {})
  await expect(light.getByText('كلمة أخيرة تقولها OCHA.')).toBeVisible()
  const pages = await onPaper(light)
  const whole = pages.join(' ')
  expect(pages.length).toBeGreaterThan(3)
  expect(whole).toContain('OCHA')
  const shown = await light
    .locator('[lang=ar][dir=rtl]')
    .last()
    .evaluate((root) => root.textContent ?? '')
  const spare = letters(whole).length - letters(shown).length
  // The title, the stage and the numbers of the pages.
  expect(spare).toBeGreaterThan(0)
  expect(spare).toBeLessThan(80)
  await light.context().close()
})
