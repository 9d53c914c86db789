import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { bidiControls, cleanText } from '#core/text/clean.ts'
import { findText } from '#core/text/find.ts'
import { piecesText, repairLine } from '#core/text/pdf/repair-line.ts'
import { vocabularyOf } from '#core/text/pdf/vocabulary.ts'
import { digitEdits } from '#core/text/proposals/digits.ts'
import { withEdits } from '#core/text/proposals/proposal.ts'
import { proposalsFor } from '#core/text/proposals/proposals.ts'
import { countWords } from '#core/text/words.ts'
import { listed } from '../../../editor/ui/home/listed.ts'
import { createTranslator } from '../../../editor/ui/messages/translator.ts'
import { casesOutside, type ArabicCase } from '../../support/arabic-cases.ts'

const OWN: readonly ArabicCase[] = [
  {
    id: 'own-1',
    category: 'search',
    name: 'hamza',
    input: { text: 'أهل القرى', query: 'اهل' },
    expected: [[0, 3]],
  },
  { id: 'own-2', category: 'normalise', name: 'tatweel', input: 'ميـــاه', expected: 'مياه' },
  { id: 'own-3', category: 'digits', name: 'to Western', input: 'سنة ٢٠٣٠', expected: 'سنة 2030' },
  {
    id: 'own-4',
    category: 'digits',
    name: 'to Arabic-Indic',
    input: 'UTN-3 في 2030',
    expected: 'UTN-3 في ٢٠٣٠',
  },
  { id: 'own-5', category: 'punctuation', name: 'comma', input: 'الماء ,والأرض', expected: 'الماء، والأرض' },
  {
    id: 'own-6',
    category: 'bidi-control',
    name: 'flagged',
    input: 'a\u202eb',
    expected: [{ index: 1, cp: 'U+202E' }],
  },
  { id: 'own-7', category: 'count', name: 'words', input: 'الماءُ حقٌّ.', expected: 2 },
  {
    id: 'own-8',
    category: 'pdf-repair',
    name: 'a torn word',
    input: 'كتب الشبكة في القرى.والملاحظات إلى م',
    expected: 'والملاحظات إلى مكتب الشبكة في القرى.',
  },
  { id: 'own-9', category: 'intl', name: 'plural', input: [1, 5, 200], expected: ['one', 'few', 'other'] },
  { id: 'own-10', category: 'intl', name: 'month', input: '2030-01-09', expected: '٩ كانون الثاني ٢٠٣٠' },
  { id: 'own-11', category: 'intl', name: 'relative', input: [-1, 'day'], expected: 'أمس' },
  { id: 'own-12', category: 'intl', name: 'number', input: 2000.5, expected: '٢٬٠٠٠٫٥' },
  {
    id: 'own-13',
    category: 'intl',
    name: 'sort',
    input: ['أهل', 'إنارة', 'انهار'],
    expected: ['إنارة', 'انهار', 'أهل'],
  },
]

const searched = z.object({ text: z.string(), query: z.string() })

const textOf = (input: unknown): string => z.string().parse(input)

/** As who reads ١٢٣ is spoken to; no message is needed. */
const speaker = createTranslator('ar', 'arab', {})

/** What the interface makes of days, numbers and names, by what a case is about. */
const INTL: Readonly<Record<string, (input: unknown) => unknown>> = {
  plural: (input) => {
    const rules = new Intl.PluralRules(speaker.locale)
    return z
      .array(z.number())
      .parse(input)
      .map((count) => rules.select(count))
  },
  month: (input) => speaker.date(Date.parse(`${textOf(input)}T12:00`)),
  relative: (input) => {
    const [days] = z.tuple([z.number(), z.literal('day')]).parse(input)
    const now = Date.parse('2030-06-20T12:00')
    return speaker.since(now + days * 24 * 3_600_000, now)
  },
  number: (input) => speaker.number(z.number().parse(input)),
  sort: (input) => {
    const documents = z
      .array(z.string())
      .parse(input)
      .map(
        (title) =>
          ({
            id: title,
            group: 'g',
            title,
            stage: 'drafting',
            createdAt: 0,
            updatedAt: 0,
            language: 'ar',
            digits: 'arab',
          }) as const,
      )
    const wish = {
      query: '',
      stage: null,
      order: 'title',
      pinned: new Set<string>(),
      locale: speaker.locale,
    } as const
    return listed(documents, wish).map(({ title }) => title)
  },
  list: (input) =>
    new Intl.ListFormat(speaker.locale, { type: 'conjunction' }).format(z.array(z.string()).parse(input)),
}

const intlOf = ({ name }: ArabicCase): ((input: unknown) => unknown) | undefined =>
  Object.entries(INTL).find(([about]) => name.includes(about))?.[1]

/** What our code makes of a case, in the shape of what is expected of it. */
const ANSWERS: Readonly<Record<string, (one: ArabicCase) => unknown>> = {
  search: ({ input }) => {
    const { text, query } = searched.parse(input)
    return findText(text, query).map(({ start, end }) => [start, end])
  },
  normalise: ({ input }) => cleanText(textOf(input)),
  digits: ({ input, name }) => {
    const text = textOf(input)
    return withEdits(text, digitEdits(text, name.startsWith('to Western') ? 'western' : 'arabic-indic'))
  },
  punctuation: ({ input }) => {
    const text = textOf(input)
    return withEdits(
      text,
      proposalsFor(text).flatMap(({ edits }) => edits),
    )
  },
  'bidi-control': ({ input, expected }) =>
    typeof expected === 'string'
      ? cleanText(textOf(input))
      : bidiControls(textOf(input)).map(({ index, codePoint }) => ({ index, cp: codePoint })),
  count: ({ input }) => countWords(textOf(input)),
  intl: (one) => intlOf(one)?.(one.input),
  'pdf-repair': ({ input }) => piecesText(repairLine(textOf(input), vocabularyOf([]))),
}

/** Lines of which nobody says how they read have nothing to be compared with. */
const decided = [
  ...OWN,
  ...casesOutside(({ category, expected }) => category in ANSWERS && expected !== null),
]

describe('Arabic text as cases', () => {
  it.each(decided.map((one) => [`${one.category} ${one.id}, ${one.name}`, one] as const))(
    '[DIR1] [DIR2] [DIR3] [DIR4] [DIR6] [DIR10] [DIR14] [DIR16] [DOC650] %s',
    (_, one) => {
      expect(ANSWERS[one.category]?.(one)).toEqual(one.expected)
    },
  )
})
