import { parse } from 'parse5'
import { describe, expect, it } from 'vitest'
import { DEFAULT_BLOCK_ATTRS, type BlockAttrs } from '#core/schema/block.ts'
import type { BlockContent, RawFormats } from '#core/schema/content.ts'
import { toApiText } from '../../../sync-server/export/api-text.ts'
import { writeExport } from '../../../sync-server/export/write-export.ts'
import { writeHtmlBlocks } from '../../../sync-server/export/write-html.ts'
import { imported, outline } from '../import/support.ts'

const block = (
  attrs: Partial<BlockAttrs>,
  text: string,
  formats: RawFormats = new Map(),
  own: RawFormats = new Map(),
): BlockContent => ({
  attrs: { ...DEFAULT_BLOCK_ATTRS, ...attrs },
  formats: own,
  runs: text === '' ? [] : [{ text, formats }],
})
const item = (list: 'ordered' | 'bullet', indent: number, text: string, more: Partial<BlockAttrs> = {}) =>
  block({ kind: 'item', list, indent, ...more }, text)

const list = [
  item('ordered', 0, 'أول'),
  item('bullet', 1, 'فرعي'),
  item('ordered', 2, 'أعمق'),
  item('ordered', 0, 'ثانٍ'),
  block({}, 'فقرة'),
  item('ordered', 0, 'ثالث', { numbering: 'continue' }),
  item('bullet', 0, 'نقطة'),
]

const body = (format: 'txt' | 'md' | 'html' | 'json', blocks: readonly BlockContent[]): string =>
  writeExport(format, { title: 'عنوان', blocks }).body

describe('lists in a file', () => {
  it('[SCH21] html nests real lists and numbers every ordered item', () => {
    expect(
      writeHtmlBlocks(list)
        .replaceAll('\n', '')
        .replace(/ data-[a-z]+(?:="[^"]*")?/gu, ''),
    ).toBe(
      '<ol><li value="1">أول<ul><li>فرعي<ol><li value="1">أعمق</li></ol></li></ul></li><li value="2">ثانٍ</li></ol>' +
        '<p>فقرة</p><ol><li value="3">ثالث</li></ol><ul><li>نقطة</li></ul>',
    )
  })

  it('[SCH21] an indent that no item stands on gets a level of its own', () => {
    const html = writeHtmlBlocks([item('bullet', 2, 'عميق')])
    expect(html).toContain('<ul><li class="level"><ul><li class="level"><ul><li')
  })

  it('[SCH23] markdown nests them and continues the numbers', () => {
    const text = body('md', list)
    expect(text).toBe('1. أول\n   - فرعي\n     1. أعمق\n2. ثانٍ\n\nفقرة\n\n3. ثالث\n- نقطة\n')
    expect(outline(imported('a.md', text))).toEqual([
      '# أول',
      ' - فرعي',
      '  # أعمق',
      '# ثانٍ',
      'p فقرة',
      '#… ثالث',
      '- نقطة',
    ])
  })

  it('[SCH24] text writes the numbers and reads them back', () => {
    const text = body('txt', list)
    expect(text).toBe('1. أول\n    • فرعي\n        1. أعمق\n2. ثانٍ\n\nفقرة\n\n3. ثالث\n• نقطة\n')
    expect(outline(imported('a.txt', text))).toEqual([
      '# أول',
      ' - فرعي',
      '  # أعمق',
      '# ثانٍ',
      'p فقرة',
      '#… ثالث',
      '- نقطة',
    ])
  })
})

describe('a page', () => {
  it('[SCH21] is Arabic, right to left, without script, and escapes everything', () => {
    const html = writeExport('html', {
      title: '</title><script>alert(1)</script>',
      blocks: [
        block({}, '<img src=x onerror=alert(1)>'),
        block({ dir: 'ltr', kind: 'heading', level: 2 }, 'a & "b"'),
      ],
    }).body
    expect(html).toContain('<html lang="ar" dir="rtl">')
    expect(html).toContain('<h2 dir="ltr"')
    expect(html).not.toMatch(/<script|<img/u)
    const errors: string[] = []
    parse(html, { onParseError: (error) => errors.push(error.code) })
    expect(errors).toEqual([])
  })

  it('[SCH24] the marked view shows insertions and deletions and names nobody', () => {
    const by = { by: 'member-secret', at: 1 }
    const marked: BlockContent = {
      attrs: DEFAULT_BLOCK_ATTRS,
      formats: new Map(),
      runs: [
        { text: 'قديم', formats: new Map([['deletion--member-secret-1', by]]) },
        { text: 'جديد', formats: new Map([['insertion--member-secret-1', by]]) },
        {
          text: ' هنا',
          formats: new Map([['formatChange--member-secret-2', { ...by, set: '{"bold":true}' }]]),
        },
      ],
    }
    expect(writeHtmlBlocks([marked])).toBe(
      '<p data-block><del>قديم</del><ins>جديد</ins><span data-change> هنا</span></p>\n',
    )
    expect(body('md', [marked])).toBe('{--قديم--}{++جديد++} هنا\n')
    expect(body('txt', [marked])).toBe('{--قديم--}{++جديد++} هنا\n')
    expect(body('html', [marked])).not.toContain('secret')
    expect(outline(imported('a.html', body('html', [marked])))).toEqual(['p قديم هنا'])
  })

  it('[SCH22] a block that was only proposed is joined again when its page is read back', () => {
    const proposed = new Map([['insertion--a-1', { by: 'a', at: 1 }]])
    const page = body('html', [block({}, 'أول '), block({}, 'وثانٍ', new Map(), proposed)])
    expect(outline(imported('a.html', page))).toEqual(['p أول وثانٍ'])
  })
})

describe('the clean text for readers', () => {
  it('[SCH28] has every number and only the formats of the schema', () => {
    const formats = new Map<string, unknown>([
      ['bold', true],
      ['link', { href: 'https://a.example' }],
      ['insertion--a-1', { by: 'a', at: 1 }],
    ])
    expect(
      toApiText([...list, block({ bid: 'b1', dir: 'ltr' }, 'x', formats)]).map((text) => text.number),
    ).toEqual([1, null, 1, 2, null, 3, null, null])
    expect(toApiText([block({ bid: 'b1', dir: 'ltr' }, 'x', formats)])).toEqual([
      {
        bid: 'b1',
        kind: 'paragraph',
        level: null,
        list: null,
        number: null,
        indent: 0,
        dir: 'ltr',
        align: null,
        runs: [{ text: 'x', bold: true, link: 'https://a.example' }],
      },
    ])
  })
})
