import { describe, expect, it } from 'vitest'
import type { PdfPiece } from '../../../sync-server/export/pdf/pdf-piece.ts'
import { turnedPieces } from '../../../sync-server/export/pdf/turned-pieces.ts'
import { PdfWriter } from '../../../sync-server/export/pdf/pdf-writer.ts'
import { pdfContent } from '../../support/pdf-content.ts'
import { popplerText } from '../../support/poppler.ts'
import { block, by, page, run } from './support.ts'

/** Parts of a line as text: `|` where it turns, numbers in brackets. */
const shown = (pieces: readonly PdfPiece[], isLtr = false): string =>
  turnedPieces(pieces, isLtr)
    .map((piece) => {
      if ('turn' in piece) return '|'
      if ('who' in piece) return `[${piece.who}]`
      if ('note' in piece) return `(${piece.number})`
      if ('end' in piece) return '/'
      return piece.deleted === true
        ? `-${piece.text}-`
        : piece.inserted === true
          ? `+${piece.text}+`
          : piece.text
    })
    .join('')

const gone = (text: string): PdfPiece => ({ text, deleted: true })
const come = (text: string): PdfPiece => ({ text, inserted: true })

describe('a line of two directions', () => {
  it('[DOC743] turns before a number behind words of the other direction, unless these go on', () => {
    const note: PdfPiece = { note: 1, number: '1' }
    expect(shown([{ text: 'قال WMG' }, note, { text: ' ذلك' }])).toBe('قال WMG|(1) ذلك')
    expect(shown([{ text: 'قال WMG' }, note])).toBe('قال WMG|(1)')
    expect(shown([{ text: 'برنامج Joint' }, note, { text: ' Monitoring هنا' }])).toBe(
      'برنامج Joint(1) Monitoring هنا',
    )
    expect(shown([{ text: 'قال الأعضاء' }, note, { text: ' ذلك' }])).toBe('قال الأعضاء(1) ذلك')
    expect(shown([{ text: 'see «الملحق' }, note, { text: '» there' }], true)).toBe('see «الملحق|(1)» there')
    expect(shown([{ text: 'WMG' }, { end: true }, note, { text: 'x' }])).toBe('WMG/(1)x')
  })

  it('[DOC743] turns between what goes and what comes in its place, but not within a word', () => {
    expect(shown([{ text: 'بكلفة ' }, gone('4 M USD'), { who: '1' }, come('5 M EUR'), { who: '1' }])).toBe(
      'بكلفة -4 M USD-|[1]+5 M EUR+|[1]',
    )
    expect(shown([{ text: 'بكلفة ' }, gone('USD'), come('EUR')])).toBe('بكلفة -USD-|+EUR+')
    expect(shown([{ text: 'كلمة col' }, gone('our'), come('or')])).toBe('كلمة col-our-+or+')
    expect(shown([{ text: 'من ' }, gone('أهله'), { who: '1' }, come('أصحابه')])).toBe('من -أهله-[1]+أصحابه+')
  })

  it('[DOC743] on the page a Latin name takes neither a number nor a day along, and no sign is lost or without a shape', async () => {
    const marked = [
      block([run('بكلفة '), run('USD', by('deletion', 'm1')), run('EUR', by('insertion', 'm2'))]),
      block([run('see '), run('الملحق', by('deletion', 'm2')), run('النص', by('insertion', 'm2'))], {
        dir: 'ltr',
      }),
    ]
    const file = new PdfWriter().write(
      page(marked, {
        names: new Map([
          ['m1', 'Karim'],
          ['m2', 'ليلى'],
        ]),
        discussions: [
          {
            start: { block: 0, offset: 0 },
            end: { block: 0, offset: 4 },
            on: 'text',
            isResolved: false,
            comments: [{ by: 'm1', at: Date.UTC(2026, 10, 20), body: 'سؤال' }],
          },
        ],
      }),
    )
    const { texts, metadata } = await pdfContent(file)
    // Who searches for a word finds it: the sign that turns stands in none.
    const read = (await popplerText(file)).join('')
    expect(read).not.toMatch(/[\p{L}\p{M}][\u200e\u200f][\p{L}\p{M}]/u)
    for (const word of ['USD', 'EUR', 'Karim', 'ليلى', 'الملحق']) expect(read).toContain(word)
    expect(texts.join('')).not.toContain('◌')
    expect(metadata).toMatch(/pdfuaid:part>1</u)
  })
})
