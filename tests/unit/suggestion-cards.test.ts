import { describe, expect, it } from 'vitest'
import { DEFAULT_BLOCK_ATTRS } from '#core/schema/block.ts'
import type { BlockContent } from '#core/schema/content.ts'
import { cardsOf, excerptOf, piecesOf, type SuggestionCard } from '#core/suggestions/cards.ts'
import { marksOf } from '../support/suggestion-cells.ts'
import type { OracleMark } from '../support/suggestion-oracle.ts'

const mark = (kind: OracleMark['kind'], id: string, more: Partial<OracleMark> = {}): OracleMark => ({
  kind,
  id,
  by: id.charAt(0),
  at: 5,
  ...more,
})
const add = mark('insertion', 'A-s-1')
const cut = mark('deletion', 'A-s-1')

type Piece = string | readonly [string, ...OracleMark[]]

const block = (bid: string, runs: readonly Piece[], marks: readonly OracleMark[] = []): BlockContent => ({
  attrs: { ...DEFAULT_BLOCK_ATTRS, bid },
  formats: new Map(marksOf(marks)),
  runs: runs.map((run) => {
    const [text, ...own] = typeof run === 'string' ? [run] : run
    return { text, formats: new Map(marksOf(own)) }
  }),
})

const cards = (...blocks: BlockContent[]): readonly SuggestionCard[] =>
  cardsOf(blocks.map((one) => ({ bid: one.attrs.bid, pieces: piecesOf(one) })))

const summary = (...blocks: BlockContent[]) =>
  cards(...blocks).map(({ kind, before, after }) => [kind, before, after])

describe('cards', () => {
  it('[SUG430] an excerpt shows a line break, and a blank that is all there is', () => {
    expect(excerptOf('سطر\nوآخر')).toBe('سطر ↵ وآخر')
    expect(excerptOf('\n')).toBe('↵')
    expect(excerptOf('  ')).toBe('␣')
    expect(excerptOf(' كلمة  وأخرى ')).toBe('كلمة وأخرى')
    expect(excerptOf('')).toBe('')
    expect(excerptOf('ب'.repeat(141))).toBe(`${'ب'.repeat(139)}…`)
  })

  it('[SUG430] name words that come, go or give way to others', () => {
    expect(summary(block('b', ['نصّ ', ['جديد ', add], 'هنا']))).toEqual([['insertion', '', 'جديد ']])
    expect(summary(block('b', ['نصّ ', ['قديم ', cut], 'هنا']))).toEqual([['deletion', 'قديم ', '']])
    expect(summary(block('b', ['نصّ ', ['قديم', cut], ['جديد', add], ' هنا']))).toEqual([
      ['replacement', 'قديم', 'جديد'],
    ])
    expect(summary(block('b', ['نصّ ', ['جديد', add], ['قديم', cut], ' هنا']))).toEqual([
      ['replacement', 'قديم', 'جديد'],
    ])
  })

  it('[SUG430] show the whole word of a change inside a word', () => {
    expect(summary(block('b', ['قالت المجموع', ['ه', cut], ['ة', add], ' كلمتها']))).toEqual([
      ['replacement', 'المجموعه', 'المجموعة'],
    ])
    expect(summary(block('b', ['كت', ['ا', add], 'ب جديد']))).toEqual([['replacement', 'كتب', 'كتاب']])
    expect(summary(block('b', ['قال', ['!', add]]))).toEqual([['insertion', '', '!']])
    // Vowel signs belong to their word.
    expect(summary(block('b', ['كَت', ['َ', add], 'ب']))).toEqual([['replacement', 'كَتب', 'كَتَب']])
  })

  it('[SUG430] show a border of paragraphs that comes or goes with the words beside it', () => {
    expect(summary(block('b', ['نصّ']), block('c', [['جديد', add], ' قديم'], [add]))).toEqual([
      ['insertion', '', '¶ جديد'],
    ])
    expect(summary(block('b', ['نصّ ', ['جديد', add]]), block('c', ['قديم'], [add]))).toEqual([
      ['insertion', '', 'جديد ¶'],
    ])
    expect(summary(block('b', ['نصّ ', ['أوّل', add]]), block('c', [['ثانٍ', add]], [add]))).toEqual([
      ['insertion', '', 'أوّل ¶ ثانٍ'],
    ])
    expect(summary(block('b', ['نصّ ', ['قديم', cut]]), block('c', ['باقٍ'], [cut]))).toEqual([
      ['deletion', 'قديم ¶', ''],
    ])
    expect(summary(block('b', ['نصّ']), block('c', [['قديم', cut], ' باقٍ'], [cut]))).toEqual([
      ['deletion', '¶ قديم', ''],
    ])
  })

  it('[SUG430] tell what becomes of a block', () => {
    const whole = mark('deletion', 'A-s-1', { whole: true })
    const retype = mark('formatChange', 'A-s-1', { set: { kind: 'heading', level: 2 } })
    expect(summary(block('b', ['نصّ'], [add]))).toEqual([['begin', '', '']])
    expect(summary(block('b', ['نصّ'], [cut]))).toEqual([['join', '', '']])
    expect(summary(block('b', [['نصّ', cut]], [whole]))).toEqual([['remove', 'نصّ', '']])
    expect(summary(block('b', [], [whole]))).toEqual([['remove', '', '']])
    const [card] = cards(block('b', ['نصّ'], [retype]))
    expect([card?.kind, ...(card?.set ?? [])]).toEqual(['block-format', ['kind', 'heading'], ['level', 2]])
  })

  it('[SUG430] are one for each act, over all its blocks, in the order in which they begin', () => {
    const other = mark('insertion', 'B-s-1')
    const moved = [
      block('a', ['أوّل ', ['ثانٍ', other]]),
      block('b', [['منقول', cut]], [cut]),
      block('c', ['ثالث']),
      block('d', [['منقول', add]], [add]),
    ]
    expect(summary(...moved)).toEqual([
      ['insertion', '', 'ثانٍ'],
      ['move', 'منقول', 'منقول'],
    ])
    expect(cards(...moved)[1]?.bids).toEqual(['b', 'd'])
    const pasted = [block('a', ['نصّ ', ['واحد', add]]), block('b', [['اثنان', add]], [add])]
    expect(summary(...pasted)).toEqual([['insertion', '', 'واحد ¶ اثنان']])
  })

  it('[SUG430] tell which styles are proposed, and for what', () => {
    const bold = mark('formatChange', 'A-s-1', { set: { bold: true } })
    const [card] = cards(block('b', ['نصّ ', ['عريض', bold], ' هنا']))
    expect([card?.kind, card?.after, ...(card?.set ?? [])]).toEqual(['format', 'عريض', ['bold', true]])
  })
})
