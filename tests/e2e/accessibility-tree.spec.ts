import { expect, type Page } from '@playwright/test'
import { openPlace, PLACES, test } from './gallery.ts'

test.describe.configure({ mode: 'parallel' })

/*
 * What a screen reader is given of the main screens, written by hand from what it should be: landmarks and their order,
 * headings, names. Ids and times are left open.
 */

const placeCalled = (name: string) => {
  const place = PLACES.find((one) => one.name === name)
  if (place === undefined) throw new Error(`no place ${name}`)
  return place
}

interface TreeNode {
  readonly role: string
  readonly name: string
  readonly properties: Readonly<Record<string, unknown>>
}

/** The browser's own tree: Playwright knows neither suggestions nor comments among its roles. */
const treeOf = async (page: Page): Promise<readonly TreeNode[]> => {
  const devtools = await page.context().newCDPSession(page)
  const { nodes } = await devtools.send('Accessibility.getFullAXTree')
  await devtools.detach()
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name, properties }) => ({
      role: String(role?.value ?? ''),
      name: String(name?.value ?? ''),
      properties: Object.fromEntries((properties ?? []).map((one) => [one.name, one.value.value])),
    }))
}

test('[UI869] joining: one heading, one named field with its hint, one button', async ({
  browser,
  gallery,
}) => {
  const page = await openPlace(browser, gallery, placeCalled('join'))
  await expect(page.locator('body')).toMatchAriaSnapshot(`
    - link "إلى المحتوى"
    - banner:
      - link "صياغة"
      - button "العربية"
    - main:
      - heading /انضمّ إلى «.*مجموعة العمل.*»/ [level=1]
      - paragraph: /^دورك فيها/
      - text: اسمك
      - textbox "اسمك"
      - paragraph: /اسمًا مستعارًا/
      - button "ادخل"
    - status
    - alert
  `)
  await expect(page.getByRole('textbox')).toHaveAccessibleDescription(/اسمًا مستعارًا/)
  await expect(page.getByRole('textbox')).toBeFocused()
  await page.context().close()
})

