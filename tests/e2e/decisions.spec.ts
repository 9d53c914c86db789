import {
  caretAfter,
  converged,
  expect,
  paste,
  pressLetters,
  saved,
  shown,
  test,
  text,
} from './document-room.ts'

const wide = { viewport: { width: 1440, height: 900 } }
const START = 'اجتمعت المجموعة في جنيف.'

test('[UI443] earlier decisions stand in words, and an old one is taken back', async ({ room }) => {
  const one = await room.open('facilitator', wide)
  await paste(one, `<p>${START}</p><p>وناقشت الرسالة.</p>`)
  await expect(saved(one)).toHaveText('حُفِظ')
  const two = await room.open({ role: 'suggester', name: 'هالة' }, wide)
  await caretAfter(two, 0, 'اجتمعت المجموعة')
  await pressLetters(two, ' أمس', 20)
  await caretAfter(two, 1, 'وناقشت ', 'وناقشت الرسالة')
  await pressLetters(two, 'الخطّة', 20)
  const cards = one.getByTestId('suggestions').locator('[data-card]')
  await expect(cards).toHaveCount(2)
  await cards.first().getByRole('button', { name: /^قبول/ }).click()
  await expect(cards).toHaveCount(1)
  await cards.first().getByRole('button', { name: /^رفض/ }).click()
  await expect(cards).toHaveCount(0)
  await one.reload()
  await expect(text(one)).toContainText('أمس')

  await one.getByRole('button', { name: 'المزيد' }).click()
  await one.getByRole('menuitem', { name: 'القرارات السابقة…' }).click()
  const acts = one.getByRole('dialog').locator('[data-decision]')
  await expect(acts).toHaveCount(2)
  await expect(acts.first()).toContainText('رُفض: استبدال «الرسالة» بـ «الخطّة»')
  await expect(acts.last()).toContainText('قُبل: إضافة «أمس»')
  await expect(acts.last()).toContainText('هالة')
  await one.screenshot({ path: 'test-results/decisions.png' })
  await acts.last().getByRole('button', { name: 'تراجع عن القرار' }).click()
  await expect(acts.last()).toContainText('تُراجِع عنه')
  await expect(acts.last().getByRole('button')).toHaveCount(0)
  await one.keyboard.press('Escape')
  await expect(text(one).locator('ins')).toHaveText(' أمس')

  // A suggester sees them, and takes none back that others made.
  await two.getByRole('button', { name: 'المزيد' }).click()
  await two.getByRole('menuitem', { name: 'القرارات السابقة…' }).click()
  await expect(two.getByRole('dialog').locator('[data-decision]')).toHaveCount(2)
  await expect(two.getByRole('dialog').getByRole('button', { name: 'تراجع عن القرار' })).toHaveCount(0)
  await two.keyboard.press('Escape')
  await converged(one, two)
  expect((await shown(one))[0]).toBe('p|اجتمعت المجموعة أمس في جنيف.')
})
