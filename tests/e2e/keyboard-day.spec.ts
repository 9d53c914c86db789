import type { Page } from '@playwright/test'
import { placeOf, writeAs } from '../support/stock-writer.ts'
import { ArabicKeyboard } from './arabic-keyboard.ts'
import { expect, saved, shown, test, text } from './document-room.ts'

declare global {
  interface Window {
    /** What a pointer did on the page. */
    pointed: string[]
  }
}

/** The name of what has the focus, as a screen reader begins it. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { activeElement: element } = document
    const label =
      element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
        ? element.labels?.[0]
        : null
    return (element?.getAttribute('aria-label') ?? label?.textContent ?? element?.textContent ?? '').trim()
  })

/** Is the focus seen: by an outline of the element, of the line that it stands for, or by a caret in it? */
const isSeen = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const { activeElement: element } = document
    if (element === null || element === document.body) return false
    if (element instanceof HTMLElement && element.isContentEditable) return true
    const around = element.closest('label, [data-highlighted]')
    return [
      getComputedStyle(element),
      getComputedStyle(element, '::after'),
      ...(around === null ? [] : [getComputedStyle(around)]),
    ].some(({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0)
  })

const MOST_STOPS = 40

/** Goes by one key, at most around the page, until what has the focus bears the name; each stop must be seen. */
const goBy = async (page: Page, key: string, name: string | RegExp): Promise<void> => {
  const passed: string[] = []
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await page.keyboard.press(key)
    const now = await focused(page)
    if (await page.evaluate(() => document.activeElement !== document.body))
      expect(await isSeen(page), `«${now}» is seen`).toBe(true)
    if (typeof name === 'string' ? now === name : name.test(now)) return
    passed.push(now.slice(0, 30))
  }
  throw new Error(`no way by ${key} to ${String(name)}: ${passed.join(' | ')}`)
}

/** Chooses an item of the open menu by the arrows. */
const choose = async (page: Page, item: string): Promise<void> => {
  await expect(page.getByRole('menu')).toBeVisible()
  // It takes the focus a moment after it is seen; arrows before that go elsewhere.
  await expect(page.locator('[role=menu]:focus, [role=menu] :focus')).toHaveCount(1)
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    const now = await focused(page)
    if (now === item) {
      await page.keyboard.press('Enter')
      return
    }
    await page.keyboard.press('ArrowDown')
    // The menu moves the focus a task after the key; a key before that would move it to the same item.
    await expect.poll(() => focused(page)).not.toBe(now)
  }
  throw new Error(`no item «${item}»`)
}

const openMenu = async (page: Page, item: string): Promise<void> => {
  await page.keyboard.press('F6')
  for (
    let stop = 0;
    stop < 8 && !(await page.evaluate(() => document.activeElement?.closest('header') !== null));
    stop++
  )
    await page.keyboard.press('F6')
  await goBy(page, 'Tab', 'المزيد')
  await page.keyboard.press('Enter')
  await choose(page, item)
}

