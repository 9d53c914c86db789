import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BlockContent } from '#core/schema/content.ts'
import { ownerOf } from '#core/suggestions/suggestion.ts'
import { deletionOn } from '../../../sync-server/export/docx/mark-plan.ts'
import { writeDocx } from '../../../sync-server/export/docx/write-docx.ts'
import { anyBlocks } from '../export/arbitraries.ts'
import { proposedBlocks } from './arbitraries.ts'
import { acceptedOf, NAMES, originalOf, plain, readBack } from './support.ts'

const SEED = 20261

/**
 * Of every letter whose it is and who takes it away. Word knows one of each: the innermost insertion, the first deletion
 * that means it.
 */
const letters = (blocks: readonly BlockContent[]): { readonly told: string; readonly ids: string[] }[] =>
  blocks.flatMap(({ runs }) =>
    runs.flatMap(({ text, formats }) => {
      const marks = [ownerOf(formats), deletionOn(formats)].filter((mark) => mark !== null)
      const told = marks.map(({ kind, by, at }) => `${kind} ${by} ${at}`).join()
      return Array.from(text, (letter) => ({ told: `${letter} ${told}`, ids: marks.map(({ id }) => id) }))
    }),
  )

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
      { seed: SEED, numRuns: 100 },
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
      { seed: SEED, numRuns: 150 },
    )
  })

  it('[DOC611] every letter comes back proposed and taken away by whom it was and when, in as many suggestions', () => {
    fc.assert(
      fc.property(proposedBlocks, (blocks) => {
        const file = writeDocx({ title: 'نصّ', blocks, marked: { discussions: [], names: NAMES } })
        const again = readBack(file).blocks
        const [before, after] = [letters(blocks), letters(again)]
        expect(after.map(({ told }) => told)).toEqual(before.map(({ told }) => told))
        // One suggestion there is one here: ids are others, but never two for one or one for two.
        const names = new Map<string, string>()
        before.forEach(({ ids }, index) => {
          const others = after[index]?.ids ?? []
          expect(others.length).toBe(ids.length)
          ids.forEach((id, at) => {
            const other = others[at] ?? ''
            expect(names.get(id) ?? other).toBe(other)
            names.set(id, other)
          })
        })
        expect(new Set(names.values()).size).toBe(names.size)
      }),
      { seed: SEED, numRuns: 100 },
    )
  })
})
