import { readFile } from 'node:fs/promises'
import { readImport } from '../../sync-server/import/read-import.ts'
import { popplerText } from '../support/poppler.ts'
import { acceptedOf, originalOf, textsOf } from '../unit/docx/support.ts'
import { caretAfter, expect, openIn, saved, shown, test } from './document-room.ts'
import type { Page } from '@playwright/test'

const shot = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['SHOTS']
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` })
}

const openExports = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'المزيد' }).first().click()
  await page.getByRole('menuitem', { name: 'تنزيل النصّ…' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
}

const downloaded = async (page: Page, item: string): Promise<Uint8Array> => {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: item, exact: true }).click()
  const file = await download
  expect(file.suggestedFilename()).toContain('الفروق')
  return readFile(await file.path())
}

const both = (file: Uint8Array): readonly [string[], string[]] => {
  const read = readImport({ filename: 'a.docx', bytes: file })
  if (!read.ok) throw new Error(read.error.reason)
  return [textsOf(originalOf(read.value.blocks)), textsOf(acceptedOf(read.value.blocks))]
}

test('[UI923] what became of a version leaves as a file, from the dialog and from the comparison', async ({
  room,
}) => {
  const { server, document } = room
  await server.facilitator.call('POST', `/api/documents/${document}/import?filename=a.md`, undefined, {
    raw: '1. الماء حقّ مشترك\n2. لا يُباع النهر',
  })
  const page = await room.open('facilitator', { viewport: { width: 1440, height: 900 } })
  await expect.poll(() => shown(page)).toHaveLength(2)
  await openExports(page)
  await expect(page.getByText('لا نسخة لهذا النصّ بعد', { exact: false })).toBeVisible()
  await page.keyboard.press('Escape')
  await server.facilitator.expect('POST', `/api/documents/${document}/versions`, {
    id: 'geneva',
    name: 'جنيف',
  })
  await caretAfter(page, 0, 'الماء حقّ')
  await page.keyboard.type(' أصيل')
  await expect(saved(page)).toBeVisible()

  await openExports(page)
  await expect(page.getByRole('dialog').getByLabel('منذ أيّ نسخة إلى النصّ كما هو؟')).toContainText('جنيف')
  await shot(page, 'export-dialog')
  expect(both(await downloaded(page, 'الفروق، ملفّ Word'))).toEqual([
    ['الماء حقّ مشترك', 'لا يُباع النهر'],
    ['الماء حقّ أصيل مشترك', 'لا يُباع النهر'],
  ])
  await openExports(page)
  const pdf = (await popplerText(await downloaded(page, 'الفروق، PDF'))).join(' ')
  for (const word of ['أصيل', 'جنيف', 'الفروق']) expect(pdf).toContain(word)

  await page.goto(`${server.facilitator.url}/documents/${document}/history#show=compare&with=geneva`)
  await expect(page.getByRole('group', { name: 'الفروق بين نسختين' })).toBeVisible()
  await shot(page, 'compare')
  const [, after] = both(await downloaded(page, 'الفروق، ملفّ Word'))
  expect(after).toEqual(['الماء حقّ أصيل مشترك', 'لا يُباع النهر'])
})

test('[UI920] [UI925] the digits of a text are chosen in its menu, for everybody who has it open; a viewer takes it along', async ({
  browser,
  room,
}) => {
  const { server, document } = room
  await server.facilitator.call('POST', `/api/documents/${document}/import?filename=a.md`, undefined, {
    raw: '1. أولى\n2. ثانية',
  })
  const page = await room.open('facilitator')
  const other = await room.open({ role: 'editor', name: 'سلمى' })
  const reader = await openIn(browser, await server.join('viewer', 'قارئة'), `/read/${document}`, {})
  const numberIn = (one: Page): Promise<string> =>
    one
      .locator('.documentText [data-list=ordered]')
      .last()
      .evaluate((item) => getComputedStyle(item, '::before').content)
  await expect.poll(() => numberIn(page)).toContain('2')
  await page.getByRole('button', { name: 'المزيد' }).click()
  await shot(page, 'digits-menu')
  await page.getByRole('menuitemradio', { name: '١، ٢، ٣' }).click()
  for (const one of [page, other]) await expect.poll(() => numberIn(one)).toContain('٢')
  await expect(reader.getByText('٢.', { exact: true })).toBeVisible()
  await shot(page, 'digits')
  await reader.getByRole('button', { name: 'تنزيل النصّ…' }).click()
  await shot(reader, 'read-files')
  const download = reader.waitForEvent('download')
  await reader.getByRole('dialog').getByRole('button', { name: 'نصّ بسيط', exact: true }).click()
  expect(await readFile(await (await download).path(), 'utf8')).toBe('١. أولى\n٢. ثانية\n')
  await page.reload()
  await expect.poll(() => numberIn(page)).toContain('٢')
  await reader.context().close()
})

test('[UI921] names are offered in files only where the group allows them, which a facilitator says there', async ({
  room,
}) => {
  const page = await room.open('facilitator')
  const editor = await room.open({ role: 'editor', name: 'سلمى' })
  const named = 'Word بالاقتراحات والتعليقات وأسماء أصحابها'
  await openExports(editor)
  await expect(editor.getByText('المجموعة لا تسمح بها', { exact: false })).toBeVisible()
  await expect(editor.getByRole('button', { name: named })).toHaveCount(0)
  await openExports(page)
  await expect(page.getByRole('button', { name: named })).toHaveCount(0)
  await page.getByRole('checkbox', { name: 'يجوز أن تحمل الملفّات', exact: false }).click()
  await expect(page.getByRole('button', { name: named })).toBeVisible()
  await shot(page, 'names')
  await editor.reload()
  await openExports(editor)
  await expect(editor.getByRole('button', { name: named })).toBeVisible()
})

test('[UI922] [UI926] a file that takes a while says so, and one that cannot be written says why', async ({
  room,
}) => {
  const page = await room.open('facilitator', { viewport: { width: 390, height: 844 } })
  let answer = (): void => {}
  const asked = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route('**/export?*', async (route) => {
    await asked
    await route.fulfill({
      status: 503,
      contentType: 'application/json',
      body: JSON.stringify({
        error: { code: 'unavailable', message: 'لم يُكتب ملفّ PDF: النصّ أكبر من أن يُكتب الآن.' },
      }),
    })
  })
  await openExports(page)
  await shot(page, 'export-phone')
  await page.getByRole('button', { name: 'PDF', exact: true }).click()
  await expect(page.getByText('يُكتب الملفّ…').first()).toBeVisible()
  answer()
  await expect(page.getByText('لم يُنزَّل الملفّ.', { exact: false })).toBeVisible()
  await expect(page.getByText('أكبر من أن يُكتب', { exact: false })).toBeVisible()
})
