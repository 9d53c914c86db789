import { describe, expect, it } from 'vitest'
import { matchWords } from '#core/text/match-words.ts'
import { commandsFor, type PaletteCommand } from '../../../editor/ui/palette/palette-commands.ts'

describe('words that name a text', () => {
  it('[DIR7] are compared folded, each at the beginning of a word, with or without the article', () => {
    expect(matchWords('قبول الاقتراح', 'قبول')).toBe(0)
    expect(matchWords('قبول الاقتراح', 'اقتراح')).toBe(1)
    expect(matchWords('قبول الاقتراح', 'الإقتراح')).toBe(1)
    expect(matchWords('قبول الاقتراح', 'اقتراح قبول')).toBe(1)
    expect(matchWords('عنوان رئيسيّ', 'رئيسي')).toBe(1)
    expect(matchWords('Heading 2', 'HEAD')).toBe(0)
    expect(matchWords('قبول الاقتراح', 'تراح')).toBeNull()
    expect(matchWords('قبول الاقتراح', 'قبول رفض')).toBeNull()
    expect(matchWords('أي شيء', '')).toBe(0)
  })

  it('[DIR7] are found as they stand, whatever looks like an article in them', () => {
    expect(matchWords('ألوان النصّ', 'ألوان')).toBe(0)
  })
})

describe('the list of commands', () => {
  const command = (id: string, words: string, more: Partial<PaletteCommand> = {}): PaletteCommand => ({
    id,
    words,
    keys: null,
    run: () => undefined,
    ...more,
  })
  const COMMANDS = [
    command('place', 'قائمة المطالب', { isPlace: true }),
    command('numbered', 'قائمة مرقّمة'),
    command('late', 'الوارد المتأخر', { also: 'قائمة ما رُفض' }),
    command('review', 'المراجعة: قائمة'),
  ]
  const found = (query: string): readonly string[] => commandsFor(COMMANDS, query).map(({ id }) => id)

  it('[UI35] is found by what is typed: beginnings first, other names after, places of the text last', () => {
    expect(found('قائمه')).toEqual(['numbered', 'review', 'late', 'place'])
    expect(found('مطالب')).toEqual(['place'])
    expect(found('لا شيء كهذا')).toEqual([])
  })

  it('[UI35] is whole, in its own order, while nothing is typed', () => {
    expect(found('')).toEqual(['numbered', 'late', 'review', 'place'])
  })
})
