import type { Page } from '@playwright/test'
import {
  caretAfter,
  converged,
  expect,
  openReview,
  paste,
  saved,
  shown,
  test,
  text,
} from './document-room.ts'
import { DAMAGED_PDF } from '../support/damaged-pdf-text.ts'
import { WIDE } from './threads-room.ts'

/** As Word 365 puts it on the clipboard: conditional comments, its own styles, drawn markers in spans. */
const WORD = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm; font-family:"Calibri",sans-serif;} @page WordSection1 {size:595.3pt 841.9pt;} --></style></head>
<body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->
<h2 dir=RTL style='text-align:right;direction:rtl;unicode-bidi:embed'><span lang=AR-SY style='font-family:"Arial",sans-serif'>المطالب العاجلة</span><span dir=LTR><o:p></o:p></span></h2>
<p class=MsoNormal dir=RTL style='text-align:right;direction:rtl;unicode-bidi:embed'><span lang=AR-SY style='font-size:14.0pt'>نطلب من <b>جميع الأطراف</b> وقف
القتال فورًا<a href="https://example.org/a" style='mso-comment-reference:R_1'>.</a></span><span dir=LTR></span><o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst dir=RTL style='margin-right:36.0pt;mso-add-space:auto;text-indent:-18.0pt;mso-list:l0 level1 lfo1;direction:rtl'><![if !supportLists]><span style='mso-fareast-font-family:Calibri;mso-bidi-font-family:Calibri'><span style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]><span dir=RTL></span><span lang=AR-SY>الإفراج عن المعتقلين</span></p>
<p class=MsoListParagraphCxSpLast dir=RTL style='margin-right:36.0pt;mso-list:l0 level1 lfo1;direction:rtl'><![if !supportLists]><span><span style='mso-list:Ignore'>2.<span>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]><span lang=AR-SY>كشف مصير المفقودين</span></p>
<p class=MsoNormal style='text-align:justify'><span lang=EN-GB>Annex: OCHA figures, 2024</span></p>
<!--EndFragment--></body></html>`

/** As Google Docs does: one bold wrapper that is not bold, weight in styles, lists beside paragraphs. */
const DOCS = `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-5a1f"><h2 dir="rtl" style="line-height:1.38;text-align: right;margin-top:18pt;"><span style="font-size:16pt;font-family:Arial,sans-serif;color:#000000;font-weight:400;font-style:normal;text-decoration:none;vertical-align:baseline;white-space:pre-wrap;">المطالب العاجلة</span></h2><p dir="rtl" style="line-height:1.38;text-align: right;"><span style="font-weight:400;white-space:pre-wrap;">نطلب من </span><span style="font-weight:700;white-space:pre-wrap;">جميع الأطراف</span><span style="font-weight:400;white-space:pre-wrap;"> وقف القتال فورًا.</span></p><ol style="margin-top:0;padding-inline-start:48px;"><li dir="rtl" style="list-style-type:decimal;font-weight:400;white-space:pre;" aria-level="1"><p dir="rtl" style="line-height:1.38;" role="presentation"><span style="white-space:pre-wrap;">الإفراج عن المعتقلين</span></p></li><li dir="rtl" aria-level="1" style="white-space:pre;"><p dir="rtl" role="presentation"><span style="white-space:pre-wrap;">كشف مصير المفقودين</span></p></li></ol><p dir="ltr"><span style="white-space:pre-wrap;">Annex: OCHA figures, 2024</span></p></b><br class="Apple-interchange-newline">`

const LETTER = [
  'h3|المطالب العاجلة',
  'p|نطلب من جميع الأطراف وقف القتال فورًا.',
  'ordered 1|الإفراج عن المعتقلين',
  'ordered 2|كشف مصير المفقودين',
  'p|Annex: OCHA figures, 2024',
]

const pasteBoth = (page: Page, html: string, plain: string): Promise<void> =>
  text(page).evaluate(
    (root, [rich, words]) => {
      const data = new DataTransfer()
      if (rich !== '') data.setData('text/html', rich)
      data.setData('text/plain', words)
      root.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      )
    },
    [html, plain] as const,
  )

