import { describe, expect, it } from 'vitest'
import type { SequenceElement } from '#core/suggestions/element.ts'
import { projectAccepted, projectOriginal, projectWithout } from '#core/suggestions/project.ts'
import { propose, type Edit } from '#core/suggestions/propose.ts'
import type { Act } from '#core/suggestions/propose-change.ts'
import { suggestionsOn } from '#core/suggestions/suggestion.ts'
import { applyProposal } from '../support/apply-proposal.ts'
import { seededRandom, seeds, type SeededRandom } from '../support/seeded-random.ts'
import { cellsOf, elementsOf, MEMBERS } from '../support/suggestion-cells.ts'
import { oracleAccepted, showCells, type OracleCell } from '../support/suggestion-oracle.ts'

const act = (member: string, n: number, at = n): Act => ({ member, id: `${member}-s-${n}`, at })

/** One code point or one marker an element, as the editor hands them over. */
const single = (elements: readonly SequenceElement[]): SequenceElement[] => elementsOf(cellsOf(elements))

/** `¶` is a marker, everything else a letter; bids count from 1. */
const text = (letters: string): SequenceElement[] => {
  let bid = 0
  return elementsOf(
    letters
      .split('')
      .map((char) => ({ char, marks: [], props: char === '¶' ? { bid: `b${String(++bid)}` } : {} })),
  )
}

const chars = (elements: readonly SequenceElement[]): string =>
  cellsOf(elements)
    .map(({ char }) => char)
    .join('')

/** Replaces `from`…`to` of a text by what is typed there. */
const write = (
  before: readonly SequenceElement[],
  from: number,
  to: number,
  typed: string,
  by: Act,
): SequenceElement[] => {
  const after = [
    ...before.slice(0, from),
    ...elementsOf(typed.split('').map((char) => ({ char, marks: [], props: {} }))),
    ...before.slice(to),
  ]
  return applyProposal(before, propose({ before, after, previous: null, next: null }, by))
}

const idsOf = (elements: readonly SequenceElement[]): string[] => [
  ...new Set(
    elements.flatMap(({ formats }) => suggestionsOn(formats).map(({ kind, id }) => `${kind} ${id}`)),
  ),
]

