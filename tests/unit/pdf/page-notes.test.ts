import { describe, expect, it } from 'vitest'
import { redlineNumbers, redlineOf } from '#core/history/redline.ts'
import { writeDocx } from '../../../sync-server/export/docx/write-docx.ts'
import type { Discussion } from '../../../sync-server/export/discussion.ts'
import { PdfWriter } from '../../../sync-server/export/pdf/pdf-writer.ts'
import { pdfContent } from '../../support/pdf-content.ts'
import { popplerText } from '../../support/poppler.ts'
import { partsOf } from '../docx/unzipped.ts'
import { block, by, page, run } from './support.ts'

const writer = new PdfWriter()

const said = (body: string, member = 'm1') => ({ by: member, at: Date.UTC(2026, 0, 5), body })
const at = (place: number, start: number, end: number, more: Partial<Discussion> = {}): Discussion => ({
  start: { block: place, offset: start },
  end: { block: place, offset: end },
  on: 'text',
  isResolved: false,
  comments: [said('سؤال')],
  ...more,
})

const TEXT = [block([run('الماء حقّ '), run('مشترك', { bold: true }), run(' في الحوض')]), block('فقرة ثانية')]

describe('discussions in a PDF', () => {
  it('[DOC695] stand by number behind the word that they end in, in the order of the text, those about all last', () => {
    const discussions = [
      at(0, 0, 0, { on: 'document', comments: [said('عن الكلّ')] }),
      at(1, 0, 4),
      // In the middle of a bold word: its letters stay together.
      at(0, 6, 12, { isResolved: true, comments: [said('أوّل'), said('سطر\nآخر', 'm2')] }),
    ]
    const { blocks, discussions: told } = page(TEXT, { names: null, discussions, digits: 'arab' })
    const pieces = blocks.map((one) =>
      'pieces' in one
        ? one.pieces.map((piece) =>
            'text' in piece ? piece.text : 'note' in piece ? `(${piece.number})` : '',
          )
        : [],
    )
    expect(pieces).toEqual([
      ['الماء حقّ ', 'مشترك', '(١)', ' في الحوض'],
      ['فقرة', '(٢)', ' ثانية'],
    ])
    expect(told.map(({ number, quote, resolved }) => [number, quote, resolved])).toEqual([
      ['١', 'حقّ مش', true],
      ['٢', 'فقرة', false],
      ['٣', '', false],
    ])
    expect(told[0]?.comments.map(({ by: who, lines }) => [who, lines])).toEqual([
      ['عضو 1', ['أوّل']],
      ['عضو 2', ['سطر', 'آخر']],
    ])
  })

  it('[DOC695] a number stands before what comes in the place of a word, and at the end of a block that became shorter', () => {
    const exchange = [
      block([run('قديم', by('deletion', 'm1')), run('جديد', by('insertion', 'm2')), run(' بعد')]),
    ]
    const shown = (discussion: Discussion): string => {
      const [one] = page(exchange, { names: null, discussions: [discussion] }).blocks
      return one !== undefined && 'pieces' in one
        ? one.pieces
            .map((piece) =>
              'text' in piece
                ? piece.text
                : 'note' in piece
                  ? `(${piece.number})`
                  : 'who' in piece
                    ? `[${piece.who}]`
                    : '',
            )
            .join('')
        : ''
    }
    expect(shown(at(0, 0, 8))).toBe('قديم[1]جديد[2](1) بعد')
    expect(shown(at(0, 0, 99))).toBe('قديم[1]جديد[2] بعد(1)')
  })

  it('[DOC696] the file is accessible, its numbers lead to the list, and the list says who, when and what', async () => {
    const discussions = Array.from({ length: 12 }, (_, index) =>
      at(index % 2, 0, 4, { comments: [said(`سؤال ${index}`), said('جواب', 'm2')] }),
    )
    const file = writer.write(page(TEXT, { names: new Map([['m1', 'سلمى']]), discussions }))
    const content = await pdfContent(file)
    expect(content.metadata).toMatch(/pdfuaid:part>1</u)
    expect(content.isTagged).toBe(true)
    expect(content.roles.filter((role) => role.trim() === 'H1')).toHaveLength(1)
    const words = (await popplerText(file)).join(' ')
    for (const word of ['التعليقات', 'سلمى', 'جواب', 'كانون']) expect(words).toContain(word)
  })
})

const item = (bid: string, text: string) => block(text, { bid, kind: 'item', list: 'ordered' })

describe('the numbers of a redline', () => {
  it('[DOC682] are those that readers of either text know, in PDF and in Word', () => {
    const before = [item('a', 'أولى'), item('b', 'ثانية'), item('c', 'ثالثة')]
    const after = [item('a', 'أولى'), item('x', 'جديدة'), item('c', 'ثالثة'), item('d', 'رابعة')]
    const blocks = redlineOf(before, after, { at: 1, authors: null })
    const numbers = redlineNumbers(before, after, blocks)
    expect(numbers).toEqual([1, 2, 2, 3, 4])
    const [list] = page(blocks, { names: null, numbers }).blocks
    expect(list?.kind === 'list' ? list.items.map(({ number }) => number) : []).toEqual([
      '1',
      '2',
      '2',
      '3',
      '4',
    ])
    const marked = { discussions: [], names: null }
    const numbering = partsOf(writeDocx({ title: 'ع', blocks, marked, numbers })).get('word/numbering.xml')
    expect(numbering?.match(/startOverride w:val="(\d+)"/gu)).toHaveLength(2)
  })
})
