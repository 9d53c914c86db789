import { readFile } from 'node:fs/promises'
import { pdfContent } from '../support/pdf-content.ts'
import { del, ins, p, r, wordFile } from '../unit/docx/word-file.ts'
import { expect, saved, shown, test } from './document-room.ts'

const FILE = wordFile({
  body: p(r('The water '), '<w:outlineLvl w:val="0"/>') + p(r('is ') + del('ours') + ins('shared') + r('.')),
})

test('[DOC640] [DOC645] [UI924] the text leaves as PDF from the menu: clean, in large letters, with suggestions', async ({
  room,
}) => {
  const page = await room.open('facilitator')
  await page.getByRole('button', { name: 'المزيد' }).click()
  await page.getByRole('menuitem', { name: 'استيراد ملفّ…' }).click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'اختر ملفًّا…' }).click()
  await (
    await chooser
  ).setFiles({ name: 'a.docx', mimeType: 'application/octet-stream', buffer: Buffer.from(FILE) })
  await page.getByRole('button', { name: 'إلى النصّ' }).click()
  await expect.poll(() => shown(page)).toEqual(['h2|The water', 'p|is oursshared.'])
  await expect(saved(page)).toBeVisible()

  const downloaded = async (item: string, open: 'original' | 'accepted' = 'original') => {
    await page.getByRole('button', { name: 'المزيد' }).first().click()
    const download = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: 'تنزيل النصّ…' }).click()
    await page.getByLabel('ما بقي مفتوحًا من الاقتراحات').selectOption(open)
    await page.getByRole('dialog').getByRole('button', { name: item, exact: true }).click()
    const file = await download
    expect(file.suggestedFilename()).toBe('نصّ التجربة.pdf')
    const { texts, isTagged, roles } = await pdfContent(await readFile(await file.path()))
    expect([isTagged, roles.map((role) => role.trim())]).toEqual([true, expect.arrayContaining(['H1', 'P'])])
    return texts.join('')
  }
  for (const item of ['PDF', 'PDF بحروف كبيرة']) {
    expect(await downloaded(item)).toContain('is ours.')
    expect(await downloaded(item, 'accepted')).toContain('is shared.')
  }
  expect(await downloaded('PDF بالاقتراحات والتعليقات، بلا أسماء')).toMatch(/ours.*shared/su)

  await page.keyboard.press('Control+k')
  await page.keyboard.type('pdf')
  await expect(page.getByRole('option', { name: /PDF/u })).toHaveCount(3)
})
