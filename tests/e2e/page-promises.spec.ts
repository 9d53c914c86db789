import type { Page } from '@playwright/test'
import { caretAfter, converged, expect, paste, saved, test, text } from './document-room.ts'
import { PHONE, WIDE, openLetter, seed } from './threads-room.ts'

/** Width of the letters between two places of the first block, whatever elements they stand in; carets left out. */
const widthOf = (page: Page, from: number, to: number): Promise<number> =>
  text(page).evaluate(
    (root, [start, end]) => {
      const [block] = root.querySelectorAll('.block')
      if (block === undefined) throw new Error('no block')
      const nodes = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, (node) =>
        node.parentElement?.closest('.sequence-caret') === null
          ? NodeFilter.FILTER_ACCEPT
          : NodeFilter.FILTER_REJECT,
      )
      const boxes: DOMRect[] = []
      for (let offset = 0; nodes.nextNode();) {
        const length = nodes.currentNode.textContent?.length ?? 0
        const range = document.createRange()
        range.setStart(nodes.currentNode, Math.min(length, Math.max(0, start - offset)))
        range.setEnd(nodes.currentNode, Math.min(length, Math.max(0, end - offset)))
        if (!range.collapsed) boxes.push(...range.getClientRects())
        offset += length
      }
      return Math.max(...boxes.map((box) => box.right)) - Math.min(...boxes.map((box) => box.left))
    },
    [from, to] as const,
  )

test('[UI826] a suggestion, a comment, a lock and the number of its paragraph leave a word as wide as it was', async ({
  room,
}) => {
  const page = await room.open('facilitator', WIDE)
  await paste(page, '<p>اجتمعت المجموعة اليوم.</p>')
  await expect(saved(page)).toHaveText('حُفِظ')
  await page.evaluate(() => document.fonts.ready)
  const [from, to] = ['اجتمعت '.length, 'اجتمعت المجموعة'.length]
  const before = await widthOf(page, from, to)
  const other = await room.open({ role: 'suggester', name: 'ريم' })
  await caretAfter(other, 0, 'اجتمعت المج', 'اجتمعت المجمو')
  await other.keyboard.press('Delete')
  await expect(text(page).locator('del')).toHaveText('مو')
  expect(Math.abs((await widthOf(page, from, to)) - before)).toBeLessThan(0.5)
  // The active one.
  await page.keyboard.press('Control+Alt+g')
  expect(Math.abs((await widthOf(page, from, to)) - before)).toBeLessThan(0.5)
  await caretAfter(page, 0, 'اجتمعت ال', 'اجتمعت المجم')
  await page.keyboard.press('Control+Alt+m')
  await page.keyboard.insertText('لماذا؟')
  await page.keyboard.press('Control+Enter')
  await expect(page.locator('[data-thread]')).toBeVisible()
  expect(Math.abs((await widthOf(page, from, to)) - before)).toBeLessThan(0.5)
  await page.keyboard.press('Control+Alt+Shift+p')
  await expect(page.getByTestId('paragraph-numbers').locator('span')).toHaveText(['1'])
  expect(Math.abs((await widthOf(page, from, to)) - before)).toBeLessThan(0.5)
  await page.keyboard.press('Control+Alt+l')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('lock-sign')).toBeVisible()
  expect(Math.abs((await widthOf(page, from, to)) - before)).toBeLessThan(0.5)
})

for (const reducedMotion of ['no-preference', 'reduce'] as const)
  test(`[UI827] the name at a caret is there when its owner has moved it, then goes, and comes under the pointer (motion: ${reducedMotion})`, async ({
    room,
  }) => {
    const page = await room.open('facilitator', { ...WIDE, reducedMotion })
    await paste(page, '<p>اجتمعت المجموعة اليوم.</p><p>فقرة ثانية.</p>')
    const other = await room.open({ role: 'editor', name: 'ريم' })
    await converged(page, other)
    const label = page.locator('.sequence-caret-label')
    await caretAfter(other, 1, 'فقرة')
    await expect(label).toHaveText('ريم')
    await expect(label).toHaveCSS('opacity', '1')
    await expect(label).toHaveCSS('opacity', '0', { timeout: 5_000 })
    await page.locator('.sequence-caret').hover({ force: true })
    await expect(label).toHaveCSS('opacity', '1')
    await page.mouse.move(0, 0)
    await expect(label).toHaveCSS('opacity', '0')
    await caretAfter(other, 0, 'اجتمعت')
    await expect(label).toHaveCSS('opacity', '1')
  })

test('[UI828] the first stop of the keys leads into the text, and what is beside it is the next after the tools', async ({
  room,
}) => {
  const page = await openLetter(room)
  await page.reload()
  await expect(text(page)).toBeVisible()
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: 'انتقل إلى النصّ' })
  await expect(skip).toBeFocused()
  await expect(skip).toBeInViewport({ ratio: 1 })
  await page.keyboard.press('Enter')
  await expect(text(page)).toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await expect(page.getByRole('toolbar').locator(':focus')).toHaveCount(1)
})

