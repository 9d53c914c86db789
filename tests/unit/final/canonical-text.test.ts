import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_BLOCK_ATTRS, type BlockAttrs } from '#core/schema/block.ts'
import type { BlockContent } from '#core/schema/content.ts'
import { canonicalText } from '#core/final/canonical-text.ts'
import { shownLine } from '#core/final/shown-line.ts'
import { plainWordings, saysTitle, wordingOf } from '#core/final/wording.ts'
import { anyBlocks } from '../export/arbitraries.ts'
import { independentText } from './independent.ts'

const SEED = 560

const block = (attrs: Partial<BlockAttrs>, text: string): BlockContent => ({
  attrs: { ...DEFAULT_BLOCK_ATTRS, ...attrs },
  formats: new Map(),
  runs: text === '' ? [] : [{ text, formats: new Map() }],
})
const item = (text: string, attrs: Partial<BlockAttrs> = {}): BlockContent =>
  block({ kind: 'item', list: 'ordered', ...attrs }, text)

const plain = (blocks: readonly BlockContent[]) =>
  blocks.map(({ attrs, runs }) => ({ ...attrs, text: runs.map(({ text }) => text).join('') }))

const hasWording = (blocks: readonly BlockContent[], pasted: string): boolean => {
  const { marked, bare } = wordingOf(blocks)
  return plainWordings(pasted).some(({ words, title }) => title === null && [marked, bare].includes(words))
}

const STATEMENT = [
  block({ kind: 'heading', level: 1 }, 'بيان الماء'),
  block({}, 'لا يُباع ماء النهر،\nولا يُمنع عن أحد.'),
  item('تُقاس الحصص كلّ سنة.'),
  item('مرّتين في سنوات الجفاف.', { indent: 1, list: 'bullet' }),
  item('يُنشر القياس خلال 12 يومًا.'),
  block({}, ''),
  block({ kind: 'quote' }, 'الماء حقّ مشترك.'),
  item('تُراجَع الحصص بعد ٣ سنوات.', { numbering: 'continue' }),
]

