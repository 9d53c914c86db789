import type { Page } from '@playwright/test'
import {
  caretAfter,
  converged,
  devtools,
  expect,
  paste,
  pressLetters,
  saved,
  shown,
  test,
  text,
} from './document-room.ts'

const BASE = [
  '<h1>رسالة ختامية</h1>',
  '<p>اجتمعت المجموعة ثلاثة أيام في جنيف وناقشت حماية الشبكات المحلية.</p>',
  '<p>نطلب من الجهات المعنية OCHA وقف القتال فورا.</p>',
  '<p>ونشكر من فتح لنا بابه.</p>',
].join('')

const wide = { viewport: { width: 1440, height: 900 } }
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

const compose = async (page: Page, words: readonly string[]): Promise<void> => {
  const ime = await devtools(page)
  for (const word of words)
    await ime.send('Input.imeSetComposition', {
      text: word,
      selectionStart: word.length,
      selectionEnd: word.length,
    })
  await ime.detach()
}

/** Ends a composition as a keyboard does when the space is pressed. */
const commit = async (page: Page, word: string): Promise<void> => {
  const ime = await devtools(page)
  await ime.send('Input.insertText', { text: word })
  await ime.detach()
}

test('[UI340] [UI431] [UI442] two propose, on a phone, in a composition and without a network, and a facilitator decides by keys alone', async ({
  room,
}, testInfo) => {
  const facilitator = await room.open('facilitator', wide)
  await paste(facilitator, BASE)
  await expect(saved(facilitator)).toHaveText('حُفِظ')
  const base = await shown(facilitator)
  const a = await room.open({ role: 'suggester', name: 'هالة' }, wide)
  const b = await room.open({ role: 'suggester', name: 'سامر' }, phone)
  const picture = async (name: string): Promise<void> => {
    for (const [who, page] of [
      ['facilitator', facilitator],
      ['a', a],
      ['b', b],
    ] as const)
      await testInfo.attach(`${name} ${who}`, { body: await page.screenshot(), contentType: 'image/png' })
  }
  await converged(facilitator, a, b)
  await picture('base')

  // A types over a word, B composes one on a phone, at the same time.
  await caretAfter(a, 1, 'اجتمعت المجموعة ', 'اجتمعت المجموعة ثلاثة')
  await caretAfter(b, 2, 'نطلب من الجهات المعنية OCHA وقف القتال فورا')
  await Promise.all([
    pressLetters(a, 'أربعة', 30),
    compose(b, ['و', 'وب', 'وبل', 'وبلا']).then(() => commit(b, ' وبلا شروط')),
  ])
  await converged(facilitator, a, b)
  await picture('a proposes')

  // B goes on without a network, while A makes a heading of the last paragraph.
  await b.context().setOffline(true)
  await caretAfter(b, 3, 'ونشكر من فتح لنا بابه')
  await b.keyboard.insertText(' وقلبه')
  await caretAfter(a, 3, 'ونشكر')
  await a.keyboard.press('Control+Alt+2')
  await expect(text(facilitator).locator('h3')).toHaveCount(1)
  await b.context().setOffline(false)
  const proposed = await converged(facilitator, a, b)
  expect(proposed).toHaveLength(base.length)
  await expect(facilitator.getByTestId('suggestions')).toContainText('4 اقتراحات')
  await picture('b proposes')

  // The facilitator, at the keyboard alone: the first accepted, the second rejected, the rest accepted.
  await caretAfter(facilitator, 0, '')
  await facilitator.keyboard.press('Control+Alt+g')
  for (const verdict of ['Control+Alt+a', 'Control+Alt+r', 'Control+Alt+a', 'Control+Alt+a'] as const)
    await facilitator.keyboard.press(verdict)
  await expect(text(facilitator).locator('ins, del, .formatChange')).toHaveCount(0)
  expect(await converged(facilitator, a, b)).toEqual([
    base[0],
    'p|اجتمعت المجموعة أربعة أيام في جنيف وناقشت حماية الشبكات المحلية.',
    base[2],
    'h3|ونشكر من فتح لنا بابه وقلبه.',
  ])
  await expect(b.getByRole('status').filter({ hasText: 'اقتراح' })).not.toHaveCount(0)
  await picture('decided')
})

test('[UI351] [SUG452] a word that is being composed in a suggestion goes on when the suggestion is decided meanwhile', async ({
  room,
}) => {
  const facilitator = await room.open('facilitator', wide)
  await paste(facilitator, '<p>اجتمعت المجموعة</p>')
  await expect(saved(facilitator)).toHaveText('حُفِظ')
  const a = await room.open({ role: 'suggester', name: 'هالة' }, wide)
  await caretAfter(a, 0, 'اجتمعت المجموعة')
  await pressLetters(a, ' أمس', 20)
  await expect(facilitator.getByTestId('suggestions')).toContainText('أمس')
  await expect(saved(a)).toHaveText('حُفِظ')

  // The word is begun, the suggestion with what stands of it is accepted, the word is ended.
  await pressLetters(a, ' ', 20)
  await compose(a, ['م', 'مس', 'مسا'])
  await expect(text(facilitator)).toContainText('أمس مسا')
  await caretAfter(facilitator, 0, '')
  await facilitator.keyboard.press('Control+Alt+g')
  await facilitator.keyboard.press('Control+Alt+a')
  await expect(a.getByRole('status').filter({ hasText: 'قُبل اقتراحك' })).toBeVisible()
  await compose(a, ['مساء'])
  await commit(a, 'مساء')
  expect(await converged(facilitator, a)).toEqual(['p|اجتمعت المجموعة أمس مساء'])
  // What was accepted is text, what was composed after it is proposed.
  await expect(text(facilitator).locator('ins')).toHaveText('ء')
  await expect(facilitator.getByTestId('suggestions')).toContainText('مساء')

  await caretAfter(facilitator, 0, '')
  await facilitator.keyboard.press('Control+Alt+g')
  await facilitator.keyboard.press('Control+Alt+r')
  await expect(text(facilitator).locator('ins')).toHaveCount(0)
  expect(await converged(facilitator, a)).toEqual(['p|اجتمعت المجموعة أمس مسا'])
})
