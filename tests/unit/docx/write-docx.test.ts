import { inflateRawSync, inflateSync } from 'node:zlib'
import fc from 'fast-check'
import { encode } from 'uqr'
import { describe, expect, it } from 'vitest'
import { DEFAULT_BLOCK_ATTRS, type BlockAttrs } from '#core/schema/block.ts'
import { redlineOf } from '#core/history/redline.ts'
import type { BlockContent, Run } from '#core/schema/content.ts'
import { DOCUMENT_DIGITS } from '#core/schema/numbering.ts'
import { scriptRuns } from '../../../sync-server/export/docx/script-runs.ts'
import type { Discussion } from '../../../sync-server/export/discussion.ts'
import { readZipDirectory } from '../../../sync-server/import/docx/zip-directory.ts'
import { writeDocx } from '../../../sync-server/export/docx/write-docx.ts'
import { anyBlocks } from '../export/arbitraries.ts'
import { proposedBlocks } from './arbitraries.ts'
import { NAMES, readBack } from './support.ts'
import { partsOf } from './unzipped.ts'
import { expectWhole } from './whole-file.ts'

const block = (text: string | readonly Run[], attrs: Partial<BlockAttrs> = {}): BlockContent => ({
  attrs: { ...DEFAULT_BLOCK_ATTRS, ...attrs },
  formats: new Map(),
  runs: typeof text === 'string' ? [{ text, formats: new Map() }] : text,
})

const AT = Date.UTC(2025, 2, 1, 10)

const CERTIFICATE = {
  sha256: '0123456789abcdef'.repeat(4),
  finalAt: AT,
  version: 12,
  address: 'https://siyagha.example.org/verify#c=AbCdEfGhIjKlMnOpQrStUvWxYz012345',
}