test('[UI869] home: the group is the heading, its texts a list under a heading of its own', async ({
  browser,
  gallery,
}) => {
  const page = await openPlace(browser, gallery, placeCalled('home'))
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - heading "مجموعة العمل" [level=1]
      - paragraph:
        - text: /دورك/
        - link "الأعضاء والدعوات"
        - link "سجلّ التدقيق"
      - region /النصوص/:
        - heading /النصوص/ [level=2]
        - button "نصّ جديد"
        - button "استورد ملفًّا"
        - list:
          - listitem:
            - link "البيان النهائي"
            - text: /نهائي/
            - button /خيارات «.البيان النهائي.»/
          - listitem:
            - link "بيان يُعلَّق عليه"
          - listitem:
            - link "رسالة جنيف"
  `)
  await page.context().close()
})

const TEXT = `
      - textbox "النصّ":
        - heading "رسالة ختامية" [level=2]
        - paragraph:
          - text: اجتمعت المجموعة
          - deletion: ثلاثة
          - insertion: أربعة
          - text: /أيام في جنيف/
          - link "OCHA"
          - text: .
        - heading "ما نطلبه" [level=3]
        - list "1":
          - listitem: الإفراج عن المعتقلين
        - list "2":
          - listitem: كشف مصير المفقودين
        - blockquote: الماء حقّ مشترك لا يُباع ولا يُمنع.
        - paragraph:
          - text: ونشكر كلّ من فتح لنا بابه
          - insertion: مشكورًا
          - text: وأصغى إلينا.
      - button /^قفل، محسومة/`

test('[UI869] the text: bar, tools, text, margin, in this order; what is proposed is told in the text itself', async ({
  browser,
  gallery,
}) => {
  const page = await openPlace(browser, gallery, placeCalled('text'))
  await expect(page.locator('body')).toMatchAriaSnapshot(`
    - link "انتقل إلى النصّ"
    - banner:
      - link /العودة إلى/
      - heading "رسالة جنيف" [level=1]:
        - textbox "عنوان النصّ"
      - paragraph:
        - button /^المرحلة. صياغة/
        - text: /صلاحيتي. يحرّر/
      - button /^الإشعارات/
      - button "مشاركة"
      - button "المزيد"
    - region "تنسيق النصّ":
      - toolbar "تنسيق النصّ"
    - main:${TEXT}
      - complementary "الاقتراحات والنقاشات":
        - heading "اقتراحان · نقاشان" [level=2]
        - button "الاقتراح السابق"
        - button "الاقتراح التالي"
        - button "قائمة المراجعة"
        - article /^اقتراح من .سلمى \\(OCHA\\).. استبدال «ثلاثة» بـ «أربعة»$/:
          - 'button "انتقل إلى: استبدال «ثلاثة» بـ «أربعة»"'
          - paragraph:
            - text: استبدال «
            - deletion: ثلاثة
            - text: » بـ «
            - insertion: أربعة
            - text: »
          - paragraph:
            - text: سلمى (OCHA)
            - time
          - 'button "قبول: استبدال «ثلاثة» بـ «أربعة»"'
          - 'button "رفض: استبدال «ثلاثة» بـ «أربعة»"'
        - article /^تعليق من .الميسّرة.. هل نذكر/
        - article /إضافة «مشكورًا»$/
    - status
    - alert
  `)
  const tree = await treeOf(page)
  const text = tree.find(({ role, name }) => role === 'textbox' && name === 'النصّ')
  expect(text?.properties).toMatchObject({ multiline: true, readonly: false })
  // A suggestion is one by its role, with what goes and what comes inside; a comment is one.
  expect(tree.filter(({ role }) => role === 'suggestion')).toHaveLength(2)
  expect(tree.filter(({ role }) => role === 'comment')).toHaveLength(1)
  // One region for what is said politely, one for what cannot wait.
  expect(tree.filter(({ properties }) => properties['live'] === 'polite')).toHaveLength(1)
  expect(tree.filter(({ properties }) => properties['live'] === 'assertive')).toHaveLength(1)
  // Nothing hangs on aria-details alone.
  await expect(page.locator('[aria-details]')).toHaveCount(0)
  await page.context().close()
})

test('[UI869] the text of a suggester says that everything written is a suggestion, and offers to withdraw, not to decide', async ({
  browser,
  gallery,
}) => {
  const page = await openPlace(browser, gallery, placeCalled('text, suggesting'))
  await expect(page.getByRole('banner')).toMatchAriaSnapshot(`
    - banner:
      - link /العودة إلى/
      - heading "رسالة جنيف" [level=1]
      - paragraph:
        - button /^المرحلة. صياغة/
        - text: /صلاحيتي. يقترح/
      - button /^الإشعارات/
      - button "المزيد"
  `)
  await expect(page.getByRole('toolbar')).toMatchAriaSnapshot(`
    - toolbar "تنسيق النصّ":
      - button "تعليق على المحدَّد"
      - paragraph: كلّ ما تكتبه اقتراح
  `)
  await expect(page.getByRole('complementary')).toMatchAriaSnapshot(`
    - complementary "الاقتراحات والنقاشات":
      - article /استبدال «ثلاثة» بـ «أربعة»$/:
        - 'button "سحب: استبدال «ثلاثة» بـ «أربعة»"'
  `)
  await expect(page.getByRole('button', { name: /^قبول/ })).toHaveCount(0)
  await page.context().close()
})

test('[UI869] a closed text is read-only by its role, and says why where the tools were', async ({
  browser,
  gallery,
}) => {
  const page = await openPlace(browser, gallery, placeCalled('text, closed to writing'))
  await expect(page.getByRole('toolbar')).toMatchAriaSnapshot(`
    - toolbar "ما يُعرَض":
      - paragraph: /المرحلة مرحلة تعليق/
      - paragraph: /بقرار الميسّرة/
      - button "التفاصيل"
      - button /^ما يُعرَض/
      - button "تعليق على المحدَّد"
  `)
  const text = (await treeOf(page)).find(({ role, name }) => role === 'textbox' && name === 'النصّ')
  expect(text?.properties).toMatchObject({ multiline: true, readonly: true })
  // A locked block says so by itself.
  const open = await openPlace(browser, gallery, placeCalled('text'))
  await expect(open.locator('.documentText [data-locked]')).toHaveAttribute(
    'aria-description',
    /محسومة.*الميسّرة.*اتُّفق عليها في جلسة الثلاثاء/,
  )
  for (const page_ of [page, open]) await page_.context().close()
})

test('[UI869] an open discussion: each comment is one, with who and when in its name; then the answer, then its end', async ({
  browser,
  gallery,
}) => {
  const page = await openPlace(browser, gallery, placeCalled('talk'))
  await expect(page.locator('[data-thread][data-active=true]')).toMatchAriaSnapshot(`
    - article /^تعليق من .الميسّرة.. هل نذكر/:
      - paragraph:
        - text: الميسّرة
        - time
        - button /^المزيد في تعليق/
      - paragraph: هل نذكر البنى المدنية أيضًا؟
      - paragraph:
        - text: سلمى (OCHA)
        - time
        - button /^المزيد في تعليق/
      - paragraph: نعم، بعبارة قصيرة.
      - textbox "ردّ"
      - button "إنهاء النقاش"
  `)
  const comments = (await treeOf(page)).filter(({ role }) => role === 'comment').map(({ name }) => name)
  expect(comments).toEqual([expect.stringMatching(/الميسّرة/), expect.stringMatching(/سلمى \(OCHA\)/)])
  await page.context().close()
})

test('[UI869] the list of all: two tabs with their numbers, filters with names, cards as a list', async ({
  browser,
  gallery,
}) => {
  const page = await openPlace(browser, gallery, placeCalled('review list'))
  await expect(page.getByRole('complementary')).toMatchAriaSnapshot(`
    - complementary "الاقتراحات والنقاشات":
      - heading "اقتراحان" [level=2]
      - button "الاقتراح السابق"
      - button "الاقتراح التالي"
      - button "إخفاء الاقتراحات"
      - tablist "الاقتراحات والنقاشات":
        - tab "الاقتراحات 2" [selected]
        - tab "النقاشات 2"
      - tabpanel "الاقتراحات 2":
        - combobox "اقتراحات"
        - combobox "النوع"
        - combobox "الموضع"
        - button "قبول الكلّ"
        - button "رفض الكلّ"
        - list:
          - listitem:
            - article /استبدال «ثلاثة» بـ «أربعة»$/
          - listitem:
            - article /إضافة «مشكورًا»$/
  `)
  await page.context().close()
})

test('[UI869] the history: views, the text of the moment, its line of time, the versions', async ({
  browser,
  gallery,
}) => {
  const page = await openPlace(browser, gallery, placeCalled('history'))
  await expect(page.locator('body')).toMatchAriaSnapshot(`
    - link "انتقل إلى النصّ"
    - banner:
      - link "العودة إلى النصّ"
      - heading "رسالة جنيف" [level=1]
    - region "ما يُعرَض":
      - radiogroup "ما يُعرَض":
        - radio "النصّ" [checked]
        - radio "ما تغيّر"
        - radio "من كتب"
        - radio "مقارنة"
      - button "سمِّ هذه النسخة"
      - button "انسخ رابط هذه اللحظة"
    - main:
      - article /^النصّ كما كان في/:
        - heading "رسالة ختامية" [level=2]
    - contentinfo:
      - group "خطّ الزمن":
        - button "اللحظة السابقة"
        - slider "اللحظة المعروضة"
        - button "اللحظة التالية" [disabled]
    - complementary "النسخ":
      - heading "النسخ" [level=2]
      - checkbox "المسمّاة والنهائية فقط"
      - list:
        - listitem:
          - button "النصّ كما هو الآن"
        - listitem:
          - button /المسودّة الأولى/
  `)
  await expect(page.getByRole('slider')).toHaveAttribute('aria-valuetext', /.+/)
  await page.context().close()
})

test('[UI869] making final: what stands in the way under headings, each with a way to it, and no landmark inside a dialog', async ({
  browser,
  gallery,
}) => {
  const page = await openPlace(browser, gallery, placeCalled('final'))
  await expect(page.getByRole('dialog')).toMatchAriaSnapshot(`
    - dialog "جعل النصّ نهائيًا":
      - heading "جعل النصّ نهائيًا" [level=2]
      - button "إغلاق"
      - region "اقتراحان مفتوحان":
        - heading "اقتراحان مفتوحان" [level=3]
        - list:
          - listitem:
            - link "استبدال «ثلاثة» بـ «أربعة»"
          - listitem:
            - link "إضافة «مشكورًا»"
      - region "نقاشان مفتوحان":
        - heading "نقاشان مفتوحان" [level=3]
        - list:
          - listitem:
            - checkbox "اطّلعتُ عليها كلّها"
          - listitem:
            - checkbox "هل نذكر البنى المدنية أيضًا؟"
            - link "انتقل إليه"
          - listitem:
            - checkbox "من يترجم النصّ؟"
            - link "انتقل إليه"
      - button "أعد الفحص"
      - button "إلغاء"
  `)
  await expect(page.getByRole('dialog').getByRole('banner')).toHaveCount(0)
  // Behind a dialog the page is silent, but for what it says by itself.
  const tree = await treeOf(page)
  expect(tree.filter(({ role }) => role === 'toolbar')).toEqual([])
  expect(tree.filter(({ properties }) => properties['live'] === 'polite')).toHaveLength(1)
  expect(tree.filter(({ properties }) => properties['live'] === 'assertive')).toHaveLength(1)
  await page.context().close()
})

test('[UI869] members: each role is a choice named after its member; what may not be done is disabled', async ({
  browser,
  gallery,
}) => {
  const page = await openPlace(browser, gallery, placeCalled('members'))
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - heading "الأعضاء والدعوات" [level=1]
      - region "3 أعضاء":
        - heading "3 أعضاء" [level=2]
        - list:
          - listitem:
            - combobox /دور .الميسّرة./ [disabled]
            - button /أخرِج .الميسّرة. من المجموعة/ [disabled]
          - listitem:
            - combobox /دور .سلمى \\(OCHA\\)./
            - button /أخرِج .سلمى \\(OCHA\\). من المجموعة/
          - listitem:
            - combobox /دور .Jean-Marc./
      - region "الدعوات":
        - heading "الدعوات" [level=2]
        - button "دعوة جديدة"
        - list:
          - listitem:
            - button "ألغِ دعوة دورها محرِّر"
  `)
  await page.context().close()
})