/** Controls that can be seen and are smaller than `least` either way; links inside sentences may be as high as their line. */
const tooSmall = (page: Page, least: number): Promise<string[]> =>
  page.evaluate(
    (limit) =>
      [...document.querySelectorAll('button, [role=option], [role=menuitem], input, select, summary')]
        .filter((control) => control.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
        .filter((control) => control.closest('.unseen, [aria-hidden=true]') === null)
        .flatMap((control) => {
          const label = control.matches('input') ? control.closest('label') : null
          const { width, height } = (label ?? control).getBoundingClientRect()
          if (width === 0 || (width >= limit && height >= limit)) return []
          const name = control.getAttribute('aria-label') ?? control.textContent ?? ''
          return [
            `${name.trim() || control.outerHTML.slice(0, 80)}: ${Math.round(width)}×${Math.round(height)}`,
          ]
        }),
    least,
  )

for (const [device, options, least] of [
  ['a mouse', WIDE, 24],
  ['a thumb', PHONE, 44],
] as const)
  test(`[UI829] every control of the document page is as large as ${device} needs it`, async ({ room }) => {
    const writer = await openLetter(room)
    await seed(room, [{ id: 'talk-of-days', on: 'ثلاثة أيام', body: 'لماذا ثلاثة؟' }])
    const other = await room.open({ role: 'suggester', name: 'ريم' })
    await caretAfter(other, 2, 'نطلب')
    await other.keyboard.insertText(' من الجميع')
    await converged(writer, other)
    const page = await room.open({ role: 'facilitator', name: 'هدى' }, options)
    await expect(text(page).locator('ins')).toBeVisible()
    await page.waitForFunction(() => document.querySelector('[data-testid^=suggestions]') !== null)
    expect(await tooSmall(page, least)).toEqual([])
    const opener = page.getByTestId('suggestions-open')
    if (await opener.isVisible()) {
      await opener.click()
      await expect(page.getByTestId('suggestions')).toBeVisible()
      expect(await tooSmall(page, least)).toEqual([])
      await page.getByRole('tab', { name: /النقاشات/ }).click()
      expect(await tooSmall(page, least)).toEqual([])
    }
    await page.keyboard.press('Control+f')
    await expect(page.getByTestId('find')).toBeVisible()
    expect(await tooSmall(page, least)).toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    expect(await tooSmall(page, least)).toEqual([])
  })

test('[UI830] asked for less motion nothing moves, and in forced colours what is proposed, discussed and focused is told without ours', async ({
  room,
}) => {
  const writer = await openLetter(room)
  const other = await room.open({ role: 'suggester', name: 'ريم' })
  await caretAfter(other, 2, 'نطلب', 'نطلب وقف')
  await other.keyboard.insertText(' إنهاء')
  await converged(writer, other)
  const page = await room.open(
    { role: 'editor', name: 'هدى' },
    { ...WIDE, reducedMotion: 'reduce', forcedColors: 'active' },
  )
  await expect(text(page).locator('ins')).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+Alt+o')
  await expect(page.getByTestId('outline')).toBeVisible()
  const moving = await page.evaluate(() =>
    document
      .getAnimations()
      .filter(({ effect }) => {
        const { target } = effect instanceof KeyframeEffect ? effect : { target: null }
        return target?.closest('.sequence-caret') === null
      })
      .map(({ effect }) => effect?.getComputedTiming().activeDuration ?? 0)
      .filter((duration) => Number(duration) > 0),
  )
  expect(moving).toEqual([])
  await expect(text(page).locator('ins').first()).toHaveCSS('text-decoration-line', 'underline')
  await expect(text(page).locator('del').first()).toHaveCSS('text-decoration-line', 'line-through')
  await page.getByRole('button', { name: 'المزيد' }).focus()
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Tab')
  const outline = await page
    .getByRole('button', { name: 'المزيد' })
    .evaluate((button) => getComputedStyle(button).outlineStyle)
  expect(outline).toBe('solid')
})

test('[UI831] writing, suggesting, commenting, looking through everything and printing asks nothing of anybody but our server, and nothing breaks', async ({
  room,
}) => {
  // The room itself hears every page of every text (document-room.ts); here it is a page that does a little of everything.
  const page = await openLetter(room)
  const other = await room.open({ role: 'suggester', name: 'ريم' }, PHONE)
  const asked = new Set<string>()
  for (const one of [page, other]) one.on('request', (request) => asked.add(new URL(request.url()).origin))
  await caretAfter(other, 2, 'نطلب')
  await other.keyboard.insertText(' من الجميع')
  await converged(page, other)
  for (const key of ['k', 'f', 'Alt+o', 'Alt+c', 'Alt+v', 'Alt+v', 'Alt+v', 'Alt+Shift+p', '/']) {
    await page.keyboard.press(`Control+${key}`)
    await page.keyboard.press('Escape')
  }
  await page.pdf()
  await page.reload()
  await expect(text(page).locator('ins')).toBeVisible()
  expect([...asked]).toEqual([room.server.url])
})
