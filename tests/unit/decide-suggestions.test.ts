import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { decideSuggestions } from '#core/shared-doc/decide-suggestions.ts'
import { Sequence } from '#core/shared-doc/sequence.ts'
import { blocksToElements, elementsToBlocks } from '#core/suggestions/element.ts'
import { seededRandom, type SeededRandom } from '../support/seeded-random.ts'
import { cellsOf, elementsOf, marksOf, randomCells } from '../support/suggestion-cells.ts'
import {
  oracleAccepted,
  oracleOriginal,
  showCells,
  type OracleCell,
  type OracleMark,
} from '../support/suggestion-oracle.ts'

/** A live text with these cells in it. */
const liveText = (cells: readonly OracleCell[]): Sequence => {
  const text = new Y.Doc().getText('content')
  text.applyDelta(
    cells.map(({ char, marks, props }) => {
      const entries = [...Object.entries(props), ...marksOf(marks)]
      return char === '¶'
        ? { insert: new Y.Map(entries), attributes: {} }
        : { insert: char, attributes: Object.fromEntries(entries) }
    }),
  )
  return new Sequence(text)
}

/** Cells as blocks show them: text without a marker of its own has one, every attribute is named. */
const normal = (cells: readonly OracleCell[]): string =>
  showCells(cellsOf(blocksToElements(elementsToBlocks(elementsOf(cells)))))

const shown = (sequence: Sequence): string => showCells(cellsOf(blocksToElements(sequence.blocks())))

const idsOf = (cells: readonly OracleCell[]): Set<string> =>
  new Set(cells.flatMap(({ marks }) => marks.map(({ id }) => id)))

/** The first block is there from the start, as in every document. */
const ordinary = (random: SeededRandom): OracleCell[] => {
  const [first, ...rest] = randomCells(random)
  return [
    { char: '¶', marks: [], props: { bid: 'b0' } },
    ...(first?.char === '¶' ? rest : [first, ...rest]),
  ].filter((cell) => cell !== undefined)
}

/** Every suggestion one by one, in random order. */
const oneByOne = (
  sequence: Sequence,
  ids: Set<string>,
  verdict: 'accept' | 'reject',
  random: SeededRandom,
) => {
  const left = [...ids]
  while (left.length > 0)
    for (const id of left.splice(random.below(left.length), 1))
      decideSuggestions(sequence, { verdict, ids: new Set([id]) }, 'test')
}

const SEEDS = Array.from({ length: 2000 }, (_, index) => index)