test('[UI863] a day of work by an Arabic keyboard alone: from the invitation to logging out, no pointer once', async ({
  room,
  browser,
}) => {
  test.setTimeout(240_000)
  const { server, document } = room
  const suggester = await server.join('suggester', 'هالة')
  await server.join('editor', 'سلام')
  const { url } = await server.facilitator.invite('facilitator')

  const context = await browser.newContext({ locale: 'ar', viewport: { width: 1440, height: 900 } })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url })
  await context.addInitScript(() => {
    window.pointed = []
    for (const kind of ['pointerdown', 'mousedown', 'touchstart', 'wheel'] as const)
      window.addEventListener(kind, (event) => window.pointed.push(event.type), true)
  })
  const page = await context.newPage()
  const keyboard = new ArabicKeyboard(page)
  const write = (words: string): Promise<void> => keyboard.type(words)
  const press = (...chords: readonly string[]): Promise<void> => keyboard.press(...chords)

  await test.step('joins by the invitation', async () => {
    await page.goto(url)
    await expect(page.getByLabel('اسمك')).toBeFocused()
    await write('سلمى')
    await press('Enter')
    await expect(text(page)).toBeVisible()
    await expect(page.locator('[role=status][aria-live]')).toContainText('نصّ التجربة')
  })

  await test.step('goes to the text by the first stop, and writes a heading, a paragraph and a list', async () => {
    await goBy(page, 'Tab', 'انتقل إلى النصّ')
    await press('Enter')
    await expect(text(page)).toBeFocused()
    await press('Control+Alt+Digit1')
    await write('بيان ختامي')
    await press('Enter')
    await write('اجتمعت المجموعة في المدينة')
    await press('Enter', 'Control+Shift+Digit7')
    await write('وقف القتال')
    await press('Enter')
    await write('فتح الممرات')
    await press('Enter', 'Enter')
    await write('ونشكر كل من سمع')
    await expect
      .poll(() => shown(page))
      .toEqual([
        'h2|بيان ختامي',
        'p|اجتمعت المجموعة في المدينة',
        'ordered 1|وقف القتال',
        'ordered 2|فتح الممرات',
        'p|ونشكر كل من سمع',
      ])
    await expect(saved(page)).toHaveText('حُفِظ')
  })

  await test.step('makes a word bold, and plain again', async () => {
    await press('Control+Shift+ArrowRight', 'Control+KeyB')
    await expect(text(page).locator('strong')).toHaveText('سمع')
    await press('Control+KeyB')
    await expect(text(page).locator('strong')).toHaveCount(0)
  })

  await test.step('suggests, and writes again: the tools are one stop with arrows inside', async () => {
    await press('End', 'Shift+F6')
    await expect(page.getByRole('toolbar')).toContainText('كتابة')
    expect(
      await page.evaluate(() => globalThis.document.activeElement?.closest('[role=toolbar]') !== null),
    ).toBe(true)
    await press('End')
    await expect(page.getByRole('radio', { name: 'اقتراح' })).toBeFocused()
    await press('Space', 'F6')
    await expect(text(page)).toBeFocused()
    await press('Control+End')
    await write(' كلامنا')
    await expect(text(page).locator('ins')).toHaveText(' كلامنا')
    await press('Shift+F6', 'End', 'ArrowRight')
    await expect(page.getByRole('radio', { name: 'كتابة' })).toBeFocused()
    await press('Space', 'F6')
    await expect(text(page)).toBeFocused()
  })

  await test.step('comments on a paragraph with a mention, and answers it', async () => {
    await press('Control+Home', 'ArrowDown', 'Control+Alt+KeyM')
    await expect(page.getByRole('textbox', { name: 'تعليق جديد' })).toBeFocused()
    await write('متى اجتمعت @سل')
    await expect(page.getByRole('option', { name: /سلام/ })).toBeVisible()
    await press('Enter')
    await write('هل تعلم')
    await press('Control+Enter')
    await expect(text(page)).toBeFocused()
    await press('Control+Alt+KeyY')
    await expect(page.locator('[role=status][aria-live]')).toContainText('متى اجتمعت')
    await press('F6')
    await goBy(page, 'Tab', 'ردّ')
    await write('نسأل غدا')
    await press('Control+Enter')
    await expect(page.locator('[data-thread][data-active=true]')).toContainText('نسأل غدا')
    await press('Escape')
    await expect(text(page)).toBeFocused()
  })

  await test.step('goes through what others suggest and decides', async () => {
    await writeAs(suggester, document, (shared) => {
      const by = { by: suggester.member.id, at: Date.now() }
      shared.insert(placeOf(shared, ' في المدينة'), ' أمس', {
        [`insertion--${suggester.member.id}-x-1`]: by,
      })
      shared.format(placeOf(shared, 'الممرات'), 'الممرات'.length, {
        [`deletion--${suggester.member.id}-x-2`]: by,
      })
    })
    await expect(text(page).locator('del')).toHaveText('الممرات')
    await press('Control+Home', 'Control+Alt+KeyG')
    await expect(page.locator('[role=status][aria-live]')).toContainText('1 من 3: إضافة «أمس»')
    await press('Control+Alt+KeyA')
    await expect(page.locator('[role=status][aria-live]')).toContainText('2: حذف «الممرات»')
    await press('Control+Alt+KeyR')
    await expect(text(page).locator('del')).toHaveCount(0)
    await expect(text(page)).toContainText('اجتمعت المجموعة أمس في المدينة')
    await expect(text(page)).toContainText('فتح الممرات')
    await expect(text(page)).toBeFocused()
  })

  await test.step('finds and replaces, undoes and does again', async () => {
    await press('Control+KeyF')
    const bar = page.getByRole('search')
    await write('القتال')
    await expect(bar.getByRole('status')).toHaveText(/نتيجة|1 من 1/)
    await goBy(page, 'Tab', 'استبدل بـ')
    await write('النار')
    await goBy(page, 'Tab', 'استبدال الكلّ')
    await press('Enter')
    await expect(text(page)).toContainText('وقف النار')
    await press('Escape')
    await expect(bar).toHaveCount(0)
    await expect(text(page)).toBeFocused()
    await press('Control+KeyZ')
    await expect(text(page)).toContainText('وقف القتال')
    await press('Control+Shift+KeyZ')
    await expect(text(page)).toContainText('وقف النار')
  })

  await test.step('goes to a heading in the outline, and by the list of commands to the download', async () => {
    await press('Control+Alt+KeyO')
    const outline = page.getByRole('navigation', { name: 'مخطّط النصّ' })
    await expect(outline).toBeVisible()
    for (let part = 0; part < 8; part++) {
      if (await outline.evaluate((place) => place.contains(globalThis.document.activeElement))) break
      await press('F6')
    }
    await goBy(page, 'Tab', 'بيان ختامي')
    await press('Enter')
    await expect(text(page)).toBeFocused()
    await press('Control+Alt+KeyO')
    await expect(outline).toHaveCount(0)
    await press('Control+KeyK')
    await expect(page.getByRole('combobox')).toBeFocused()
    await write('نص بسيط')
    await expect(page.getByRole('option')).toHaveCount(1)
    const download = page.waitForEvent('download')
    await press('Enter')
    expect((await download).suggestedFilename()).toMatch(/\.txt$/)
    await expect(text(page)).toBeFocused()
  })

  await test.step('asks for a file in the dialog of the menu, and leaves it', async () => {
    await openMenu(page, 'تنزيل النصّ…')
    await expect(page.getByRole('dialog', { name: 'تنزيل النصّ' })).toBeVisible()
    await goBy(page, 'Tab', 'Markdown')
    await press('Escape')
    await expect(page.getByRole('button', { name: 'المزيد', exact: true })).toBeFocused()
  })

  await test.step('locks a paragraph, and hears why nothing is written there', async () => {
    await press('F6', 'F6')
    await expect(text(page)).toBeFocused()
    await press('Control+Home', 'ArrowDown', 'Control+Alt+KeyL')
    const dialog = page.getByRole('dialog')
    await expect(dialog).toBeVisible()
    await goBy(page, 'Tab', /^السبب/)
    await write('اتفقنا')
    await press('Enter')
    await expect(dialog).toHaveCount(0)
    await expect(text(page)).toBeFocused()
    await expect(text(page).locator('[data-locked]')).toHaveCount(1)
    await write('س')
    await expect(page.getByRole('alert')).toContainText('هذه الفقرة مقفلة')
    await expect(text(page)).toContainText('اجتمعت المجموعة أمس في المدينة')
  })

  await test.step('moves the text to its next stage', async () => {
    await press('Shift+F6', 'Shift+F6')
    await goBy(page, 'Tab', /^المرحلة: صياغة/)
    await press('Enter')
    const panel = page.getByRole('dialog', { name: 'مرحلة النصّ' })
    await expect(panel).toBeVisible()
    await goBy(page, 'Tab', /^اقتراحات/)
    await press('Enter')
    await expect(panel.getByRole('textbox', { name: /^السبب/ })).toBeFocused()
    await write('انتهينا')
    await press('Enter')
    await expect(panel).toHaveCount(0)
    await expect(page.getByTestId('stage')).toContainText('اقتراحات')
  })

  await test.step('names a version in the history, and comes back', async () => {
    await press('Control+Alt+Shift+KeyH')
    await expect(page.getByRole('slider').first()).toBeVisible()
    await expect(page.locator('[role=status][aria-live]')).toContainText('نصّ التجربة')
    await goBy(page, 'Tab', 'سمِّ هذه النسخة')
    await press('Enter')
    await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused()
    await write('مسودة')
    await press('Enter')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(page.getByTestId('versions')).toContainText('مسودة')
    await goBy(page, 'Tab', /^اللحظة المعروضة/)
    await press('Home')
    await expect(page.getByRole('slider')).toHaveAttribute('aria-valuetext', /2026/)
    await goBy(page, 'Shift+Tab', /^العودة إلى النصّ/)
    await press('Enter')
    await expect(text(page)).toContainText('ونشكر كل من سمع')
  })

  await test.step('makes the text final, and checks its words', async () => {
    await expect(saved(page)).toHaveText('حُفِظ')
    // The last suggestion stands in the way.
    await openMenu(page, 'اجعله نصًّا نهائيًا…')
    const dialog = page.getByRole('dialog', { name: 'جعل النصّ نهائيًا' })
    await expect(dialog.getByRole('heading', { name: 'اقتراح واحد مفتوح' })).toBeVisible()
    await goBy(page, 'Tab', /كلامنا/)
    await press('Enter')
    await expect(dialog).toHaveCount(0)
    await press('Control+Alt+KeyA')
    await expect(text(page).locator('ins')).toHaveCount(0)
    await openMenu(page, 'اجعله نصًّا نهائيًا…')
    await goBy(page, 'Tab', /متى اجتمعت/)
    await press('Space')
    await goBy(page, 'Tab', 'اجعله نهائيًا')
    await press('Enter')
    await expect(page.getByTestId('read-only')).toContainText('هذا النصّ نهائي')
    await page.goto(`${server.url}/verify`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await goBy(page, 'Tab', 'النصّ')
    await write('كلام آخر'.replace('آ', 'ا'))
    await goBy(page, 'Tab', 'تحقّق')
    await press('Enter')
    await expect(page.locator('[data-verdict]')).toBeVisible()
  })

  await test.step('logs out', async () => {
    await page.goto(`${server.url}/documents/${document}`)
    await expect(text(page)).toContainText('ونشكر كل من سمع')
    await goBy(page, 'Tab', 'المزيد')
    await press('Enter')
    await choose(page, 'اخرج وامسح هذا الجهاز')
    const question = page.getByRole('alertdialog')
    await expect(question).toBeVisible()
    // The focus begins on the way out of the question.
    await goBy(page, 'Shift+Tab', /^اخرج|^امسح/)
    await press('Enter')
    await expect(page.getByRole('heading', { name: 'لم تدخل بعد' })).toBeVisible()
  })

  expect(await page.evaluate(() => window.pointed)).toEqual([])
  await context.close()
})
