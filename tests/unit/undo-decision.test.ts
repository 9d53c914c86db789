import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { decideStanding, type Carried, type Wish } from '#core/shared-doc/decide-standing.ts'
import { editSequence, type SequencePosition } from '#core/shared-doc/sequence-edit.ts'
import { Sequence } from '#core/shared-doc/sequence.ts'
import { undoingOf } from '#core/shared-doc/undo-decision.ts'
import { blocksToElements } from '#core/suggestions/element.ts'
import { seededRandom, type SeededRandom } from '../support/seeded-random.ts'
import { cellsOf, marksOf, randomCells } from '../support/suggestion-cells.ts'
import { showCells, type OracleCell } from '../support/suggestion-oracle.ts'

/** A live text with these cells in it, every block with a bid, as in every document. */
const liveText = (random: SeededRandom): Sequence => {
  const [first, ...rest] = randomCells(random)
  const cells: OracleCell[] = [
    { char: '¶', marks: [], props: {} },
    ...(first === undefined || first.char === '¶' ? rest : [first, ...rest]),
  ]
  let bids = 0
  const text = new Y.Doc().getText('content')
  text.applyDelta(
    cells.map(({ char, marks, props }) => {
      const entries = [...Object.entries(props), ...marksOf(marks)]
      return char === '¶'
        ? { insert: new Y.Map([...entries, ['bid', `b${bids++}`]]), attributes: {} }
        : { insert: char, attributes: Object.fromEntries(entries) }
    }),
  )
  return new Sequence(text)
}

const shown = (sequence: Sequence): string => showCells(cellsOf(blocksToElements(sequence.blocks())))

const idsIn = (sequence: Sequence): string[] => [
  ...new Set(
    [...sequence.blocks()]
      .flatMap(({ formats, runs }) => [formats, ...runs.map((run) => run.formats)])
      .flatMap((formats) => [...formats.keys()].flatMap((key) => key.split('--')[1] ?? [])),
  ),
]

const wishes = (random: SeededRandom, ids: readonly string[]): Map<string, Wish> =>
  new Map(
    ids.filter(() => random.below(3) > 0).map((id) => [id, random.below(2) === 0 ? 'accept' : 'reject']),
  )

const decideIn = (sequence: Sequence, wanted: ReadonlyMap<string, Wish>): Carried =>
  decideStanding(sequence, wanted, { member: 'nobody', locks: [] }, 'test')

/** As the log has it. */
const fromLog = <T>(parts: T): T => JSON.parse(JSON.stringify(parts)) as T // decode boundary of the test

const SEEDS = Array.from({ length: 1500 }, (_, index) => index)

const anywhere = (sequence: Sequence, random: SeededRandom): SequencePosition => {
  const slot = 1 + random.below(sequence.slots - 1)
  return { slot, offset: random.below(sequence.block(slot).length + 1) }
}

describe('undoing a decision', () => {
  it('[SUG406] puts everything back: text, blocks, suggestions, authors, times', () => {
    let changed = 0
    for (const seed of SEEDS) {
      const random = seededRandom(seed)
      const sequence = liveText(random)
      const before = shown(sequence)
      const { parts } = decideIn(sequence, wishes(random, idsIn(sequence)))
      if (shown(sequence) !== before) changed++
      const undoing = undoingOf(sequence, fromLog(parts))
      expect(undoing, `seed ${seed}`).not.toBe(null)
      undoing?.('test')
      expect(shown(sequence), `seed ${seed}`).toBe(before)
      expect(shown(new Sequence(sequence.text)), `seed ${seed}`).toBe(before)
    }
    expect(changed).toBeGreaterThan(1000)
  })

  it('[SUG406] whatever was typed or deleted meanwhile: puts exactly that back and keeps the rest, or does nothing', () => {
    let [undone, refused] = [0, 0]
    for (const seed of SEEDS) {
      const random = seededRandom(seed)
      const sequence = liveText(random)
      const { parts } = decideIn(sequence, wishes(random, idsIn(sequence)))
      for (let edits = 1 + random.below(2); edits > 0; edits--) {
        const at = anywhere(sequence, random)
        editSequence(sequence, 'somebody', (edit) => {
          if (random.below(2) === 0) edit.insertText(at, 'Z', new Map())
          else if (at.offset > 0) edit.delete({ ...at, offset: at.offset - 1 }, at)
        })
      }
      const after = shown(sequence)
      const typed = (after.match(/Z/g) ?? []).length
      const undoing = undoingOf(sequence, fromLog(parts))
      if (undoing === null) {
        refused++
        expect(shown(sequence)).toBe(after)
        continue
      }
      undone++
      undoing('test')
      expect((shown(sequence).match(/Z/g) ?? []).length, `seed ${seed}`).toBe(typed)
      const standing = new Set(idsIn(sequence))
      for (const { ids: gone } of [...parts.stretches, ...parts.markers])
        for (const id of gone) expect(standing.has(id), `seed ${seed}: ${id}`).toBe(true)
    }
    expect(undone).toBeGreaterThan(300)
    expect(refused).toBeGreaterThan(100)
  })

  it('[SUG406] text typed into the decided stretch, or right beside it, is built on it; text elsewhere in the block is not', () => {
    const of = (offset: number) => {
      const text = new Y.Doc().getText('content')
      text.insertEmbed(0, new Y.Map([['bid', 'b0']]))
      text.insert(1, 'one  three', {})
      text.insert(5, 'two', { 'insertion--a-1': { by: 'a', at: 1 } })
      const sequence = new Sequence(text)
      const { parts } = decideIn(sequence, new Map([['a-1', 'accept']]))
      editSequence(sequence, 'somebody', (edit) => edit.insertText({ slot: 1, offset }, 'x', new Map()))
      return undoingOf(sequence, fromLog(parts)) !== null
    }
    expect([0, 3, 8, 9, 12].map(of)).toEqual([true, true, true, true, true])
    expect([4, 5, 6, 7].map(of)).toEqual([false, false, false, false])
  })
})