for (const [program, html] of [
  ['Word', WORD],
  ['Google Docs', DOCS],
] as const)
  test(`[UI9] [UI825] what comes from ${program} is our schema and nothing else, each block in its own direction; suggested, it is one suggestion`, async ({
    room,
  }) => {
    const page = await room.open('facilitator', WIDE)
    await text(page).click()
    await pasteBoth(page, html, '')
    await expect.poll(() => shown(page)).toEqual(LETTER)
    await expect(text(page).locator('strong')).toHaveText('جميع الأطراف')
    await expect(text(page).locator('.block').last()).toHaveAttribute('dir', 'ltr')
    expect(await text(page).locator('[style], [lang]:not(.documentText), font, o\\:p, xml').count()).toBe(0)
    await expect(saved(page)).toHaveText('حُفِظ')

    const other = await room.open({ role: 'suggester', name: 'ريم' }, WIDE)
    await converged(page, other)
    await caretAfter(other, 4, 'Annex: OCHA figures, 2024')
    await other.keyboard.press('Enter')
    await pasteBoth(other, html, '')
    await converged(page, other)
    // Its break and its five blocks are one card, with one decision.
    await expect(page.locator('[data-card]')).toHaveCount(1)
    await openReview(page)
    await page.getByTestId('suggestions').getByRole('button', { name: 'قبول' }).first().click()
    await expect(page.locator('.documentText [data-suggestion]')).toHaveCount(0)
    expect(await converged(page, other)).toEqual([...LETTER, ...LETTER])
  })

test('[UI9] [UI825] what comes from WhatsApp is its words, a paragraph for each message; from a PDF its words, without the controls that nobody sees', async ({
  room,
}) => {
  const page = await room.open('facilitator')
  await text(page).click()
  // WhatsApp Web: several messages with who and when, as plain text and in spans that keep their lines.
  await pasteBoth(
    page,
    '<meta charset="utf-8"><span dir="rtl" style="white-space: pre-wrap; color: rgb(17, 27, 33);">[10:14, 3/1/2024] +41 79 000 00 00: نقترح كلمة «فورًا» 👍\n[10:15, 3/1/2024] ريم: موافقة</span>',
    '',
  )
  await expect.poll(async () => (await shown(page)).join('\n')).toContain('نقترح كلمة «فورًا» 👍')
  expect((await shown(page)).join('\n')).toContain('ريم: موافقة')
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Backspace')
  // A PDF reader brings plain text: letters of presentation, a tatweel, controls of direction.
  await pasteBoth(page, '', '\u202bﻧﻄﻠﺐ ﻭﻗﻒ اﻟﻘﺘــﺎﻝ\u202c\r\n\u202bفورًا وبلا شروط.\u202c')
  await expect
    .poll(async () => (await shown(page)).map((block) => block.slice(2)).join(' '))
    .toBe('نطلب وقف القتال فورًا وبلا شروط.')
})

/** As a PDF viewer brings a page: a line for each of its lines. */
const PAGE_LINES = [
  'اجتمعت لجنة الينابيع في القرية القديمة مساء الخميس لتنظر في',
  'حصص المياه التي وزعت بين البيوت في الصيف الماضي، واستمعت إلى',
  'ثلاثة من المزارعين. قال أولهم إن القناة لم تصل إلى أرضه منذ',
  'الربيع، وقال الثاني إن حصته ذهبت إلى غيره.',
  'وشكروا أصحاب الدار على كرمهم.',
]

