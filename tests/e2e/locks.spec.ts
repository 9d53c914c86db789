import type { Page } from '@playwright/test'
import type { ApiLocked } from '#core/protocol/api-locks.ts'
import type { LockKind } from '#core/locks/section-lock.ts'
import type { Role } from '#core/access/roles.ts'
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
  type DocumentRoom,
} from './document-room.ts'
import { expectAccessible } from './shell-room.ts'

const wide = { viewport: { width: 1440, height: 900 } }
const EDITOR: { role: Role; name: string } = { role: 'editor', name: 'هالة' }
const HTML = [
  '<h1>البيان الختامي</h1>',
  '<p>اجتمعت المجموعة في جنيف.</p>',
  '<ol><li>حماية المدنيين.</li><li>وصول المساعدات بلا شرط.</li></ol>',
  '<p>تُشكَّل لجنة متابعة ترفع تقريرًا إلى OCHA.</p>',
  '<p>يُنشر النصّ بالعربية.</p>',
].join('')
const picture = (name: string) => ({ path: `test-results/locks-${name}.png` })

const start = async (page: Page): Promise<readonly string[]> => {
  await paste(page, HTML)
  await expect(saved(page)).toHaveText('حُفِظ')
  return text(page).evaluate((root) =>
    [...root.children].map(
      (block) =>
        block.getAttribute('data-bid') ?? block.querySelector('[data-bid]')?.getAttribute('data-bid') ?? '',
    ),
  )
}

/** The ids of the blocks, as the server has them. */
const bidsOf = async ({ server, document }: DocumentRoom): Promise<readonly string[]> => {
  const { blocks } = await server.facilitator.expect<{ blocks: { bid: string }[] }>(
    'GET',
    `/api/documents/${document}/text`,
  )
  return blocks.map(({ bid }) => bid)
}

/** Locks blocks from one index to another, as another device of the facilitator does. */
const lock = async (
  room: DocumentRoom,
  [from, to]: readonly [number, number],
  kind: LockKind = 'settled',
  reason = 'اتُّفق عليها في جلسة الثلاثاء',
): Promise<string> => {
  const bids = await bidsOf(room)
  const id = `lock-${from}-${to}-${kind}`
  const { lock: made } = await room.server.facilitator.expect<ApiLocked>(
    'POST',
    `/api/documents/${room.document}/locks`,
    { id, from: bids[from], to: bids[to], kind, reason },
  )
  return made.id
}

