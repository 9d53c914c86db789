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
import { seed } from './threads-room.ts'

const PARAGRAPH = 'اجتمعت المجموعة ثلاثة أيام وناقشت صيانة الشبكات المحلية.'
const EDITOR = { role: 'editor', name: 'سامر' } as const

test('[UI5] the page is Arabic and right to left, and no part of the text is left to guess', async ({
  room,
}) => {
  const page = await room.open('facilitator')
  await paste(page, `<p>${PARAGRAPH}</p><p>Annex A</p>`)
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
  await expect(page.locator('html')).toHaveAttribute('lang', 'ar')
  await expect(text(page)).toHaveAttribute('dir', 'rtl')
  await expect(text(page).locator('p').nth(1)).toHaveAttribute('dir', 'ltr')
  expect(await page.locator('.documentText [dir=auto]').count()).toBe(0)
})

test('[UI6] a remote caret inside a word changes its width by less than half a pixel', async ({ room }) => {
  const [one, two] = [await room.open('facilitator'), await room.open(EDITOR)]
  await paste(one, `<p>${PARAGRAPH}</p>`)
  await converged(one, two)
  const width = (): Promise<number> =>
    text(one).evaluate((root) => {
      const block = root.children[0]
      if (block === undefined) throw new Error('no block')
      const nodes = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, (node) =>
        node.parentElement?.closest('.sequence-caret') === null
          ? NodeFilter.FILTER_ACCEPT
          : NodeFilter.FILTER_REJECT,
      )
      // The second word, piece by piece: one range of a whole word would count the caret's label.
      const [start, end] = [7, 15]
      const boxes: DOMRect[] = []
      for (let offset = 0; nodes.nextNode();) {
        const node = nodes.currentNode
        const length = node.textContent?.length ?? 0
        const range = document.createRange()
        range.setStart(node, Math.min(length, Math.max(0, start - offset)))
        range.setEnd(node, Math.min(length, Math.max(0, end - offset)))
        if (!range.collapsed) boxes.push(...range.getClientRects())
        offset += length
      }
      return Math.max(...boxes.map((box) => box.right)) - Math.min(...boxes.map((box) => box.left))
    })
  await one.evaluate(() => document.fonts.ready)
  const before = await width()
  for (const inside of ['اجتمعت ال', 'اجتمعت المج', 'اجتمعت المجمو']) {
    await caretAfter(two, 0, inside)
    await expect(one.locator('.sequence-caret')).toHaveCount(1)
    await expect
      .poll(() => one.locator('.sequence-caret').evaluate((caret) => caret.previousSibling?.textContent))
      .toBe(inside)
    expect(Math.abs((await width()) - before)).toBeLessThan(0.5)
  }
  await converged(one, two)
})

test('[UI7] the arrows cross Arabic, Latin and digits to both ends', async ({ room }) => {
  const page = await room.open('facilitator')
  const mixed = 'تقرير OCHA لعام 2022 عن المياه'
  await paste(page, `<p>${mixed}</p>`)
  const offset = (): Promise<number> =>
    text(page).evaluate((root) => {
      const selection = getSelection()
      const block = root.children[0]
      if (selection?.focusNode === null || selection === null || block === undefined) return -1
      const range = document.createRange()
      range.setStart(block, 0)
      range.setEnd(selection.focusNode, selection.focusOffset)
      return range.toString().length
    })
  await caretAfter(page, 0, '')
  for (let i = 0; i < mixed.length + 2; i++) await page.keyboard.press('ArrowLeft')
  expect(await offset()).toBe(mixed.length)
  for (let i = 0; i < mixed.length + 2; i++) await page.keyboard.press('ArrowRight')
  expect(await offset()).toBe(0)
})

test('[UI8] shortcuts work while the keyboard writes Arabic', async ({ room }) => {
  const page = await room.open('facilitator')
  await paste(page, `<p>${PARAGRAPH}</p>`)
  await caretAfter(page, 0, '', 'اجتمعت')
  const keys = await devtools(page)
  const press = async (
    key: string,
    code: string,
    windowsVirtualKeyCode: number,
    modifiers: number,
  ): Promise<void> => {
    await keys.send('Input.dispatchKeyEvent', {
      type: 'rawKeyDown',
      key,
      code,
      windowsVirtualKeyCode,
      modifiers,
    })
    await keys.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code, windowsVirtualKeyCode, modifiers })
  }
  await press('لا', 'KeyB', 66, 2)
  await expect(text(page).locator('strong')).toHaveText('اجتمعت')
  await press('لا', 'KeyB', 66, 2)
  await expect(text(page).locator('strong')).toHaveCount(0)
  await press('٧', 'Digit7', 55, 2 + 8)
  expect(await shown(page)).toEqual([`ordered 1|${PARAGRAPH}`])
  await press('ظ', 'Slash', 191, 2)
  await expect(page.getByRole('dialog')).toContainText('Ctrl+Shift+7')
})

test('[UI10] sixty keys typed fast in a storm of remote edits all arrive, in order', async ({ room }) => {
  const [one, two] = [await room.open('facilitator'), await room.open(EDITOR)]
  await paste(one, `<p>${PARAGRAPH}</p><p>خاتمة</p>`)
  await converged(one, two)
  await caretAfter(one, 0, 'اجتمعت ')
  await caretAfter(two, 0, PARAGRAPH)
  const sixty = 'قالت المجموعة إن الماء حق لكل بيت وإن الطريق إليه يمر بنا كلنا'.slice(0, 60)
  const storm = (async () => {
    for (let i = 0; i < 20; i++) {
      await two.keyboard.type(String(i % 10), { delay: 100 })
      if (i % 5 === 4) await two.keyboard.press('Enter')
    }
  })()
  await pressLetters(one, sixty, 10)
  await storm
  const lines = await converged(one, two)
  expect(lines.join('\n')).toContain(`اجتمعت ${sixty}`)
  expect(lines.join('').replace(/[^0-9]/g, '')).toBe('01234567890123456789')
})

