import type { Page } from '@playwright/test'
import { converged, expect, shown, test, text } from './document-room.ts'

const view = async (page: Page, name: 'marked' | 'accepted' | 'original'): Promise<void> => {
  await page.getByRole('button', { name: /^ما يُعرَض/ }).click()
  await page.locator(`[data-view=${name}]`).click()
}

/** Top of the line that holds these words, in pixels from the window's top. */
const topOf = (page: Page, words: string): Promise<number> =>
  text(page).evaluate((root, wanted) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(wanted) ?? -1
      if (at < 0) continue
      const range = document.createRange()
      range.setStart(node, at)
      range.setEnd(node, at + 1)
      return range.getBoundingClientRect().top
    }
    return Number.NaN
  }, words)

/** Clicks right behind the first of these words. */
const clickBehind = async (page: Page, words: string): Promise<void> => {
  const box = await text(page).evaluate((root, wanted) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(wanted) ?? -1
      if (at < 0) continue
      const range = document.createRange()
      range.setStart(node, at + wanted.length - 1)
      range.setEnd(node, at + wanted.length)
      const { left, top, height } = range.getBoundingClientRect()
      return { x: left + 1, y: top + height / 2 }
    }
    return null
  }, words)
  if (box === null) throw new Error(`no ${words}`)
  await page.mouse.click(box.x, box.y)
}

test('[UI360] [UI362] reads a text as if accepted and as it was, follows what others write, and clicks back to write', async ({
  room,
}) => {
  const editor = await room.open('facilitator')
  await text(editor).click()
  await editor.keyboard.type('نطلب وقف القتال فورًا.')
  await editor.keyboard.press('Enter')
  await editor.keyboard.type('ونحيّي الصامدين.')
  const other = await room.open({ role: 'suggester', name: 'سعاد' })
  await converged(editor, other)
  await clickBehind(other, 'وقف')
  for (let n = 0; n < 3; n++) await other.keyboard.press('Backspace')
  await other.keyboard.type('إنهاء')
  await converged(editor, other)

  await view(editor, 'accepted')
  await expect(editor.getByTestId('clean-view')).toContainText('كأنّ الاقتراحات قُبلت')
  expect(await shown(editor)).toEqual(['p|نطلب إنهاء القتال فورًا.', 'p|ونحيّي الصامدين.'])
  await expect(text(editor).locator('ins, del')).toHaveCount(0)
  await expect(text(editor)).toHaveAttribute('role', 'document')

  // What the other goes on to propose shows in the clean view as well.
  await other.keyboard.type(' كامل')
  await expect.poll(() => shown(editor)).toContain('p|نطلب إنهاء كامل القتال فورًا.')

  await view(editor, 'original')
  expect(await shown(editor)).toEqual(['p|نطلب وقف القتال فورًا.', 'p|ونحيّي الصامدين.'])

  // A click stands in the marked text at that very place.
  await view(editor, 'accepted')
  await clickBehind(editor, 'القتال')
  await expect(text(editor).locator('ins').first()).toBeVisible()
  await editor.keyboard.type(' الدائر')
  await expect.poll(() => shown(other)).toContain('p|نطلب إنهاء كاملوقف القتال الدائر فورًا.')

  // By keyboard alone: the shortcut goes round, Escape comes back, a letter is written where the caret was.
  await editor.keyboard.press('Control+Alt+v')
  await expect(editor.getByTestId('clean-view')).toContainText('كأنّ الاقتراحات قُبلت')
  await editor.keyboard.press('Control+Alt+v')
  await expect(editor.getByTestId('clean-view')).toContainText('الأصل بلا اقتراحات')
  await editor.keyboard.press('Escape')
  await expect(editor.getByTestId('clean-view')).toHaveCount(0)
  await editor.keyboard.type('!')
  await expect.poll(() => shown(other)).toContain('p|نطلب إنهاء كاملوقف القتال الدائر! فورًا.')
  await editor.keyboard.press('Control+Alt+v')
  await editor.keyboard.press('x')
  await expect.poll(() => shown(other)).toContain('p|نطلب إنهاء كاملوقف القتال الدائر!x فورًا.')
})

test('[UI361] keeps the line that is read where it is, in a long text full of suggestions', async ({
  room,
}) => {
  const page = await room.open('facilitator')
  await text(page).click()
  const paragraphs = Array.from(
    { length: 200 },
    (_, n) =>
      `بند ${n + 1}: نؤكد نحن المشاركات والمشاركين في هذه المجموعة أن صياغة نصّ واحد يتفق عليه الجميع عمل شاق ودقيق، يحتاج إلى وقت وثقة وصبر.`,
  )
  await page.evaluate((lines) => navigator.clipboard.writeText(lines.join('\n')), paragraphs)
  await page.keyboard.press('Control+v')
  await expect(text(page)).toContainText('بند 200')
  await page.getByTestId('mode').getByRole('radio', { name: 'اقتراح' }).click()
  // Whole sentences in and out, above and below the place that is read.
  for (const n of [3, 20, 41, 99, 101, 150]) {
    await text(page).locator('p').nth(n).scrollIntoViewIfNeeded()
    await text(page).locator('p').nth(n).click()
    await page.keyboard.press('Home')
    await page.keyboard.type(
      'زيادة طويلة جدًّا لا بدّ أن تملأ سطرًا كاملًا وأكثر منه حتى يتغيّر موضع كلّ ما بعدها في الصفحة. ',
    )
    await page.keyboard.press('Control+Shift+ArrowUp')
  }
  await text(page).locator('p').nth(100).scrollIntoViewIfNeeded()
  await page.evaluate(() => {
    const { activeElement } = document
    if (activeElement instanceof HTMLElement) activeElement.blur()
  })
  await text(page)
    .locator('p')
    .nth(100)
    .evaluate((block) => {
      window.scrollBy(0, block.getBoundingClientRect().top - window.innerHeight * 0.4 + 8)
    })
  const before = await topOf(page, 'بند 101:')
  for (const name of ['original', 'accepted', 'marked', 'accepted', 'original', 'marked'] as const) {
    await view(page, name)
    await expect.poll(async () => Math.abs((await topOf(page, 'بند 101:')) - before)).toBeLessThanOrEqual(2)
  }
})
