import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeDocx } from '../../../sync-server/export/docx/write-docx.ts'
import { anyBlocks } from '../export/arbitraries.ts'
import { proposedBlocks } from './arbitraries.ts'
import { acceptedOf, NAMES, originalOf, plain, readBack } from './support.ts'

const SEED = 20261

describe('a text that goes to Word and back', () => {
  it('[DOC620] comes back from a clean file as it was: kinds, levels, lists, numbers, indents, directions, text', () => {
    fc.assert(
      fc.property(anyBlocks, (blocks) => {
        const {
          blocks: again,
          threads,
          warnings,
        } = readBack(writeDocx({ title: 'نصّ', blocks, marked: null }))
        expect(plain(again)).toEqual(plain(blocks))
        expect(threads).toEqual([])
        expect(warnings.filter(({ code }) => code !== 'invisible-controls')).toEqual([])
      }),
      { seed: SEED, numRuns: 300 },
    )
  })

  it('[DOC610] comes back with its suggestions: the same text before them and after them', () => {
    fc.assert(
      fc.property(proposedBlocks, (blocks) => {
        const file = writeDocx({ title: 'نصّ', blocks, marked: { discussions: [], names: NAMES } })
        const again = readBack(file).blocks
        expect(plain(originalOf(again))).toEqual(plain(originalOf(blocks)))
        expect(plain(acceptedOf(again))).toEqual(plain(acceptedOf(blocks)))
      }),
      { seed: SEED, numRuns: 500 },
    )
  })
})