test('[UI12] says what is saved in exactly these words, and only after the ack', async ({ room }) => {
  const page = await room.open('facilitator')
  await expect(saved(page)).toHaveText('حُفِظ')
  const heard = await page.evaluateHandle(() => {
    const words: string[] = []
    const sign = document.querySelector('[data-testid=saved] span')
    new MutationObserver(() => words.push(sign?.textContent ?? '')).observe(sign ?? document, {
      characterData: true,
      subtree: true,
      childList: true,
    })
    return words
  })
  await text(page).click()
  await page.keyboard.type('كلمة')
  await expect(saved(page)).toHaveText('حُفِظ')
  expect(new Set(await heard.jsonValue())).toEqual(new Set(['يُحفظ…', 'حُفِظ']))
  await page.context().setOffline(true)
  await page.keyboard.type(' أخرى')
  await expect(saved(page)).toHaveText('غير متصل، محفوظ على هذا الجهاز', { timeout: 5_000 })
  await page.context().setOffline(false)
  await expect(saved(page)).toHaveText('حُفِظ', { timeout: 5_000 })
})

test('[UI13] the offline banner comes within 3 s, also at 320 px, moves nothing, and goes within 3 s', async ({
  room,
}) => {
  const [one, two] = [
    await room.open('facilitator', { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true }),
    await room.open(EDITOR),
  ]
  await paste(one, `<p>${PARAGRAPH}</p>`)
  await converged(one, two)
  await caretAfter(one, 0, PARAGRAPH)
  await seed(room, [{ id: 'one', on: PARAGRAPH.slice(0, 7), body: 'هل هي كذلك؟' }])
  const cards = one.getByTestId('suggestions-open')
  await expect(cards).toBeVisible()
  const before = await text(one).locator('p').first().boundingBox()
  await one.context().setOffline(true)
  await expect(one.getByTestId('offline')).toBeInViewport({ ratio: 1, timeout: 3_000 })
  // It covers nothing that is pressed.
  await cards.click({ trial: true })
  expect(await text(one).locator('p').first().boundingBox()).toEqual(before)
  await one.keyboard.type(' وبقيت تكتب')
  await expect(text(one)).toContainText('وبقيت تكتب')
  expect(await one.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  await one.context().setOffline(false)
  await expect(one.getByTestId('offline')).toHaveCount(0, { timeout: 3_000 })
  expect(await converged(one, two)).toEqual([`p|${PARAGRAPH} وبقيت تكتب`])
})

test('[UI15] a text that is closed to a member says why, and answers every key', async ({ room }) => {
  const one = await room.open('facilitator')
  await paste(one, `<p>${PARAGRAPH}</p>`)
  const page = await room.open({ role: 'commenter', name: 'هالة' })
  await expect(page.getByTestId('permission')).toContainText('يعلّق')
  await expect(page.getByTestId('read-only')).toContainText('صلاحيتك التعليق')
  await expect(text(page)).toHaveAttribute('aria-readonly', 'true')
  // No tool that changes the text: only the choice of its view, and what they came for.
  await expect(page.getByRole('toolbar').getByRole('button')).toHaveCount(2)
  await expect(page.getByRole('toolbar').locator('[data-command]')).toHaveAttribute('data-command', 'comment')
  await text(page).focus()
  await pressLetters(page, 'س', 0)
  await expect(page.getByRole('alert').filter({ hasText: 'صلاحيتك التعليق' })).toHaveCount(1)
  expect(await converged(one, page)).toEqual([`p|${PARAGRAPH}`])
})

test('[UI16] people come and go within 5 s, and a click goes to where they write', async ({ room }) => {
  const [one, two] = [await room.open('facilitator'), await room.open(EDITOR)]
  await paste(one, Array.from({ length: 60 }, (_, i) => `<p>فقرة ${i}: ${PARAGRAPH}</p>`).join(''))
  await converged(one, two)
  await caretAfter(two, 55, 'فقرة')
  await one.evaluate(() => scrollTo(0, 0))
  const person = one.getByRole('button', { name: /سامر/ })
  await expect(person).toBeVisible({ timeout: 5_000 })
  await expect(one.locator('.sequence-caret')).toHaveCount(1)
  await person.click()
  await expect(text(one).locator('p').nth(55)).toBeInViewport()
  await converged(one, two)
  await two.context().close()
  await expect(person).toHaveCount(0, { timeout: 5_000 })
})

test('[UI17] undo takes back only what I wrote', async ({ room }) => {
  const [one, two] = [await room.open('facilitator'), await room.open(EDITOR)]
  await paste(one, `<p>${PARAGRAPH}</p>`)
  await converged(one, two)
  await one.waitForTimeout(600)
  await caretAfter(one, 0, 'اجتمعت ')
  await caretAfter(two, 0, PARAGRAPH)
  await one.keyboard.type('كلّنا ')
  await two.keyboard.type(' وهذا لغيري')
  await converged(one, two)
  await one.keyboard.press('Control+z')
  expect(await converged(one, two)).toEqual([`p|${PARAGRAPH} وهذا لغيري`])
  await one.keyboard.press('Control+Shift+z')
  expect(await converged(one, two)).toEqual([`p|اجتمعت كلّنا ${PARAGRAPH.slice('اجتمعت '.length)} وهذا لغيري`])
})
