import { describe, expect, it } from 'vitest'
import { cardWords } from '../../../editor/ui/suggestions/card-words.ts'

/** The key and what it is about, in place of a language. */
const say = (key: string, values: Readonly<Record<string, string | number>> = {}): string =>
  [key, ...Object.values(values)].join(' ')

const words = (card: Partial<Parameters<typeof cardWords>[1]>): string =>
  cardWords(say, { kind: 'remove', before: '', after: '', set: new Map(), ...card })

describe('a suggestion in words', () => {
  it('[UI430] names one paragraph that goes as one, and several by their words', () => {
    expect(words({})).toBe('suggestions.removeEmpty')
    expect(words({ before: 'أولى' })).toBe('suggestions.remove أولى')
    expect(words({ before: 'أولى ¶ ثانية' })).toBe('suggestions.deletion أولى ¶ ثانية')
  })

  it('[UI430] says which heading a block becomes, also when it is a heading already', () => {
    const become = (set: Readonly<Record<string, unknown>>): string =>
      words({ kind: 'block-format', set: new Map(Object.entries(set)) })
    expect(become({ kind: 'heading', level: 2 })).toContain('document.command.heading2')
    expect(become({ level: 3 })).toContain('document.command.heading3')
    expect(become({ level: 1 })).toContain('document.command.heading1')
  })
})