/** The modules of a code in a PNG of one bit a pixel, by a reading of its own. */
const drawnIn = (png: Buffer): { readonly modules: readonly (readonly boolean[])[] } => {
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG')
  const size = png.readUInt32BE(16)
  const start = png.indexOf('IDAT')
  const rows = inflateSync(png.subarray(start + 4, start + 4 + png.readUInt32BE(start - 4)))
  const rowLength = rows.length / size
  const side = encode(CERTIFICATE.address, { ecc: 'M', border: 4 }).size
  const scale = size / side
  const isBlack = (x: number, y: number): boolean =>
    (((rows[y * rowLength + 1 + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1) === 0
  const middle = (module: number): number => Math.floor((module + 0.5) * scale)
  return {
    modules: Array.from({ length: side }, (_, y) =>
      Array.from({ length: side }, (__, x) => isBlack(middle(x), middle(y))),
    ),
  }
}

const proposed: readonly BlockContent[] = [
  block([
    { text: 'قبل ', formats: new Map() },
    { text: 'قديم', formats: new Map([['deletion--m1-a-1', { by: 'm1', at: AT }]]) },
    { text: 'جديد', formats: new Map([['insertion--m1-a-1', { by: 'm1', at: AT }]]) },
    {
      text: ' بعد',
      formats: new Map([['formatChange--m2-b-1', { by: 'm2', at: AT + 1234, set: '{"bold":true}' }]]),
    },
  ]),
  block('ثانية'),
]

const at = (start: number, end: number): Pick<Discussion, 'start' | 'end'> => ({
  start: { block: 0, offset: start },
  end: { block: 0, offset: end },
})

const discussions: readonly Discussion[] = [
  {
    ...at(0, 3),
    on: 'text',
    isResolved: true,
    comments: [
      { by: 'm1', at: AT, body: 'سؤال\nفي سطرين' },
      { by: 'm2', at: AT + 5, body: 'جواب إلى <@m3>' },
    ],
  },
  {
    ...at(4, 12),
    on: { suggestion: 'm1-a-1' },
    isResolved: false,
    comments: [{ by: 'm3', at: AT, body: 'لماذا؟' }],
  },
  { ...at(0, 0), on: 'document', isResolved: false, comments: [{ by: 'm1', at: AT, body: 'عن النصّ كلّه' }] },
  {
    start: { block: 1, offset: 0 },
    end: { block: 1, offset: 5 },
    on: 'block',
    isResolved: false,
    comments: [{ by: 'm1', at: AT, body: 'عن الفقرة' }],
  },
]

describe('a Word file', () => {
  it('[DOC622] is whole: parts, types, relationships, lists, styles, ranges of comments', () => {
    fc.assert(
      fc.property(proposedBlocks, (blocks) => {
        expectWhole(writeDocx({ title: 'عنوان & "اسم"', blocks, marked: { discussions: [], names: NAMES } }))
        expectWhole(writeDocx({ title: 'عنوان', blocks, marked: null }))
      }),
      { seed: 20263, numRuns: 40 },
    )
    expectWhole(writeDocx({ title: 'ع', blocks: proposed, marked: { discussions, names: NAMES } }))
  })

  it('[DOC622] [DOC680] [DOC700] is whole as a redline, with a certificate, and in any digits', () => {
    fc.assert(
      fc.property(anyBlocks, anyBlocks, (before, after) => {
        for (const digits of DOCUMENT_DIGITS)
          expectWhole(
            writeDocx({
              title: 'ع',
              blocks: redlineOf(before, after, { at: AT, authors: null }),
              marked: { discussions: [], names: null },
              numbers: null,
              comparison: { from: 'أ', to: '<ب>' },
              digits,
            }),
          )
      }),
      { seed: 20266, numRuns: 25 },
    )
    for (const digits of DOCUMENT_DIGITS)
      expectWhole(
        writeDocx({ title: 'ع', blocks: [block('نصّ')], marked: null, certificate: CERTIFICATE, digits }),
      )
  })

  it('[DOC742] bears the number of each page at its foot, which is no text of it', () => {
    const file = writeDocx({ title: 'ع', blocks: [block('نصّ')], marked: null })
    const parts = partsOf(file)
    expect(parts.get('word/footer.xml')).toContain('<w:fldSimple w:instr=" PAGE ">')
    expect(parts.get('word/document.xml')).toContain('<w:footerReference w:type="default" r:id="footer"/>')
    const { blocks, warnings } = readBack(file)
    expect(blocks.map(({ runs }) => runs.map(({ text }) => text).join(''))).toEqual(['نصّ'])
    expect(warnings).toEqual([])
  })

  it('[DOC700] of a final text bears its address as a picture, the same every time', () => {
    const write = () =>
      writeDocx({ title: 'ع', blocks: [block('نصّ')], marked: null, certificate: CERTIFICATE })
    const [file, again] = [write(), write()]
    expect(Buffer.from(again).equals(Buffer.from(file))).toBe(true)
    const picture = readZipDirectory(file).get('word/media/code.png')
    expect(picture).toBeDefined()
    const { modules } = drawnIn(inflateRawSync(picture?.packed ?? new Uint8Array()))
    expect(modules).toEqual(encode(CERTIFICATE.address, { ecc: 'M', border: 4 }).data)
    // Read back it is no picture that was left out.
    expect(readBack(file).warnings).toEqual([])
  })

  it('[DOC622] that is clean holds no author, no time, no mark of a session, and is the same bytes every time', () => {
    fc.assert(
      fc.property(anyBlocks, (blocks) => {
        const bytes = writeDocx({ title: 'عنوان', blocks, marked: null })
        expect(Buffer.from(bytes).equals(writeDocx({ title: 'عنوان', blocks, marked: null }))).toBe(true)
        for (const [name, text] of partsOf(bytes)) {
          expect(name).not.toMatch(/comments|people|custom|thumbnail/u)
          expect(text).not.toMatch(
            /w:author|w:initials|w:rsid|w:date|dc:creator|lastModifiedBy|dcterms|siyagha:(?:at|group)=/u,
          )
        }
      }),
      { seed: 20264, numRuns: 50 },
    )
    for (const { name } of readZipDirectory(
      writeDocx({ title: 'ع', blocks: proposed, marked: null }),
    ).values())
      expect(name).toMatch(
        /^(?:\[Content_Types\]\.xml|_rels\/\.rels|word\/(?:_rels\/)?[a-z.]+|docProps\/(?:core|app)\.xml)$/u,
      )
  })

  it('[DOC623] calls people «عضو 1», «عضو 2» unless their names are asked for, one person the same throughout', () => {
    const all = (names: ReadonlyMap<string, string> | null): string =>
      [...partsOf(writeDocx({ title: 'ع', blocks: proposed, marked: { discussions, names } })).values()].join(
        '\n',
      )
    const hidden = all(null)
    for (const secret of [...NAMES.values(), 'm1', 'm2', 'm3']) expect(hidden).not.toContain(secret)
    expect(new Set(hidden.match(/w:author="[^"]*"/gu))).toEqual(
      new Set(['w:author="عضو 1"', 'w:author="عضو 2"', 'w:author="عضو 3"']),
    )
    expect(hidden).toContain('@عضو ')
    const shown = all(NAMES)
    for (const name of NAMES.values()) expect(shown).toContain(`w:author="${name}"`)
    expect(shown).toContain('@ليلى')
    expect(shown).not.toContain('<@m3>')
  })

  it('[DOC624] holds discussions with their answers, resolved or open, on what they hang on, and gives them back', () => {
    const file = writeDocx({ title: 'ع', blocks: proposed, marked: { discussions, names: NAMES } })
    const { threads, blocks } = readBack(file)
    const suggestion = [...(blocks[0]?.runs[1]?.formats.keys() ?? [])][0]?.split('--')[1]
    expect(threads).toEqual([
      {
        anchor: { ...at(0, 3), isBlock: false },
        isResolved: true,
        comments: [
          { by: 'm1', at: AT, body: 'سؤال\nفي سطرين' },
          { by: 'm2', at: AT + 5, body: 'جواب إلى @ليلى' },
        ],
      },
      { anchor: { suggestion }, isResolved: false, comments: [{ by: 'm3', at: AT, body: 'لماذا؟' }] },
      { anchor: null, isResolved: false, comments: [{ by: 'm1', at: AT, body: 'عن النصّ كلّه' }] },
      {
        anchor: { start: { block: 1, offset: 0 }, end: { block: 1, offset: 5 }, isBlock: true },
        isResolved: false,
        comments: [{ by: 'm1', at: AT, body: 'عن الفقرة' }],
      },
    ])
  })

  it('[DOC621] is right to left: paragraphs, sections, runs by script, digits as they are written', () => {
    const text = partsOf(
      writeDocx({
        title: 'ع',
        blocks: [block('في عام 2024 قال WMG ذلك'), block('Latin', { dir: 'ltr' })],
        marked: null,
      }),
    ).get('word/document.xml')
    expect(text).toContain('<w:bidi/></w:sectPr>')
    expect(text?.match(/<w:pPr><w:bidi\/>/gu)).toHaveLength(1)
    expect(text).toContain('<w:pPr><w:bidi w:val="0"/>')
    expect(text).toContain('<w:r><w:t xml:space="preserve">2024</w:t></w:r>')
    expect(text).toContain('<w:r><w:rPr><w:rtl/></w:rPr><w:t xml:space="preserve">في عام </w:t></w:r>')
  })

  it('[DOC621] cuts a text by script without losing a letter', () => {
    const cut = (line: string, isRtl = true): string =>
      scriptRuns(line, isRtl)
        .map((run) => (run.isRtl ? `>${run.text}` : `<${run.text}`))
        .join('')
    expect(cut('عام 2018–2023 ثم')).toBe('>عام <2018>–<2023> ثم')
    expect(cut('برنامج (Joint Monitoring 2) هنا')).toBe('>برنامج (<Joint Monitoring 2>) هنا')
    expect(cut('1,250.5 متر')).toBe('<1,250.5> متر')
    expect(cut('٣ بنود')).toBe('>٣ بنود')
    expect(cut('see «قول كريم» there', false)).toBe('<see «>قول كريم<» there')
    expect(cut('حقٌّ')).toBe('>حقٌّ')
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.boolean(), (line, isRtl) => {
        expect(
          scriptRuns(line, isRtl)
            .map((run) => run.text)
            .join(''),
        ).toBe(line)
      }),
      { seed: 20265 },
    )
  })
})
