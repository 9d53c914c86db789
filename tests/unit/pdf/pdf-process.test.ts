import { join } from 'node:path'
import fc from 'fast-check'
import * as Y from 'yjs'
import { afterAll, describe, expect, it } from 'vitest'
import type { BlockContent } from '#core/schema/content.ts'
import { writeBlocks } from '#core/shared-doc/whole-text.ts'
import { exportPdf, type PdfRequest } from '../../../sync-server/export/pdf/export-pdf.ts'
import { PdfWriter } from '../../../sync-server/export/pdf/pdf-writer.ts'
import { PdfProcess } from '../../../sync-server/pdf-process.ts'
import { pdfContent } from '../../support/pdf-content.ts'
import { anyBlocks } from '../export/arbitraries.ts'
import { block, by, run } from './support.ts'

type TextRequest = Extract<PdfRequest, { readonly view: unknown }>

const requestOf = (blocks: readonly BlockContent[], more: Partial<TextRequest> = {}): TextRequest => {
  const doc = new Y.Doc()
  writeBlocks(
    doc,
    blocks.map((one, index) => ({ ...one, attrs: { ...one.attrs, bid: `b-${index}` } })),
    null,
  )
  return {
    title: 'ع',
    stage: 'drafting',
    view: 'accepted',
    state: Y.encodeStateAsUpdate(doc),
    threads: [],
    digits: 'latn',
    names: null,
    at: 0,
    isLarge: false,
    certificate: null,
    ...more,
  }
}

const written = new PdfProcess()
afterAll(() => written.close())

const bytesOf = async (request: PdfRequest): Promise<Uint8Array> => {
  const answer = await written.write(request)
  if (!answer.ok) throw new Error(answer.error.detail)
  return answer.value
}

describe('PDF files, written aside', () => {
  it('[DOC648] are what would be written here, each for who asked', async () => {
    const writer = new PdfWriter()
    const requests = ['أولى', 'ثانية', 'ثالثة'].map((text) => requestOf([block(text)]))
    const files = await Promise.all(requests.map(bytesOf))
    for (const [index, request] of requests.entries())
      expect(Buffer.from(files[index] ?? []).equals(Buffer.from(exportPdf(writer, request)))).toBe(true)
  })

  it('[DOC648] that cannot be written say why, and the next one is written', async () => {
    const broken = await written.write({ ...requestOf([block('س')]), state: new Uint8Array([255, 255, 255]) })
    expect(broken).toMatchObject({ ok: false, error: { reason: 'ended' } })
    const long = await written.write(requestOf([block('كلمة '.repeat(800_001))]))
    expect(long).toEqual({
      ok: false,
      error: { reason: 'too-long', detail: 'a text of 4000005 characters is too long for a PDF' },
    })
    expect((await written.write(requestOf([block('ص')]))).ok).toBe(true)
  })

  it('[DOC741] that nothing on the machine writes say so, each time, and end nobody', async () => {
    const own = new PdfProcess(join(import.meta.dirname, '../../support/pdf-worker-without-addon.ts'))
    try {
      for (let turn = 0; turn < 2; turn++)
        expect(await own.write(requestOf([block('س')]))).toEqual({
          ok: false,
          error: { reason: 'no-writer', detail: 'no @myriaddreamin/typst-ts-node-compiler here' },
        })
    } finally {
      await own.close()
    }
  })

  it('[DOC645] shows suggestions in the marked view alone', async () => {
    const blocks = [
      block([run('base '), run('new', by('insertion', 'm1')), run('old', by('deletion', 'm1'))]),
    ]
    const shown = async (view: TextRequest['view']): Promise<string> =>
      (await pdfContent(await bytesOf(requestOf(blocks, { view })))).texts.join('')
    expect(await shown('accepted')).toMatch(/base new(?!old)/u)
    expect(await shown('original')).toMatch(/base old/u)
    expect(await shown('marked')).toMatch(/new.*old/su)
  })
})

const HOSTILE = [
  '#panic("x")',
  '"] #eval("1+1") [',
  '\\u{0022}] + read("/etc/passwd") + [',
  '#import "@preview/cetz:0.3.0"',
  '#include "/etc/hostname"',
  '$ x^2 $ *bold* _emph_ `raw` <label> @ref // comment /* open',
  '= Heading',
  '#set page(width: 1pt)',
  '{"text": "x"}',
  '\\',
  '"',
]

describe('a hostile text', () => {
  it('[DOC643] is shown as it stands, whatever it is in the language of the page', async () => {
    const { texts, pages } = await pdfContent(
      await bytesOf(
        requestOf(
          HOSTILE.map((text) => block(text, { dir: 'ltr' })),
          { title: HOSTILE.join(' ') },
        ),
      ),
    )
    for (const text of HOSTILE) expect(texts.join('')).toContain(text)
    expect(pages).toBe(1)
  })

  it('[DOC643] any signs of a keyboard are shown as they stand', async () => {
    const line = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 30 })
    const cases = fc.sample(line, { seed: 12, numRuns: 150 })
    const blocks = cases.map((text, index) => block(`<${index}>${text}</${index}>`, { dir: 'ltr' }))
    const { texts } = await pdfContent(await bytesOf(requestOf(blocks)))
    const shown = texts.join('').replace(/\s/gu, '')
    for (const [index, text] of cases.entries())
      expect(shown).toContain(`<${index}>${text}</${index}>`.replace(/\s/gu, ''))
  })

  it('[DOC644] of any kind of block and sign becomes a tagged file', async () => {
    await fc.assert(
      fc.asyncProperty(anyBlocks, async (blocks) => {
        const content = await pdfContent(await bytesOf(requestOf(blocks)))
        expect(content.isTagged).toBe(true)
      }),
      { seed: 44, numRuns: 25 },
    )
  })

  it.each([
    ['controls', 'أ\u0000\u0007\u001b[31m\u202e\u2067ب\ud800'],
    ['a word without end', 'س'.repeat(100_000)],
    ['a Latin word without end', 'x'.repeat(100_000)],
    ['marks without end', `م${'ّ'.repeat(100_000)}`],
    ['directions without end', '\u2067\u202e'.repeat(5_000)],
    ['lines without end', 'أ\n'.repeat(5_000)],
    ['signs of other scripts', '漢字 😀 שלום Привет '.repeat(100)],
  ])('[DOC644] with %s is written', async (_, text) => {
    expect((await bytesOf(requestOf([block(text)]))).length).toBeGreaterThan(1_000)
  })

  it('[DOC648] of 10,000 blocks is written', async () => {
    const blocks = Array.from({ length: 10_000 }, (_, index) =>
      block(`بند ${index}`, index % 2 === 0 ? { kind: 'item', list: 'ordered', indent: index % 6 } : {}),
    )
    const { pages } = await pdfContent(await bytesOf(requestOf(blocks)))
    expect(pages).toBeGreaterThan(100)
  })
})
