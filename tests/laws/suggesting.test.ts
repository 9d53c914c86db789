import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { decideSuggestions } from '#core/shared-doc/decide-suggestions.ts'
import { contentOf } from '#core/shared-doc/elements.ts'
import { Sequence } from '#core/shared-doc/sequence.ts'
import { suggestTransaction } from '../../editor/extensions/suggesting/suggest.ts'
import { suggestingRun, type SuggestingEdit } from '../support/cohort/suggesting-run.ts'
import { editAtSeams } from '../support/cohort/suggesting-typist.ts'
import { cellsOf } from '../support/gate-edits.ts'
import { block, copyOf, document, openPeer, seeded } from '../support/peers/peer.ts'
import { seededRandom, seeds } from '../support/seeded-random.ts'
import { marksOf, randomCells } from '../support/suggestion-cells.ts'
import { oracleAccepted, oracleOriginal, showCells, type OracleCell } from '../support/suggestion-oracle.ts'

type Track = typeof suggestTransaction
type Decide = typeof decideSuggestions

const plain = (cells: readonly OracleCell[]): string =>
  showCells(
    cells.map((cell) => ({
      ...cell,
      props: Object.fromEntries(
        Object.entries(cell.props).filter(
          ([name, value]) => name !== 'bid' && value !== null && value !== 'paragraph' && value !== 0,
        ),
      ),
    })),
  )

const idsOf = (cells: readonly OracleCell[]): Set<string> =>
  new Set(cells.flatMap(({ marks }) => marks.map(({ id }) => id)))

const isEdit = (kind: string): kind is Exclude<SuggestingEdit, 'undo' | 'redo'> =>
  [
    'type',
    'delete',
    'replace',
    'split',
    'join',
    'retype',
    'style',
    'paste',
    'break',
    'delete-block',
  ].includes(kind)

/** L2 on one edit of a text without proposals; null when it holds. */
const trackingBreach = (seed: number, track: Track): string | null => {
  const random = seededRandom(seed)
  const base = seeded(
    document(
      ...Array.from({ length: 1 + random.below(4) }, (_, index) =>
        block('one two three '.slice(0, random.pick([0, 4, 8, 14])), { bid: `b${index}` }),
      ),
    ),
  )
  const kinds = suggestingRun(seed, 1, 40).map(({ kind }) => kind)
  const kind = kinds.find(isEdit) ?? 'type'
  const [tracked, direct] = [openPeer(copyOf(base, 11)), openPeer(copyOf(base, 12))]
  const draw = random.below(2 ** 31)
  direct.act((tr) => editAtSeams(tr, kind, seededRandom(draw), 'new'))
  const edited = tracked.view.state.tr
  editAtSeams(edited, kind, seededRandom(draw), 'new')
  const proposal = edited.docChanged
    ? track(tracked.view.state, edited, { member: 'A', id: 'A-s-1', at: 5 })
    : null
  if (proposal !== null) tracked.view.dispatch(proposal)
  const marked = cellsOf(tracked.ydoc)
  const original = plain(oracleOriginal(marked))
  const sequence = new Sequence(contentOf(tracked.ydoc))
  decideSuggestions(sequence, { verdict: 'accept', ids: idsOf(marked) }, 'decision')
  sequence.destroy()
  const [accepted, written] = [plain(cellsOf(tracked.ydoc)), plain(cellsOf(direct.ydoc))]
  tracked.destroy()
  direct.destroy()
  if (original !== plain(cellsOf(base))) return `${kind}: tracking changed the original`
  return accepted === written ? null : `${kind}: accepted is not what was written`
}

const liveText = (cells: readonly OracleCell[]): Y.Doc => {
  const doc = new Y.Doc()
  contentOf(doc).applyDelta(
    cells.map(({ char, marks, props }) => {
      const entries = [...Object.entries(props), ...marksOf(marks)]
      return char === '¶'
        ? { insert: new Y.Map(entries), attributes: {} }
        : { insert: char, attributes: Object.fromEntries(entries) }
    }),
  )
  return doc
}

const ordinary = (seed: number): OracleCell[] => [
  { char: '¶', marks: [], props: { bid: 'first' } },
  ...randomCells(seededRandom(seed)),
]

interface Decided {
  readonly verdict: 'accept' | 'reject'
  readonly ids: ReadonlySet<string>
}

const after = (cells: readonly OracleCell[], decide: Decide, ...decisions: readonly Decided[]): string => {
  const doc = liveText(cells)
  for (const decision of decisions) {
    const sequence = new Sequence(contentOf(doc))
    decide(sequence, decision, 'decision')
    sequence.destroy()
  }
  return plain(cellsOf(doc))
}

