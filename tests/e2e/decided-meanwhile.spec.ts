import type { Page } from '@playwright/test'
import {
  caretAfter,
  converged,
  expect,
  openReview,
  paste,
  pressLetters,
  saved,
  shown,
  test,
  text,
} from './document-room.ts'

const START = 'اجتمعت المجموعة'
const wide = { viewport: { width: 1440, height: 900 } }
const panel = (page: Page) => page.getByTestId('suggestions')
const cards = (page: Page) => panel(page).locator('[data-card]')
/** The words of the first block, without the carets of others. */
const words = async (page: Page): Promise<string> => (await shown(page))[0]?.replace(/^[^|]*\|/, '') ?? ''
const accept = (page: Page) => cards(page).first().getByRole('button', { name: /^قبول/ }).click()

test('[UI351] [UI352] a suggester types on while their suggestion is accepted, and undo leaves it alone', async ({
  room,
}) => {
  const one = await room.open('facilitator', wide)
  await paste(one, `<p>${START}</p>`)
  await expect(saved(one)).toHaveText('حُفِظ')
  const two = await room.open({ role: 'suggester', name: 'هالة' }, wide)
  await caretAfter(two, 0, START)
  await pressLetters(two, ' أمس', 20)
  await expect(cards(one)).toContainText(['إضافة «أمس»'])

  // Letters fall before, while and after the decision arrives.
  await Promise.all([accept(one), pressLetters(two, ' صباحا باكرا', 60)])
  await expect(two.getByRole('status').filter({ hasText: 'قُبل اقتراحك' })).toBeVisible()
  await pressLetters(two, ' جدا', 20)
  const whole = `${START} أمس صباحا باكرا جدا`
  await expect.poll(() => words(two)).toBe(whole)
  await converged(one, two)
  // What was accepted is text, what followed is proposed.
  expect(await text(two).locator('ins').allInnerTexts()).not.toContain(' أمس')
  await expect(text(two).locator('ins').last()).toContainText('جدا')

  for (let n = 0; n < 6; n++) await two.keyboard.press('Control+z')
  await converged(one, two)
  expect(await words(two)).toContain(`${START} أمس`)
  expect(await words(two)).not.toContain('جدا')
  for (let n = 0; n < 8; n++) await two.keyboard.press('Control+y')
  await converged(one, two)
  expect((await words(two)).split('أمس')).toHaveLength(2)
})

test('[UI350] [UI351] a suggester who was away comes back after the decision', async ({ room }) => {
  const one = await room.open('facilitator', wide)
  await paste(one, `<p>${START}</p>`)
  await expect(saved(one)).toHaveText('حُفِظ')
  const two = await room.open({ role: 'suggester', name: 'هالة' }, wide)
  await caretAfter(two, 0, START)
  await pressLetters(two, ' أمس', 20)
  await expect(cards(one)).toContainText(['إضافة «أمس»'])
  await expect(saved(two)).toHaveText('حُفِظ')

  await two.context().setOffline(true)
  await pressLetters(two, ' مساء', 20)
  await accept(one)
  await expect(cards(one)).toHaveCount(0)
  await two.context().setOffline(false)
  await expect(two.getByRole('status').filter({ hasText: 'قُبل اقتراحك' })).toBeVisible()
  await converged(one, two)
  expect(await words(one)).toBe(`${START} أمس مساء`)
  await expect(text(one).locator('ins')).toHaveText(' مساء')

  await pressLetters(two, ' هنا', 20)
  await expect(cards(one)).toHaveCount(1)
  for (let n = 0; n < 4; n++) await two.keyboard.press('Control+z')
  await converged(one, two)
  expect(await words(one)).toBe(`${START} أمس مساء`)
})

test('[SUG450] [UI352] two suggestions that are accepted at once are one announcement, and leave nothing to undo', async ({
  room,
}) => {
  const one = await room.open('facilitator', wide)
  await paste(one, '<p>كلمة أولى</p><p>كلمة ثانية</p>')
  await expect(saved(one)).toHaveText('حُفِظ')
  const two = await room.open({ role: 'suggester', name: 'هالة' }, wide)
  await caretAfter(two, 0, 'كلمة أولى')
  await pressLetters(two, ' أمس', 20)
  await caretAfter(two, 1, 'كلمة')
  await pressLetters(two, ' غدا', 20)
  await expect(saved(two)).toHaveText('حُفِظ')
  await openReview(one)
  await panel(one).getByRole('button', { name: 'قبول الكلّ' }).click()
  await panel(one).getByRole('button', { name: 'نعم' }).click()
  await expect(two.getByRole('status').filter({ hasText: 'قُبل اقتراحان لك' })).toBeVisible()
  await expect(two.getByRole('button', { name: /^تراجع/ })).toHaveAttribute('aria-disabled', 'true')

  // A page opened anew goes on beside the accepted words with a suggestion of its own.
  await two.reload()
  await text(two).waitFor()
  await caretAfter(two, 0, 'كلمة أولى أمس')
  await pressLetters(two, ' ص', 20)
  await expect(cards(one)).toContainText(['إضافة «ص»'])
  await two.keyboard.press('Control+z')
  expect(await converged(one, two)).toEqual(['p|كلمة أولى أمس', 'p|كلمة غدا ثانية'])
})