describe('deciding about suggestions on the live text', () => {
  it('[SUG5] accepting all gives the accepted projection, rejecting all the original, as the oracle has them', () => {
    for (const seed of SEEDS) {
      const cells = ordinary(seededRandom(seed))
      for (const verdict of ['accept', 'reject'] as const) {
        const sequence = liveText(cells)
        decideSuggestions(sequence, { verdict, ids: idsOf(cells) }, 'test')
        const expected = verdict === 'accept' ? oracleAccepted(cells) : oracleOriginal(cells)
        expect(shown(sequence), `${verdict} ${seed}`).toBe(normal(expected))
      }
    }
  })

  it('[SUG5] rejecting one after the other, in whatever order, gives the original', () => {
    for (const seed of SEEDS) {
      const random = seededRandom(seed)
      const cells = ordinary(random)
      const sequence = liveText(cells)
      oneByOne(sequence, idsOf(cells), 'reject', random)
      expect(shown(sequence), `${seed}`).toBe(normal(oracleOriginal(cells)))
    }
  })

  it('[SUG5] accepting one after the other, in whatever order, takes and keeps the same characters', () => {
    for (const seed of SEEDS) {
      const random = seededRandom(seed)
      const cells = ordinary(random).filter(({ char }, index) => index === 0 || char !== '¶')
      const sequence = liveText(cells)
      oneByOne(sequence, idsOf(cells), 'accept', random)
      const chars = oracleAccepted(cells).map(({ char }) => char)
      expect(
        cellsOf(blocksToElements(sequence.blocks())).map(({ char }) => char),
        `${seed}`,
      ).toEqual(chars)
    }
  })

  it('[SUG5] leaves everything that the decision does not name, to the mark', () => {
    for (const seed of SEEDS.slice(0, 500)) {
      const cells = ordinary(seededRandom(seed))
      const sequence = liveText(cells)
      const before = shown(sequence)
      const state = Y.encodeStateVector(sequence.doc)
      expect(decideSuggestions(sequence, { verdict: 'accept', ids: new Set(['nobody-s-1']) }, 'test')).toBe(
        false,
      )
      expect(shown(sequence)).toBe(before)
      expect(Y.encodeStateVector(sequence.doc)).toEqual(state)
    }
  })

  const mark = (kind: OracleMark['kind'], id: string, at: number, set?: OracleMark['set']): OracleMark => ({
    kind,
    id,
    by: id.charAt(0),
    at,
    ...(set === undefined ? {} : { set }),
  })
  const first: OracleCell = { char: '¶', marks: [], props: { bid: 'b0' } }

  it('[SUG6] accepting one change closes its rivals on the same attribute and leaves the rest of what they propose', () => {
    const rival = mark('formatChange', 'B-s-1', 2, { kind: 'quote', dir: 'ltr' })
    const heading = mark('formatChange', 'A-s-1', 1, { kind: 'heading' })
    const sequence = liveText([first, { char: '¶', marks: [heading, rival], props: { bid: 'b1' } }])
    decideSuggestions(sequence, { verdict: 'accept', ids: new Set(['A-s-1']) }, 'test')
    const second = sequence.content(2)
    expect(second.attrs.kind).toBe('heading')
    expect([...second.formats.keys()]).toEqual(['formatChange--B-s-1'])
    expect(second.formats.get('formatChange--B-s-1')).toEqual({ by: 'B', at: 2, set: '{"dir":"ltr"}' })
    decideSuggestions(sequence, { verdict: 'accept', ids: new Set(['B-s-1']) }, 'test')
    expect(sequence.content(2).attrs).toMatchObject({ kind: 'heading', dir: 'ltr' })
    expect(sequence.content(2).formats.size).toBe(0)
  })

  it('[SUG5] rejecting an insertion removes only what its author owns', () => {
    const outer = mark('insertion', 'A-s-1', 1)
    const inner = mark('insertion', 'B-s-1', 2)
    const cells: OracleCell[] = [
      first,
      { char: 'ا', marks: [outer], props: {} },
      { char: 'ب', marks: [outer, inner], props: {} },
    ]
    const sequence = liveText(cells)
    decideSuggestions(sequence, { verdict: 'reject', ids: new Set(['A-s-1']) }, 'test')
    expect(shown(sequence)).toBe(normal([first, { char: 'ب', marks: [inner], props: {} }]))
  })

  it('[SUG5] what was typed inside a deletion and accepted outlives the deletion that is accepted later', () => {
    const deletion = mark('deletion', 'A-s-1', 1)
    const inside = mark('insertion', 'B-s-1', 2)
    const cells: OracleCell[] = [
      first,
      { char: 'ا', marks: [deletion], props: {} },
      { char: 'ب', marks: [deletion, inside], props: {} },
    ]
    const sequence = liveText(cells)
    decideSuggestions(sequence, { verdict: 'accept', ids: new Set(['B-s-1']) }, 'test')
    decideSuggestions(sequence, { verdict: 'accept', ids: new Set(['A-s-1']) }, 'test')
    expect(shown(sequence)).toBe(normal([first, { char: 'ب', marks: [], props: {} }]))
  })

  it('[SUG5] a block whose break is rejected joins the block before, a whole one goes when it is empty', () => {
    const cells: OracleCell[] = [
      first,
      { char: 'ا', marks: [], props: {} },
      { char: '¶', marks: [mark('insertion', 'A-s-1', 1)], props: { bid: 'b1' } },
      { char: 'ب', marks: [], props: {} },
      { char: '¶', marks: [{ ...mark('deletion', 'A-s-2', 1), whole: true }], props: { bid: 'b2' } },
      { char: 'c', marks: [mark('deletion', 'A-s-2', 1)], props: {} },
    ]
    const sequence = liveText(cells)
    decideSuggestions(sequence, { verdict: 'reject', ids: new Set(['A-s-1']) }, 'test')
    decideSuggestions(sequence, { verdict: 'accept', ids: new Set(['A-s-2']) }, 'test')
    expect([...sequence.blocks()].map(({ runs }) => runs.map(({ text }) => text).join(''))).toEqual(['اب'])
  })

  it('[SUG443] a proposed first block that stays for the proposals in it is theirs then', () => {
    const mark = (id: string, by: string, at: number): OracleMark => ({
      kind: 'insertion',
      id,
      by,
      at,
    })
    const [outer, inner] = [mark('t-1', 't', 1), mark('g-1', 'g', 2)]
    const cells: OracleCell[] = [
      { char: '¶', marks: [outer], props: { bid: 'b1' } },
      { char: 'a', marks: [outer], props: {} },
      { char: 'b', marks: [outer, inner], props: {} },
      { char: '¶', marks: [], props: { bid: 'b2' } },
      { char: 'c', marks: [], props: {} },
    ]
    const sequence = liveText(cells)
    const original = showCells(oracleOriginal(cells))
    decideSuggestions(sequence, { verdict: 'reject', ids: new Set(['t-1']) }, 'test')
    const after = cellsOf(blocksToElements(sequence.blocks()))
    expect(after.map(({ char, marks }) => char + marks.map(({ id }) => id).join())).toEqual([
      '¶g-1',
      'bg-1',
      '¶',
      'c',
    ])
    decideSuggestions(sequence, { verdict: 'reject', ids: new Set(['g-1']) }, 'test')
    expect(shown(sequence)).toBe(normal(oracleOriginal(cells)))
    expect(original).toBe(showCells(cells.slice(3)))
  })
})
