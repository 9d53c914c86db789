import { describe, expect, it } from 'vitest'
import { diffWords } from '#core/text/word-diff.ts'
import { shownPieces } from '../../../editor/ui/final/shown-pieces.ts'

const LONG = 'كلمة '.repeat(60)

describe('what differs in a text that is checked', () => {
  it('[UI702] is shown with a few words around it', () => {
    const shown = shownPieces(
      diffWords(`${LONG}لا يُباع ${LONG}أوّل ${LONG}`, `${LONG}يُباع ${LONG}ثانٍ ${LONG}`),
    )
    expect(shown.map(({ kind, text }) => [kind, text.trim().length < 150])).toEqual([
      ['same', true],
      ['gone', true],
      ['same', true],
      ['gone', true],
      ['come', true],
      ['same', true],
    ])
    expect(shown[0]?.text).toMatch(/^… كلمة/)
    expect(shown[2]?.text).toMatch(/^يُباع [^…]*…[^…]*$/)
    expect(shown[5]?.text).toMatch(/…$/)
    expect(shown.filter(({ kind }) => kind !== 'same').map(({ text }) => text)).toEqual(['لا ', 'أوّل', 'ثانٍ'])
  })

  it('[UI702] is named where nobody could see it', () => {
    expect(shownPieces(diffWords('می‌روم', 'میروم'))).toEqual([
      { kind: 'gone', text: 'می⟨U+200C⟩روم' },
      { kind: 'come', text: 'میروم' },
    ])
  })

  it('[UI702] a short text stays whole', () => {
    expect(shownPieces(diffWords('بيان الماء', 'بيان النهر'))).toEqual([
      { kind: 'same', text: 'بيان ' },
      { kind: 'gone', text: 'الماء' },
      { kind: 'come', text: 'النهر' },
    ])
  })
})
