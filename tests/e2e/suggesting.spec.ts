import type { Page } from '@playwright/test'
import type { Role } from '#core/access/roles.ts'
import { caretAfter, devtools, expect, paste, saved, test, text } from './document-room.ts'

const PARAGRAPH = 'اجتمعت المجموعة ثلاثة أيام وناقشت صيانة الشبكات المحلية.'
const SUGGESTER: { role: Role; name: string } = { role: 'suggester', name: 'هالة' }

/** The text with its proposals: `+…+` is proposed, `-…-` proposed for deletion; a block begins with its own signs. */
const marked = (page: Page): Promise<string[]> =>
  text(page).evaluate((root) =>
    [...root.querySelectorAll('.block')].map((block) => {
      const signs = (node: Element | null): string => {
        let found = ''
        for (
          let at = node;
          at !== null && at !== root && !at.classList.contains('block');
          at = at.parentElement
        )
          found += at.tagName === 'INS' ? '+' : at.tagName === 'DEL' ? '-' : ''
        return found
      }
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
      let shown = `${signs(block.parentElement)}${block.tagName.toLowerCase()}|`
      let last = ''
      while (walker.nextNode()) {
        const { currentNode } = walker
        if (currentNode.parentElement?.closest('.sequence-caret') !== null) continue
        const sign = signs(currentNode.parentElement)
        if (sign !== last) shown += last + sign
        last = sign
        shown += currentNode.textContent ?? ''
      }
      return shown + last
    }),
  )

const shows = async (page: Page, expected: string[]): Promise<void> => {
  await expect(saved(page)).toHaveText('حُفِظ', { timeout: 15_000 })
  await expect.poll(() => marked(page), { timeout: 10_000 }).toEqual(expected)
}

const chooseSuggesting = (page: Page): Promise<void> =>
  page.getByTestId('mode').getByRole('radio', { name: 'اقتراح' }).click()

test('[UI340] whatever a suggester does is proposed, and stays where it is for everybody', async ({
  room,
}) => {
  const one = await room.open('facilitator')
  await paste(one, `<p>${PARAGRAPH}</p>`)
  await expect(saved(one)).toHaveText('حُفِظ')
  const two = await room.open(SUGGESTER)
  await expect(two.getByTestId('mode')).toContainText('كلّ ما تكتبه اقتراح')

  await caretAfter(two, 0, 'اجتمعت ')
  await two.keyboard.insertText('أمس ')
  await shows(two, [`p|اجتمعت +أمس +${PARAGRAPH.slice(7)}`])
  await shows(one, [`p|اجتمعت +أمس +${PARAGRAPH.slice(7)}`])

  await caretAfter(two, 0, 'اجتمعت أمس المجموعة ', 'اجتمعت أمس المجموعة ثلاثة')
  await two.keyboard.press('Backspace')
  await two.keyboard.insertText('أربعة')
  const replaced = 'p|اجتمعت +أمس +المجموعة +أربعة+-ثلاثة- أيام وناقشت صيانة الشبكات المحلية.'
  await shows(one, [replaced])

  await caretAfter(two, 0, 'اجتمعت أمس المجموعة أربعةثلاثة أيام')
  await two.keyboard.press('Enter')
  await shows(one, ['p|اجتمعت +أمس +المجموعة +أربعة+-ثلاثة- أيام', '+p| وناقشت صيانة الشبكات المحلية.'])
  await expect(two.getByTestId('permission')).toContainText('يقترح')
})

test('[UI340] a composition in suggest mode is one proposal, and Backspace proposes letter by letter', async ({
  room,
}) => {
  const one = await room.open('facilitator')
  await paste(one, `<p>${PARAGRAPH}</p>`)
  await chooseSuggesting(one)
  await caretAfter(one, 0, 'اجتمعت ')
  const ime = await devtools(one)
  for (const composed of ['ك', 'كل', 'كلم', 'كلمة'])
    await ime.send('Input.imeSetComposition', {
      text: composed,
      selectionStart: composed.length,
      selectionEnd: composed.length,
    })
  await ime.send('Input.insertText', { text: 'كلمة ' })
  await shows(one, [`p|اجتمعت +كلمة +${PARAGRAPH.slice(7)}`])
  expect(await one.locator('.documentText ins').count()).toBe(1)

  await caretAfter(one, 0, 'اجتمعت كلمة المجموعة')
  for (let k = 0; k < 3; k++) await one.keyboard.press('Backspace')
  await shows(one, ['p|اجتمعت +كلمة +المجم-وعة- ثلاثة أيام وناقشت صيانة الشبكات المحلية.'])
  expect(await one.locator('.documentText del').count()).toBe(1)
  // What is proposed to go already is passed over; what is typed there belongs to the same proposal.
  await one.keyboard.press('Delete')
  await one.keyboard.insertText('ع')
  await shows(one, ['p|اجتمعت +كلمة +المجم-و-+ع+-عة- ثلاثة أيام وناقشت صيانة الشبكات المحلية.'])
})