describe('proposing', () => {
  it('[SUG11] turns typing into an insertion, and goes on with it at either end', () => {
    const one = write(text('¶ab'), 2, 2, 'x', act('A', 1))
    expect(chars(one)).toBe('¶axb')
    expect(idsOf(one)).toEqual(['insertion A-s-1'])
    const two = write(write(one, 3, 3, 'y', act('A', 2)), 2, 2, 'w', act('A', 3))
    expect(chars(two)).toBe('¶awxyb')
    expect(idsOf(two)).toEqual(['insertion A-s-1'])
  })

  it('[SUG11] makes a replacement one suggestion, and letters deleted one by one another', () => {
    const replaced = write(text('¶abc'), 2, 3, 'xy', act('A', 1))
    expect(chars(replaced)).toBe('¶abxyc')
    expect(idsOf(replaced)).toEqual(['deletion A-s-1', 'insertion A-s-1'])
    const once = write(text('¶abc'), 3, 4, '', act('A', 1))
    const twice = write(once, 2, 3, '', act('A', 2))
    expect(idsOf(twice)).toEqual(['deletion A-s-1'])
    const typed = write(twice, 2, 2, 'z', act('A', 3))
    expect(idsOf(typed)).toEqual(['insertion A-s-1', 'deletion A-s-1'])
    expect(chars(projectAccepted(typed))).toBe('¶az')
  })

  it('[SUG11] really deletes what is the member’s own, and marks what is somebody else’s', () => {
    const typed = write(text('¶ab'), 2, 2, 'xyz', act('A', 1))
    expect(chars(write(typed, 3, 4, '', act('A', 2)))).toBe('¶axzb')
    const marked = write(typed, 3, 4, '', act('B', 2))
    expect(chars(marked)).toBe('¶axyzb')
    expect(idsOf(marked)).toEqual(['insertion A-s-1', 'deletion B-s-2'])
  })

  it('[SUG13] what a composition leaves of a word is that word, though the screen lost what is proposed about it', () => {
    const typed = write(text('¶ab'), 3, 3, 'مسا', act('A', 1))
    const plain = elementsOf(
      '¶abمساء'.split('').map((char) => ({ char, marks: [], props: char === '¶' ? { bid: 'b1' } : {} })),
    )
    const composed = (decided: boolean): string[] => {
      const by = { ...act('A', 2), isDecided: () => decided }
      const edit: Edit = {
        before: typed.slice(3),
        after: plain.slice(3),
        previous: typed[2] ?? null,
        next: null,
        composed: true,
      }
      const { steps } = propose(edit, by)
      return steps.map((step) => (step.op === 'insert' ? `+${chars(step.elements)}` : step.op))
    }
    expect(composed(false)).toEqual(['+ء'])
    expect(composed(true)).toEqual(['+ء'])
    // What is to go is not written again: the same letter beside it is a new one.
    const gone = write(text('¶ab'), 2, 3, '', act('A', 1))
    const again: Edit = {
      before: gone.slice(2),
      after: text('¶b').slice(1),
      previous: gone[1] ?? null,
      next: null,
      composed: true,
    }
    expect(propose(again, act('A', 2)).steps.some(({ op }) => op === 'insert')).toBe(true)
  })

  it('[SUG1] keeps the outer marks of a run in which somebody else types', () => {
    const typed = write(text('¶ab'), 2, 2, 'xy', act('A', 1))
    const nested = write(typed, 3, 3, 'n', act('B', 2))
    const inner = nested[3]
    expect(inner && suggestionsOn(inner.formats).map(({ id }) => id)).toEqual(['A-s-1', 'B-s-2'])
    expect(chars(projectWithout(nested, 'B'))).toBe('¶axyb')
    expect(chars(projectWithout(nested, 'A'))).toBe('¶anb')
  })

  it('[SUG1] what is typed inside a run is younger than the run, whatever the clocks say', () => {
    const typed = write(text('¶ab'), 2, 2, 'xy', act('A', 1, 9000))
    const nested = write(typed, 3, 3, 'n', act('B', 2, 5))
    expect(chars(projectWithout(nested, 'B'))).toBe('¶axyb')
    const deleted = write(typed, 2, 4, '', act('B', 2, 5))
    expect(chars(projectAccepted(deleted))).toBe('¶ab')
  })

  it('[SUG11] marks breaks: a join deletes the marker, a block deleted with its text is whole', () => {
    const joined = write(text('¶ab¶cd'), 3, 4, '', act('A', 1))
    expect(chars(projectAccepted(joined))).toBe('¶abcd')
    expect(joined[3] && suggestionsOn(joined[3].formats)[0]?.whole).toBe(false)
    const gone = write(text('¶ab¶cd¶ef'), 3, 6, '', act('A', 1))
    expect(gone[3] && suggestionsOn(gone[3].formats)[0]?.whole).toBe(true)
    expect(chars(projectAccepted(gone))).toBe('¶ab¶ef')
    // Somebody writes in it meanwhile: the block stays, and only that is in it.
    const rescued = write(gone, 5, 5, 'n', act('B', 2))
    expect(chars(projectAccepted(rescued))).toBe('¶ab¶n¶ef')
  })

  it('[SUG11] replacing across a break leaves no block behind', () => {
    const replaced = write(text('¶ab¶cd'), 2, 6, 'x', act('A', 1))
    expect(chars(projectAccepted(replaced))).toBe('¶ax')
    expect(chars(projectOriginal(replaced))).toBe('¶ab¶cd')
  })

  it('[SUG11] keeps the first block of a text that is all the member’s own', () => {
    const mark = { kind: 'insertion', id: 'A-s-1', by: 'A', at: 1 } as const
    const own = elementsOf([
      { char: '¶', marks: [mark], props: { bid: 'a' } },
      { char: 'x', marks: [mark], props: {} },
      { char: 'y', marks: [], props: {} },
    ])
    expect(chars(write(own, 0, 2, '', act('A', 2)))).toBe('¶y')
    expect(chars(write(own, 0, 3, '', act('A', 2)))).toBe('¶y')
  })

  it('[SUG10] proposes a change of format, changes it in place and withdraws it', () => {
    const before = text('¶ab')
    const ask = (elements: readonly SequenceElement[], asked: Record<string, unknown>, by: Act) => {
      const edit: Edit = {
        before: elements,
        after: elements,
        previous: null,
        next: null,
        asked: new Map([[0, new Map(Object.entries(asked))]]),
      }
      return applyProposal(elements, propose(edit, by))
    }
    const setOf = (elements: readonly SequenceElement[]) =>
      suggestionsOn(elements[0]?.formats ?? new Map()).map(({ id, set }) => [id, set])
    const heading = ask(before, { kind: 'heading', level: 2 }, act('A', 1))
    expect(setOf(heading)).toEqual([['A-s-1', '{"kind":"heading","level":2}']])
    const left = ask(heading, { dir: 'ltr' }, act('A', 2))
    expect(setOf(left)).toEqual([['A-s-1', '{"dir":"ltr","kind":"heading","level":2}']])
    expect(setOf(ask(heading, { kind: 'paragraph', level: null }, act('A', 3)))).toEqual([])
    // Nobody asked for the level of a paragraph.
    expect(setOf(ask(heading, { kind: 'paragraph' }, act('A', 3)))).toEqual([])
    const rival = ask(heading, { kind: 'quote' }, act('B', 2))
    expect(projectAccepted(rival)[0]).toMatchObject({
      attrs: new Map<string, unknown>([
        ['bid', 'b1'],
        ['kind', 'quote'],
        ['level', 2],
      ]),
    })
    const answered = ask(rival, { kind: 'heading' }, act('A', 3))
    expect(setOf(answered)).toEqual([
      ['A-s-1', '{"level":2}'],
      ['B-s-2', '{"kind":"quote"}'],
      ['A-s-3', '{"kind":"heading"}'],
    ])
  })

  it('[SUG11] leaves everything of everybody else as it was, and the text accepted is the text written', () => {
    for (const seed of seeds(300, 10_000)) check(seed)
  }, 120_000)
})

