import { beforeAll, describe, expect, it } from 'vitest'
import { PdfWriter } from '../../../sync-server/export/pdf/pdf-writer.ts'
import { pdfContent, type PdfContent } from '../../support/pdf-content.ts'
import { popplerText } from '../../support/poppler.ts'
import type { BlockContent, Run } from '#core/schema/content.ts'
import type { PdfSource } from '../../../sync-server/export/pdf/pdf-page.ts'
import { block, by, page, run } from './support.ts'

const writer = new PdfWriter()

const TEXT = [
  block('بيان مجموعة العمل المعنيّة بالمياه', { kind: 'heading', level: 1 }),
  block([
    run('لا يُباع '),
    run('ماء', { bold: true }),
    run(' النهر، راجع '),
    run('الموقع', { link: { href: 'https://example.org/a?b=1' } }),
    run('.'),
  ]),
  block('التعريفات', { kind: 'heading', level: 3 }),
  block('الحوض', { kind: 'item', list: 'ordered' }),
  block('الحصّة', { kind: 'item', list: 'ordered' }),
  block('حصّة الجفاف', { kind: 'item', list: 'bullet', indent: 1 }),
  block('الماء حقّ مشترك', { kind: 'quote' }),
  block('An English paragraph (WMG).', { dir: 'ltr', align: 'justify' }),
]

const CERTIFICATE = {
  sha256: '0123456789abcdef'.repeat(4),
  finalAt: Date.UTC(2026, 10, 26, 14, 5),
  version: 1_204,
  address: 'https://siyagha.example.org/verify#c=AbCdEfGhIjKlMnOpQrStUvWxYz012345',
}

describe('a PDF', () => {
  let content: PdfContent
  beforeAll(async () => {
    content = await pdfContent(writer.write(page(TEXT)))
  })

  it('[DOC641] is accessible by PDF/UA-1: title, language, tags', () => {
    expect(content).toMatchObject({ title: 'بيان الماء', language: 'ar-SY', isTagged: true, pages: 1 })
    expect(content.metadata).toMatch(/pdfuaid:part>1</u)
  })

  it('[DOC641] has headings, lists with their numbers, quotes and links as such', () => {
    const roles = content.roles.map((role) => role.trim())
    for (const role of ['Document', 'H1', 'H2', 'P', 'L', 'LI', 'Lbl', 'LBody', 'BlockQuote', 'Link', 'Span'])
      expect(roles).toContain(role)
    expect(roles.filter((role) => role === 'LI')).toHaveLength(3)
    expect(roles.filter((role) => role === 'L')).toHaveLength(2)
    expect(content.links).toEqual(['https://example.org/a?b=1'])
  })

  it('[DOC646] is the same bytes every time, and holds no time of its making and no name', () => {
    const file = writer.write(page(TEXT))
    expect(Buffer.from(new PdfWriter().write(page(TEXT))).equals(Buffer.from(file))).toBe(true)
    const raw = Buffer.from(file).toString('latin1')
    for (const word of ['CreationDate', 'ModDate', 'CreateDate', '/Author', 'dc:creator'])
      expect(raw).not.toContain(word)
    const other = writer.write(page(TEXT, { at: Date.UTC(2026, 10, 27) }))
    expect(Buffer.from(other).equals(Buffer.from(file))).toBe(false)
  })

  it('[DOC640] has title, stage and day on each page, and the number of the page', async () => {
    const many = Array.from({ length: 60 }, () => block('كلمات كثيرة في فقرة تملأ سطرا من الصفحة.'))
    const pages = await popplerText(writer.write(page(many)))
    expect(pages.length).toBeGreaterThan(1)
    pages.forEach((text, index) => {
      const words = wordsOf(text)
      for (const word of ['بيان', 'الماء', 'مسودة', 'الصياغة', '26', 'تشرين', 'الثاني', '2026', 'صفحة'])
        expect([index, words]).toEqual([index, expect.arrayContaining([word])])
      expect(words).toContain(String(index + 1))
    })
  })

  it('[DOC640] is in larger letters on request, so on more pages', async () => {
    const many = Array.from({ length: 200 }, () => block('كلمات كثيرة في فقرة تملأ سطرا من الصفحة.'))
    const [usual, large] = [
      await pdfContent(writer.write(page(many))),
      await pdfContent(writer.write(page(many, { isLarge: true }))),
    ]
    expect(large.pages).toBeGreaterThan(usual.pages)
  })

  it('[DOC647] of a final text says since when, which hash and where to check, on its last page', async () => {
    const file = writer.write(page(TEXT, { stage: 'final', certificate: CERTIFICATE }))
    const last = (await pdfContent(file)).texts.at(-1)
    expect(last).toContain('01234567 89abcdef '.repeat(4).trim())
    expect(last).toContain(CERTIFICATE.address)
    expect((await pdfContent(file)).links).toContain(CERTIFICATE.address)
    expect(JSON.stringify(page(TEXT))).not.toContain('SHA-256: ')
  })

  it('[DOC645] shows suggestions with a legend, and is tagged all the same', async () => {
    const marked = [
      block([
        run('نص '),
        run('قديم', by('deletion', 'm1')),
        run('جديد', by('insertion', 'm1')),
        run(' و', by('formatChange', 'm2')),
      ]),
      block('مقترحة', { kind: 'item', list: 'ordered' }, by('insertion', 'm2')),
    ]
    const file = writer.write(page(marked, { names: null }))
    const words = (await popplerText(file)).flatMap(wordsOf)
    expect(words).toEqual(expect.arrayContaining(['مضاف', 'محذوف', 'عضو', 'قديم', 'جديد', 'مقترحة']))
    expect((await pdfContent(file)).metadata).toMatch(/pdfuaid:part>1</u)
  })

  it('[DOC644] shows a ring for what its fonts have no shape for, and is accessible all the same', async () => {
    const { texts, metadata } = await pdfContent(
      writer.write(page([block('a 漢字 😀 \ufffd b', { dir: 'ltr' })])),
    )
    expect(texts.join('')).toContain('a ◌◌ ◌ ◌ b')
    expect(metadata).toMatch(/pdfuaid:part>1</u)
  })
})

