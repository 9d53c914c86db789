import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanText } from '#core/text/clean.ts'
import { hasArabicLetter, textDirection } from '#core/text/direction.ts'
import { findText } from '#core/text/find.ts'
import { fold, foldText } from '#core/text/fold.ts'

const arabic = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      ...Array.from('اأإآٱبتةهىيئؤءلمنوکی٠٥۳ـ،؟ \n\u064b\u064e\u0651\u0652\u0670\u200f\u200cAbÉİ'),
    ),
    fc
      .integer({ min: 0xfb50, max: 0xfefc })
      .filter((code) => code < 0xfe00 || code > 0xfe2f)
      .map((code) => String.fromCharCode(code)),
    fc.integer({ min: 0x600, max: 0x6ff }).map((code) => String.fromCharCode(code)),
  ),
  maxLength: 30,
})
const anyText = fc.oneof(
  arabic,
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: 'grapheme' }),
)
const options = { seed: 1010, numRuns: 2000 }

describe('L10 folding', () => {
  const isIdempotent = (folding: (text: string) => string) =>
    fc.property(anyText, (text) => folding(folding(text)) === folding(text))

  it('[DIR1] folding twice is folding once', () => {
    fc.assert(isIdempotent(foldText), options)
  })

  it('[DIR1] the law catches a fold that leaves what it would fold again', () => {
    const broken = (text: string): string => text.replace('\u0651', '')
    expect(fc.check(isIdempotent(broken), options).failed).toBe(true)
  })

  it('[DIR5] folding does not change the direction', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(textDirection(foldText(text))).toBe(textDirection(text))
        expect(hasArabicLetter(foldText(text))).toBe(hasArabicLetter(text))
      }),
      options,
    )
  })

  it('[DIR2] every unit of the fold points at the character it came from', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const folded = fold(text)
        expect(folded.text).toBe(foldText(text))
        expect(folded.starts).toHaveLength(folded.text.length)
        let before = 0
        folded.starts.forEach((start, index) => {
          const end = folded.ends[index] ?? -1
          expect(start).toBeGreaterThanOrEqual(before)
          expect(foldText(text.slice(start, end))).toContain(folded.text[index])
          before = start
        })
      }),
      options,
    )
  })

  it('[DIR2] what is found folds to the query', () => {
    fc.assert(
      fc.property(arabic, arabic, arabic, (start, query, end) => {
        fc.pre(foldText(query) !== '')
        const text = start + query + end
        const ranges = findText(text, query)
        expect(ranges.length).toBeGreaterThan(0)
        for (const range of ranges)
          expect(foldText(text.slice(range.start, range.end))).toContain(foldText(query))
      }),
      options,
    )
  })

  it('[DIR3] cleaning twice is cleaning once', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(cleanText(cleanText(text))).toBe(cleanText(text))
      }),
      options,
    )
  })
})