test('[UI960] [UI961] lines of a page come as its paragraphs, in one step and as one suggestion; words out of order are looked through first', async ({
  room,
}) => {
  const page = await room.open('facilitator', WIDE)
  await text(page).click()
  await page.keyboard.insertText('قبل')
  await page.keyboard.press('Enter')
  await pasteBoth(page, '', PAGE_LINES.join('\r\n'))
  const paragraphs = [`p|${PAGE_LINES.slice(0, 4).join(' ')}`, `p|${PAGE_LINES[4]}`]
  await expect.poll(() => shown(page)).toEqual(['p|قبل', ...paragraphs])
  await expect(page.getByText('جُمعت 5 أسطر', { exact: false })).toBeVisible()
  await page.keyboard.press('Control+KeyZ')
  await expect.poll(() => shown(page)).toEqual(['p|قبل', 'p|'])

  // Out of order: nothing came; looked through, it comes where the caret is.
  const offer = page.getByRole('dialog', { name: 'نصّ مبعثر الترتيب' })
  await pasteBoth(page, '', DAMAGED_PDF)
  await offer.getByRole('button', { name: 'إلغاء' }).click()
  expect(await shown(page)).toEqual(['p|قبل', 'p|'])
  await pasteBoth(page, '', DAMAGED_PDF)
  await offer.getByRole('button', { name: 'راجِعه أوّلًا' }).click()
  await page.getByRole('button', { name: 'أدخِل النصّ' }).click()
  await expect.poll(async () => (await shown(page)).slice(0, 2)).toEqual(['p|قبل', 'h2|خلاصة اللقاء'])
  await expect(text(page)).toBeFocused()
  await expect(text(page).locator('[data-suggestion]')).toHaveCount(0)
  await page.keyboard.press('Control+KeyZ')
  await expect.poll(() => shown(page)).toEqual(['p|قبل', 'p|'])
  // As it is, when whoever pastes says so.
  await pasteBoth(page, '', DAMAGED_PDF)
  await offer.getByRole('button', { name: 'ألصِقه كما هو' }).click()
  await expect
    .poll(async () => (await shown(page)).join('\n'))
    .toContain('في القرى.والاقتراحات والملاحظات إلى م')
  await page.keyboard.press('Control+KeyZ')

  const other = await room.open({ role: 'suggester', name: 'ريم' }, WIDE)
  await converged(page, other)
  await caretAfter(other, 0, 'قبل')
  await other.keyboard.press('Enter')
  await pasteBoth(other, '', PAGE_LINES.join('\n'))
  await expect(other.locator('[data-card]')).toHaveCount(1)
  await pasteBoth(other, '', DAMAGED_PDF)
  await other.getByRole('dialog').getByRole('button', { name: 'راجِعه أوّلًا' }).click()
  await expect(other.locator('[data-piece="0"]').first()).toBeFocused()
  // Put off, it is offered over the text.
  await other.keyboard.press('Shift+ArrowLeft')
  await other.keyboard.press('Escape')
  await other.getByRole('button', { name: 'أكملها لاحقًا' }).click()
  await other.getByRole('button', { name: 'أكمل المراجعة' }).click()
  await other.getByRole('button', { name: 'أدخِله اقتراحًا' }).click()
  await other.getByRole('dialog').getByRole('button', { name: 'إلى النصّ' }).click()
  await expect(text(other).locator('h2')).toContainText(['خلاصة اللقاء', 'الورقة الأخيرة'])
  await converged(page, other)
})

test('[UI5] a paragraph is turned to the other direction and back by its tool and its key', async ({
  room,
}) => {
  const page = await room.open('facilitator', WIDE)
  await paste(page, '<p>قالت OCHA إن الوضع خطير.</p><p>فقرة ثانية.</p>')
  await caretAfter(page, 0, 'قالت')
  const tool = page.getByRole('toolbar').getByRole('button', { name: 'اتجاه الفقرة' }).first()
  await tool.click()
  await expect(text(page).locator('.block').first()).toHaveAttribute('dir', 'ltr')
  await expect(tool).toHaveAttribute('aria-pressed', 'true')
  await expect(text(page).locator('.block').nth(1)).not.toHaveAttribute('dir')
  await page.keyboard.press('Control+Alt+d')
  await expect(text(page).locator('.block').first()).not.toHaveAttribute('dir')
})