/** Pastes where the caret is. */
const pasteHere = (page: Page, words: string): Promise<void> =>
  text(page).evaluate((root, source) => {
    const data = new DataTransfer()
    data.setData('text/plain', source)
    root.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, words)

const refused = (page: Page) => page.getByTestId('lock-refused')
const signs = (page: Page) => page.getByTestId('lock-sign')

/** Where every block stands in the window. */
const places = (page: Page): Promise<readonly (readonly number[])[]> =>
  text(page).evaluate((root) =>
    [...root.children].map((block) => {
      const { top, bottom, left, right } = block.getBoundingClientRect()
      return [top, bottom, left, right]
    }),
  )

test('[UI650] [UI655] a facilitator locks a section by keys alone; everybody sees that it is, and nothing moves', async ({
  room,
}) => {
  const one = await room.open('facilitator', wide)
  await start(one)
  const two = await room.open(EDITOR, wide)
  const before = await places(two)
  await caretAfter(one, 2, 'حماية')
  await one.keyboard.press('Shift+ArrowDown')
  // An Arabic keyboard: the key writes «م» and sits where L is.
  const keys = await devtools(one)
  const pressed = { key: 'م', code: 'KeyL', modifiers: 3, windowsVirtualKeyCode: 76 } as const
  await keys.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...pressed })
  await keys.send('Input.dispatchKeyEvent', { type: 'keyUp', ...pressed })
  const dialog = one.getByRole('dialog')
  await expect(dialog).toContainText('فقرتان: «⁨حماية المدنيين.⁩» و«⁨وصول المساعدات بلا شرط.⁩»')
  await expectAccessible(one)
  await one.keyboard.press('ArrowDown')
  await expect(dialog.getByRole('radio', { name: /^مختلف عليها/ })).toBeChecked()
  await one.keyboard.press('Tab')
  await one.keyboard.type('لم يُحسم شرط الوصول')
  await one.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(one.getByText('أُقفلت فقرتان.')).toBeVisible()

  for (const page of [one, two]) {
    await expect(text(page).locator('[data-locked=disputed]')).toHaveCount(2)
    await expect(signs(page)).toHaveCount(1)
    await expect(signs(page)).toHaveText('مختلف عليها')
  }
  expect(await places(two)).toEqual(before)
  // The focus is in the text again, where it was.
  await expect(text(one)).toBeFocused()
  const block = text(two).locator('[data-locked]').first()
  await expect(block).toHaveAttribute(
    'aria-description',
    /^مقفلة، مختلف عليها\. بقرار ⁨الميسّرة⁩، .*السبب: ⁨لم يُحسم شرط الوصول⁩$/,
  )
  await expect(block).toHaveAccessibleDescription(/مقفلة، مختلف عليها/)
  // The text as a whole is open: only a part of it is locked.
  await expect(text(two)).not.toHaveAttribute('aria-readonly', 'true')
  await two.screenshot(picture('disputed'))

  await signs(two).hover()
  await expect(two.getByRole('tooltip')).toContainText('لم يُحسم شرط الوصول')
  await signs(two).click()
  const card = two.getByRole('dialog')
  await expect(card).toContainText('مختلف عليها')
  await expect(card).toContainText('الميسّرة')
  await expect(card).toContainText('لم يُحسم شرط الوصول')
  await expect(card).toContainText('يمكنك نسخها والتعليق عليها.')
  await expect(card.getByRole('button')).toHaveCount(0)
  await expectAccessible(two)
  await two.keyboard.press('Escape')

  // The same keys inside the lock lift it.
  await caretAfter(one, 3, 'وصول')
  await keys.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...pressed })
  await keys.send('Input.dispatchKeyEvent', { type: 'keyUp', ...pressed })
  await expect(dialog).toContainText('لم يُحسم شرط الوصول')
  await one.keyboard.type('حُسم')
  await one.keyboard.press('Enter')
  await expect(text(two).locator('[data-locked]')).toHaveCount(0)
  await expect(signs(two)).toHaveCount(0)
  await caretAfter(two, 3, 'وصول المساعدات بلا شرط.')
  await pressLetters(two, 'و', 10)
  await converged(one, two)
  // Nobody else is offered any of it.
  await expect(two.getByRole('button', { name: /قفل الفقرة/ })).toHaveCount(0)
})

