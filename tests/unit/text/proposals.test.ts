import { describe, expect, it } from 'vitest'
import { digitEdits } from '#core/text/proposals/digits.ts'
import { withEdits, type Proposal, type ProposalKind, type TextEdit } from '#core/text/proposals/proposal.ts'
import { proposalsFor } from '#core/text/proposals/proposals.ts'
import { rightSpelling } from '#core/text/proposals/spelling.ts'
import { arabic } from '../../../editor/ui/messages/arabic.ts'
import { MISSPELT, WELL_WRITTEN } from './written-texts.ts'

const inOrder = (proposals: readonly Proposal[]): readonly TextEdit[] =>
  proposals.flatMap(({ edits }) => edits).toSorted((one, two) => one.start - two.start)

const mended = (text: string): string => withEdits(text, inOrder(proposalsFor(text)))
const kindsIn = (text: string): ProposalKind[] => proposalsFor(text).map(({ kind }) => kind)

describe('stops', () => {
  it.each([
    ['العدل, والسلم', 'العدل، والسلم'],
    ['الصلح; ثم العمل', 'الصلح؛ ثم العمل'],
    ['متى نبدأ?', 'متى نبدأ؟'],
    ['المدينة ،والريف', 'المدينة، والريف'],
    ['الورشة،ثم التقرير', 'الورشة، ثم التقرير'],
    ['اتفقنا . ثم عدنا', 'اتفقنا. ثم عدنا'],
    ['انتهت الورشة.وبدأ العمل', 'انتهت الورشة. وبدأ العمل'],
    ['هل تشارك WMG?', 'هل تشارك WMG؟'],
    ['تعمل WMG, ونحن نتابع', 'تعمل WMG، ونحن نتابع'],
    ['حقًّا?!', 'حقًّا؟!'],
  ])('[DIR14] of an Arabic sentence: %s', (text, right) => {
    expect(mended(text)).toBe(right)
  })

  it.each([
    'WMG, NCC',
    'What is this? قال السائل',
    '1,250 شخصًا و 3.5 في المئة',
    'الموقع example.org، ثم .NET',
    'السعر ٣،٥ دينار',
    'د.م سامي',
    'اجتمعنا… ثم',
  ])('[DIR14] %s stays', (text) => {
    expect(mended(text)).toBe(text)
  })
})

describe('quotation marks', () => {
  it.each([
    ['قال "نعم نوافق" ثم خرج', 'قال «نعم نوافق» ثم خرج'],
    ['”في الورشة“', '«في الورشة»'],
    ['وثيقة “العهد” الأولى', 'وثيقة «العهد» الأولى'],
    ['كتاب "قال لي “نعم” ومضى" قديم', 'كتاب «قال لي “نعم” ومضى» قديم'],
    ['«مبدأ" ثم', '«مبدأ» ثم'],
    ['بـ"العهد" نلتزم', 'بـ«العهد» نلتزم'],
  ])('[DIR16] around Arabic words are guillemets: %s', (text, right) => {
    expect(mended(text)).toBe(right)
  })

  it('[DIR16] both marks of a quotation are one proposal, and its words are not touched', () => {
    const [proposal, ...others] = proposalsFor('قال "نعم" وخرج')
    expect(others).toEqual([])
    expect(proposal?.edits).toEqual([
      { start: 4, end: 5, replacement: '«' },
      { start: 8, end: 9, replacement: '»' },
    ])
  })

  it.each(['قال "we agree" ثم', 'شاشة 15" جديدة', 'علامة " وحدها', '"2254" قرار', '«قول “داخله” قول»'])(
    '[DIR16] %s stays',
    (text) => {
      expect(mended(text)).toBe(text)
    },
  )
})

describe('blanks', () => {
  it.each([
    ['السلم  الأهلي', 'السلم الأهلي'],
    ['( المدنيون )', '(المدنيون)'],
    ['« المدنيون »', '«المدنيون»'],
    ['السلم و العدل', 'السلم والعدل'],
  ])('[DIR15] %s', (text, right) => {
    expect(mended(text)).toBe(right)
  })

  it.each(['البند أ و ب', ' في أول السطر', 'في آخره  ', 'السلم و WMG'])('[DIR15] %s stays', (text) => {
    expect(mended(text)).toBe(text)
  })
})

describe('ranges', () => {
  it.each([
    ['للفترة 2012-2022.', 'للفترة 2012–2022.', 'sure'],
    ['بين ٢٠١٢ - ٢٠٢٢ كانت', 'بين ٢٠١٢–٢٠٢٢ كانت', 'sure'],
    ['الصفحات 12-15', 'الصفحات 12–15', 'likely'],
    ['1998—2001', '1998–2001', 'sure'],
  ])('[DIR11] %s takes an en dash', (text, right, certainty) => {
    expect(mended(text)).toBe(right)
    expect(proposalsFor(text)[0]?.certainty).toBe(certainty)
  })

  it.each([
    '2022-11-15',
    '+963-11-5550123',
    '011-555',
    'COVID-19 في 2020',
    'القرار 2254-2015',
    'النتيجة 3-1',
    '2012–2022',
    '15-03',
    '١-20',
  ])('[DIR11] %s is none', (text) => {
    expect(mended(text)).toBe(text)
  })
})

