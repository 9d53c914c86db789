import { describe, expect, it } from 'vitest'
import { numberBlocks } from '#core/schema/numbering.ts'
import { cleanText } from '#core/text/clean.ts'
import { isTemplateId, TEMPLATE_IDS, templateOf } from '../../../sync-server/import/templates.ts'
import { textOf } from './support.ts'

describe('templates', () => {
  it.each(TEMPLATE_IDS)('[SCH27] %s is clean text without ids, with a title in three languages', (id) => {
    const { blocks, title } = templateOf(id)
    expect(Object.values(title).every((text) => text !== '')).toBe(true)
    expect(blocks.length).toBeGreaterThan(0)
    for (const block of blocks) {
      expect(block.attrs.bid).toBe(null)
      expect(block.formats.size).toBe(0)
      expect(cleanText(textOf(block))).toBe(textOf(block))
    }
  })

  it.each(['closing-message', 'sample'] as const)('[SCH27] %s has two numbered lists of their own', (id) => {
    const numbers = numberBlocks(templateOf(id).blocks.map((block) => block.attrs))
    expect(numbers.filter((number) => number === 1)).toHaveLength(2)
  })

  it('[SCH27] other names are no templates', () => {
    expect(isTemplateId('sample')).toBe(true)
    expect(isTemplateId('constructor')).toBe(false)
  })
})
