import type { Page } from '@playwright/test'
import {
  caretAfter,
  converged,
  devtools,
  expect,
  openReview,
  paste,
  pressLetters,
  saved,
  shown,
  test,
  text,
} from './document-room.ts'
import { expectAccessible } from './shell-room.ts'

const WIDE = { viewport: { width: 1440, height: 900 } }
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
const HTML = [
  '<h1>بيان الورشة</h1>',
  '<p>دعت المجموعه الى الحوار, وأكدت حقوق الانسان.</p>',
  '<p>امتدّ العمل 2012-2022 في "المدينة القديمة".</p>',
  '<p>هل تشارك WMG, NCC?</p>',
].join('')
const MENDED = [
  'h2|بيان الورشة',
  'p|دعت المجموعة إلى الحوار، وأكدت حقوق الإنسان.',
  'p|امتدّ العمل 2012–2022 في «المدينة القديمة».',
]

const panel = (page: Page) => page.getByTestId('text-check')
const items = (page: Page) => panel(page).locator('[data-finding]')
const current = (page: Page) => panel(page).locator('[data-finding][data-current=true]')
const status = (page: Page) => panel(page).getByRole('status')

const open = async (page: Page): Promise<void> => {
  await paste(page, HTML)
  await expect(saved(page)).toHaveText('حُفِظ')
  // An Arabic keyboard: the key writes «ؤ» and sits where C is.
  const keys = await devtools(page)
  const pressed = { key: 'ؤ', code: 'KeyC', modifiers: 3, windowsVirtualKeyCode: 67 } as const
  await keys.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...pressed })
  await keys.send('Input.dispatchKeyEvent', { type: 'keyUp', ...pressed })
  await expect(panel(page)).toBeVisible()
}

/** The words that are drawn under a name of the style sheet. */
const drawn = (page: Page, name: string): Promise<string[]> =>
  page.evaluate((one) => [...(CSS.highlights.get(one) ?? [])].map(String), name)

const widths = (page: Page): Promise<number[]> =>
  text(page).evaluate((root) => {
    const range = document.createRange()
    return [...root.children].map((block) => {
      range.selectNodeContents(block)
      return range.getBoundingClientRect().width
    })
  })

test('[UI770] [UI772] [UI773] [UI774] a writer goes through what is found by keys, applies it, and undo takes it back', async ({
  room,
}) => {
  const page = await room.open('facilitator', WIDE)
  await paste(page, HTML)
  const before = await widths(page)
  await page.keyboard.press('Control+A')
  await page.keyboard.press('Delete')
  await open(page)
  await expect(status(page)).toHaveText('7 ملاحظات')
  await expect(panel(page).locator('section[data-kind]')).toHaveCount(4)
  expect(await widths(page)).toEqual(before)
  expect((await drawn(page, 'finding')).toSorted()).toEqual(
    ['"', '"', '-', '?', 'الى', 'الانسان', ',', 'المجموعه'].toSorted(),
  )
  await expectAccessible(page)

  await text(page).click()
  await page.keyboard.press('F7')
  await expect(current(page).locator('del')).toHaveText('المجموعه')
  await expect(current(page).locator('ins')).toHaveText('المجموعة')
  await expect(status(page)).toHaveText('1 من 7')
  await page.keyboard.press('F7')
  await expect(current(page).locator('del')).toHaveText('الى')
  expect(await drawn(page, 'currentFinding')).toEqual(['الى'])
  await page.keyboard.press('Shift+F7')
  await page.keyboard.press('Shift+F7')
  await expect(status(page)).toHaveText('7 من 7')
  await page.keyboard.press('F7')

  // By the keyboard alone: one after the other.
  const apply = current(page).getByRole('button', { name: 'طبّق', exact: true })
  await apply.focus()
  await page.keyboard.press('Enter')
  await expect(current(page).locator('del')).toHaveText('الى')
  await expect(apply).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(status(page)).toHaveText('1 من 5')
  expect((await shown(page))[1]).toBe('p|دعت المجموعة إلى الحوار, وأكدت حقوق الانسان.')
  await page.keyboard.press('Escape')
  await expect(panel(page)).toHaveCount(0)
  await expect(text(page)).toBeFocused()
  expect(await drawn(page, 'finding')).toEqual([])
  await page.keyboard.press('Control+Z')
  await expect.poll(async () => (await shown(page))[1]).toContain('الى')
})

test('[UI771] [UI773] what is written while the check is open is found when writing rests, and lines drawn go along', async ({
  room,
}) => {
  const page = await room.open('facilitator', WIDE)
  await open(page)
  await expect(status(page)).toHaveText('7 ملاحظات')
  await caretAfter(page, 0, 'بيان الورشة')
  await page.keyboard.press('Enter')
  await pressLetters(page, 'ذهبوا الى العدل', 5)
  await expect(status(page)).toHaveText('8 ملاحظات')
  expect((await drawn(page, 'finding')).toSorted()).toEqual(
    ['"', '"', ',', '-', '?', 'الى', 'الى', 'الانسان', 'المجموعه'].toSorted(),
  )
  await caretAfter(page, 1, 'ذهبوا ')
  await page.keyboard.press('Delete')
  await pressLetters(page, 'إ', 5)
  await expect(status(page)).toHaveText('7 ملاحظات')
})

