import { describe, expect, it } from 'vitest'
import { blockWords, isDamagedPdfText, repairPdfText } from '#core/text/pdf/repair-pdf-text.ts'
import { piecesText, repairLine } from '#core/text/pdf/repair-line.ts'
import { vocabularyOf } from '#core/text/pdf/vocabulary.ts'
import { DAMAGED_PDF } from '../../support/damaged-pdf-text.ts'

const NO_WORDS = vocabularyOf([])
const read = (line: string, vocabulary = NO_WORDS): string => piecesText(repairLine(line, vocabulary))

/** Rules broken on purpose: each must be told from the real one by what is asked of it. */
const mutants = {
  'turns nothing round': (line: string) => line.replace(/\s+/gu, ' '),
  'turns every word round': (line: string) => line.split(/\s+/u).reverse().join(' '),
  'glues nothing': (line: string) =>
    repairLine(line, NO_WORDS)
      .map(({ text }) => text)
      .join(' '),
  'glues everything': (line: string) =>
    repairLine(line, NO_WORDS)
      .map(({ text }) => text)
      .join(''),
}

const LINES: readonly (readonly [damaged: string, whole: string])[] = [
  // A stop glued to the next word, and a word torn at the border.
  ['كتب الشبكة في القرى.والملاحظات إلى م', 'والملاحظات إلى مكتب الشبكة في القرى.'],
  // An acronym with its brackets, seen from the left.
  ['. ( والأهاليUTNمجلس ينابيع القرى )', 'مجلس ينابيع القرى (UTN) والأهالي.'],
  // Numbers are runs of their own.
  [
    'من قبل الأهالي 2029( في ربيع UTNتأسست شبكة المياه )',
    'تأسست شبكة المياه (UTN) في ربيع 2029 من قبل الأهالي',
  ],
  // A comma glued to the next word: the word before it was a run of its own.
  ['وكذلك أهل السهول. الجبال،وفي', 'وفي الجبال، وكذلك أهل السهول.'],
  // A wide gap, and a torn word whose last letter begins the line.
  ['ت القرى كلها  حصص المياه التي بلغ', 'حصص المياه التي بلغت القرى كلها'],
  // An aside between dashes.
  ['من سقي الحقول - بعد المطر -تمكنت القرى', 'تمكنت القرى - بعد المطر - من سقي الحقول'],
  // ة ends words: two runs without a blank between them.
  ['ورعايةشبكة المياه', 'شبكة المياه ورعاية'],
  // The opening quote that ends the line is where it begins.
  ['، كنا نسقي 2030 2في لقائنا الأخير ك “', '“في لقائنا الأخير ك2 2030، كنا نسقي'],
]

describe('a line of damaged PDF text', () => {
  it('[DOC650] is read in the order of its runs, cut at their borders and turned round', () => {
    for (const [damaged, whole] of LINES) expect(read(damaged)).toBe(whole)
  })

  it('[DOC650] a rule that is broken is caught by these lines', () => {
    for (const [name, broken] of Object.entries(mutants))
      expect(
        LINES.some(([damaged, whole]) => broken(damaged) !== whole),
        name,
      ).toBe(true)
    expect(LINES.every(([damaged]) => mutants['turns nothing round'](damaged) !== read(damaged))).toBe(true)
  })

  it('[DOC650] without a sign of damage stays one piece and to the letter', () => {
    for (const line of [
      'اجتمعت اللجان في القرى، ثم كتبت ورقتها.',
      'تعمل شبكة UTN منذ سنة 2029 في القرى.',
      'الإضافات والإجراءات والأهداف وما بعدها',
      'the network (UTN) met in 2029.',
    ])
      expect(repairLine(line, NO_WORDS)).toEqual([{ text: line, isGlued: false }])
  })

  it('[DOC651] words torn or glued at a border are told by the words of the text', () => {
    const words = vocabularyOf(['المدرسة والينابيع حول', 'المدرسة والينابيع حول القرية', 'القرية'])
    expect(read('المياه حولفي القرى', words)).toBe('في القرى المياه حول')
    // Without a text that knows them nothing is cut.
    expect(read('طرائقالسقي كلها')).toBe('طرائقالسقي كلها')
    expect(read('سة الجديدة كلها  كتبت لجنة المدر', words)).toBe('كتبت لجنة المدرسة الجديدة كلها')
    // A letter that ends the word before it begins none.
    expect(read('بهذه الورقة  اوالناشطات في التزامه')).toBe('والناشطات في التزامها بهذه الورقة')
  })

  it('[DOC650] loses no letter and adds none', () => {
    const letters = (text: string): string => Array.from(text.replace(/\s/gu, '')).toSorted().join('')
    const words = vocabularyOf(DAMAGED_PDF.split('\n'))
    for (const line of DAMAGED_PDF.split('\n')) expect(letters(read(line.trim(), words))).toBe(letters(line))
  })
})

describe('a text of damaged PDF lines', () => {
  const blocks = repairPdfText(DAMAGED_PDF)

  it('[DOC652] soft-wrapped lines are joined, headings and numbered lists are found', () => {
    expect(blocks.map(({ kind, number, lines }) => [kind, number, lines.map((line) => line.number)])).toEqual(
      [
        ['heading', null, [1]],
        ['paragraph', null, [5, 7]],
        ['paragraph', null, [9, 11, 13]],
        ['heading', null, [14]],
        ['paragraph', null, [16, 18]],
        ['ordered', 1, [20, 22]],
        ['ordered', 2, [24, 26]],
        ['left-out', null, [27]],
        ['paragraph', null, [30, 31, 33]],
      ],
    )
  })

  it('[DOC652] a sentence that ends in a line that is not full ends its paragraph', () => {
    expect(blockWords(blocks[1] ?? { lines: [] })).toMatch(/^شبكة القرى المتوسطة ورعاية المياه .*القرى\.$/u)
  })

  it('[DOC653] every line keeps what it came from, and is doubtful when anything in it was turned round', () => {
    const source = DAMAGED_PDF.split('\n')
    for (const line of blocks.flatMap((block) => block.lines)) {
      expect(line.source).toBe(source[line.number - 1]?.trim())
      if (line.pieces.length > 1) expect(line.isDoubtful).toBe(true)
    }
    expect(blocks.flatMap((block) => block.lines).filter((line) => line.isDoubtful)).not.toHaveLength(0)
  })

  it('[DOC654] running headers and page numbers are set apart, and a sentence with a year is not', () => {
    const pages = [1, 2, 3].flatMap((page) => [
      'ورقة القرى المتوسطة',
      `تجتمع لجان الينابيع في القرى المتوسطة كل ربيع لتكتب ما جرى في ${['السنة الأولى', 'السهول والجبال', 'المدارس'][page - 1]} من عملها الطويل`,
      `اجتمعنا في سنة 2029.`,
      `- ${page} -`,
    ])
    const read = repairPdfText(pages.join('\n'))
    expect(read.filter(({ kind }) => kind === 'left-out').map((block) => blockWords(block))).toHaveLength(6)
    expect(
      read
        .filter(({ kind }) => kind !== 'left-out')
        .map(blockWords)
        .join('\n'),
    ).toContain('اجتمعنا في سنة 2029.')
  })

  it('[DOC656] is known by many lines that look damaged, and a whole text is not taken for one', () => {
    expect(isDamagedPdfText(DAMAGED_PDF)).toBe(true)
    expect(isDamagedPdfText(repairPdfText(DAMAGED_PDF).map(blockWords).join('\n\n'))).toBe(false)
    expect(isDamagedPdfText('')).toBe(false)
  })
})
