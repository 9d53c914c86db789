import type { Page } from '@playwright/test'
import { PHONE, WIDE, openLetter } from './threads-room.ts'
import { caretAfter, converged, devtools, expect, saved, shown, test, text } from './document-room.ts'

const handle = (page: Page) => page.getByTestId('block-handle')
const line = (page: Page) => page.getByTestId('drop-line')
const block = (page: Page, index: number) => text(page).locator('.block').nth(index)

const centre = async (page: Page, index: number, at = 0.5): Promise<{ x: number; y: number }> => {
  const box = await block(page, index).boundingBox()
  if (box === null) throw new Error(`block ${index} is not drawn`)
  return { x: box.x + box.width / 2, y: box.y + box.height * at }
}

/** Takes block `from` by its handle to the place before or behind block `to`, the pointer still pressed. */
const carry = async (page: Page, from: number, to: number, where: 'before' | 'behind'): Promise<void> => {
  const over = await centre(page, from)
  await page.mouse.move(over.x, over.y)
  await expect(handle(page)).toBeVisible()
  await handle(page).hover()
  await page.mouse.down()
  const target = await centre(page, to, where === 'before' ? 0.2 : 0.8)
  await page.mouse.move(target.x, target.y, { steps: 6 })
}

const first = 'p|نطلب وقف القتال فورًا وفتح الممرات أمام المساعدات.'
const last = 'p|ونشكر كلّ من فتح لنا بابه وأصغى إلينا.'

test('[UI823] a paragraph is taken by its handle and put elsewhere, one act for everybody and for undo; Escape lays it back', async ({
  room,
}) => {
  const page = await openLetter(room)
  const other = await room.open({ role: 'editor', name: 'ريم' })
  const before = await converged(page, other)
  await carry(page, 5, 2, 'before')
  await expect(line(page)).toBeVisible()
  // Where it stands already there is no line.
  const home = await centre(page, 5)
  await page.mouse.move(home.x, home.y)
  await expect(line(page)).toHaveCount(0)
  const target = await centre(page, 2, 0.2)
  await page.mouse.move(target.x, target.y)
  await expect(line(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(line(page)).toHaveCount(0)
  await page.mouse.up()
  expect(await shown(page)).toEqual(before)

  const bid = await block(page, 5).getAttribute('data-bid')
  await carry(page, 5, 2, 'before')
  await page.mouse.up()
  const moved = await converged(page, other)
  expect(moved.slice(2, 4)).toEqual([last, first])
  expect(moved).toHaveLength(before.length)
  await expect(block(other, 2)).toHaveAttribute('data-bid', bid ?? '')
  await expect(text(page)).toBeFocused()
  await page.keyboard.press('Control+z')
  expect(await converged(page, other)).toEqual(before)
})

test('[UI823] of several selected paragraphs one handle takes all; somebody who writes in them meanwhile loses nothing', async ({
  room,
}) => {
  const page = await openLetter(room)
  const other = await room.open({ role: 'editor', name: 'ريم' })
  await converged(page, other)
  await caretAfter(page, 3, '')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+End')
  await carry(page, 4, 1, 'before')
  await caretAfter(other, 4, 'كشف مصير المفقودين')
  await other.keyboard.insertText(' كلّهم')
  await expect(block(page, 4)).toContainText('كلّهم')
  await page.mouse.up()
  const moved = await converged(page, other)
  expect(moved.slice(1, 3)).toEqual(['ordered 1|الإفراج عن المعتقلين', 'ordered 2|كشف مصير المفقودين كلّهم'])
  expect(moved).toHaveLength(6)
})

test('[UI823] who suggests proposes a move as one suggestion, and a locked paragraph is neither moved nor moved into, with the reason', async ({
  room,
}) => {
  const page = await openLetter(room)
  const before = await shown(page)
  const other = await room.open({ role: 'suggester', name: 'ريم' }, WIDE)
  await converged(page, other)
  await carry(other, 5, 2, 'before')
  await other.mouse.up()
  await expect(page.locator('[data-card]')).toHaveCount(1)
  await converged(page, other)
  await page.getByRole('button', { name: 'رفض' }).first().click()
  await expect(page.locator('[data-card]')).toHaveCount(0)
  expect(await converged(page, other)).toEqual(before)

  await caretAfter(page, 2, 'نطلب')
  await page.keyboard.press('Control+Alt+l')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('lock-sign')).toBeVisible()
  await carry(page, 2, 5, 'behind')
  await page.mouse.up()
  await expect(page.getByTestId('lock-refused')).toBeVisible()
  expect(await shown(page)).toEqual(before)
})

test('[UI823] a finger takes a paragraph by a long press; a tap there goes into the text, and a finger that goes on scrolls', async ({
  room,
}) => {
  await openLetter(room)
  const phone = await room.open({ role: 'editor', name: 'ريم' }, PHONE)
  await expect(handle(phone)).toHaveCount(0)
  await block(phone, 5).tap()
  await expect(handle(phone)).toBeVisible()
  const box = await handle(phone).boundingBox()
  if (box === null) throw new Error('no handle')
  expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44)
  const finger = await devtools(phone)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: { x: number; y: number }) =>
    finger.send('Input.dispatchTouchEvent', { type, touchPoints: at === undefined ? [] : [at] })
  // Over the start of the line: the letter there is what is meant.
  await phone.touchscreen.tap(box.x + 4, box.y + 12)
  await phone.keyboard.insertText('«')
  await expect(block(phone, 5)).toContainText('«')
  await phone.keyboard.press('Backspace')

  const start = { x: box.x + box.width - 8, y: box.y + 16 }
  const above = await centre(phone, 2, 0.2)
  // Without a rest nothing is taken.
  await touch('touchStart', start)
  await touch('touchMove', { x: start.x, y: start.y - 60 })
  await touch('touchMove', above)
  await expect(line(phone)).toHaveCount(0)
  await touch('touchEnd')

  await block(phone, 5).tap()
  const again = await handle(phone).boundingBox()
  if (again === null) throw new Error('no handle')
  const from = { x: again.x + again.width - 8, y: again.y + 16 }
  await touch('touchStart', from)
  await expect(handle(phone)).toHaveAttribute('data-dragging', 'true')
  await touch('touchMove', { x: from.x, y: from.y - 40 })
  await touch('touchMove', await centre(phone, 2, 0.2))
  await expect(line(phone)).toBeVisible()
  await touch('touchEnd')
  await expect.poll(() => shown(phone).then((blocks) => blocks.slice(2, 4))).toEqual([last, first])
  await expect(saved(phone)).toHaveText('حُفِظ')
})