test('[UI775] [UI774] all of a kind are applied after one question, and one undo takes them back', async ({
  room,
}) => {
  const page = await room.open('facilitator', WIDE)
  await open(page)
  await panel(page).getByRole('button', { name: 'طبّق كلّ ملاحظات «همزات وياءات وتاءات»' }).click()
  const question = panel(page).getByRole('group', { name: 'طبّق الكلّ' })
  await expect(question).toContainText('3 مواضع تتغيّر في النصّ.')
  await question.getByRole('button', { name: 'ليس الآن' }).click()
  await expect(items(page)).toHaveCount(7)
  await panel(page).getByRole('button', { name: 'طبّق كلّ ملاحظات «همزات وياءات وتاءات»' }).click()
  await question.getByRole('button', { name: 'طبّق', exact: true }).click()
  await expect(page.getByText('طُبِّقت 3 ملاحظات')).toBeVisible()
  await expect(items(page)).toHaveCount(4)
  await expect(panel(page).locator('section[data-kind=spelling]')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+Z')
  await expect.poll(() => shown(page)).toContain('p|دعت المجموعه الى الحوار, وأكدت حقوق الانسان.')
})

test('[UI774] who suggests makes a suggestion of each, which is not found again; accepted, the text is mended', async ({
  room,
}) => {
  const editor = await room.open('facilitator', WIDE)
  await paste(editor, HTML)
  const page = await room.open({ role: 'suggester', name: 'سعاد' }, WIDE)
  await converged(editor, page)
  await page.keyboard.press('Control+Alt+c')
  await expect(items(page)).toHaveCount(7)
  for (let left = 7; left > 0; left--) {
    await items(page).first().getByRole('button').first().click()
    await current(page).getByRole('button', { name: 'طبّق', exact: true }).click()
    await expect(items(page)).toHaveCount(left - 1)
  }
  await expect(status(page)).toHaveText('لا ملاحظات')
  await converged(editor, page)
  await expect(text(editor).locator('ins')).toHaveCount(8)
  await openReview(editor)
  await editor.getByRole('button', { name: 'قبول الكلّ' }).click()
  await editor.getByTestId('suggestions').getByRole('button', { name: 'نعم' }).click()
  await expect.poll(() => shown(editor)).toEqual([...MENDED, 'p|هل تشارك WMG, NCC؟'])
})

test('[UI774] what is locked is told and left', async ({ room }) => {
  const page = await room.open('facilitator', WIDE)
  await paste(page, HTML)
  await expect(saved(page)).toHaveText('حُفِظ')
  const { blocks } = await room.server.facilitator.expect<{ blocks: { bid: string }[] }>(
    'GET',
    `/api/documents/${room.document}/text`,
  )
  await room.server.facilitator.expect('POST', `/api/documents/${room.document}/locks`, {
    id: 'lock-check',
    from: blocks[1]?.bid,
    to: blocks[1]?.bid,
    kind: 'settled',
    reason: 'اتُّفق عليها',
  })
  await expect(text(page).locator('[data-locked]')).toHaveCount(1)
  const before = await shown(page)
  await page.getByRole('button', { name: 'المزيد' }).click()
  await page.getByRole('menuitem', { name: /^تدقيق النصّ/ }).click()
  await expect(items(page)).toHaveCount(7)
  await expect(panel(page).getByText('في فقرة مقفلة')).toHaveCount(4)
  await items(page).first().getByRole('button').first().click()
  await expect(current(page).getByRole('button', { name: 'طبّق', exact: true })).toHaveCount(0)
  await panel(page).getByRole('button', { name: 'إلى ٠١٢٣' }).click()
  await panel(page).getByRole('button', { name: 'طبّق', exact: true }).click()
  const after = await shown(page)
  expect(after[1]).toBe(before[1])
  expect(after[2]).toContain('٢٠١٢-٢٠٢٢')
})

test('[UI776] [UI777] what is ignored stays ignored on this device, and so does the browser’s own check; logging out forgets', async ({
  room,
}) => {
  const page = await room.open('facilitator', WIDE)
  await paste(page, `${HTML}<p>عاد الى بيته.</p>`)
  await page.keyboard.press('Control+Alt+c')
  await expect(items(page)).toHaveCount(8)
  await items(page).nth(1).getByRole('button').first().click()
  await current(page)
    .getByRole('button', { name: /^تجاهل «.*الى.*» دائمًا$/ })
    .click()
  await expect(items(page)).toHaveCount(6)
  await items(page).last().getByRole('button').first().click()
  await current(page).getByRole('button', { name: 'تجاهل', exact: true }).click()
  await expect(items(page)).toHaveCount(5)
  await expect(text(page)).toHaveAttribute('spellcheck', 'true')
  await panel(page).getByRole('checkbox', { name: 'تدقيق المتصفّح للإملاء' }).uncheck()
  await expect(text(page)).toHaveAttribute('spellcheck', 'false')

  await expect(saved(page)).toHaveText('حُفِظ')
  await page.reload()
  await expect(text(page)).toHaveAttribute('spellcheck', 'false')
  await text(page).click()
  await page.keyboard.press('Control+Alt+c')
  await expect(items(page)).toHaveCount(5)
  await panel(page).getByRole('button', { name: 'أعد 3 ملاحظات تجاهلتها' }).click()
  await expect(items(page)).toHaveCount(8)
  await items(page).first().getByRole('button').first().click()
  await current(page).getByRole('button', { name: 'تجاهل', exact: true }).click()
  const kept = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('ignored')))
  expect(await kept()).toHaveLength(1)
  await page.getByRole('button', { name: 'المزيد' }).click()
  await page.getByRole('menuitem', { name: 'اخرج وامسح هذا الجهاز' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: /^اخرج/ }).click()
  await page.waitForURL('**/')
  expect(await kept()).toEqual([])
})