test('[UI651] [UI657] [UI891] a lock lands while somebody types: caret and copy stay, every key is answered, no letter is lost', async ({
  room,
}) => {
  const one = await room.open('facilitator', wide)
  await start(one)
  const two = await room.open(EDITOR, { viewport: { width: 1280, height: 720 } })
  await caretAfter(two, 1, 'اجتمعت المجموعة')
  await pressLetters(two, ' أمس', 10)
  await converged(one, two)
  await lock(room, [1, 1])
  const landed = two.getByTestId('lock-landed')
  await expect(landed).toContainText('أُقفلت الفقرة التي أنت فيها. (محسومة)')
  await expect(landed).toContainText('اتُّفق عليها في جلسة الثلاثاء')
  await expect(two.getByRole('alert')).toContainText(
    'أُقفلت الفقرة التي أنت فيها. يمكنك نسخها والتعليق عليها.',
  )
  await two.screenshot(picture('landed'))
  const before = await shown(two)

  await pressLetters(two, 'سلام', 10)
  await expect(refused(two)).toContainText('هذه الفقرة مقفلة (محسومة)، فلم يتغيّر فيها شيء.')
  await expect(refused(two)).toContainText('الميسّرة')
  await expect(refused(two)).toContainText('السبب: اتُّفق عليها في جلسة الثلاثاء')
  await expect(refused(two).locator('q')).toHaveText('سلام')
  await expect(two.getByRole('alert')).toContainText('مقفلة')
  const [strip, words] = [await refused(two).boundingBox(), await text(two).boundingBox()]
  // Arabic: the text begins at the right, and what is said of it stands before that.
  expect(strip?.x ?? 0).toBeGreaterThanOrEqual((words?.x ?? 0) + (words?.width ?? 0))
  await expectAccessible(two)
  await two.screenshot(picture('refused'))
  for (const key of [
    'Enter',
    'Backspace',
    'Delete',
    'Control+B',
    'Control+Alt+2',
    'Alt+ArrowDown',
    'Control+Shift+8',
  ])
    await two.keyboard.press(key)
  expect(await shown(two)).toEqual(before)
  await caretAfter(two, 1, 'اجتمعت')
  await pasteHere(two, 'ملصق')
  await expect(refused(two)).toContainText('لم يُلصق فيها شيء')
  // What was typed still stands there.
  await expect(refused(two).locator('q')).toHaveText('سلام')
  await refused(two).getByRole('button', { name: 'انسخه' }).click()
  expect(await two.evaluate(() => navigator.clipboard.readText())).toBe('سلام')

  // The caret moves and copying works inside the lock.
  await caretAfter(two, 1, 'اجتمعت ', 'اجتمعت المجموعة')
  await two.keyboard.press('Control+C')
  expect(await two.evaluate(() => navigator.clipboard.readText())).toBe('المجموعة')
  await two.keyboard.press('ArrowDown')

  // A comment takes the words along, about the locked paragraph.
  await caretAfter(two, 1, 'اجتمعت ', 'اجتمعت المجموعة')
  await pressLetters(two, 'غ', 10)
  await refused(two).getByRole('button', { name: 'علّق به' }).click()
  await expect(refused(two)).toHaveCount(0)
  const field = two.getByRole('textbox', { name: 'تعليق جديد' })
  // The Enter between them is a part of what was typed.
  await expect(field).toHaveValue('سلام\nغ')
  await two.keyboard.press('Control+Enter')
  await expect(one.locator('[data-thread]').first()).toContainText('سلام')

  // At its edges: behind it a paragraph can begin, into it nothing is joined.
  await caretAfter(two, 2, '')
  await two.keyboard.press('Backspace')
  await two.keyboard.press('Backspace')
  await expect(refused(two)).toBeVisible()
  await caretAfter(two, 4, 'تُشكَّل')
  await pressLetters(two, 'ن', 10)
  const now = await converged(one, two)
  expect(now[1]).toBe('p|اجتمعت المجموعة أمس في جنيف.')
  expect(now.some((line) => line.includes('تُشكَّلن'))).toBe(true)
})

test('[UI651] between the blocks of one lock nothing comes; a word that is composed in it is answered and kept', async ({
  room,
}) => {
  const one = await room.open('facilitator', wide)
  await start(one)
  await lock(room, [1, 3], 'disputed')
  const two = await room.open(EDITOR, wide)
  await expect(text(two).locator('[data-locked]')).toHaveCount(3)
  const before = await shown(two)
  // Inside the range an Enter at the end of a block would put one between; a block from outside cannot be moved in.
  await caretAfter(two, 2, 'حماية المدنيين.')
  await two.keyboard.press('Enter')
  await expect(refused(two)).toBeVisible()
  await caretAfter(two, 4, 'تُشكَّل')
  await two.keyboard.press('Alt+ArrowUp')
  await two.keyboard.press('Control+A')
  await two.keyboard.press('Delete')
  expect(await shown(two)).toEqual(before)

  await caretAfter(two, 1, 'اجتمعت ')
  const ime = await devtools(two)
  for (const composed of ['ك', 'كل', 'كلم'])
    await ime.send('Input.imeSetComposition', {
      text: composed,
      selectionStart: composed.length,
      selectionEnd: composed.length,
    })
  await ime.send('Input.insertText', { text: 'كلمة' })
  await expect(refused(two).locator('q')).toContainText('كلمة')
  expect(await shown(two)).toEqual(before)
  // Behind the last block of the range one may begin.
  await caretAfter(two, 3, 'وصول المساعدات بلا شرط.')
  await two.keyboard.press('Enter')
  await pressLetters(two, 'بند', 10)
  const after = await converged(one, two)
  expect(after[4]).toBe('ordered 3|بند')
})