describe('the canonical text', () => {
  it('[DOC561] begins each line with what its block is, numbers as they show, items by their depth', () => {
    expect(canonicalText(STATEMENT)).toBe(
      [
        '# بيان الماء',
        '¶ لا يُباع ماء النهر،',
        '↵ ولا يُمنع عن أحد.',
        '1. تُقاس الحصص كلّ سنة.',
        '    • مرّتين في سنوات الجفاف.',
        '2. يُنشر القياس خلال 12 يومًا.',
        '> الماء حقّ مشترك.',
        '3. تُراجَع الحصص بعد ٣ سنوات.',
        '',
      ].join('\n'),
    )
  })

  it('[DOC561] is what somebody else makes of the rules', () => {
    fc.assert(
      fc.property(anyBlocks, (blocks) => {
        expect(canonicalText(blocks)).toBe(independentText(plain(blocks)))
      }),
      { seed: SEED, numRuns: 1_000 },
    )
  })

  it('[DOC560] [DOC561] is what somebody else makes of the rules, of texts that nobody cleaned', () => {
    const odd = fc.constantFrom(
      '\u00ad',
      '\u200b',
      '\u200c',
      '\u200d',
      '\u200e',
      '\u200f',
      '\u202a',
      '\u202b',
      '\u202c',
      '\u202e',
      '\u2067',
      '\u2069',
      '\u0640',
      '\ufeff',
      '\u2060',
      '\u00a0',
      '\u202f',
      '\t',
      '\r\n',
      '\r',
      '\u2028',
      '\u0085',
      '\u0007',
      '\u0651',
      '\u064e',
      'ا',
      '\u0653',
      'ﻻ',
      'ﷺ',
      'ﹰ',
      'م',
      'e',
      '\u0301',
      '3',
      '٣',
      ' ',
      '-',
    )
    const text = fc.array(odd, { maxLength: 12 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(fc.array(text, { maxLength: 3 }), (texts) => {
        const blocks = texts.map((one) => block({}, one))
        expect(canonicalText(blocks)).toBe(independentText(plain(blocks)))
        for (const one of texts) expect(shownLine(shownLine(one))).toBe(shownLine(one))
      }),
      { seed: SEED, numRuns: 5_000 },
    )
  })

  it('[DOC561] tells words that look like a mark from a mark', () => {
    expect(canonicalText([block({}, '1. أوّلًا')])).not.toBe(canonicalText([item('أوّلًا')]))
    expect(canonicalText([block({}, '# عنوان')])).not.toBe(
      canonicalText([block({ kind: 'heading', level: 1 }, 'عنوان')]),
    )
    expect(canonicalText([block({}, 'سطر\n¶ سطر')])).not.toBe(
      canonicalText([block({}, 'سطر'), block({}, 'سطر')]),
    )
  })

  it('[DOC561] leaves out how it looks: emphasis, links, direction, alignment, ids, runs', () => {
    const bold: BlockContent = {
      ...block({ bid: 'b', dir: 'rtl', align: 'center' }, ''),
      runs: [
        { text: 'لا يُ', formats: new Map([['bold', true]]) },
        { text: 'باع', formats: new Map([['link', { href: 'https://example.org' }]]) },
      ],
    }
    expect(canonicalText([bold])).toBe(canonicalText([block({}, 'لا يُباع')]))
  })

  it('[DOC560] takes what nobody can see for no difference', () => {
    const line = 'لا يُباع ماء النهر.'
    for (const same of [
      `  ${line} `,
      line.replaceAll(' ', '\u00a0'),
      line.replaceAll(' ', '\t '),
      line.normalize('NFD'),
      line.replace('يُباع', 'يُبـــاع'),
      line.replace('النهر', 'الن\u00adه\u200bر\ufeff'),
      line.replace('لا', 'ﻻ'),
      `\u202b${line}\u202c`,
      `\u200f${line}\u200f`,
    ])
      expect(shownLine(same)).toBe(shownLine(line))
  })

  it('[DOC560] takes everything that changes what is read for a difference', () => {
    const line = 'لا يُباع 12 مترًا مكعّبًا، ولا «يُرهن».'
    for (const other of [
      line.replace('لا ', ''),
      line.replace('12', '21'),
      line.replace('12', '١٢'),
      line.replace('12', '1\u06402'),
      line.replace('12', '\u202e12\u202c'),
      line.replace('12', '1\u200f2'),
      line.replace('يُباع', 'يباع'),
      line.replace('يُباع', 'يُبا\u200cع'),
      line.replace('مكعّبًا', 'مكعبًا'),
      line.replace('ك', 'ک'),
      line.replace('ي', 'ى'),
      line.replace('،', ','),
      line.replace('«', '"'),
      line.replace('.', ''),
      `\u202e${line}\u202c`,
      `\u202d${line}\u202c`,
    ])
      expect(shownLine(other)).not.toBe(shownLine(line))
  })
})

describe('the wording', () => {
  it('[DOC562] is found in a plain copy, whatever it lost', () => {
    const copy = [
      'بيان الماء',
      '',
      'لا يُباع ماء النهر، ولا يُمنع عن أحد.',
      '',
      '1. تُقاس الحصص كلّ سنة.',
      '    • مرّتين في سنوات الجفاف.',
      '2. يُنشر القياس خلال 12 يومًا.',
      '',
      'الماء حقّ مشترك.',
      '',
      '3. تُراجَع الحصص بعد ٣ سنوات.',
    ]
    const text = copy.join('\n')
    for (const pasted of [
      text,
      `\ufeff${copy.join('\r\n')}\r\n`,
      copy.filter((line) => line !== '').join('\n\n'),
      text.replace('1. ', '١) ').replace('2. ', '2-\t').replace('3. ', '(3) ').replace('• ', '- '),
      text.replace('1. ', '1.\n').replace('• ', '•\n'),
      // A browser that copies a list without its marks.
      text.replace(/^(\d\.| +•) /gmu, ''),
      // Broken at a width.
      text.replace('ماء النهر، ولا', 'ماء\nالنهر، ولا'),
    ])
      expect([pasted, hasWording(STATEMENT, pasted)]).toEqual([pasted, true])
  })

  it('[DOC562] is not found where a word, a letter, a mark or the order is another', () => {
    const text =
      'بيان الماء\nلا يُباع ماء النهر،\nولا يُمنع عن أحد.\n1. تُقاس الحصص كلّ سنة.\n• مرّتين في سنوات الجفاف.\n2. يُنشر القياس خلال 12 يومًا.\nالماء حقّ مشترك.\n3. تُراجَع الحصص بعد ٣ سنوات.'
    expect(hasWording(STATEMENT, text)).toBe(true)
    for (const other of [
      text.replace('لا يُباع', 'يُباع'),
      text.replace('12', '21'),
      text.replace('1. ', '4. '),
      text.replace('1. ', ''),
      text.replace('3. ', '1. '),
      text.replace('2. يُنشر', '• يُنشر'),
      `${text}\nوافق عليه الجميع.`,
      text.split('\n').toReversed().join('\n'),
      text.replace('أحد.\n1.', 'أحد.1.'),
    ])
      expect([other, hasWording(STATEMENT, other)]).toEqual([other, false])
  })

  it('[DOC562] takes a dash or a bracketed number for a mark only where no number follows', () => {
    expect(hasWording([block({}, '- 5 درجات')], '• 5 درجات')).toBe(false)
    expect(hasWording([block({}, '3. 5 أيام')], '3) 5 أيام')).toBe(false)
    expect(hasWording([block({}, 'قال:'), block({}, '- نعم')], 'قال:\n– نعم')).toBe(true)
  })

  it('[DOC562] may stand under its title', () => {
    const [all, behind] = plainWordings('بيان\u00a0الماء\nلا يُباع.')
    expect(all).toEqual({ words: 'بيان الماء لا يُباع.', title: null })
    expect(behind).toEqual({ words: 'لا يُباع.', title: 'بيان الماء' })
    expect(saysTitle('بيان الماء', ' بيان  الماء ')).toBe(true)
    expect(saysTitle('بيان الماء', 'بيان النهر')).toBe(false)
  })

  it('[DOC562] changes with every letter', () => {
    const words = wordingOf(STATEMENT).marked
    const foreign = ['ا', 'x', '0', '\u200c', '\u064e', '\u202e', '،']
    const isBlankOrMark = (at: number): boolean => /[\s.•]/u.test(words.charAt(at))
    for (let at = 0; at < words.length; at++) {
      if (isBlankOrMark(at)) continue
      const without = words.slice(0, at) + words.slice(at + 1)
      expect([at, hasWording(STATEMENT, without)]).toEqual([at, false])
      for (const letter of foreign) {
        const other = words.slice(0, at) + letter + words.slice(at + 1)
        if (other !== words) expect([at, letter, hasWording(STATEMENT, other)]).toEqual([at, letter, false])
        const more = words.slice(0, at) + letter + words.slice(at)
        expect([at, letter, hasWording(STATEMENT, more)]).toEqual([at, letter, false])
      }
    }
  })
})
