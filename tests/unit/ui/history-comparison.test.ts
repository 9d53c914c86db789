import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ApiTextBlock, ApiTextRun } from '#core/protocol/api.ts'
import type { ApiDiffBlock } from '#core/protocol/api-history.ts'
import { authoredRuns, authorShares } from '../../../editor/ui/history/authored-runs.ts'
import { changeWords } from '../../../editor/ui/history/change-words.ts'
import {
  comparisonRows,
  foldRows,
  isChange,
  type ComparisonRow,
} from '../../../editor/ui/history/comparison-rows.ts'
import { markedPieces, sliceRuns } from '../../../editor/ui/history/marked-pieces.ts'
import { arabic } from '../../../editor/ui/messages/arabic.ts'
import { createTranslator } from '../../../editor/ui/messages/translator.ts'

const { t } = createTranslator('ar', 'latn', arabic)

const block = (bid: string, runs: readonly ApiTextRun[] = [{ text: bid }]): ApiTextBlock => ({
  bid,
  kind: 'paragraph',
  level: null,
  list: null,
  number: null,
  indent: 0,
  dir: null,
  align: null,
  runs,
})
const diffBlock = (bid: string, change: ApiDiffBlock['change']): ApiDiffBlock => ({
  change,
  retyped: false,
  restyled: false,
  pieces: [{ kind: 'same', text: bid }],
  before: change === 'added' ? null : block(bid),
  after: change === 'removed' ? null : block(bid),
})
const keys = (rows: readonly ComparisonRow[]): readonly string[] => rows.map(({ key }) => key)
const textOf = (runs: readonly ApiTextRun[]): string => runs.map(({ text }) => text).join('')

describe('the rows of a comparison', () => {
  it('[UI684] a block that was moved stands where it is and leaves a row where it was', () => {
    const rows = comparisonRows(
      [
        diffBlock('b', 'same'),
        diffBlock('c', 'changed'),
        diffBlock('a', 'moved'),
        diffBlock('d', 'removed'),
        diffBlock('e', 'added'),
      ],
      ['a', 'b', 'c', 'd'],
    )
    expect(keys(rows)).toEqual(['left:a', 'block:b', 'block:c', 'block:a', 'block:d', 'block:e'])
    expect(rows[0]).toMatchObject({ kind: 'left', way: 'down' })
    expect(rows[3]).toMatchObject({ kind: 'block', way: 'down' })
    expect(rows.filter(isChange).map(({ key }) => key)).toEqual(['block:c', 'block:a', 'block:d', 'block:e'])
  })

  it('[UI684] several moved from one place leave their rows in their old order, upwards too', () => {
    const rows = comparisonRows(
      [diffBlock('d', 'moved'), diffBlock('c', 'moved'), diffBlock('a', 'same'), diffBlock('b', 'same')],
      ['a', 'b', 'c', 'd'],
    )
    expect(keys(rows)).toEqual(['block:d', 'block:c', 'block:a', 'block:b', 'left:c', 'left:d'])
    expect(rows.map(({ way }) => way)).toEqual(['up', 'up', null, null, 'up', 'up'])
  })

  it('[UI684] while the order of the earlier text is not known, a moved block is told without its way', () => {
    const [row] = comparisonRows([diffBlock('a', 'moved')], [])
    expect(row).toMatchObject({ kind: 'block', way: null })
    expect(row === undefined ? null : changeWords(t, row)).toBe('فقرة نُقلت')
  })

  it('[UI684] each change is said in words, another kind and another format too', () => {
    const said = (part: Partial<ApiDiffBlock>): string | null => {
      const [row] = comparisonRows([{ ...diffBlock('a', 'changed'), ...part }], ['a'])
      return row === undefined ? null : changeWords(t, row)
    }
    expect(said({ change: 'same' })).toBeNull()
    expect(said({})).toBe('فقرة تغيّرت')
    expect(said({ restyled: true })).toBe('فقرة تغيّرت · تغيّر تنسيقها')
    expect(said({ retyped: true, after: { ...block('a'), kind: 'item', list: 'ordered', number: 1 } })).toBe(
      'فقرة تغيّرت · تغيّر نوعها: فقرة ← بند مرقّم',
    )
    // The same kind, set in another way: centred, further in.
    expect(said({ retyped: true, after: { ...block('a'), align: 'center' } })).toBe(
      'فقرة تغيّرت · تغيّر تنسيقها',
    )
  })
})