test('[UI340] pasting, styles, headings, undo and redo are proposals too', async ({ room }) => {
  const one = await room.open('facilitator')
  await paste(one, `<p>${PARAGRAPH}</p><p>ثم كتبت رسالتها.</p>`)
  await expect(saved(one)).toHaveText('حُفِظ')
  const two = await room.open(SUGGESTER)

  // A heading on and off again leaves nothing behind.
  await caretAfter(two, 1, 'ثم')
  await two.keyboard.press('Control+Alt+2')
  // The name at her caret is no part of the words.
  await expect.poll(async () => (await marked(one))[1]).toBe('h3|ثم كتبت رسالتها.')
  await two.keyboard.press('Control+Alt+2')
  await expect(text(one).locator('h3')).toHaveCount(0)
  await expect(text(one).locator('.formatChange')).toHaveCount(0)

  await caretAfter(two, 1, 'ثم ', 'ثم كتبت')
  await two.keyboard.press('Control+b')
  await expect(text(one).locator('.formatChange')).toHaveText('كتبت')
  await expect(two.locator('[data-command=bold]')).toHaveAttribute('aria-pressed', 'true')
  await two.keyboard.press('Control+b')
  await expect(text(one).locator('.formatChange')).toHaveCount(0)

  await caretAfter(two, 0, PARAGRAPH)
  await text(two).evaluate((root) => {
    const data = new DataTransfer()
    data.setData('text/html', '<p>وبعدُ.</p><p>فقرة ملصقة</p><p>وأخرى</p>')
    root.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  })
  const pasted = [`p|${PARAGRAPH}+وبعدُ.+`, '+p|+فقرة ملصقة+', '+p|+وأخرى+', 'p|ثم كتبت رسالتها.']
  await shows(one, pasted)
  await two.keyboard.press('Control+z')
  await shows(one, [`p|${PARAGRAPH}`, 'p|ثم كتبت رسالتها.'])
  await two.keyboard.press('Control+Shift+z')
  await shows(one, pasted)
})

test('[UI340] what is proposed without a network arrives as proposed', async ({ room }) => {
  const one = await room.open('facilitator')
  await paste(one, `<p>${PARAGRAPH}</p>`)
  await expect(saved(one)).toHaveText('حُفِظ')
  const two = await room.open(SUGGESTER)
  await two.context().setOffline(true)
  await expect(two.getByTestId('offline')).toBeVisible({ timeout: 5_000 })
  await caretAfter(two, 0, 'اجتمعت المجموعة ثلاثة ')
  await two.keyboard.insertText('قصيرة ')
  // Written directly meanwhile, right where the other one proposes, by somebody who does not see it.
  await caretAfter(one, 0, 'اجتمعت المجموعة ثلاثة ')
  await one.keyboard.insertText('أو أربعة ')
  await caretAfter(one, 0, 'اجتمعت')
  await one.keyboard.press('Enter')
  await two.context().setOffline(false)
  const text1 = (): Promise<string> => marked(one).then((lines) => lines.join('/'))
  await expect.poll(text1, { timeout: 15_000 }).toContain('+قصيرة +')
  await expect.poll(text1).toContain('أو أربعة')
  await expect.poll(() => marked(two)).toEqual(await marked(one))
  expect((await marked(one))[0]).toBe('p|اجتمعت')
})

test('[SUG13] [UI340] a keyboard that composes a word of the text again, as Android does, proposes to replace just that', async ({
  room,
}) => {
  const one = await room.open('facilitator')
  await paste(one, '<p>قالت المجموعه كلمتها</p>')
  await expect(saved(one)).toHaveText('حُفِظ')
  const two = await room.open(SUGGESTER)
  await caretAfter(two, 0, 'قالت المجموعه')
  const ime = await devtools(two)
  for (const composed of ['المجموعه', 'المجموعة'])
    await ime.send('Input.imeSetComposition', {
      text: composed,
      selectionStart: composed.length,
      selectionEnd: composed.length,
      ...(composed === 'المجموعه' ? { replacementStart: 5, replacementEnd: 13 } : {}),
    })
  await ime.send('Input.insertText', { text: 'المجموعة' })
  await two.keyboard.insertText('!')
  await shows(one, ['p|قالت المجموع-ه-+ة!+ كلمتها'])
  await shows(two, ['p|قالت المجموع-ه-+ة!+ كلمتها'])
  // Letters taken back inside a composition are proposed to go like any other, also beside somebody who writes.
  await caretAfter(one, 0, 'قالت المجموعهة! كلمتها')
  await caretAfter(two, 0, 'قالت')
  for (const composed of ['قالت', 'قال', 'قا']) {
    await ime.send('Input.imeSetComposition', {
      text: composed,
      selectionStart: composed.length,
      selectionEnd: composed.length,
      ...(composed === 'قالت' ? { replacementStart: 0, replacementEnd: 4 } : {}),
    })
    await one.keyboard.insertText('؛')
  }
  await ime.send('Input.insertText', { text: 'قا' })
  for (const page of [one, two]) await shows(page, ['p|قا-لت- المجموع-ه-+ة!+ كلمتها؛؛؛'])
})
