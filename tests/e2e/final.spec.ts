import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import type { ApiCertificates } from '#core/protocol/api-final.ts'
import type { ApiText } from '#core/protocol/api.ts'
import { writeAs } from '../support/stock-writer.ts'
import { expect, paste, saved, test, text, type DocumentRoom } from './document-room.ts'
import { expectAccessible } from './shell-room.ts'

const STATEMENT =
  '<h1>بيان الماء</h1><p>لا يُباع ماء النهر، ولا يُمنع عن أحد.</p>' +
  '<ol><li>تُقاس الحصص كلّ سنة.</li><li>يُنشر القياس خلال 12 يومًا.</li></ol><blockquote>الماء حقّ مشترك.</blockquote>'
const PASTED =
  'بيان الماء\n\nلا يُباع ماء النهر، ولا يُمنع عن أحد.\n\n1. تُقاس الحصص كلّ سنة.\n2. يُنشر القياس خلال 12 يومًا.\n\nالماء حقّ مشترك.'

const choose = async (page: Page, item: string): Promise<void> => {
  await page.getByRole('button', { name: 'المزيد', exact: true }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

const verify = async (page: Page, words: string): Promise<void> => {
  await page.getByLabel('النصّ', { exact: true }).fill(words)
  await page.getByRole('button', { name: 'تحقّق', exact: true }).click()
}

const verdict = (page: Page) => page.locator('[data-verdict]')

/** A stranger's browser: nobody is signed in. */
const strangersPage = async (room: DocumentRoom, owner: Page, path: string): Promise<Page> => {
  const browser = owner.context().browser()
  if (browser === null) throw new Error('no browser')
  const context = await browser.newContext({ locale: 'ar', viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  await page.goto(room.server.url + path)
  return page
}

/** The facilitator's page of the statement. */
const written = async (room: DocumentRoom): Promise<Page> => {
  const page = await room.open('facilitator')
  await paste(page, STATEMENT)
  await expect(text(page)).toContainText('الماء حقّ مشترك.')
  await expect(saved(page)).toHaveText('حُفِظ')
  return page
}

const goFinal = async (page: Page): Promise<void> => {
  await choose(page, 'اجعله نصًّا نهائيًا…')
  await page.getByRole('button', { name: 'اجعله نهائيًا', exact: true }).click()
  await expect(page.getByTestId('read-only')).toContainText('هذا النصّ نهائي')
}

test('[UI704] what stands in the way is listed with links; when it is gone, everybody’s page shows the final text', async ({
  room,
}) => {
  const page = await written(room)
  const { facilitator } = room.server
  const documents = `/api/documents/${room.document}`
  const suggester = await room.open({ role: 'suggester', name: 'سلمى' })
  const writer = await room.server.join('suggester', 'مقترح')
  const suggestion = `${writer.member.id}-x-1`
  await writeAs(writer, room.document, (shared) =>
    shared.insert(1, 'مسودّة ', { [`insertion--${suggestion}`]: { by: writer.member.id, at: 1 } }),
  )
  for (const [id, body] of [
    ['t-1', 'متى نلتقي؟'],
    ['t-2', 'من يترجم؟'],
  ])
    await facilitator.expect('POST', `${documents}/threads`, { id, anchor: null, body })
  const { blocks } = await facilitator.expect<ApiText>('GET', `${documents}/text`)
  const bid = blocks.at(-1)?.bid
  const lock = { id: 'l-1', from: bid, to: bid, kind: 'disputed', reason: 'لم نتّفق على الكلمة الأخيرة' }
  await facilitator.expect('POST', `${documents}/locks`, lock)
  await expect(text(page)).toContainText('مسودّة')

  await choose(page, 'اجعله نصًّا نهائيًا…')
  const dialog = page.getByRole('dialog', { name: 'جعل النصّ نهائيًا' })
  await expect(dialog.getByRole('heading', { name: 'اقتراح واحد مفتوح' })).toBeVisible()
  await expect(dialog.getByRole('heading', { name: 'قفل واحد على فقرات مختلف عليها' })).toBeVisible()
  await expect(dialog.getByRole('heading', { name: 'نقاشان مفتوحان' })).toBeVisible()
  await expect(dialog).toContainText('لم نتّفق على الكلمة الأخيرة')
  await expect(dialog.getByRole('button', { name: 'اجعله نهائيًا' })).toHaveCount(0)
  await expectAccessible(page)

  await dialog.getByRole('link', { name: /مسودّة/ }).click()
  await expect(dialog).toBeHidden()
  expect(page.url()).toContain(`#suggestion=${suggestion}`)

  await facilitator.expect('DELETE', `${documents}/locks/l-1`)
  const decisions = [{ suggestion, verdict: 'reject' }]
  await facilitator.expect('POST', `${documents}/decisions`, { id: 'd-1', decisions })
  await choose(page, 'اجعله نصًّا نهائيًا…')
  const act = dialog.getByRole('button', { name: 'اجعله نهائيًا' })
  await expect(act).toBeDisabled()
  await dialog.getByRole('checkbox', { name: 'متى نلتقي؟' }).check()
  await expect(act).toBeDisabled()
  await dialog.getByRole('checkbox', { name: 'اطّلعتُ عليها كلّها' }).check()
  await expect(dialog.getByRole('checkbox', { name: 'من يترجم؟' })).toBeChecked()
  await act.click()

  for (const one of [page, suggester]) {
    await expect(one.getByTestId('read-only')).toContainText('هذا النصّ نهائي')
    await expect(one.getByRole('link', { name: 'اعرض الشهادة' })).toBeVisible()
  }
  await suggester.getByRole('link', { name: 'اعرض الشهادة' }).click()
  await expect(suggester.getByRole('heading', { level: 1, name: 'نصّ التجربة' })).toBeVisible()
})

test('[UI704] what arrives while the dialog is open is told in it', async ({ room }) => {
  const page = await written(room)
  await choose(page, 'اجعله نصًّا نهائيًا…')
  const dialog = page.getByRole('dialog', { name: 'جعل النصّ نهائيًا' })
  await expect(dialog).toContainText('لم يبقَ شيء مفتوح')
  const { facilitator } = room.server
  const thread = { id: 't-late', anchor: null, body: 'سؤال أخير' }
  await facilitator.expect('POST', `/api/documents/${room.document}/threads`, thread)
  await dialog.getByRole('button', { name: 'اجعله نهائيًا' }).click()
  await expect(dialog.getByRole('alert')).toContainText('لا يصير النصّ نهائيًا بعد')
  await dialog.getByRole('checkbox', { name: 'سؤال أخير' }).check()
  await dialog.getByRole('button', { name: 'اجعله نهائيًا' }).click()
  await expect(page.getByTestId('read-only')).toContainText('هذا النصّ نهائي')
})

test('[UI700] [UI701] the certificate says what was final, on one sheet, in three languages', async ({
  room,
}) => {
  const page = await written(room)
  await goFinal(page)
  await page.getByRole('link', { name: 'اعرض الشهادة' }).click()
  const sheet = page.getByRole('article')
  const { certificates } = await room.server.facilitator.expect<ApiCertificates>(
    'GET',
    `/api/documents/${room.document}/certificate`,
  )
  const [certificate] = certificates
  const hash = certificate?.sha256 ?? ''
  await expect(sheet.getByRole('heading', { level: 1 })).toHaveText('نصّ التجربة')
  await expect(sheet).toContainText(room.server.facilitator.group.name)
  await expect(sheet.locator('code').first()).toHaveText(hash)
  await expect(sheet.locator('code').first()).toHaveCSS('direction', 'ltr')
  await expect(sheet.getByRole('img', { name: 'رمز QR للرابط' })).toBeVisible()
  await expect(sheet.getByRole('row')).toHaveCount(3)
  const link = `${room.server.url}/verify#c=${certificate?.id}`
  await expect(sheet.getByRole('link', { name: link })).toHaveAttribute('href', link)
  await expectAccessible(page)

  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: 'نزّل النصّ المعياري' }).click()
  const downloaded = readFileSync(await (await downloading).path())
  const digest = await crypto.subtle.digest('SHA-256', downloaded)
  expect(Buffer.from(digest).toString('hex')).toBe(hash)

  for (const [language, words] of [
    ['en', 'Certificate of a final text'],
    ['fr', 'Certificat d’un texte définitif'],
    ['ar', 'شهادة نصّ نهائي'],
  ] as const) {
    await page.locator('select').selectOption(language)
    await expect(sheet).toContainText(words)
    await expect(page.locator('html')).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr')
    const pdf = await page.pdf({ preferCSSPageSize: true })
    expect(/\/Count (\d+)/.exec(pdf.toString('latin1'))?.[1]).toBe('1')
  }
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('button', { name: 'اطبع الشهادة' })).toBeHidden()
  await expect(sheet).toBeVisible()
})

test('[UI702] a stranger checks a paste and a file; a changed letter is no', async ({ room }) => {
  const page = await written(room)
  await goFinal(page)
  const stranger = await strangersPage(room, page, '/verify')
  await expectAccessible(stranger)
  await verify(stranger, '   ')
  await expect(stranger.getByRole('main').getByRole('status')).toContainText('ألصق نصًّا أو اختر ملفًّا.')
  await verify(stranger, PASTED)
  await expect(verdict(stranger)).toHaveAttribute('data-verdict', 'yes')
  await expect(verdict(stranger)).toContainText('هذا هو النصّ النهائي')
  await expect(verdict(stranger)).toContainText('نصّ التجربة')
  await expect(verdict(stranger)).toContainText('الكلمات نفسها بالترتيب نفسه')
  await expectAccessible(stranger)
  await verify(stranger, PASTED.replace('لا يُباع', 'يُباع'))
  await expect(verdict(stranger)).toHaveAttribute('data-verdict', 'no')
  await expect(verdict(stranger)).toContainText('لا يطابق هذا أيّ نصّ نهائي')
  await expect(verdict(stranger).locator('del')).toHaveCount(0)
  await expectAccessible(stranger)

  const exported = await room.server.facilitator.call(
    'GET',
    `/api/documents/${room.document}/export?format=html`,
  )
  const html = await exported.text()
  const choose = (name: string, content: string) =>
    stranger
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'text/html', buffer: Buffer.from(content) })
  await choose('البيان.html', html)
  await expect(verdict(stranger)).toContainText('الملفّ هو نفسه كما نُزِّل من هنا')
  await choose('غيره.html', html.replace('لا يُباع', 'يُباع'))
  await expect(stranger.getByRole('main').getByRole('status')).toContainText('غيره.html')
  await expect(verdict(stranger)).toHaveAttribute('data-verdict', 'no')

  // A member is told where it differs.
  await page.goto(`${room.server.url}/verify`)
  await verify(page, PASTED.replace('خلال 12', 'خلال 21'))
  await expect(verdict(page).locator('del').first()).toHaveText('12')
  await expect(verdict(page).locator('ins').first()).toHaveText('21')
  await expectAccessible(page)
  await stranger.context().close()
})

