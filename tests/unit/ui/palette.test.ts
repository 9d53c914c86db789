import { describe, expect, it } from 'vitest'
import { matchWords } from '#core/text/match-words.ts'
import type { DocumentMenuProps } from '../../../editor/ui/document/document-menu.tsx'
import { modeActs } from '../../../editor/ui/palette/key-acts.ts'
import { menuActs } from '../../../editor/ui/palette/menu-acts.ts'
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

  it('[UI876] is found by a word of its name beside one of what else it is called', () => {
    expect(found('قائمة وارد')).toEqual(['late'])
  })

  it('[UI35] is whole, in its own order, while nothing is typed', () => {
    expect(found('')).toEqual(['numbered', 'late', 'review', 'place'])
  })
})

describe('the commands of the menu', () => {
  const nothing = (): void => undefined
  const READER: DocumentMenuProps = {
    preview: nothing,
    history: null,
    download: nothing,
    digits: 'latn',
    setDigits: null,
    mayName: false,
    showExports: nothing,
    importText: null,
    showDecisions: null,
    showLate: null,
    showStage: nothing,
    showOutline: nothing,
    check: null,
    showCommands: nothing,
    calm: nothing,
    numbers: { shown: false, toggle: nothing },
    showCertificate: null,
    finalise: null,
    leaveFinal: null,
    showShortcuts: nothing,
  }
  const acts = (menu: Partial<DocumentMenuProps>) =>
    menuActs({ t: (key) => key, language: 'ar' }, { ...READER, ...menu }, nothing)
  const ids = (menu: Partial<DocumentMenuProps>) => acts(menu).map(({ id }) => id)

  it('[UI876] are those of the menu that one may, without what is chosen already', () => {
    const few = ids({})
    expect(few).toEqual(expect.arrayContaining(['stage', 'exports', 'language-en', 'language-fr']))
    for (const id of ['finalise', 'leaveFinal', 'import', 'decisions', 'text-digits-arab', 'language-ar'])
      expect(few).not.toContain(id)
    const chosen: string[] = []
    const more = acts({
      finalise: () => chosen.push('final'),
      importText: () => chosen.push('import'),
      setDigits: (digits) => chosen.push(digits),
    })
    for (const id of ['finalise', 'import', 'text-digits-arab']) more.find((act) => act.id === id)?.run()
    expect(chosen).toEqual(['final', 'import', 'arab'])
  })

  it('[UI876] offer the other way of writing, to whoever may choose', () => {
    const modes: string[] = []
    for (const mode of ['write', 'suggest'] as const)
      for (const act of modeActs(
        (key) => key,
        mode,
        (one) => modes.push(one),
      ))
        act.run()
    expect(modes).toEqual(['suggest', 'write'])
    expect(modeActs((key) => key, 'suggest', null)).toEqual([])
  })
})
