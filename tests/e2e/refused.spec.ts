import type { Page } from '@playwright/test'
import type { Role } from '#core/access/roles.ts'
import type { ApiMember } from '#core/protocol/api.ts'
import {
  caretAfter,
  converged,
  expect,
  paste,
  pressLetters,
  saved,
  test,
  text,
  type DocumentRoom,
} from './document-room.ts'

const wide = { viewport: { width: 1440, height: 900 } }
const START = 'اجتمعت المجموعة'
const aside = (page: Page) =>
  page.getByTestId('set-aside').filter({ has: page.getByRole('button', { name: 'حسنًا' }) })
/** Changes a member's role, as a facilitator does in the list of members. */
const setRole = async ({ server }: DocumentRoom, name: string, role: Role): Promise<void> => {
  const { facilitator } = server
  const group = `/api/groups/${facilitator.group.id}/members`
  const { members } = await facilitator.expect<{ members: ApiMember[] }>('GET', group)
  const id = members.find((member) => member.name === name)?.id ?? ''
  await facilitator.expect('PATCH', `${group}/${id}`, { role })
}
const cards = (page: Page) => page.getByTestId('suggestions').locator('[data-card]')

test('[UI370] [PRO440] an editor who wrote offline and was made a suggester meanwhile finds the work as suggestions', async ({
  room,
}) => {
  const one = await room.open('facilitator', wide)
  await paste(one, `<p>${START}</p><p>في جنيف</p>`)
  await expect(saved(one)).toHaveText('حُفِظ')
  const two = await room.open({ role: 'editor', name: 'هالة' }, wide)
  await two.context().setOffline(true)
  await expect(two.getByTestId('offline')).toBeVisible()
  await caretAfter(two, 0, START)
  await pressLetters(two, ' أمس', 20)
  await caretAfter(two, 1, 'في ', 'في جنيف')
  await pressLetters(two, 'عمّان', 20)
  await setRole(room, 'هالة', 'suggester')
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

test('[UI371] [UI372] what finds no place is listed to be inserted; a facilitator brings back what its author cannot', async ({
  room,
}) => {
  const { facilitator } = room.server
  const one = await room.open('facilitator', wide)
  await paste(one, `<p>${START}</p><p>في جنيف</p>`)
  await expect(saved(one)).toHaveText('حُفِظ')
  const two = await room.open({ role: 'editor', name: 'هالة' }, wide)
  await two.context().setOffline(true)
  await expect(two.getByTestId('offline')).toBeVisible()
  await caretAfter(two, 1, 'في جنيف')
  await pressLetters(two, ' يوم الأحد', 20)
  // The paragraph that she writes in goes meanwhile.
  await caretAfter(one, 1, '', 'في جنيف')
  await one.keyboard.press('Backspace')
  await one.keyboard.press('Backspace')
  await expect(saved(one)).toHaveText('حُفِظ')
  await setRole(room, 'هالة', 'suggester')
  await two.context().setOffline(false)

  const list = two
    .getByTestId('set-aside')
    .filter({ has: two.getByRole('heading', { name: 'كلام لك لم يدخل النصّ' }) })
  await expect(list).toContainText('حُذف ما كان حوله')
  await expect(list.locator('blockquote')).toHaveText('يوم الأحد')
  await two.screenshot({ path: 'test-results/refused-unplaced.png' })
  await caretAfter(two, 0, START)
  await list.getByRole('button', { name: 'أدرجه عند المؤشّر' }).click()
  await expect(text(two).locator('ins')).toHaveText(' يوم الأحد')
  await list.getByRole('button', { name: 'أزِله' }).click()
  await expect(list).toHaveCount(0)
  await converged(one, two)

  // A commenter cannot suggest: it waits for a facilitator.
  await setRole(room, 'هالة', 'editor')
  await expect(two.getByText('يقترح', { exact: true })).toHaveCount(0)
  await two.context().setOffline(true)
  await expect(two.getByTestId('offline')).toBeVisible()
  await caretAfter(two, 0, 'اجتمعت')
  await pressLetters(two, ' هنا', 20)
  await setRole(room, 'هالة', 'commenter')
  await two.context().setOffline(false)
  await expect(two.getByRole('heading', { name: 'كلام لك لم يدخل النصّ' })).toBeVisible()

  await one.getByRole('button', { name: 'المزيد' }).click()
  await one.getByRole('menuitem', { name: 'الوارد المتأخر…' }).click()
  const dialog = one.getByRole('dialog')
  await expect(dialog.locator('[data-late]')).toHaveCount(2)
  await expect(dialog.locator('[data-late]').first()).toContainText('يوم الأحد')
  await one.screenshot({ path: 'test-results/late.png' })
  await dialog.locator('[data-late]').last().getByRole('button', { name: 'أعده اقتراحًا باسم صاحبه' }).click()
  await expect(dialog.locator('[data-late]')).toHaveCount(1)
  await dialog.getByRole('button', { name: 'أزله من هنا' }).click()
  await dialog.getByRole('button', { name: 'أزله من هنا' }).click()
  await expect(dialog.getByText('اكتب سببًا ولو قصيرًا.')).toBeVisible()
  await dialog.getByRole('textbox').fill('أُدرج في موضع آخر')
  await dialog.getByRole('button', { name: 'أزله من هنا' }).click()
  await expect(dialog).toContainText('لا شيء ينتظر هنا الآن.')
  await one.keyboard.press('Escape')
  await expect(text(one).locator('ins').first()).toHaveText(' هنا')
  const { late } = await facilitator.expect<{ late: unknown[] }>(
    'GET',
    `/api/documents/${room.document}/late`,
  )
  expect(late).toEqual([])
})