/** Bids and what equals the default aside. */
const plain = (cells: readonly OracleCell[]): string =>
  showCells(
    cells.map(({ char, props }) => ({
      char,
      marks: [],
      props: Object.fromEntries(
        Object.entries(props).filter(([name, value]) => name !== 'bid' && value !== 'paragraph'),
      ),
    })),
  )

const letters = (cells: readonly OracleCell[]): string => plain(cells.filter(({ char }) => char !== '¶'))

/** A few members edit one text by turns; clocks go wrong by a little. */
const check = (seed: number): void => {
  const random = seededRandom(seed)
  const base = text('¶abc¶de¶fgh')
  let now = single(base)
  for (let n = 1; n <= 12; n++) {
    const member = random.pick(MEMBERS)
    const edited = randomEdit(now, random)
    const proposal = propose(
      { before: now, previous: null, next: null, ...edited },
      act(member, n, n * 3 - random.below(8)),
    )
    const result = single(applyProposal(now, proposal))
    const name = `seed ${String(seed)}, edit ${String(n)}`
    expect(showCells(cellsOf(projectWithout(result, member))), name).toBe(
      showCells(cellsOf(projectWithout(now, member))),
    )
    expect(showCells(cellsOf(projectOriginal(result))), name).toBe(showCells(cellsOf(base)))
    // A block that is to go as a whole holds the text that a further join puts into it: there only text is compared.
    const shown = now.some(({ formats }) => suggestionsOn(formats).some(({ whole }) => whole))
      ? letters
      : plain
    expect(shown(cellsOf(projectAccepted(result))), name).toBe(shown(oracleAccepted(cellsOf(edited.written))))
    // Every new block gets an id of its own, as the editor gives it.
    now = elementsOf(
      cellsOf(result).map((cell, index) =>
        cell.char === '¶' && cell.props['bid'] === undefined
          ? { ...cell, props: { ...cell.props, bid: `n${String(n)}.${String(index)}` } }
          : cell,
      ),
    )
  }
}

interface RandomEdit {
  readonly after: readonly SequenceElement[]
  readonly asked: ReadonlyMap<number, ReadonlyMap<string, unknown>>
  /** The edit as somebody would make it who may write directly, on the text with all its marks. */
  readonly written: readonly SequenceElement[]
}

const randomEdit = (before: readonly SequenceElement[], random: SeededRandom): RandomEdit => {
  const from = 1 + random.below(before.length)
  const kind = random.pick(['type', 'delete', 'replace', 'break', 'paste', 'attr', 'style'] as const)
  const to =
    kind === 'delete' || kind === 'replace' ? Math.min(before.length, from + 1 + random.below(4)) : from
  if (kind === 'attr' || kind === 'style') {
    const index = random.below(before.length)
    const isMarker = before[index]?.kind === 'marker'
    const change: readonly [string, unknown] = isMarker
      ? random.pick([
          ['kind', 'heading'],
          ['kind', 'quote'],
          ['kind', 'paragraph'],
          ['dir', 'ltr'],
        ] as const)
      : random.pick([
          ['bold', true],
          ['bold', null],
          ['italic', true],
        ] as const)
    const written = before.map((element, at): SequenceElement => {
      if (at !== index) return element
      const [cell] = cellsOf([element])
      if (cell === undefined) return element
      const marks = [
        { kind: 'formatChange', id: '~', by: '~', at: 1e9, set: Object.fromEntries([change]) } as const,
      ]
      return elementsOf([{ ...cell, marks: [...cell.marks, ...marks] }])[0] ?? element
    })
    return { after: before, asked: new Map([[index, new Map([change])]]), written }
  }
  const typed =
    kind === 'delete' ? '' : kind === 'break' ? '¶' : kind === 'paste' ? 'u¶v' : random.pick(['x', 'yz'])
  const inserted = elementsOf(typed.split('').map((char) => ({ char, marks: [], props: {} })))
  const after = [...before.slice(0, from), ...inserted, ...before.slice(to)]
  return { after, asked: new Map(), written: after }
}
