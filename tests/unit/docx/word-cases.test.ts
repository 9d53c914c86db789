import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { DEFAULT_BLOCK_ATTRS } from '#core/schema/block.ts'
import type { Run } from '#core/schema/content.ts'
import { writeDocx } from '../../../sync-server/export/docx/write-docx.ts'
import { casesOutside, type ArabicCase } from '../../support/arabic-cases.ts'
import { libreOffice, printedByLibreOffice } from '../../support/libreoffice.ts'
import { popplerSpan } from '../../support/poppler.ts'
import { NAMES } from './support.ts'
import { partsOf } from './unzipped.ts'

const OWN: readonly ArabicCase[] = [
  {
    id: 'own-1',
    category: 'docx',
    name: 'bidi paragraph',
    input: { text: 'قرار WMG-3 في المياه.' },
    expected: {
      pPr: ['w:bidi', 'w:jc=start'],
      arabicRuns: 'w:rtl + w:cs font + w:lang w:bidi=ar-SY',
      latinRuns: 'no w:rtl',
    },
  },
  {
    id: 'own-2',
    category: 'docx',
    name: 'revision inside a word',
    input: { runs: ['الم', { ins: 'يا' }, 'ه'] },
    expected: { xml: '<w:ins w:author w:date>' },
  },
]

const paragraphCase = z.object({ text: z.string() })
const revisionCase = z.object({ runs: z.array(z.union([z.string(), z.object({ ins: z.string() })])) })

const fileOf = (runs: readonly Run[]): Uint8Array =>
  writeDocx({
    title: 'ع',
    blocks: [{ attrs: DEFAULT_BLOCK_ATTRS, formats: new Map(), runs }],
    marked: { discussions: [], names: NAMES },
  })

const plain = (text: string): Run => ({ text, formats: new Map() })
const inserted = (text: string): Run => ({
  text,
  formats: new Map([['insertion--m1-a-1', { by: 'm1', at: Date.UTC(2026, 0, 1) }]]),
})

const partOf = (file: Uint8Array, name: string): string => partsOf(file).get(name) ?? ''

/** The attributes of the first element of that name. */
const attributeOf = (xml: string, element: string, name: string): string | null =>
  new RegExp(`<${element} [^>]*?${name}="([^"]*)"`, 'u').exec(xml)?.[1] ?? null

/** How Word draws the one paragraph of a file: what it does not say itself is as the defaults of the file say. */
const drawn = (file: Uint8Array) => {
  const [document, styles] = [partOf(file, 'word/document.xml'), partOf(file, 'word/styles.xml')]
  const paragraph = /<w:pPr>.*?<\/w:pPr>/u.exec(document)?.[0] ?? ''
  const defaults = /<w:docDefaults>.*?<\/w:docDefaults>/u.exec(styles)?.[0] ?? ''
  const normal = /<w:style [^>]*w:default="1" w:styleId="Normal">.*?<\/w:style>/u.exec(styles)?.[0] ?? ''
  const runs = [...document.matchAll(/<w:r>(.*?)<\/w:r>/gu)].map(([, run = '']) => ({
    text: /<w:t [^>]*>(.*?)<\/w:t>/u.exec(run)?.[1] ?? '',
    isRtl: run.includes('<w:rtl/>'),
  }))
  return {
    isBidi: paragraph.includes('<w:bidi/>'),
    // None is the leading edge, which is the right one of a paragraph from right to left.
    align: attributeOf(paragraph + normal + defaults, 'w:jc', 'w:val') ?? 'start',
    csFont: attributeOf(defaults, 'w:rFonts', 'w:cs'),
    bidiLanguage: attributeOf(defaults, 'w:lang', 'w:bidi'),
    runs,
  }
}

/** What is expected of a paragraph, in the words of the cases. */
const PARAGRAPH: Readonly<Record<string, (file: Uint8Array) => void>> = {
  'w:bidi': (file) => expect(drawn(file).isBidi).toBe(true),
  'w:jc=start': (file) => expect(drawn(file).align).toBe('start'),
  'w:rtl + w:cs font + w:lang w:bidi=ar-SY': (file) => {
    const { csFont, bidiLanguage, runs } = drawn(file)
    const arabic = runs.filter(({ text }) => /\p{Script=Arabic}/u.test(text))
    expect(arabic.map(({ isRtl }) => isRtl)).toEqual(arabic.map(() => true))
    expect([csFont, bidiLanguage]).toEqual([expect.stringMatching(/\p{L}/u), 'ar-SY'])
  },
  'no w:rtl': (file) => {
    const latin = drawn(file).runs.filter(({ text }) => /\p{Script=Latin}/u.test(text))
    expect(latin.map(({ isRtl }) => isRtl)).toEqual(latin.map(() => false))
    expect(latin).not.toEqual([])
  },
}

const paragraphWish = z.object({ pPr: z.array(z.string()), arabicRuns: z.string(), latinRuns: z.string() })
const revisionWish = z.object({
  xml: z.literal('<w:ins w:author w:date>'),
  renderedJoined: z.boolean().optional(),
})

const CASES = [...OWN, ...casesOutside(({ category }) => category === 'docx')]
const casesNamed = (name: string) =>
  CASES.filter((one) => one.name === name).map((one) => [one.id, one] as const)

describe('a Word file', () => {
  it('answers every case', () => {
    const names = new Set(CASES.map(({ name }) => name))
    expect(names).toEqual(new Set(['bidi paragraph', 'revision inside a word']))
  })

  it.each(casesNamed('bidi paragraph'))(
    '[DOC621] has Arabic from right to left, Latin as it is: %s',
    (_, one) => {
      const file = fileOf([plain(paragraphCase.parse(one.input).text)])
      const { pPr, arabicRuns, latinRuns } = paragraphWish.parse(one.expected)
      for (const wish of [...pPr, arabicRuns, latinRuns]) {
        const check = PARAGRAPH[wish]
        if (check === undefined) throw new Error(`nobody knows what "${wish}" asks for`)
        check(file)
      }
    },
  )

  it.each(casesNamed('revision inside a word'))(
    '[DOC626] has a suggestion inside a word as a revision, and the word whole: %s',
    { timeout: 300_000 },
    async (_, one) => {
      const { runs } = revisionCase.parse(one.input)
      const { renderedJoined } = revisionWish.parse(one.expected)
      const file = fileOf(runs.map((run) => (typeof run === 'string' ? plain(run) : inserted(run.ins))))
      const document = partOf(file, 'word/document.xml')
      for (const run of runs)
        if (typeof run !== 'string')
          expect(document).toMatch(
            new RegExp(`<w:ins [^>]*w:author="[^"]+" w:date="[^"]+".*?>${run.ins}</w:t></w:r></w:ins>`, 'u'),
          )
      if (renderedJoined === undefined) return
      const whole = runs.map((run) => (typeof run === 'string' ? run : run.ins)).join('')
      const spans = []
      for (const shown of [file, fileOf([plain(whole)])])
        spans.push(await popplerSpan(await printedByLibreOffice(libreOffice(), shown)))
      const [revised = 0, unchanged = 0] = spans
      // Apart, each piece would end in the wider shape of its last letter.
      expect(Math.abs(revised - unchanged) < 0.2).toBe(renderedJoined)
    },
  )
})
