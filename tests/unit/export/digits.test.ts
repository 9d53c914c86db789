import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_BLOCK_ATTRS } from '#core/schema/block.ts'
import type { BlockContent } from '#core/schema/content.ts'
import { itemMark, numberBlocks } from '#core/schema/numbering.ts'
import { writeDocx } from '../../../sync-server/export/docx/write-docx.ts'
import { dayWords, momentWords } from '../../../sync-server/export/file-words.ts'
import { writeExport } from '../../../sync-server/export/write-export.ts'
import { readImport } from '../../../sync-server/import/read-import.ts'
import { plain, readBack } from '../docx/support.ts'
import { partsOf } from '../docx/unzipped.ts'
import { anyBlocks } from './arbitraries.ts'

const item = (text: string, indent = 0, more: Partial<BlockContent['attrs']> = {}): BlockContent => ({
  attrs: { ...DEFAULT_BLOCK_ATTRS, kind: 'item', list: 'ordered', indent, ...more },
  formats: new Map(),
  runs: [{ text, formats: new Map() }],
})

const LIST = [item('أ'), item('ب', 1), item('ج', 1), item('د'), item('ه', 0, { list: 'bullet' })]

/** The text of each ordered item's number in a Word file, read by hand. */
const shownIn = (file: Uint8Array): readonly string[] => {
  const parts = partsOf(file)
  const numbering = parts.get('word/numbering.xml') ?? ''
  return [...(parts.get('word/document.xml') ?? '').matchAll(/<w:numId w:val="(\d+)"\/>/gu)].map(([, id]) => {
    const list = new RegExp(`<w:num w:numId="${id}">.*?</w:num>`, 'u').exec(numbering)?.[0] ?? ''
    return /w:lvlText w:val="([^"]*)"/u.exec(list)?.[1] ?? ''
  })
}

describe('the digits of a document', () => {
  it('[DOC690] are counted numbers, days and moments in them, and nothing else', () => {
    expect([itemMark(120, 'arab'), itemMark(7), itemMark(null, 'arab')]).toEqual(['١٢٠.', '7.', '•'])
    const at = Date.UTC(2026, 10, 26, 14, 5)
    expect(dayWords(at, { language: 'ar', digits: 'arab' })).toBe('٢٦ تشرين الثاني ٢٠٢٦')
    expect(momentWords(at, { language: 'ar', digits: 'arab' })).toContain('١٤:٠٥')
    expect(dayWords(at, { language: 'ar', digits: 'latn' })).toBe('26 تشرين الثاني 2026')
  })

  it('[DOC691] stand before the items of plain text, which reads them back, and on the lists of HTML', () => {
    const document = { title: 'ع', blocks: LIST, digits: 'arab' as const }
    const { body } = writeExport('txt', document)
    expect(body).toBe('١. أ\n    ١. ب\n    ٢. ج\n٢. د\n• ه\n')
    const read = readImport({ filename: 'a.txt', bytes: new TextEncoder().encode(body) })
    if (!read.ok) throw new Error(read.error.reason)
    expect(numberBlocks(read.value.blocks.map(({ attrs }) => attrs))).toEqual([1, 1, 2, 2, null])
    const page = writeExport('html', document).body
    expect(page).toContain('<html lang="ar" dir="rtl" data-digits="arab">')
    expect(page).toContain('[data-digits="arab"] ol { list-style-type: arabic-indic; }')
    // The numbers of these are data or syntax: programs count and show them as they do.
    for (const format of ['md', 'json'] as const)
      expect(writeExport(format, document).body).toBe(writeExport(format, { title: 'ع', blocks: LIST }).body)
  })

  it('[DOC692] are written out item by item in a Word file, whose numbers its reader’s settings would draw', () => {
    const file = writeDocx({ title: 'ع', blocks: LIST, marked: null, digits: 'arab' })
    expect(shownIn(file).slice(0, 4)).toEqual(['١.', '١.', '٢.', '٢.'])
  })

  it('[DOC692] a text comes back from such a file as it was', () => {
    fc.assert(
      fc.property(anyBlocks, (blocks) => {
        const read = (digits: 'latn' | 'arab') =>
          plain(readBack(writeDocx({ title: 'ع', blocks, marked: null, digits })).blocks)
        expect(read('arab')).toEqual(read('latn'))
      }),
      { seed: 692, numRuns: 150 },
    )
  })

  it('[DOC691] a file in either digits is the same text again', () => {
    fc.assert(
      fc.property(anyBlocks, fc.constantFrom('html' as const, 'json' as const), (blocks, format) => {
        const read = (digits: 'latn' | 'arab') =>
          readImport({
            filename: `a.${format}`,
            bytes: new TextEncoder().encode(writeExport(format, { title: 'ع', blocks, digits }).body),
          })
        expect(read('arab')).toEqual(read('latn'))
      }),
      { seed: 691, numRuns: 150 },
    )
  })
})
