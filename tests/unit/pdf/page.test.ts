import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PdfBlock, PdfList } from '../../../sync-server/export/pdf/page-blocks.ts'
import { joinLetters } from '../../../sync-server/export/pdf/join-letters.ts'
import { printable } from '../../../sync-server/export/pdf/printable.ts'
import { anyBlocks } from '../export/arbitraries.ts'
import { block, by, page, run } from './support.ts'

const J = '\u200d'

/** Lists as lines: how deep, the number or a bullet, the words. */
const linesOf = (blocks: readonly PdfBlock[]): readonly string[] => {
  const listed = (list: PdfList, depth: number): readonly string[] =>
    list.items.flatMap((item) => [
      `${'  '.repeat(depth + list.indent)}${item.number ?? '•'} ${item.pieces.map((piece) => ('text' in piece ? piece.text : '')).join('')}`,
      ...item.lists.flatMap((inner) => listed(inner, depth + list.indent + 1)),
    ])
  return blocks.flatMap((one) => (one.kind === 'list' ? listed(one, 0) : [one.kind]))
}

const item = (text: string, list: 'ordered' | 'bullet', indent = 0, more = {}) =>
  block(text, { kind: 'item', list, indent, ...more })

describe('the page of a PDF', () => {
  it('[DOC640] bears the numbers that the text shows, in lists in lists', () => {
    const { blocks } = page([
      item('أ', 'ordered'),
      item('ب', 'bullet', 1),
      item('ج', 'bullet', 1),
      item('د', 'ordered', 2),
      item('ه', 'ordered'),
      block('فصل'),
      item('و', 'ordered', 0, { numbering: 'continue' }),
      item('ز', 'bullet'),
      item('a', 'bullet', 0, { dir: 'ltr' }),
      block('فصل'),
      item('ح', 'ordered', 2),
      item('ط', 'ordered', 1),
    ])
    expect(linesOf(blocks)).toEqual([
      '1 أ',
      '  • ب',
      '  • ج',
      '    1 د',
      '2 ه',
      'paragraph',
      '3 و',
      '• ز',
      '• a',
      'paragraph',
      '    1 ح',
      '  1 ط',
    ])
    expect(blocks.filter(({ kind }) => kind === 'list')).toHaveLength(6)
  })

  it('[DOC641] has an outline without gaps, and the looks of the chosen levels', () => {
    const levels = [2, 3, 3, 1, 3, 2] as const
    const headings = levels.map((level) => block('عنوان', { kind: 'heading', level }))
    const shown = page([...headings, block('', { kind: 'heading', level: 1 })]).blocks
    expect(shown.map((one) => (one.kind === 'heading' ? [one.level, one.depth] : one.kind))).toEqual([
      [2, 1],
      [3, 2],
      [3, 2],
      [1, 1],
      [3, 2],
      [2, 2],
      'blank',
    ])
  })

  it('[DOC642] joins letters across a border of styles, and only those that join', () => {
    expect(joinLetters(['كت', 'اب'])).toEqual([`كت${J}`, `${J}اب`])
    expect(joinLetters(['كتا', 'ب'])).toEqual(['كتا', 'ب'])
    expect(joinLetters(['حب', 'ّ هنا'])).toEqual(['حبّ', ' هنا'])
    expect(joinLetters(['مَ', 'كتب'])).toEqual([`مَ${J}`, `${J}كتب`])
    expect(joinLetters(['ق', 'َل', 'م'])).toEqual([`قَ${J}`, `${J}ل${J}`, `${J}م`])
    expect(joinLetters(['شي', 'ء'])).toEqual(['شي', 'ء'])
    for (const pair of [
      ['نص ', 'جديد'],
      ['نص', ' جديد'],
      ['نص', 'WMG'],
      ['2', 'م'],
      ['', 'م'],
      ['ب\u200c', 'ب'],
    ])
      expect(joinLetters(pair)).toEqual(pair)
  })

  it('[DOC642] joins nothing between what goes and what comes in its place', () => {
    const { blocks } = page(
      [block([run('القديم', by('deletion', 'm')), run('الجديد', by('insertion', 'm'))])],
      { names: null },
    )
    expect(JSON.stringify(blocks)).not.toContain(J)
  })

  it('[DOC643] loses and adds no letter of a text that can be shown', () => {
    fc.assert(
      fc.property(anyBlocks, (blocks) => {
        const shown: string[] = []
        const gather = (value: unknown): void => {
          if (Array.isArray(value)) value.forEach(gather)
          else if (typeof value === 'object' && value !== null) {
            if ('end' in value) shown.push('\n')
            for (const [key, inner] of Object.entries(value))
              if (key === 'text' && typeof inner === 'string') shown.push(inner)
              else gather(inner)
          }
        }
        gather(page(blocks).blocks)
        const words = (text: string): string => text.replaceAll(J, '').replaceAll('\u200b', '')
        const written = blocks.map(({ runs }) => printable(runs.map(({ text }) => text).join('')))
        expect(words(shown.join(''))).toBe(words(written.join('')))
      }),
      { seed: 43, numRuns: 200 },
    )
  })

  it('[DOC644] shows a sign for what cannot be shown, and breaks what fits on no line', () => {
    expect(printable('أ\u0000ب\u0007ج\ud800د\uffff')).toBe('أ\ufffdب\ufffdج\ufffdد\ufffd')
    expect(printable('سطر\r\nسطر\u2028سطر\tحقل')).toBe('سطر\nسطر\nسطر حقل')
    expect(printable('ا'.repeat(39))).toBe('ا'.repeat(39))
    const pieces = printable('بَ'.repeat(100)).split('\u200b')
    expect(pieces.map((piece) => piece.length)).toEqual([80, 80, 40])
    expect(pieces.join('')).toBe('بَ'.repeat(100))
    expect(printable(`م${'ّ'.repeat(100_000)}ن`)).toBe(`م${'ّ'.repeat(12)}\ufffdن`)
  })

  it('[DOC645] tells who proposed what by numbers behind words, and names by aliases or as asked', () => {
    const blocks = [
      block([run('كت', by('insertion', 'm1')), run('اب '), run('قديم', by('deletion', 'm2')), run('.')]),
      block('مقترحة', {}, by('insertion', 'm2')),
    ]
    const shown = page(blocks, { names: null })
    const [first] = shown.blocks
    expect(first?.kind === 'paragraph' ? first.pieces : null).toEqual([
      { text: `كت${J}`, inserted: true },
      { text: `${J}اب` },
      { who: '1' },
      { text: ' ' },
      { text: 'قديم', deleted: true },
      { who: '2' },
      { text: '.' },
    ])
    expect(JSON.stringify(shown.blocks[1])).toContain('"text":"¶","inserted":true},{"who":"2"}')
    expect(shown.proposers).toEqual(['عضو 1', 'عضو 2'])
    expect(page(blocks, { names: new Map([['m2', 'سلمى']]) }).proposers).toEqual(['عضو 1', 'سلمى'])
    expect(page(blocks).proposers).toBeNull()
  })
})
