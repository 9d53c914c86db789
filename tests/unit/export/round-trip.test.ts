import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pastedDirection, type TextDirection } from '#core/text/direction.ts'
import { directionIn, DOCUMENT_LANGUAGES, type DocumentLanguage } from '#core/text/language.ts'
import type { BlockContent } from '#core/schema/content.ts'
import { writeExport, type ExportFormat } from '../../../sync-server/export/write-export.ts'
import { tidyRuns } from '../../../sync-server/import/content-builder.ts'
import type { Imported } from '../../../sync-server/import/imported.ts'
import { readImport } from '../../../sync-server/import/read-import.ts'
import { anyBlocks, markdownBlocks } from './arbitraries.ts'

const SEED = 20241

const textOf = (block: BlockContent): string => block.runs.map((run) => run.text).join('')

/** Plain data with the keys of formats in one order, so that equal documents compare equal. */
const plain = (blocks: readonly BlockContent[]): unknown =>
  blocks.map((block) => ({
    attrs: block.attrs,
    runs: block.runs.map((run) => ({
      text: run.text,
      formats: [...run.formats].sort(([a], [b]) => (a < b ? -1 : 1)),
    })),
  }))

const read = (
  format: ExportFormat,
  blocks: readonly BlockContent[],
  language: DocumentLanguage = 'ar',
): Imported => {
  const { body } = writeExport(format, { title: 'نصّ <1>', blocks, language })
  const file = readImport({ filename: `نص.${format}`, bytes: new TextEncoder().encode(body) })
  if (!file.ok) throw new Error(`${format} was not read back: ${JSON.stringify(file.error)}`)
  return file.value
}

const there = (format: ExportFormat, blocks: readonly BlockContent[]): readonly BlockContent[] =>
  read(format, blocks).blocks

describe('an exported file read back', () => {
  it('[SCH20] json gives the same document', () => {
    fc.assert(
      fc.property(anyBlocks, (blocks) => {
        expect(plain(there('json', blocks))).toEqual(plain(blocks))
      }),
      { seed: SEED, numRuns: 300 },
    )
  })

  it('[SCH21] html gives the same document', () => {
    fc.assert(
      fc.property(anyBlocks, (blocks) => {
        expect(plain(there('html', blocks))).toEqual(plain(blocks))
      }),
      { seed: SEED, numRuns: 300 },
    )
  })

  it('[DOC698] json and html give the language back, and the same document whatever it is', () => {
    fc.assert(
      fc.property(
        anyBlocks,
        fc.constantFrom(...DOCUMENT_LANGUAGES),
        fc.constantFrom('json' as const, 'html' as const),
        (blocks, language, format) => {
          const file = read(format, blocks, language)
          expect([file.language, plain(file.blocks)]).toEqual([language, plain(blocks)])
        },
      ),
      { seed: SEED, numRuns: 200 },
    )
  })

  it('[SCH23] markdown gives kinds, levels, lists, emphasis, links and line breaks back', () => {
    const expected = (blocks: readonly BlockContent[], direction: TextDirection): BlockContent[] =>
      blocks
        .map((block) => {
          const runs = tidyRuns(block.runs)
          const dir = pastedDirection(runs.map((run) => run.text).join(''), direction)
          return { attrs: { ...block.attrs, dir }, formats: block.formats, runs }
        })
        .filter((block) => block.runs.length > 0)
    fc.assert(
      fc.property(
        markdownBlocks.filter((blocks) => blocks.some((block) => textOf(block).trim() !== '')),
        (blocks) => {
          const file = read('md', blocks)
          expect(plain(file.blocks)).toEqual(plain(expected(blocks, directionIn(file.language))))
        },
      ),
      { seed: SEED, numRuns: 300 },
    )
  })

  it('[SCH24] plain text keeps every word in order', () => {
    const wordsOf = (blocks: readonly BlockContent[]): string =>
      blocks.map(textOf).join(' ').replace(/\s+/gu, ' ').trim()
    const sentences = fc.array(
      fc.constantFrom('الماء حقّ مشترك.', 'نلتقي في 2024، ثم نمضي.', 'The WMG met.'),
      {
        minLength: 1,
        maxLength: 12,
      },
    )
    fc.assert(
      fc.property(sentences, fc.constantFrom('paragraph', 'item'), (texts, kind) => {
        const blocks: BlockContent[] = texts.map((text) => ({
          attrs: {
            bid: null,
            kind: kind === 'item' ? 'item' : 'paragraph',
            level: null,
            list: kind === 'item' ? 'ordered' : null,
            numbering: null,
            indent: 0,
            dir: null,
            align: null,
          },
          formats: new Map(),
          runs: [{ text, formats: new Map() }],
        }))
        const back = there('txt', blocks)
        expect(back.map((block) => block.attrs.kind)).toEqual(blocks.map((block) => block.attrs.kind))
        expect(wordsOf(back)).toBe(wordsOf(blocks))
      }),
      { seed: SEED, numRuns: 100 },
    )
  })
})
