import { describe, expect, it } from 'vitest'
import { TEMPLATE_NAMES, templatesIn } from '#core/protocol/templates.ts'
import { numberBlocks } from '#core/schema/numbering.ts'
import { cleanText } from '#core/text/clean.ts'
import { isTemplateName, templateOf } from '../../../sync-server/import/templates.ts'
import { DOCUMENT_LANGUAGES } from '#core/text/language.ts'
import { languageOfText } from '#core/text/guess-language.ts'
import { textOf } from './support.ts'

describe('templates', () => {
  it.each(TEMPLATE_NAMES)('[SCH27] %s is clean text without ids, with a title in three languages', (name) => {
    const { texts, title } = templateOf(name)
    expect(Object.values(title).every((text) => text !== '')).toBe(true)
    for (const blocks of Object.values(texts)) {
      expect(blocks.length).toBeGreaterThan(0)
      for (const block of blocks) {
        expect(block.attrs.bid).toBe(null)
        expect(block.attrs.dir).toBe(null)
        expect(block.formats.size).toBe(0)
        expect(cleanText(textOf(block))).toBe(textOf(block))
      }
    }
  })

  it.each([...DOCUMENT_LANGUAGES])(
    '[DOC699] are there in %s as the page offers them, in its words',
    (language) => {
      expect(templatesIn(language)).toContain('blank')
      for (const name of TEMPLATE_NAMES) {
        const blocks = templateOf(name).texts[language]
        expect([name, blocks !== undefined]).toEqual([name, templatesIn(language).includes(name)])
        const words = (blocks ?? []).map(textOf).join('\n')
        if (words !== '') expect(languageOfText(words, null)).toBe(language)
      }
    },
  )

  it.each(['closing-message', 'sample'] as const)(
    '[SCH27] %s has two numbered lists of their own',
    (name) => {
      for (const blocks of Object.values(templateOf(name).texts)) {
        const numbers = numberBlocks(blocks.map((block) => block.attrs))
        expect(numbers.filter((number) => number === 1)).toHaveLength(2)
      }
    },
  )

  it('[SCH27] other names are no templates', () => {
    expect(isTemplateName('sample')).toBe(true)
    expect(isTemplateName('constructor')).toBe(false)
  })
})