describe('tatweel and hidden controls', () => {
  it('[DIR12] tatweel inside a word goes, between particle and number, in an abbreviation and under a mark it stays', () => {
    expect(mended('الســـلام والعـَدل بـ20 عام 1443 هـ ولـ WMG والرحمـٰن')).toBe(
      'السلام والعـَدل بـ20 عام 1443 هـ ولـ WMG والرحمـٰن',
    )
  })

  it('[DIR13] controls are flagged where they stand, and what may be meant needs a look', () => {
    expect(proposalsFor('سلم\u202e عدل\u200f\u200f WMG\u200e')).toEqual([
      { kind: 'invisible', certainty: 'sure', edits: [{ start: 3, end: 4, replacement: '' }] },
      { kind: 'invisible', certainty: 'likely', edits: [{ start: 8, end: 10, replacement: '' }] },
      { kind: 'invisible', certainty: 'likely', edits: [{ start: 14, end: 15, replacement: '' }] },
    ])
  })
})

describe('digits', () => {
  const converted = (text: string, script: 'arabic-indic' | 'western'): string =>
    withEdits(text, digitEdits(text, script))

  it.each([
    ['عام ٢٠٢٤ و ۱۲ بندًا', 'عام 2024 و 12 بندًا'],
    ['٣٫٥ من ١٬٢٥٠', '3.5 من 1,250'],
    ['٢٠١٢–٢٠٢٢', '2012–2022'],
    ['NCC٢ و ١٥', 'NCC٢ و 15'],
  ])('[DIR10] to Western: %s', (text, right) => {
    expect(converted(text, 'western')).toBe(right)
  })

  it.each([
    ['FLU-19 في 2020', 'FLU-19 في ٢٠٢٠'],
    ['نسبة 3.5 من 1,250', 'نسبة ٣٫٥ من ١٬٢٥٠'],
    ['2.1 مقدّمة', '٢.١ مقدّمة'],
    ['ك2 2024 و15 بندًا', 'ك٢ ٢٠٢٤ و١٥ بندًا'],
    ['15/03/2024 الساعة 10:30', '١٥/٠٣/٢٠٢٤ الساعة ١٠:٣٠'],
    ['NCC2', 'NCC2'],
    ['https://example.org/2020 و a1@example.org', 'https://example.org/2020 و a1@example.org'],
    ['+963-11-5550123 و 2024-03-15 و 10.0.0.1', '+963-11-5550123 و 2024-03-15 و 10.0.0.1'],
  ])('[DIR10] [DIR9] to Arabic-Indic: %s', (text, right) => {
    expect(converted(text, 'arabic-indic')).toBe(right)
  })
})

describe('spelling', () => {
  it.each(MISSPELT)('[DIR17] «%s» is «%s»', (text, right) => {
    expect(mended(text)).toBe(right)
  })

  it.each(WELL_WRITTEN)('[DIR17] nothing is said about what is well written: %s', (text) => {
    expect(proposalsFor(text)).toEqual([])
  })

  it('[DIR17] of some thousand well-written words of the interface no word is doubted', () => {
    const texts = Object.values(arabic)
    expect(texts.join(' ').match(/[ء-ي]+/gu)?.length).toBeGreaterThan(4_000)
    expect(texts.filter((text) => proposalsFor(text).some(({ kind }) => kind === 'spelling'))).toEqual([])
  })

  it.each([
    'ان',
    'انه',
    'علي',
    'الا',
    'اما',
    'امام',
    'مدرسه',
    'الامن',
    'واحد',
    'لازمة',
    'إنتاج',
    'إتقان',
    'أعاده',
    'الأولي',
    'الأسري',
    'لامس',
    'وفى',
    'احداث',
  ])('[DIR17] «%s» may be meant: it is left', (word) => {
    expect(rightSpelling(word)).toBe(null)
  })

  it('[DIR17] a letter is changed under its marks, and no other', () => {
    expect(proposalsFor('اِلَى')[0]?.edits).toEqual([{ start: 0, end: 1, replacement: 'إ' }])
    expect(mended('المَجموعَهُ')).toBe('المَجموعَةُ')
    expect(mended('شئ')).toBe('شيء')
  })
})

describe('proposals', () => {
  it('[DIR8] come in the order of the text, with ranges right behind marks and surrogate pairs', () => {
    const text = '👩‍🌾 المَرْأَةُ, الى "السِّلْم"  ثم'
    expect(kindsIn(text)).toEqual(['punctuation', 'spelling', 'quotes', 'blanks'])
    expect(mended(text)).toBe('👩‍🌾 المَرْأَةُ، إلى «السِّلْم» ثم')
  })

  it('[DIR9] Latin words, addresses, identifiers and what is kept are left alone', () => {
    for (const text of [
      'IPv6-2012-2022',
      'a,b;c?',
      'https://example.org/?q=1,2',
      'x_1-2',
      '@سامي_1-2',
      'don"t',
    ])
      expect(proposalsFor(text)).toEqual([])
    expect(proposalsFor('الى العدل', [{ start: 0, end: 9 }])).toEqual([])
    expect(kindsIn('إلى\u200f العدل')).toEqual(['invisible'])
  })

  it('[DIR8] an empty text has none', () => {
    expect(proposalsFor('')).toEqual([])
    expect(proposalsFor('   ')).toEqual([])
  })
})
