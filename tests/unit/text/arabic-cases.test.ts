import { readFileSync } from 'node:fs'
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

/**
 * Cases as data, `{ id, category, name, input, expected }`. Those here are our own; `ARABIC_CASES` names a file with more,
 * for instance of a real report whose sentences stay outside. Cases of categories that need a page or another program
 * are passed over: pages and files have tests of their own.
 */
interface ArabicCase {
  readonly id: string
  readonly category: string
  readonly name: string
  readonly input: unknown
  readonly expected: unknown
}

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
]

const caseShape = z.object({
  id: z.string(),
  category: z.string(),
  name: z.string(),
  input: z.unknown(),
  expected: z.unknown(),
})
const searched = z.object({ text: z.string(), query: z.string() })

const file = process.env['ARABIC_CASES']
const CASES: readonly ArabicCase[] = [
  ...OWN,
  ...(file === undefined ? [] : z.array(caseShape).parse(JSON.parse(readFileSync(file, 'utf8')))),
]

const textOf = (input: unknown): string => z.string().parse(input)

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
  'pdf-repair': ({ input }) => piecesText(repairLine(textOf(input), vocabularyOf([]))),
}

/** Lines of which nobody says how they read have nothing to be compared with. */
const decided = CASES.filter(({ category, expected }) => category in ANSWERS && expected !== null)

describe('Arabic text as cases', () => {
  it.each(decided.map((one) => [`${one.category} ${one.id}, ${one.name}`, one] as const))(
    '[DIR1] [DIR2] [DIR3] [DIR4] [DIR6] [DIR10] [DIR14] [DIR16] [DOC650] %s',
    (_, one) => {
      expect(ANSWERS[one.category]?.(one)).toEqual(one.expected)
    },
  )
})