describe('folding', () => {
  const rowsOf = (changes: string): readonly ComparisonRow[] =>
    comparisonRows(
      Array.from(changes, (sign, index) => diffBlock(`${index}`, sign === '.' ? 'same' : 'changed')),
      [],
    )
  const shape = (changes: string): string =>
    foldRows(rowsOf(changes))
      .map((part) => (part.kind === 'fold' ? `[${part.rows.length}]` : '.'.repeat(part.rows.length)))
      .join(' ')

  it('[UI685] long stretches without a change are folded but for a block beside each change', () => {
    expect(shape('.....x.....x.....')).toBe('[4] . . . [3] . . . [4]')
  })

  it('[UI685] short ones stay, and a text without any change is shown whole', () => {
    expect(shape('..x....x..')).toBe('.. . .... . ..')
    expect(shape('........')).toBe('........')
    expect(shape('')).toBe('')
  })

  it('[UI685] folding loses no row and hides no change', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('.', '.', '.', 'x')), (signs) => {
        const rows = rowsOf(signs.join(''))
        const parts = foldRows(rows)
        expect(keys(parts.flatMap((part) => part.rows))).toEqual(keys(rows))
        for (const part of parts) if (part.kind === 'fold') expect(part.rows.some(isChange)).toBe(false)
      }),
    )
  })
})

describe('the pieces of a changed block', () => {
  const changed: ApiDiffBlock = {
    ...diffBlock('a', 'changed'),
    pieces: [
      { kind: 'same', text: 'نطلب ' },
      { kind: 'gone', text: 'وقف' },
      { kind: 'come', text: 'إنهاء' },
      { kind: 'same', text: ' القتال' },
    ],
    before: block('a', [{ text: 'نطلب وقف ' }, { text: 'القتال', bold: true }]),
    after: block('a', [
      { text: 'نطلب ' },
      { text: 'إنهاء', link: 'https://s.example/' },
      { text: ' القتال' },
    ]),
  }

  it('[UI684] keep their emphasis and links: what went as it was, what came as it is', () => {
    expect(markedPieces(changed)).toEqual([
      { kind: 'same', runs: [{ text: 'نطلب ' }] },
      { kind: 'gone', runs: [{ text: 'وقف' }] },
      { kind: 'come', runs: [{ text: 'إنهاء', link: 'https://s.example/' }] },
      { kind: 'same', runs: [{ text: ' القتال' }] },
    ])
    expect(markedPieces(changed, 'before')[3]).toEqual({
      kind: 'same',
      runs: [{ text: ' ' }, { text: 'القتال', bold: true }],
    })
  })

  it('[UI684] are plain words where the texts do not say them', () => {
    expect(markedPieces({ ...changed, before: null, after: null }).map(({ runs }) => textOf(runs))).toEqual([
      'نطلب ',
      'وقف',
      'إنهاء',
      ' القتال',
    ])
  })

  it('a part of runs is the part of their text', () => {
    const runs = fc.array(fc.record({ text: fc.string({ maxLength: 5 }), bold: fc.constant(true as const) }))
    fc.assert(
      fc.property(runs, fc.nat(20), fc.nat(20), (all, from, length) => {
        const slice = sliceRuns(all, from, from + length)
        expect(textOf(slice)).toBe(textOf(all).slice(from, from + length))
        expect(slice.every(({ text }) => text !== '')).toBe(true)
      }),
    )
  })
})

describe('who wrote', () => {
  const run = (text: string, by: string | null, at: number) => ({ text, by, at })
  const text = block('a', [{ text: 'نطلب ' }, { text: 'وقف القتال', bold: true }])

  it('[UI686] neighbours of one author and one stretch of writing are one, with emphasis kept', () => {
    const runs = authoredRuns(
      text,
      [run('نط', 'm1', 5), run('لب و', 'm1', 8), run('قف', 'm2', 9), run(' القتال', 'm2', 30)],
      (at) => Math.floor(at / 10),
    )
    expect(runs).toEqual([
      { by: 'm1', at: 8, runs: [{ text: 'نطلب ' }, { text: 'و', bold: true }] },
      { by: 'm2', at: 9, runs: [{ text: 'قف', bold: true }] },
      { by: 'm2', at: 30, runs: [{ text: ' القتال', bold: true }] },
    ])
  })

  it('[UI686] what nobody is known for is nobody’s, and no letter is lost or doubled', () => {
    expect(authoredRuns(text, [run('نطلب', 'm1', 5)], () => 0).map(({ by }) => by)).toEqual(['m1', null])
    const authored = fc.array(
      fc.record({ text: fc.string({ maxLength: 6 }), by: fc.constantFrom('m1', 'm2', null), at: fc.nat(50) }),
    )
    fc.assert(
      fc.property(authored, (given) => {
        const runs = authoredRuns(text, given, (at) => Math.floor(at / 10))
        expect(runs.map((one) => textOf(one.runs)).join('')).toBe(textOf(text.runs))
      }),
    )
  })

  it('[UI686] shares are parts of the letters, the most first', () => {
    const shares = authorShares({
      seq: 3,
      blocks: [
        { bid: 'a', runs: [run('س', 'm1', 1), run('سس', 'm2', 1)] },
        { bid: 'b', runs: [run('س', null, 1), run('', 'm3', 1)] },
      ],
    })
    expect(shares).toEqual([
      { by: 'm2', share: 0.5 },
      { by: 'm1', share: 0.25 },
      { by: null, share: 0.25 },
    ])
  })
})