test('[UI651] who suggests is answered the same, and find and replace leaves what is locked', async ({
  room,
}) => {
  const one = await room.open('facilitator', wide)
  await start(one)
  await lock(room, [1, 1])
  const two = await room.open({ role: 'suggester', name: 'سامي' }, wide)
  await expect(text(two).locator('[data-locked]')).toHaveCount(1)
  const before = await shown(two)
  await caretAfter(two, 1, 'اجتمعت ', 'اجتمعت المجموعة')
  await two.keyboard.press('Delete')
  await expect(refused(two)).toBeVisible()
  await pressLetters(two, 'لجنة', 10)
  await expect(refused(two).locator('q')).toHaveText('لجنة')
  expect(await shown(two)).toEqual(before)

  await one.keyboard.press('Control+F')
  await one.getByRole('textbox', { name: 'ابحث عن' }).fill('ال')
  await one.getByRole('textbox', { name: 'استبدل بـ' }).fill('أل')
  await one.getByRole('button', { name: 'استبدال الكلّ' }).click()
  await expect(one.getByText('بقي موضع واحد كما هو لأنّه مقفل.')).toBeVisible()
  expect((await converged(one, two))[1]).toBe(before[1])
})

test('[UI657] an editor who wrote offline under a lock finds the words kept, with what can be done with them', async ({
  room,
}) => {
  const one = await room.open('facilitator', wide)
  await start(one)
  const two = await room.open(EDITOR, wide)
  await two.context().setOffline(true)
  await caretAfter(two, 1, 'اجتمعت المجموعة')
  await pressLetters(two, ' مساء الأحد', 10)
  await caretAfter(two, 5, 'يُنشر النصّ بالعربية.')
  await pressLetters(two, ' والفرنسية', 10)
  await lock(room, [1, 1], 'disputed')
  await two.context().setOffline(false)

  const list = two
    .getByTestId('set-aside')
    .filter({ has: two.getByRole('heading', { name: 'كلام لك لم يدخل النصّ' }) })
  await expect(list).toContainText('فقرته مقفلة')
  await expect(list.locator('blockquote')).toHaveText('مساء الأحد')
  await two.screenshot(picture('offline'))
  await expectAccessible(two)
  // What was written elsewhere is in the text, as a suggestion of its author.
  await converged(one, two)
  await expect(text(one).locator('ins')).toHaveText(' والفرنسية')
  expect((await shown(two))[1]).toBe('p|اجتمعت المجموعة في جنيف.')
  await list.getByRole('button', { name: 'انسخ' }).click()
  expect(await two.evaluate(() => navigator.clipboard.readText())).toBe('مساء الأحد')
  // To insert them in the locked paragraph is answered; elsewhere it works.
  await caretAfter(two, 1, 'اجتمعت')
  await list.getByRole('button', { name: 'أدرجه عند المؤشّر' }).click()
  await expect(refused(two)).toBeVisible()
  await caretAfter(two, 4, 'تُشكَّل لجنة متابعة')
  await list.getByRole('button', { name: 'أدرجه عند المؤشّر' }).click()
  expect((await converged(one, two))[4]).toContain('متابعة مساء الأحد')
  await caretAfter(two, 1, 'اجتمعت')
  await list.getByRole('button', { name: 'علّق به' }).click()
  await expect(two.getByRole('textbox', { name: 'تعليق جديد' })).toHaveValue('مساء الأحد')
})

test('[UI652] undo leaves out what is locked since, says so, and takes it once it is unlocked', async ({
  room,
}) => {
  const one = await room.open('facilitator', wide)
  await start(one)
  const two = await room.open(EDITOR, wide)
  await caretAfter(two, 5, 'يُنشر')
  await pressLetters(two, 'ان', 10)
  await converged(one, two)
  // Opening a page takes longer than undo takes for one act.
  await room.open({ role: 'commenter', name: 'سامي' })
  await caretAfter(two, 1, 'اجتمعت')
  await two.keyboard.press('Control+B')
  await pressLetters(two, 'ـا', 10)
  await converged(one, two)
  const id = await lock(room, [1, 1])
  await expect(text(two).locator('[data-locked]')).toHaveCount(1)
  const held = (await shown(two))[1]
  await two.keyboard.press('Control+Z')
  await two.keyboard.press('Control+Z')
  await expect(refused(two)).toContainText('تُركت خطوة لأنّ فقرتها مقفلة (محسومة)')
  const now = await converged(one, two)
  expect(now[1]).toBe(held)
  expect(now[5]).toBe('p|يُنشر النصّ بالعربية.')
  await room.server.facilitator.expect('DELETE', `/api/documents/${room.document}/locks/${id}`, {})
  await expect(text(two).locator('[data-locked]')).toHaveCount(0)
  await two.keyboard.press('Control+Z')
  expect((await converged(one, two))[1]).toBe('p|اجتمعت المجموعة في جنيف.')
})