test('[UI778] the digits of the text are converted either way by a command, after a question, but for names and codes', async ({
  room,
}) => {
  const page = await room.open('facilitator', WIDE)
  await paste(
    page,
    '<p>في 2022 نشرت WMG2 نسبة 3.5.</p><p><a href="https://example.org/1">البند 7</a> و12</p>',
  )
  await page.keyboard.press('Control+k')
  await page.keyboard.type('تحويل أرقام النصّ إلى ٠')
  await expect(page.getByRole('option', { selected: true })).toContainText('٠١٢٣')
  await page.keyboard.press('Enter')
  await expect(panel(page)).toContainText('3 أرقام تتغيّر.')
  await panel(page).getByRole('button', { name: 'طبّق', exact: true }).click()
  await expect(page.getByText('تحوّلت 3 أرقام')).toBeVisible()
  expect(await shown(page)).toEqual(['p|في ٢٠٢٢ نشرت WMG2 نسبة ٣٫٥.', 'p|البند 7 و١٢'])
  await panel(page).getByRole('button', { name: 'إلى 0123' }).click()
  await panel(page).getByRole('button', { name: 'طبّق', exact: true }).click()
  await expect.poll(() => shown(page)).toEqual(['p|في 2022 نشرت WMG2 نسبة 3.5.', 'p|البند 7 و12'])
})

test('[UI770] readers and commenters are offered no check; the outline and it stand in one place', async ({
  room,
}) => {
  const commenter = await room.open({ role: 'commenter', name: 'سامي' }, WIDE)
  await commenter.keyboard.press('Control+Alt+c')
  await commenter.getByRole('button', { name: 'المزيد' }).click()
  await expect(commenter.getByRole('menuitem', { name: /^مخطّط النصّ/ })).toBeVisible()
  await expect(commenter.getByRole('menuitem', { name: /^تدقيق النصّ/ })).toHaveCount(0)
  await expect(panel(commenter)).toHaveCount(0)

  const page = await room.open('facilitator', WIDE)
  await page.keyboard.press('Control+Alt+o')
  await expect(page.getByTestId('outline')).toBeVisible()
  await page.keyboard.press('Control+Alt+c')
  await expect(panel(page)).toBeVisible()
  await expect(page.getByTestId('outline')).toHaveCount(0)
  await page.keyboard.press('Control+Alt+c')
  await expect(panel(page)).toHaveCount(0)
})

test('[UI779] on a phone the check lies below the text, what it speaks of stands free of it, and every target is a thumb’s', async ({
  room,
}) => {
  const page = await room.open('facilitator', PHONE)
  await paste(page, `${'<p>سطرٌ من النصّ يملأ الصفحة كلّها ويزيد.</p>'.repeat(30)}<p>عاد الى بيته.</p>`)
  await page.getByRole('button', { name: 'المزيد' }).click()
  await page.getByRole('menuitem', { name: /^تدقيق النصّ/ }).click()
  await expect(items(page)).toHaveCount(1)
  await items(page).first().getByRole('button').first().click()
  const gap = () =>
    page.evaluate(() => {
      const [range] = CSS.highlights.get('currentFinding') ?? []
      const words = range instanceof Range ? range.getBoundingClientRect() : null
      const top = document.querySelector('[data-testid=text-check]')?.getBoundingClientRect().top ?? 0
      return words !== null && words.top > 60 && words.bottom <= top
    })
  await expect.poll(gap).toBe(true)
  const low = await panel(page).evaluate((root) =>
    [...root.querySelectorAll('button')]
      .filter((button) => button.getBoundingClientRect().height < 44)
      .map((button) => button.textContent),
  )
  expect(low).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await expectAccessible(page)
  await current(page).getByRole('button', { name: 'طبّق', exact: true }).click()
  await expect.poll(async () => (await shown(page)).at(-1)).toBe('p|عاد إلى بيته.')
})