test('[UI703] [UI705] by the code of a certificate: which text it is of, and that it holds no longer', async ({
  room,
}) => {
  const page = await written(room)
  await goFinal(page)
  const { certificates } = await room.server.facilitator.expect<ApiCertificates>(
    'GET',
    `/api/documents/${room.document}/certificate`,
  )
  const path = `/verify#c=${certificates[0]?.id}`
  const stranger = await strangersPage(room, page, path)
  const held = stranger.getByRole('region', { name: 'ما تقوله الشهادة التي بين يديك' })
  await expect(held).toContainText('نصّ التجربة')
  await expect(held.locator('code')).toHaveText(certificates[0]?.sha256 ?? '')
  await expect(held).not.toContainText('لم تعد سارية')

  await choose(page, 'افتح النصّ النهائي من جديد…')
  const dialog = page.getByRole('dialog', { name: 'فتح النصّ النهائي من جديد' })
  await dialog.getByRole('button', { name: 'افتحه من جديد' }).click()
  await expect(dialog).toContainText('اكتب لماذا يُفتح النصّ من جديد.')
  await expectAccessible(page)
  await dialog.getByLabel('السبب').fill('سهو في عدد الأيّام')
  await dialog.getByLabel('يعود إلى مرحلة').selectOption('suggesting')
  await dialog.getByRole('button', { name: 'افتحه من جديد' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByTestId('read-only')).toHaveCount(0)

  await stranger.reload()
  await expect(held).toContainText('لم تعد سارية')
  await expect(stranger.locator('body')).not.toContainText('سهو في عدد الأيّام')
  await verify(stranger, PASTED)
  await expect(verdict(stranger)).toHaveAttribute('data-verdict', 'was')
  await expect(verdict(stranger)).toContainText('كان هذا هو النصّ النهائي، ولم يعد كذلك')
  await expectAccessible(stranger)

  await page.goto(`${room.server.url}/documents/${room.document}/certificate`)
  await expect(page.getByRole('note')).toContainText('لم تعد سارية')
  await expect(page.getByRole('note')).toContainText('سهو في عدد الأيّام')
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('note')).toBeVisible()
  const pdf = await page.pdf({ preferCSSPageSize: true })
  expect(/\/Count (\d+)/.exec(pdf.toString('latin1'))?.[1]).toBe('1')
  await page.emulateMedia({ media: 'screen' })
  await expectAccessible(page)

  await room.server.facilitator.expect('PUT', `/api/documents/${room.document}/stage`, { stage: 'final' })
  await page.reload()
  await expect(page.getByRole('note')).toHaveCount(0)
  await page.getByRole('heading', { name: 'شهادات أخرى لهذا النصّ' }).waitFor()
  await page.getByRole('listitem').getByRole('link').click()
  await expect(page.getByRole('note')).toContainText('لم تعد سارية')
  await stranger.context().close()
})

test('[UI703] a link that leads to no certificate says so; a text without one too', async ({ room }) => {
  const page = await room.open('facilitator')
  const stranger = await strangersPage(room, page, '/verify#c=unknown')
  await expect(stranger.getByRole('main').getByRole('alert')).toContainText(
    'لا يعرف هذا الخادم الشهادة التي في الرابط',
  )
  await page.goto(`${room.server.url}/documents/${room.document}/certificate`)
  await expect(page.getByRole('heading', { name: 'لا شهادة لهذا النصّ' })).toBeVisible()
  await stranger.context().close()
})