test('[UI658] a suggestion under a lock says so, is not decided, and is still discussed', async ({
  room,
}) => {
  const one = await room.open('facilitator', wide)
  await start(one)
  const two = await room.open({ role: 'suggester', name: 'سامي' }, wide)
  await caretAfter(two, 1, 'اجتمعت المجموعة')
  await pressLetters(two, ' أمس', 10)
  await caretAfter(two, 5, 'يُنشر النصّ')
  await pressLetters(two, ' غدًا', 10)
  await converged(one, two)
  await lock(room, [1, 1], 'disputed')
  const card = one.getByTestId('suggestions').locator('[data-card]').first()
  await card.getByRole('button', { name: /^انتقل/ }).click()
  await expect(card).toContainText('فقرته مقفلة (مختلف عليها): لا يُبتّ فيه ولا يُسحب قبل فتح القفل.')
  const accept = card.locator('[data-act=accept]')
  await expect(accept).toHaveAttribute('aria-disabled', 'true')
  await expect(accept).toHaveAccessibleDescription(/فقرته مقفلة/)
  await one.screenshot(picture('suggestion'))
  await expectAccessible(one)
  await accept.press('Enter')
  await expect(one.getByRole('alert').filter({ hasText: 'لا يُبتّ فيه' })).toBeVisible()
  await expect(text(one).locator('ins')).toHaveCount(2)
  await caretAfter(one, 1, 'اجتمعت')
  await one.keyboard.press('Control+Alt+KeyM')
  await one.keyboard.type('ننتظر')
  await one.keyboard.press('Control+Enter')
  await expect(two.locator('[data-thread]').first()).toContainText('ننتظر')
  // All that is shown is decided but for what is locked.
  const mine = two.getByTestId('suggestions').locator('[data-card]').first()
  await mine.getByRole('button', { name: /^انتقل/ }).click()
  await expect(mine.locator('[data-act=withdraw]')).toHaveAttribute('aria-disabled', 'true')
})

test('[UI656] on a phone the list says all locks, leads to one, and lets a facilitator lift it', async ({
  room,
}) => {
  const one = await room.open('facilitator', wide)
  await start(one)
  await lock(room, [4, 4], 'disputed')
  await lock(room, [1, 1])
  const phone = await room.open(EDITOR, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  })
  await expect(signs(phone)).toHaveCount(2)
  await phone.screenshot(picture('phone'))
  const { width = 0, height = 0 } = (await signs(phone).first().boundingBox()) ?? {}
  expect([width >= 24, height >= 44]).toEqual([true, true])
  await phone.getByRole('button', { name: 'المزيد' }).tap()
  await phone.getByRole('menuitem', { name: 'مرحلة النصّ وأقفاله…' }).tap()
  const list = phone.getByTestId('lock-list')
  await expect(list).toContainText('قفلان')
  await expect(list.locator('[data-lock]')).toHaveText([/^محسومة/, /^مختلف عليها/])
  await expect(list.getByRole('button', { name: /^افتح القفل/ })).toHaveCount(0)
  await list.scrollIntoViewIfNeeded()
  await phone.screenshot(picture('phone-list'))
  await expectAccessible(phone)
  await list.getByRole('button', { name: /^انتقل إلى القفل.*تُشكَّل/ }).tap()
  await expect(text(phone)).toBeFocused()
  await pressLetters(phone, 'ن', 10)
  await expect(refused(phone)).toContainText('مختلف عليها')
  await phone.screenshot(picture('phone-refused'))
  const overflow = await phone.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow).toBe(0)

  await one.getByTestId('stage').click()
  await one
    .getByTestId('lock-list')
    .getByRole('button', { name: /^افتح القفل.*تُشكَّل/ })
    .click()
  await one.getByRole('dialog').getByRole('button', { name: 'افتح القفل' }).click()
  await expect(signs(phone)).toHaveCount(1)
  await expect(refused(phone)).toHaveCount(0)
  await pressLetters(phone, 'ن', 10)
  expect((await converged(one, phone))[4]).toMatch(/^p\|ن/)
})
