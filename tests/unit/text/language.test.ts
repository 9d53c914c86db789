import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_BLOCK_ATTRS } from '#core/schema/block.ts'
import { rebasedBlocks } from '#core/schema/rebased-blocks.ts'
import { pastedDirection, rebasedDirection } from '#core/text/direction.ts'
import { languageOfTag, languageOfText } from '#core/text/guess-language.ts'
import {
  directionIn,
  documentLanguage,
  DOCUMENT_LANGUAGES,
  fileLanguage,
  isDocumentLanguage,
} from '#core/text/language.ts'
import { proposalsFor } from '#core/text/proposals/proposals.ts'
import { readingMinutes } from '#core/text/reading-time.ts'

const DIRECTIONS = ['rtl', 'ltr'] as const

/** A paragraph in each language, as a person would write it. */
const SAMPLES = {
  ar: 'اجتمعنا للنظر في ما بقي من الماء، واتّفقنا على أن نقتسمه بالعدل.',
  ckb: 'ئێمە کۆبووینەوە بۆ ئەوەی باسی ئاوی هاوبەش بکەین و ڕێککەوتین.',
  ku: 'Em civiyan û ji bo ava hevpar axivîn, û me biryar da ku em wê bi dadî par ve bikin.',
  en: 'We met to look at what is left of the water, and agreed to share it fairly.',
  fr: 'Nous nous sommes réunis pour parler de l’eau qui reste, et des moyens de la partager.',
} as const

describe('the languages of a text', () => {
  it('[DIR19] are five, and each is written one way', () => {
    expect(DOCUMENT_LANGUAGES.map((language) => [language, directionIn(language)])).toEqual([
      ['ar', 'rtl'],
      ['ckb', 'rtl'],
      ['ku', 'ltr'],
      ['en', 'ltr'],
      ['fr', 'ltr'],
    ])
    expect(['de', '', null, 1, '__proto__', 'constructor'].some(isDocumentLanguage)).toBe(false)
    expect([documentLanguage(undefined), documentLanguage('de'), documentLanguage('fr')]).toEqual([
      'ar',
      'ar',
      'fr',
    ])
  })

  it('[DIR19] have beside them, in files, words of a language that is written the same way', () => {
    for (const language of DOCUMENT_LANGUAGES)
      expect(directionIn(fileLanguage(language))).toBe(directionIn(language))
  })

  it('[DIR6] cut words alike, and are read at the pace that was measured for them', () => {
    for (const words of Object.values(SAMPLES)) {
      const cut = DOCUMENT_LANGUAGES.map((language) =>
        [...new Intl.Segmenter(language, { granularity: 'word' }).segment(words)]
          .map(({ index }) => index)
          .join(),
      )
      expect(new Set(cut).size).toBe(1)
    }
    expect([readingMinutes(228, 'en'), readingMinutes(229, 'en'), readingMinutes(228, 'ar')]).toEqual([
      1, 2, 2,
    ])
  })
})

describe('the direction of a block from outside', () => {
  it('[DIR20] is that of most of its letters in a text that is written from left to right', () => {
    const of = (text: string) => pastedDirection(text, 'ltr')
    expect(of('هذه فقرة عربية فيها UNICEF وعام 2026')).toBe('rtl')
    expect(of('The word مشترك means shared')).toBe(null)
    expect([of('2026 – ٢٠٢٦'), of(''), of('ab أب')]).toEqual([null, null, null])
  })

  it('[DIR5] is left to right in an Arabic text only without any Arabic letter', () => {
    expect(pastedDirection('The word مشترك means shared', 'rtl')).toBe(null)
    expect(pastedDirection('The word means shared', 'rtl')).toBe('ltr')
  })

  it('[DIR21] shows as it did where a block goes into a document of another direction', () => {
    const any = fc.constantFrom('rtl' as const, 'ltr' as const, null)
    const way = fc.constantFrom(...DIRECTIONS)
    fc.assert(
      fc.property(any, way, way, (dir, from, to) => {
        expect(rebasedDirection(dir, from, to) ?? to).toBe(dir ?? from)
        if (from === to) expect(rebasedDirection(dir, from, to)).toBe(dir)
      }),
      { seed: 21 },
    )
    const blocks = [null, ...DIRECTIONS].map((dir) => ({
      attrs: { ...DEFAULT_BLOCK_ATTRS, dir },
      formats: new Map(),
      runs: [],
    }))
    expect(rebasedBlocks(blocks, 'rtl', 'ltr').map(({ attrs }) => attrs.dir)).toEqual(['rtl', 'rtl', null])
    expect(rebasedBlocks(blocks, 'rtl', 'rtl')).toBe(blocks)
  })
})

describe('the language of a text from outside', () => {
  it('[DOC697] is told by its letters and its commonest words, whatever its file declares', () => {
    for (const language of DOCUMENT_LANGUAGES)
      for (const declared of [null, ...DOCUMENT_LANGUAGES])
        expect([declared, languageOfText(SAMPLES[language], declared)]).toEqual([declared, language])
  })

  it('[DOC697] is what its file declares where the words do not tell, if that is written so', () => {
    expect(languageOfText('Agenda 2026', 'fr')).toBe('fr')
    expect(languageOfText('Agenda 2026', 'ar')).toBe('en')
    expect(languageOfText('Agenda 2026', null)).toBe('en')
    expect([languageOfText('2026', 'ku'), languageOfText('2026', null)]).toEqual(['ku', 'ar'])
    expect(languageOfText('جدول', 'en')).toBe('ar')
  })

  it('[DOC697] tags of files name it, Sorani as Windows calls it too', () => {
    const tags = [
      'ar-SA',
      'en-US',
      'FR',
      'ku',
      'ku-TR',
      'kmr-Latn-SY',
      'ku-Arab-IQ',
      'ckb-IQ',
      'de',
      '',
      null,
    ]
    expect(tags.map(languageOfTag)).toEqual([
      'ar',
      'en',
      'fr',
      'ku',
      'ku',
      'ku',
      'ckb',
      'ckb',
      null,
      null,
      null,
    ])
  })
})

describe('what a text might better say', () => {
  it('[DIR22] is nothing of Arabic alone in a Sorani text, and the same as ever of Arabic words in any other', () => {
    const kinds = (text: string, language: (typeof DOCUMENT_LANGUAGES)[number]): readonly string[] =>
      proposalsFor(text, [], language).map(({ kind }) => kind)
    const arabic = 'ذهبوا الى العدل و السلام,ثم عادوا'
    expect(kinds(arabic, 'ar')).toEqual(['spelling', 'blanks', 'punctuation'])
    expect(kinds(arabic, 'en')).toEqual(kinds(arabic, 'ar'))
    expect(kinds(arabic, 'ckb')).toEqual(['punctuation'])
    for (const language of ['ckb', 'ku', 'en', 'fr'] as const)
      expect([language, kinds(SAMPLES[language], language)]).toEqual([language, []])
  })
})