/** Words by their letters: without vowel marks, and without the controls that `pdftotext` puts around each direction. */
const wordsOf = (text: string): readonly string[] =>
  text
    .normalize('NFKC')
    .replace(/[\p{M}\u0640\u200b-\u200f]/gu, '')
    .replace(/[\u202a-\u202e\u2066-\u2069]/gu, ' ')
    .match(/[\p{L}\p{N}]+/gu) ?? []

const PARAGRAPHS = `يجتمع أعضاء مجموعة العمل المعنيّة بإدارة المياه في الحوض مرّة كلّ ثلاثة أشهر، ويراجعون ما قيس من مناسيب النهر وما نُشر منها على الموقع المشترك (WMG Portal) خلال العام 2024.
تلتزم السلطات المحلّية بالشفافية، وتُعلن حصص الريّ قبل بداية الموسم الزراعي بثلاثين يومًا على الأقلّ؛ ولا يُعدَّل ما أُعلن إلا بقرار مكتوب ومعلَّل يُنشر في اليوم نفسه.
تُحفظ بيانات القياس بصيغة مفتوحة مثل CSV وJSON، ويستطيع كلّ مواطن أن ينسخها ويعيد استخدامها بلا إذن مسبق، وفق الاتفاقية رقم 17 لسنة 2019 بين الأطراف.
يُشكَّل فريق فنّي من خمسة خبراء، تختارهم المجموعة بالتوافق، ويقدّم تقريره إلى الاجتماع السنوي في جنيف قبل 31 كانون الأوّل، ويُرفق به ملحق إحصائي عن الاستهلاك المنزلي والصناعي والزراعي.
تُؤخذ في الحسبان آثار تغيّر المناخ والجفاف المتكرّر، وتوضع خطّة طوارئ تحدّد الأولويّات: ماء الشرب أوّلًا، ثم المستشفيات والمدارس، ثم الزراعة الصغيرة، ثم سائر الاستعمالات.
وإذ تدرك المجموعة أنّ الثقة لا تُبنى إلا بالوضوح، فإنّها تدعو الجهات المانحة والمنظّمات الدولية (UNDP, ESCWA, FAO) إلى دعم محطّات الرصد وتدريب العاملين فيها على الصيانة والمعايرة.
لا يجوز لأيّ طرف أن يحوّل مجرى النهر أو أن يبني سدًّا جديدًا من دون إخطار مسبق مدّته ستّة أشهر، ويُعرض كلّ خلاف على لجنة تحكيم ثلاثية تصدر رأيها خلال تسعين يومًا من تسلّم الملفّ.
رئيس المجموعة مسؤول عن نشر محاضر الاجتماعات بالعربية والإنكليزية والفرنسية، ويُستثنى من النشر ما يمسّ سلامة الأشخاص أو خصوصيّتهم بقرار معلَّل من ثلثي الأعضاء الحاضرين.`

const TEXTS = Array.from({ length: 5 }, () => PARAGRAPHS.split('\n')).flat()

const blocksOf = (runsOf: (text: string, index: number) => readonly Run[]): readonly BlockContent[] =>
  TEXTS.map((text, index) =>
    block(
      runsOf(text, index),
      index % 3 === 1 ? { kind: 'item', list: 'ordered' } : { align: index % 3 === 2 ? 'justify' : null },
    ),
  )

/** One word of each paragraph goes, another comes. */
const proposed = (text: string): readonly Run[] => {
  const [first = '', second = '', ...rest] = text.split(' ')
  return [
    run(`${first} `),
    run(`${second} `, by('deletion', 'm1')),
    run('بديل ', by('insertion', 'm2')),
    run(rest.join(' ')),
  ]
}

const plain = (text: string): readonly Run[] => [run(text)]

describe('what is read in a PDF', () => {
  it.each<[string, readonly BlockContent[], Partial<PdfSource>]>([
    ['clean', blocksOf(plain), {}],
    ['in large letters and ١٢٣', blocksOf(plain), { isLarge: true, digits: 'arab' }],
    ['with suggestions', blocksOf(proposed), { names: null }],
    ['as a redline', blocksOf(proposed), { names: null, comparison: { from: 'أ', to: 'ب' } }],
    ['of a final text', blocksOf(plain), { stage: 'final', certificate: CERTIFICATE }],
  ])(
    '[DOC649] at least 97 of 100 words come back, whatever their directions and marks: %s',
    async (_, blocks, more) => {
      const found = new Map<string, number>()
      for (const word of (await popplerText(writer.write(page(blocks, more)))).flatMap(wordsOf))
        found.set(word, (found.get(word) ?? 0) + 1)
      const wanted = blocks.flatMap(({ runs }) => wordsOf(runs.map(({ text }) => text).join('')))
      const missing = wanted.filter((word) => {
        const left = found.get(word) ?? 0
        found.set(word, left - 1)
        return left <= 0
      })
      expect(wanted.length).toBeGreaterThan(1_000)
      expect([missing.length / wanted.length <= 0.03, missing]).toEqual([true, missing])
    },
  )
})
