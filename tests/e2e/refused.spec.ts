import type { Page } from '@playwright/test'
import { caretAfter, converged, expect, paste, pressLetters, saved, test, text } from './document-room.ts'

const wide = { viewport: { width: 1440, height: 900 } }
const START = 'اجتمعت المجموعة'
const aside = (page: Page) =>
  page.getByRole('status').filter({ has: page.getByRole('button', { name: 'حسنًا' }) })
const cards = (page: Page) => page.getByTestId('suggestions').locator('[data-card]')

test('[UI370] [PRO440] an editor who wrote offline and was made a suggester meanwhile finds the work as suggestions', async ({
  room,
}) => {
  const one = await room.open('facilitator', wide)
  await paste(one, `<p>${START}</p><p>في جنيف</p>`)
  await expect(saved(one)).toHaveText('حُفِظ')
  const two = await room.open({ role: 'editor', name: 'هالة' }, wide)
  await two.context().setOffline(true)
  await caretAfter(two, 0, START)
  await pressLetters(two, ' أمس', 20)
  await caretAfter(two, 1, 'في ', 'في جنيف')
  await pressLetters(two, 'عمّان', 20)
  const members = await room.server.facilitator.expect<{ members: { id: string; name: string }[] }>(
    'GET',
    `/api/groups/${room.server.facilitator.group.id}/members`,
  )
  const id = members.members.find(({ name }) => name === 'هالة')?.id ?? ''
  await room.server.facilitator.expect(
    'PATCH',
    `/api/groups/${room.server.facilitator.group.id}/members/${id}`,
    {
      role: 'suggester',
    },
  )
  await two.context().setOffline(false)

  await expect(aside(two)).toContainText('عادت إليه')
  await converged(one, two)
  await expect(text(one).locator('ins')).toHaveText([' أمس', 'عمّان'])
  await expect(text(one).locator('del')).toHaveText(['جنيف'])
  await expect(cards(one)).toHaveText([/إضافة «أمس»/, /استبدال «جنيف» بـ «عمّان»/])
  await two.screenshot({ path: 'test-results/refused.png' })

  // What she writes now goes on from there, and the sentence is let go for good.
  await caretAfter(two, 0, `${START} أمس`)
  await pressLetters(two, ' مساء', 20)
  await converged(one, two)
  await expect(cards(one).first()).toContainText('إضافة «أمس مساء»')
  await aside(two).getByRole('button', { name: 'حسنًا' }).click()
  await expect(aside(two)).toHaveCount(0)
  await two.reload()
  await expect(text(two).locator('ins').first()).toBeVisible()
  await expect(aside(two)).toHaveCount(0)
  await converged(one, two)
})
