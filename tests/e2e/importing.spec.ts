import { expect, type Locator, type Page } from '@playwright/test'
import { DAMAGED_PDF } from '../support/damaged-pdf-text.ts'
import { shown, text, test as documentTest, caretAfter, saved } from './document-room.ts'
import { expectAccessible, test } from './shell-room.ts'

const shots = process.env['SHOTS']
const shot = async (page: Page, name: string): Promise<void> => {
  if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png` })
}

/** Lets go of a file over the page, as a mouse does. */
const dropFile = async (page: Page, name: string, content: string, onto = 'body'): Promise<void> => {
  const transfer = await page.evaluateHandle(
    ([called, words]) => {
      const data = new DataTransfer()
      data.items.add(new File([words], called, { type: 'text/plain' }))
      return data
    },
    [name, content] as const,
  )
  for (const event of ['dragenter', 'dragover', 'drop'])
    await page.dispatchEvent(onto, event, { dataTransfer: transfer })
}

/** What the device has of reviews, as JSON. */
const keptReview = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const request = indexedDB.open('siyagha')
    const rows = await new Promise((resolve, reject) => {
      request.addEventListener('error', () => {
        reject(new Error('no database'))
      })
      request.addEventListener('success', () => {
        const all = request.result.transaction('reviews').objectStore('reviews').getAll()
        all.addEventListener('success', () => {
          request.result.close()
          resolve(all.result)
        })
      })
    })
    return JSON.stringify(rows)
  })

const line = (page: Page, number: number): Locator =>
  page.getByRole('region', { name: `السطر ${number}`, exact: true })
const pieces = (page: Page, number: number): Promise<string[]> =>
  line(page, number).locator('[data-piece]').allTextContents()

test.describe('importing on the page of a group', () => {
  test('[UI900] [UI903] [UI904] a damaged text dropped on the page is looked through with keys before it becomes a text', async ({
    server,
    pageOf,
  }) => {
    const page = await pageOf(server.facilitator)
    await page.goto(`${server.url}/groups/${server.facilitator.group.id}`)
    await page.getByRole('button', { name: 'استورد ملفًّا' }).waitFor()
    await dropFile(page, 'ورقة.txt', DAMAGED_PDF)

    await expect(page.getByRole('heading', { name: 'راجِع النصّ قبل أن يدخل' })).toBeVisible()
    await expect(page.getByText('ولو كان عندك ملفّ Word فهو خير منه', { exact: false })).toBeVisible()
    await expectAccessible(page)
    await shot(page, 'review-1280')
    // The first doubtful line is where the work begins: one stop for Tab, arrows inside.
    const before = await pieces(page, 5)
    await expect(line(page, 5).locator('[data-piece="0"]')).toBeFocused()
    await page.keyboard.press('Shift+ArrowLeft')
    await expect.poll(() => pieces(page, 5)).toEqual([before[1], before[0], ...before.slice(2)])
    await expect(line(page, 5).locator('[data-piece="1"]')).toBeFocused()
    await expect(page.getByRole('status').filter({ hasText: 'إلى الموضع 2' })).toBeAttached()
    await page.keyboard.press('Control+KeyZ')
    await expect.poll(() => pieces(page, 5)).toEqual(before)

    // Words are mended in a field; Escape leaves the field and not the page.
    await page.keyboard.press('F2')
    const field = page.getByRole('textbox', { name: 'كلمات السطر 5' })
    await field.fill('لا شيء')
    await page.keyboard.press('Escape')
    await expect.poll(() => pieces(page, 5)).toEqual(before)
    await page.keyboard.press('F2')
    await field.fill('شبكة القرى ترعى المياه')
    await page.keyboard.press('Enter')
    await expect.poll(() => pieces(page, 5)).toEqual(['شبكة القرى ترعى المياه'])

    await page.getByRole('button', { name: 'السطر التالي' }).click()
    await expect(line(page, 7).locator('[data-piece="0"]')).toBeFocused()
    await line(page, 7).getByRole('button', { name: 'كما جاء', exact: true }).click()
    await expect.poll(async () => (await pieces(page, 7)).length).toBe(1)
    await page.getByRole('button', { name: 'أدخِل النصّ' }).click()
    await expect(page.getByText('استُوردت', { exact: false })).toBeVisible()
    await page.getByRole('button', { name: 'افتح النصّ' }).click()
    await text(page).waitFor()
    const blocks = await shown(page)
    expect(blocks[0]).toBe('h2|خلاصة اللقاء')
    expect(blocks[1]).toMatch(/^p\|شبكة القرى ترعى المياه كتب الشبكة فيما يخص/u)
    expect(blocks.filter((block) => block.startsWith('ordered'))).toHaveLength(2)
    expect(blocks.join('\n')).toContain('(UTN) في ربيع 2029 من قبل أهالي القرى')
    // The running header was set apart and stays out.
    expect(blocks.join('\n')).not.toContain('ورقة ورشة القرى')
    await shot(page, 'reviewed-document')
  })

  test('[UI901] [UI905] a pasted text is looked through with a mouse: dragged, cut, joined, split, its kind changed', async ({
    server,
    pageOf,
  }) => {
    const page = await pageOf(server.facilitator)
    await page.goto(`${server.url}/groups/${server.facilitator.group.id}`)
    await page.getByRole('button', { name: 'استورد ملفًّا' }).click()
    await expect(page.getByText('إن كان عندك ملفّ Word الأصلي', { exact: false })).toBeVisible()
    await shot(page, 'import-dialog')
    await page.getByRole('textbox', { name: 'أو ألصق النصّ هنا' }).fill(DAMAGED_PDF)
    await page.getByRole('button', { name: 'استورد', exact: true }).click()
    await line(page, 9).waitFor()

    const before = await pieces(page, 9)
    await line(page, 9).locator('[data-piece="2"]').dragTo(line(page, 9).locator('[data-piece="0"]'))
    await expect.poll(() => pieces(page, 9)).toEqual([before[2], before[0], before[1], ...before.slice(3)])

    await line(page, 9).locator('[data-piece="1"]').click()
    await line(page, 9).getByRole('button', { name: 'اقطع', exact: true }).click()
    await shot(page, 'review-cut')
    await line(page, 9).getByRole('button', { name: 'اقطع بعد «بعد»' }).click()
    await expect.poll(async () => (await pieces(page, 9)).length).toBe(before.length + 1)

    // Line 13 ends its block: it begins one of its own, which becomes a bullet, and joins the next to it.
    await line(page, 13).locator('[data-piece="0"]').click()
    await line(page, 13).getByRole('button', { name: 'ابدأ فقرة هنا' }).click()
    const own = page.getByRole('listitem').filter({ has: line(page, 13) })
    await own.getByRole('combobox', { name: 'نوع الفقرة' }).selectOption('bullet')
    const header = page.getByRole('listitem').filter({ has: line(page, 27) })
    await header.getByRole('combobox', { name: 'نوع الفقرة' }).selectOption('heading')
    await page.getByRole('button', { name: 'خذ الباقي كما جاء' }).click()
    await page.getByRole('button', { name: 'أدخِل النصّ' }).click()
    await page.getByRole('button', { name: 'افتح النصّ' }).click()
    await text(page).waitFor()
    const blocks = await shown(page)
    expect(blocks.filter((block) => block.startsWith('bullet'))).toHaveLength(1)
    expect(blocks.some((block) => block.startsWith('h2|') && block.includes('ورقة ورشة القرى'))).toBe(true)
    // What was left unseen came as it was in the file.
    expect(blocks.join('\n')).toContain(
      'من قبل أهالي القرى المتوسطة لترعى حصص المياه بينهم وتنشر ما 2029( في ربيع',
    )
  })

  test('[UI962] [UI963] a review is on the device with each act: reloaded or put off, it is offered where it was; deleted, it is gone', async ({
    server,
    pageOf,
  }) => {
    const page = await pageOf(server.facilitator)
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(`${server.url}/groups/${server.facilitator.group.id}`)
    await page.getByRole('button', { name: 'استورد ملفًّا' }).click()
    await page.getByRole('textbox', { name: 'أو ألصق النصّ هنا' }).fill(DAMAGED_PDF)
    await page.getByRole('button', { name: 'استورد', exact: true }).click()
    await line(page, 5).waitFor()
    await shot(page, 'review-phone')
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(wide).toBeLessThanOrEqual(0)
    const before = await pieces(page, 5)
    const shifted = [before[1], before[0], ...before.slice(2)]
    await line(page, 5).getByRole('button', { name: 'أخِّر' }).click()
    await expect.poll(() => pieces(page, 5)).toEqual(shifted)
    await line(page, 5).getByRole('button', { name: 'صحيح، التالي' }).click()
    await page.keyboard.press('F2')
    await page.getByRole('textbox', { name: 'كلمات السطر 7' }).fill('كلمات لم تُثبَّت')
    await expect(page.getByText('المراجعة محفوظة على هذا الجهاز.')).toBeVisible()
    await expect.poll(() => keptReview(page)).toContain('كلمات لم تُثبَّت')
    await page.reload()

    const offers = page.getByRole('region', { name: 'مراجعات لم تكتمل' })
    await expect(offers).toContainText('خلاصة اللقاء')
    await shot(page, 'review-offer-phone')
    await offers.getByRole('button', { name: 'أكمل المراجعة' }).click()
    await expect(page.getByRole('textbox', { name: 'كلمات السطر 7' })).toHaveValue('كلمات لم تُثبَّت')
    expect(await pieces(page, 5)).toEqual(shifted)
    await expect(page.getByText('راجعت 1 من', { exact: false })).toBeVisible()

    // Escape leaves the field first, then asks.
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await shot(page, 'review-leave-phone')
    await page.getByRole('button', { name: 'أكملها لاحقًا' }).click()
    await offers.getByRole('button', { name: 'أكمل المراجعة' }).click()
    await line(page, 5).waitFor()
    await page.getByRole('button', { name: 'إغلاق' }).click()
    await page.getByRole('button', { name: 'احذف المراجعة' }).click()
    // What was pasted is still there.
    await expect(page.getByRole('textbox', { name: 'أو ألصق النصّ هنا' })).toHaveValue(/خلاصة اللقاء/u)
    await shot(page, 'import-dialog-phone')
    await page.keyboard.press('Escape')
    await page.reload()
    await page.getByRole('button', { name: 'استورد ملفًّا' }).waitFor()
    await expect(offers).toHaveCount(0)
    expect(await keptReview(page)).toBe('[]')
  })

  test('[UI902] what is on its way is shown and can be stopped: nothing of it stays, in the trash neither', async ({
    server,
    pageOf,
  }) => {
    const page = await pageOf(server.facilitator)
    await page.goto(`${server.url}/groups/${server.facilitator.group.id}`)
    await page.route('**/import?*', () => undefined)
    await page.getByRole('button', { name: 'استورد ملفًّا' }).waitFor()
    await dropFile(page, 'موقوف.txt', 'فقرة أولى.\n\nفقرة ثانية.')
    await expect(page.getByRole('progressbar', { name: 'تقدّم الاستيراد' })).toBeVisible()
    await shot(page, 'import-busy')
    await page.getByRole('button', { name: 'أوقف الاستيراد' }).click()
    await expect(page.getByRole('textbox', { name: 'أو ألصق النصّ هنا' })).toBeVisible()
    await page.keyboard.press('Escape')
    await dropFile(page, 'تقرير.pdf', '%PDF-1.7')
    await expect(page.getByRole('dialog').getByRole('alert')).toContainText('انسخ نصّه وألصقه هنا')
    await page.keyboard.press('Escape')
    await page.reload()
    await page.getByRole('button', { name: 'استورد ملفًّا' }).waitFor()
    await expect(page.getByRole('link', { name: 'موقوف' })).toHaveCount(0)
    expect(JSON.stringify(server.store.meta.read().documents)).not.toContain('موقوف')
  })
})

documentTest.describe('importing into a document', () => {
  documentTest(
    '[UI900] [UI907] a file dropped on a written text comes in as one suggestion, behind the caret or at the end, and is undone in one step',
    async ({ room }) => {
      const page = await room.open('facilitator')
      await page.getByRole('button', { name: 'المزيد' }).click()
      await page.getByRole('menuitem', { name: 'استيراد ملفّ…' }).click()
      await expect(page.getByRole('dialog').getByText('يملأ هذا النصّ الفارغ', { exact: false })).toBeVisible()
      await page.keyboard.press('Escape')
      await text(page).click()
      await page.keyboard.insertText('الفقرة الأولى')
      await page.keyboard.press('Enter')
      await page.keyboard.insertText('الفقرة الأخيرة')
      await expect(saved(page)).toHaveText('حُفِظ')
      await caretAfter(page, 0, 'الفقرة')
      await dropFile(page, 'إضافة.md', '# عنوان جديد\n\nفقرة **جديدة** تمامًا', '.documentText')
      const dialog = page.getByRole('dialog', { name: 'استيراد نصّ' })
      await expect(dialog.getByText('اقتراحًا واحدًا باسمك', { exact: false })).toBeVisible()
      await shot(page, 'import-into')
      await dialog.getByRole('button', { name: 'أضِفه اقتراحًا' }).click()
      await expect(dialog.getByText('أُضيفت فقرتان في اقتراح واحد.')).toBeVisible()
      await dialog.getByRole('button', { name: 'إلى النصّ' }).click()
      // A suggestion is drawn around its blocks.
      await expect
        .poll(() => page.locator('.documentText .block').allTextContents())
        .toEqual(['الفقرة الأولى', 'عنوان جديد', 'فقرة جديدة تمامًا', 'الفقرة الأخيرة'])
      const ids = await page
        .locator('.documentText [data-suggestion]')
        .evaluateAll((marks) => [...new Set(marks.map((mark) => mark.getAttribute('data-suggestion')))])
      expect(ids).toHaveLength(1)
      await expect(saved(page)).toHaveText('حُفِظ')
      await shot(page, 'imported-suggestion')
      await text(page).press('Control+KeyZ')
      await expect.poll(() => shown(page)).toEqual(['p|الفقرة الأولى', 'p|الفقرة الأخيرة'])
    },
  )

  documentTest(
    '[UI907] what is too large, or would come between locked blocks, is told and changes nothing; at the end it may come',
    async ({ room }) => {
      const page = await room.open('facilitator')
      await text(page).click()
      await page.keyboard.insertText('مقفل أول')
      await page.keyboard.press('Enter')
      await page.keyboard.insertText('مقفل ثانٍ')
      await expect(saved(page)).toHaveText('حُفِظ')
      const bids = await page
        .locator('.documentText .block')
        .evaluateAll((blocks) =>
          blocks.map((block) => (block instanceof HTMLElement ? block.dataset['bid'] : '')),
        )
      await room.server.facilitator.call('POST', `/api/documents/${room.document}/locks`, {
        id: 'lock1',
        from: bids[0],
        to: bids[1],
        kind: 'settled',
      })
      await expect(page.locator('.documentText [data-locked]')).toHaveCount(2)
      await caretAfter(page, 0, 'مقفل')
      await page.getByRole('button', { name: 'المزيد' }).click()
      await page.getByRole('menuitem', { name: 'استيراد ملفّ…' }).click()
      const dialog = page.getByRole('dialog', { name: 'استيراد نصّ' })
      const pasted = dialog.getByRole('textbox', { name: 'أو ألصق النصّ هنا' })
      const propose = dialog.getByRole('button', { name: 'أضِفه اقتراحًا' })
      await dialog.locator('input[type=file]').setInputFiles({
        name: 'طويل.txt',
        mimeType: 'text/plain',
        buffer: Buffer.from('كلمة طويلة '.repeat(60_000)),
      })
      await propose.click()
      await expect(dialog.getByRole('alert')).toContainText('أكبر من أن يدخل اقتراحًا واحدًا')
      await pasted.fill('فقرة بين مقفلتين')
      await propose.click()
      await expect(dialog.getByRole('alert')).toContainText('المكان الذي اخترته مقفل')
      expect(await shown(page)).toEqual(['p|مقفل أول', 'p|مقفل ثانٍ'])
      await pasted.fill('فقرة في الآخر')
      await dialog.getByRole('radio', { name: 'في آخر النصّ' }).check()
      await propose.click()
      await dialog.getByRole('button', { name: 'إلى النصّ' }).click()
      await expect
        .poll(() => page.locator('.documentText .block').allTextContents())
        .toEqual(['مقفل أول', 'مقفل ثانٍ', 'فقرة في الآخر'])
      await expect(saved(page)).toHaveText('حُفِظ')
    },
  )

  documentTest(
    '[UI907] [UI908] a suggester brings a damaged text into an empty document as a suggestion; a macro file is refused in a sentence',
    async ({ room }) => {
      const page = await room.open({ role: 'suggester', name: 'مقترحة' })
      await page.getByRole('button', { name: 'المزيد' }).click()
      await page.getByRole('menuitem', { name: 'استيراد ملفّ…' }).click()
      const dialog = page.getByRole('dialog', { name: 'استيراد نصّ' })
      await dialog.locator('input[type=file]').setInputFiles({
        name: 'a.docx',
        mimeType: 'application/octet-stream',
        buffer: Buffer.from('لا شيء'),
      })
      await dialog.getByRole('button', { name: 'أضِفه اقتراحًا' }).click()
      await expect(dialog.getByRole('alert')).toContainText('لم يُستورد الملفّ')
      expect(await shown(page)).toEqual(['p|'])
      await dialog.getByRole('textbox', { name: 'أو ألصق النصّ هنا' }).fill(DAMAGED_PDF)
      await dialog.getByRole('button', { name: 'أضِفه اقتراحًا' }).click()
      await line(page, 5).waitFor()
      await page.getByRole('button', { name: 'أدخِله اقتراحًا' }).click()
      await page.getByRole('button', { name: 'إلى النصّ' }).click()
      await expect(saved(page)).toHaveText('حُفِظ')
      const other = await room.open('facilitator')
      await expect.poll(async () => (await shown(other)).join('\n')).toContain('(UTN) في ربيع 2029')
      await expect(other.locator('.documentText ins').first()).toBeVisible()
      await expect(text(other).locator('del')).toHaveCount(0)
    },
  )
})
