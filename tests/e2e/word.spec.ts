import { readFile } from 'node:fs/promises'
import { readImport } from '../../sync-server/import/read-import.ts'
import { acceptedOf, originalOf, textsOf } from '../unit/docx/support.ts'
import { by, del, ins, p, r, wordFile } from '../unit/docx/word-file.ts'
import { expect, saved, shown, test } from './document-room.ts'

const FILE = wordFile({
  body:
    p(r('عنوان'), '<w:outlineLvl w:val="0"/><w:bidi/>') +
    p(
      `${r('نصّ ')}${del('قديم', 'غريب')}${ins('جديد', 'غريب')}${r(' فيه ')}<w:commentRangeStart w:id="0"/>${r('موضع')}<w:commentRangeEnd w:id="0"/>`,
      '<w:bidi/>',
    ),
  comments: `<w:comment ${by('هالة', '2025-03-01T10:00:00Z', 0)}><w:p w14:paraId="AA"><w:r><w:t>لماذا هنا؟</w:t></w:r></w:p></w:comment>`,
})

test('[DOC614] a Word file comes in with its suggestions and comments, and goes out clean or with them', async ({
  room,
}) => {
  const page = await room.open('facilitator')
  await page.getByRole('button', { name: 'المزيد' }).click()
  await page.getByRole('menuitem', { name: 'استيراد ملفّ…' }).click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'اختر ملفًّا…' }).click()
  await (
    await chooser
  ).setFiles({ name: 'رسالة.docx', mimeType: 'application/octet-stream', buffer: Buffer.from(FILE) })
  await expect(page.getByText('لا عضو هنا باسم «غريب»', { exact: false })).toBeVisible()
  await page.getByRole('button', { name: 'إلى النصّ' }).click()
  await expect.poll(() => shown(page)).toEqual(['h2|عنوان', 'p|نصّ قديمجديد فيه موضع'])
  await expect(page.locator('.documentText del')).toHaveText('قديم')
  await expect(page.locator('.documentText ins')).toHaveText('جديد')
  await expect(page.getByText('لماذا هنا؟', { exact: false }).first()).toBeVisible()
  await expect(saved(page)).toBeVisible()
  if (process.env['SHOTS'] !== undefined)
    await page.screenshot({ path: `${process.env['SHOTS']}/imported.png` })

  const downloaded = async (item: string): Promise<Uint8Array> => {
    await page.getByRole('button', { name: 'المزيد' }).first().click()
    if (process.env['SHOTS'] !== undefined)
      await page.screenshot({ path: `${process.env['SHOTS']}/menu.png` })
    const download = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: 'تنزيل النصّ…' }).click()
    await page.getByRole('dialog').getByRole('button', { name: item, exact: true }).click()
    const file = await download
    expect(file.suggestedFilename()).toBe('نصّ التجربة.docx')
    return readFile(await file.path())
  }
  const read = (bytes: Uint8Array) => {
    const imported = readImport({ filename: 'a.docx', bytes })
    if (!imported.ok) throw new Error(imported.error.reason)
    return imported.value
  }
  const clean = read(await downloaded('ملفّ Word'))
  expect(textsOf(clean.blocks)).toEqual(['عنوان', 'نصّ قديم فيه موضع'])
  expect(clean.threads).toEqual([])
  const marked = read(await downloaded('Word بالاقتراحات والتعليقات، بلا أسماء'))
  expect(textsOf(originalOf(marked.blocks))).toEqual(['عنوان', 'نصّ قديم فيه موضع'])
  expect(textsOf(acceptedOf(marked.blocks))).toEqual(['عنوان', 'نصّ جديد فيه موضع'])
  // The comment, the note whose the suggestion was, and one more for who knows nobody here.
  expect(marked.threads).toHaveLength(3)
})
