import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pastedDirection } from '#core/text/direction.ts'
import type { BlockContent } from '#core/schema/content.ts'
import { writeExport, type ExportFormat } from '../../../sync-server/export/write-export.ts'
import { tidyRuns } from '../../../sync-server/import/content-builder.ts'
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

const there = (format: ExportFormat, blocks: readonly BlockContent[]): readonly BlockContent[] => {
  const { body } = writeExport(format, { title: 'نصّ <1>', blocks })
  const read = readImport({ filename: `نص.${format}`, bytes: new TextEncoder().encode(body) })
  if (!read.ok) throw new Error(`${format} was not read back: ${JSON.stringify(read.error)}`)
  return read.value.blocks
}

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

  it('[SCH23] markdown gives kinds, levels, lists, emphasis, links and line breaks back', () => {
    const expected = (blocks: readonly BlockContent[]): BlockContent[] =>
      blocks
        .map((block) => {
          const runs = tidyRuns(block.runs)
          const dir = pastedDirection(runs.map((run) => run.text).join(''))
          return { attrs: { ...block.attrs, dir }, formats: block.formats, runs }
        })
        .filter((block) => block.runs.length > 0)
    fc.assert(
      fc.property(
        markdownBlocks.filter((blocks) => blocks.some((block) => textOf(block).trim() !== '')),
        (blocks) => {
          expect(plain(there('md', blocks))).toEqual(plain(expected(blocks)))
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
