import { describe, expect, it } from 'vitest'
import { bidiControls, cleanText, keptControls } from '#core/text/clean.ts'
import { hasArabicLetter, pastedDirection, textDirection } from '#core/text/direction.ts'
import { findText } from '#core/text/find.ts'
import { foldName, foldText } from '#core/text/fold.ts'
import { countWords } from '#core/text/words.ts'

const found = (text: string, query: string): string[] =>
  findText(text, query).map(({ start, end }) => text.slice(start, end))

describe('folding', () => {
  it.each([
    ['harakat', 'مُشارَكَة', 'مشاركة'],
    ['seats of hamza', 'إسؤال أئمة آمال', 'اسوال ايمة امال'],
    ['yeh and alef maksura', 'هدى', 'هدي'],
    ['teh marbuta and heh', 'مدرسة', 'مدرسه'],
    ['Persian letters', 'کتابی', 'كتابي'],
    ['digits of both scripts', '٤٥۶', '456'],
    ['presentation forms', 'ﺳﻼﻡ', 'سلام'],
    ['tatweel', 'كتـــاب', 'كتاب'],
    ['letter case', 'WMG Réunion', 'wmg reunion'],
    ['invisible controls', 'ن\u200fص\u200d', 'نص'],
  ])('[DIR1] makes no difference of %s', (_, one, two) => {
    expect(foldText(one)).toBe(foldText(two))
  })

  it('[DIR1] keeps different words apart', () => {
    expect(foldText('ماء')).not.toBe(foldText('ما'))
    expect(foldText('سلام')).not.toBe(foldText('كلام'))
  })

  it('[DIR1] a name is one name whatever its blanks and marks', () => {
    expect(foldName('  أحمد   عليّ ')).toBe(foldName('احمد علي'))
  })
})

describe('finding', () => {
  it('[DIR2] answers with ranges in the original, marks after the hit included', () => {
    expect(found('قِيَمٌ مدنيَّةٌ', 'مدنية')).toEqual(['مدنيَّةٌ'])
    expect(found('كلُّ شيء', 'كل')).toEqual(['كلُّ'])
  })

  it('[DIR2] finds inside stretched words, ligatures and other digits', () => {
    expect(found('ســــلم', 'سلم')).toEqual(['ســــلم'])
    expect(findText('أهﻻ', 'لا')).toEqual([{ start: 2, end: 3 }])
    expect(found('سنة ١٩٩٨', '1998')).toEqual(['١٩٩٨'])
  })

  it('[DIR2] hits do not overlap and come in order', () => {
    expect(findText('لالالا', 'لالا')).toEqual([{ start: 0, end: 4 }])
    expect(found('ماءٌ وماء', 'ماء')).toEqual(['ماءٌ', 'ماء'])
  })

  it('[DIR2] exactly means every character', () => {
    expect(findText('شَراكة', 'شراكة', { exact: true })).toEqual([])
    expect(findText('شراكة', 'شراكة', { exact: true })).toEqual([{ start: 0, end: 5 }])
  })

  it('[DIR2] nothing is found for a query of marks only, or none', () => {
    expect(findText('نصّ', 'ّ')).toEqual([])
    expect(findText('نصّ', '')).toEqual([])
  })
})

describe('cleaning', () => {
  it.each([
    ['presentation forms', 'ﻛﺘﺎﺏ', 'كتاب'],
    ['tatweel', 'نـــصّ', 'نصّ'],
    ['a doubled shadda', 'معلِّّم', 'معلِّم'],
    ['a shadda after teh marbuta', 'حريةّ', 'حريّة'],
    ['a decomposed hamza', 'أمل', 'أمل'],
    ['overrides and isolates', 'أ\u202eب\u2067ج\u2069', 'أبج'],
    ['no-break blanks and soft hyphens', 'أ\u00a0ب\u00adج', 'أ بج'],
    ['line ends', 'أ\r\nب\rج\u2028د', 'أ\nب\nج\nد'],
    ['nulls and other controls', 'أ\u0000ب\u0007', 'أب'],
  ])('[DIR3] takes out or mends %s', (_, dirty, clean) => {
    expect(cleanText(dirty)).toBe(clean)
  })

  it.each(['ﷺ', '﷼', 'ﷲ', 'حقاً', 'كتاباّ', 'الى هدي مدرسه', '"قول", 12?', 'مُلحِّة', '👩‍🌾'])(
    '[DIR3] leaves %s as it is',
    (text) => {
      expect(cleanText(text)).toBe(text)
    },
  )

  it('[DIR4] direction marks and the non-joiner stay and are told', () => {
    const text = cleanText('می\u200cروم (WMG)\u200f')
    expect(text).toBe('می\u200cروم (WMG)\u200f')
    expect(keptControls(text)).toEqual([
      { index: 2, codePoint: 'U+200C' },
      { index: 12, codePoint: 'U+200F' },
    ])
  })

  it('[DIR4] bidi controls in a raw text are told with their place', () => {
    expect(bidiControls('ab\u202ec')).toEqual([{ index: 2, codePoint: 'U+202E' }])
  })
})

describe('direction', () => {
  it('[DIR5] one Arabic letter makes a block Arabic, wherever it stands', () => {
    expect(textDirection('WMG هي غرفة')).toBe('rtl')
    expect(pastedDirection('WMG هي غرفة', 'rtl')).toBe(null)
  })

  it('[DIR5] a block without an Arabic letter becomes ltr, one without letters keeps the direction around it', () => {
    expect(pastedDirection('Working group (2024).', 'rtl')).toBe('ltr')
    expect(pastedDirection('٢٠٢٤ – 2025', 'rtl')).toBe(null)
    expect(pastedDirection('', 'rtl')).toBe(null)
  })

  it('[DIR5] Arabic digits, marks and punctuation are no letters', () => {
    expect(hasArabicLetter('١٢، ؟ ـ َ')).toBe(false)
    expect(hasArabicLetter('ﺏ')).toBe(true)
  })
})

describe('counting words', () => {
  it.each([
    ['', 0],
    ['  ،. ', 0],
    ['المدنيَّة والحقوقيَّة.', 2],
    ['كتـــاب', 1],
    ['التقينا في ك2 2024، ثم افترقنا', 6],
    ['قالت WMG: «نعم»', 3],
  ])('[DIR6] %j has %i', (text, count) => {
    expect(countWords(text)).toBe(count)
  })
})
