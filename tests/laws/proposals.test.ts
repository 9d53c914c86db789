import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digitEdits, type DigitScript } from '#core/text/proposals/digits.ts'
import { PROPOSAL_KINDS, startOf, withEdits, type TextEdit } from '#core/text/proposals/proposal.ts'
import { proposalsFor } from '#core/text/proposals/proposals.ts'
import { untouchedIn } from '#core/text/proposals/untouched.ts'
import { MISSPELT, WELL_WRITTEN } from '../unit/text/written-texts.ts'

const words = [...MISSPELT.map(([wrong]) => wrong), ...WELL_WRITTEN].flatMap((text) => text.split(' '))

/** Texts as people write them, and worse: words right and wrong, stops, blanks, figures, Latin, marks, controls. */
const written = fc.string({
  unit: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...words) },
    { weight: 4, arbitrary: fc.constantFrom(' ', ' ', ' ', '  ', '\n') },
    fc.constantFrom(
      ',',
      ';',
      '?',
      '،',
      '؛',
      '؟',
      '.',
      ':',
      '!',
      '…',
      '"',
      '“',
      '”',
      '«',
      '»',
      '(',
      ')',
      '[',
      ']',
      '-',
      '–',
      '/',
    ),
    fc.constantFrom(
      'ـ',
      '\u200f',
      '\u200e',
      '\u200c',
      '\u061c',
      '\u202e',
      '\u2069',
      '\u064e',
      '\u0651',
      'و',
      '👩‍🌾',
      '𞤀',
    ),
    fc.constantFrom(
      '2012-2022',
      '12',
      '٣٫٥',
      '1,250',
      '۴',
      '٢٠٢٢',
      'WMG',
      'COVID-19',
      'a1',
      'x.org/?a=1,2',
      '+963-1',
    ),
  ),
  maxLength: 24,
})
const options = { seed: 770, numRuns: 3000 }

const inOrder = (edits: readonly TextEdit[]): readonly TextEdit[] =>
  edits.toSorted((one, two) => one.start - two.start)

/** Latin words with what belongs to them. */
const latinOf = (text: string): readonly string[] => text.match(/[A-Za-z][A-Za-z0-9/=@-]*/gu) ?? []

/** Doing all of a kind until there is no more of it: how often it takes. */
const rounds = (text: string, kind: string): number => {
  let now = text
  for (let round = 0; round < 10; round++) {
    const edits = proposalsFor(now)
      .filter((one) => one.kind === kind)
      .flatMap((one) => one.edits)
    if (edits.length === 0) return round
    now = withEdits(now, inOrder(edits))
  }
  return 10
}

describe('proposals for a text', () => {
  it('[DIR8] never meet, lie in the text, change something and come in order', () => {
    fc.assert(
      fc.property(written, (text) => {
        const proposals = proposalsFor(text)
        const edits = inOrder(proposals.flatMap((one) => one.edits))
        let end = 0
        for (const edit of edits) {
          expect(edit.start).toBeGreaterThanOrEqual(end)
          expect(edit.end).toBeLessThanOrEqual(text.length)
          expect(text.slice(edit.start, edit.end)).not.toBe(edit.replacement)
          end = edit.end
        }
        expect(proposals.map(startOf)).toEqual(proposals.map(startOf).toSorted((one, two) => one - two))
      }),
      options,
    )
  })

  it('[DIR18] of one kind done together leave nothing of it to be done', () => {
    fc.assert(
      fc.property(written, fc.constantFrom(...PROPOSAL_KINDS), (text, kind) => {
        expect(rounds(text, kind)).toBeLessThanOrEqual(1)
      }),
      options,
    )
  })

  it('[DIR9] leave every Latin word, address and identifier as it is', () => {
    fc.assert(
      fc.property(written, (text) => {
        const all = inOrder(
          proposalsFor(text)
            .filter(({ kind }) => kind !== 'invisible')
            .flatMap((one) => one.edits),
        )
        const untouched = untouchedIn(text)
        for (const { start, end } of all)
          for (const range of untouched) expect(start >= range.end || end <= range.start).toBe(true)
        expect(latinOf(withEdits(text, all))).toEqual(latinOf(text))
      }),
      options,
    )
  })
})

describe('digits', () => {
  const convert = (text: string, script: DigitScript): string => withEdits(text, digitEdits(text, script))

  it('[DIR10] there and back are what they were', () => {
    const western = written.map((text) => convert(text, 'western').replaceAll(/[٫٬٠-٩۰-۹]/gu, ''))
    fc.assert(
      fc.property(western, (text) => {
        expect(convert(convert(text, 'arabic-indic'), 'western')).toBe(text)
      }),
      options,
    )
  })

  it('[DIR10] converted twice are converted once, and Latin words keep theirs', () => {
    fc.assert(
      fc.property(written, fc.constantFrom<DigitScript>('western', 'arabic-indic'), (text, script) => {
        const once = convert(text, script)
        expect(convert(once, script)).toBe(once)
        expect(latinOf(once)).toEqual(latinOf(text))
      }),
      options,
    )
  })
})
