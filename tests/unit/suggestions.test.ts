import { describe, expect, it } from 'vitest'
import { blocksToElements, elementsToBlocks, joinRuns, sameElements } from '#core/suggestions/element.ts'
import { projectAccepted, projectMarked, projectOriginal, projectWithout } from '#core/suggestions/project.ts'
import { ownerOf } from '#core/suggestions/suggestion.ts'
import { isMarkerEntry, isTextFormat } from '#core/suggestions/admissible.ts'
import { seededRandom, type SeededRandom } from '../support/seeded-random.ts'
import { cellsOf, elementsOf, marksOf, MEMBERS, randomCells } from '../support/suggestion-cells.ts'
import {
  oracleAccepted,
  oracleOriginal,
  oracleWithout,
  showCells,
  type OracleCell,
  type OracleMark,
} from '../support/suggestion-oracle.ts'

const runs = (count: number, check: (cells: OracleCell[], random: SeededRandom) => void): void => {
  for (let seed = 1; seed <= count; seed++) {
    const random = seededRandom(seed)
    check(randomCells(random), random)
  }
}

describe('suggestions', () => {
  it('[SUG1] are owned by the innermost insertion: the latest, ties by id', () => {
    const owner = (...marks: OracleMark[]) => ownerOf(new Map(marksOf(marks)))?.id ?? null
    const by = (id: string, at: number): OracleMark => ({ kind: 'insertion', id, by: id.charAt(0), at })
    expect(owner()).toBe(null)
    expect(owner({ kind: 'deletion', id: 'A-s-1', by: 'A', at: 9 })).toBe(null)
    expect(owner(by('A-s-1', 5), by('B-s-1', 7))).toBe('B-s-1')
    expect(owner(by('B-s-1', 7), by('A-s-1', 5))).toBe('B-s-1')
    expect(owner(by('A-s-2', 7), by('A-s-1', 7))).toBe('A-s-2')
  })

  it('[SUG2] projects the original as the oracle does', () => {
    runs(3000, (cells) => {
      const projected = projectOriginal(elementsOf(cells))
      expect(showCells(cellsOf(projected))).toBe(showCells(oracleOriginal(cells)))
    })
  })

  it('[SUG3] projects the accepted text as the oracle does', () => {
    runs(3000, (cells) => {
      const projected = projectAccepted(elementsOf(cells))
      expect(showCells(cellsOf(projected))).toBe(showCells(oracleAccepted(cells)))
    })
  })

  it('[SUG4] projects P_U as the oracle does, over the whole and over any stretch alike', () => {
    runs(3000, (cells, random) => {
      const member = random.pick(MEMBERS)
      const elements = elementsOf(cells)
      const projected = projectWithout(elements, member)
      expect(showCells(cellsOf(projected))).toBe(showCells(oracleWithout(cells, member)))
      const cut = random.below(cells.length + 1)
      const stretches = [elements.slice(0, cut), elements.slice(cut)]
      const pieces = stretches.flatMap((stretch) => projectWithout(stretch, member))
      expect(sameElements(joinRuns(pieces), projected)).toBe(true)
    })
  })

  it('[SUG2] [SUG3] leaves a text without suggestions as it is, and projecting twice is once', () => {
    runs(500, (cells) => {
      const elements = elementsOf(cells)
      const marked = projectMarked(elements)
      expect(showCells(cellsOf(marked))).toBe(showCells(cells))
      for (const project of [projectOriginal, projectAccepted]) {
        const once = project(elements)
        expect(sameElements(projectOriginal(once), once)).toBe(true)
        expect(sameElements(projectAccepted(once), once)).toBe(true)
      }
    })
  })

  it('[SUG3] keeps what others typed inside a deletion later, and the block around it', () => {
    const deletion = { kind: 'deletion', id: 'A-s-1', by: 'A', at: 5, whole: true } as const
    const cells: OracleCell[] = [
      { char: '¶', marks: [], props: { bid: 'a' } },
      { char: 'x', marks: [], props: {} },
      { char: '¶', marks: [deletion], props: { bid: 'b' } },
      { char: 'y', marks: [deletion], props: {} },
      { char: 'z', marks: [deletion, { kind: 'insertion', id: 'B-s-1', by: 'B', at: 6 }], props: {} },
    ]
    const shown = (kept: readonly OracleCell[]) =>
      cellsOf(projectAccepted(elementsOf(kept))).map(({ char }) => char)
    expect(shown(cells).join('')).toBe('¶x¶z')
    expect(shown(cells.slice(0, 4)).join('')).toBe('¶x')
  })

  it('[SUG3] knows of two rival changes only the later', () => {
    const set = (id: string, at: number, kind: string): OracleMark => ({
      kind: 'formatChange',
      id,
      by: id.charAt(0),
      at,
      set: { kind },
    })
    const elements = elementsOf([
      { char: '¶', marks: [set('B-s-1', 8, 'quote'), set('A-s-1', 3, 'heading')], props: { bid: 'a' } },
    ])
    expect(elementsToBlocks(projectAccepted(elements))[0]?.attrs.kind).toBe('quote')
    expect(elementsToBlocks(projectOriginal(elements))[0]?.attrs.kind).toBe('paragraph')
  })

  it('[SUG2] turns into blocks and back', () => {
    runs(300, (cells) => {
      const blocks = elementsToBlocks(projectOriginal(elementsOf(cells)))
      expect(elementsToBlocks(blocksToElements(blocks))).toEqual(blocks)
    })
  })
})

describe('the allow-list of formats', () => {
  const suggestion = { by: 'A', at: 1 }
  it.each([
    ['bold', true],
    ['link', { href: 'https://a.example/x' }],
    ['link', { href: 'mailto:a@b.example' }],
    ['insertion--A-s-1', suggestion],
    ['deletion--A-s-1', { ...suggestion, whole: true }],
    ['formatChange--A-s-1', { ...suggestion, set: '{"bold":null}' }],
    ['formatChange--A-s-1', { ...suggestion, set: '{"kind":"item","list":"bullet","indent":2}' }],
  ])('[GAT6] admits %s', (key, value) => {
    expect(isTextFormat(key, value)).toBe(true)
  })

  it.each([
    ['bold', false],
    ['color', true],
    ['link', 'https://a.example'],
    ['link', { href: 'javascript:alert(1)' }],
    ['link', { href: 'https://a.example', rel: 'x' }],
    ['insertion--', suggestion],
    ['insertion--a b', suggestion],
    ['insertion--A-s-1', { ...suggestion, set: '{}' }],
    ['insertion--A-s-1', { ...suggestion, at: Infinity }],
    ['insertion--A-s-1', { ...suggestion, at: -1 }],
    ['insertion--A-s-1', { at: 1 }],
    ['insertion--A-s-1', true],
    ['formatChange--A-s-1', suggestion],
    ['formatChange--A-s-1', { ...suggestion, set: '{"bid":"x"}' }],
    ['formatChange--A-s-1', { ...suggestion, set: '{"bold":true,"kind":"quote"}' }],
    ['formatChange--A-s-1', { ...suggestion, set: '{}' }],
    ['formatChange--A-s-1', { ...suggestion, set: '[' }],
    ['bid', 'b1'],
  ])('[GAT6] does not admit %s with %j', (key, value) => {
    expect(isTextFormat(key, value)).toBe(false)
  })

  it('[GAT6] admits block attributes on markers only', () => {
    expect(isMarkerEntry('bid', 'b1')).toBe(true)
    expect(isMarkerEntry('deletion--A-s-1', { ...suggestion, whole: true })).toBe(true)
    expect(isMarkerEntry('bold', true)).toBe(false)
  })
})