/** Of each suggestion the blocks in which it stands; a marker belongs to the blocks on both sides of it. */
const blocksOf = (cells: readonly OracleCell[]): Map<string, Set<number>> => {
  const blocks = new Map<string, Set<number>>()
  let index = 0
  for (const { char, marks } of cells) {
    if (char === '¶') index++
    for (const { id } of marks) {
      const known = blocks.get(id) ?? new Set<number>()
      blocks.set(id, known.add(index))
      if (char === '¶') known.add(index - 1)
    }
  }
  return blocks
}

/** L3; null when it holds. */
const decidingBreach = (seed: number, decide: Decide): string | null => {
  const random = seededRandom(seed)
  const cells = ordinary(seed)
  const ids = idsOf(cells)
  for (const verdict of ['accept', 'reject'] as const) {
    const model = verdict === 'accept' ? oracleAccepted(cells) : oracleOriginal(cells)
    const once = after(cells, decide, { verdict, ids })
    if (once !== plain(model)) return `${verdict}-all is not the projection`
    if (after(cells, decide, { verdict, ids }, { verdict, ids }) !== once) return 'twice is not once'
  }
  const blocks = blocksOf(cells)
  const one: Decided = { verdict: random.pick(['accept', 'reject']), ids: new Set([...ids].slice(0, 1)) }
  const touched = new Set([...one.ids].flatMap((id) => [...(blocks.get(id) ?? [])]))
  const apart = [...ids].filter((id) => ![...(blocks.get(id) ?? [])].some((index) => touched.has(index)))
  const two: Decided = { verdict: random.pick(['accept', 'reject']), ids: new Set(apart) }
  const order = [after(cells, decide, one, two), after(cells, decide, two, one)] as const
  if (order[0] !== order[1]) return 'disjoint decisions do not commute'
  return after(cells, decide, one, one) === after(cells, decide, one) ? null : 'twice is not once'
}

const first = (breach: (seed: number) => string | null, numbers: readonly number[]): string | null => {
  for (const seed of numbers) {
    const found = breach(seed)
    if (found !== null) return `seed ${seed}: ${found}`
  }
  return null
}

describe('L2: what is tracked and accepted is what was written', () => {
  it('[SUG471] for any one edit, and tracking leaves the original as it was', () => {
    expect(first((seed) => trackingBreach(seed, suggestTransaction), seeds(600, 20_000))).toBeNull()
  })

  it('[SUG471] catches tracking that lets an edit through', () => {
    expect(first((seed) => trackingBreach(seed, (_state, edited) => edited), seeds(60, 60))).toContain(
      'tracking changed the original',
    )
  })

  it('[SUG471] catches tracking that loses an edit', () => {
    expect(first((seed) => trackingBreach(seed, () => null), seeds(60, 60))).toContain(
      'accepted is not what was written',
    )
  })
})

describe('L3: deciding everything is projecting, apart commutes, twice is once', () => {
  it('[SUG472] on any text', () => {
    expect(first((seed) => decidingBreach(seed, decideSuggestions), seeds(1_000, 20_000))).toBeNull()
  })

  it('[SUG472] catches a decision that is taken for its opposite', () => {
    const swapped: Decide = (sequence, { verdict, ids }, origin) =>
      decideSuggestions(sequence, { verdict: verdict === 'accept' ? 'reject' : 'accept', ids }, origin)
    expect(first((seed) => decidingBreach(seed, swapped), seeds(60, 60))).toContain('is not the projection')
  })

  it('[SUG472] catches a decision that goes by what was decided before', () => {
    const breach = (seed: number): string | null => {
      let isSingleFirst = false
      const seen = new WeakSet<Y.Doc>()
      return decidingBreach(seed, (sequence, decision, origin) => {
        const { doc } = sequence.text
        const isFirst = doc !== null && !seen.has(doc)
        if (doc !== null) seen.add(doc)
        if (isFirst) isSingleFirst = decision.ids.size === 1
        if (!isFirst && isSingleFirst && decision.ids.size > 1) return false
        return decideSuggestions(sequence, decision, origin)
      })
    }
    expect(first(breach, seeds(400, 400))).toContain('do not commute')
  })

  it('[SUG472] catches a second decision that does something again', () => {
    let calls = 0
    const again: Decide = (sequence, decision, origin) => {
      const isChanged = decideSuggestions(sequence, decision, origin)
      if (++calls % 2 === 0) sequence.text.insert(sequence.text.length, 'x', {})
      return isChanged
    }
    expect(first((seed) => decidingBreach(seed, again), seeds(60, 60))).toContain('twice is not once')
  })
})
