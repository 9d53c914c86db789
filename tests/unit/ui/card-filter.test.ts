import { describe, expect, it } from 'vitest'
import type { CardKind, SuggestionCard } from '#core/suggestions/cards.ts'
import {
  filterCards,
  filterCounts,
  KIND_GROUPS,
  neighbourOf,
  NO_FILTER,
} from '../../../editor/ui/suggestions/card-filter.ts'

const card = (id: string, by: string, kind: CardKind, ...bids: string[]): SuggestionCard => ({
  id,
  by,
  at: 0,
  kind,
  before: '',
  after: '',
  set: new Map(),
  bids,
})

const CARDS = [
  card('1', 'hala', 'insertion', 'a'),
  card('2', 'samir', 'remove', 'a', 'b'),
  card('3', 'hala', 'join', 'b'),
  card('4', 'samir', 'block-format', 'c'),
]
const ids = (cards: readonly SuggestionCard[]): string => cards.map(({ id }) => id).join('')

describe('filters of suggestions', () => {
  it('[UI440] let through by author, kind and place together, in text order', () => {
    const b = { kind: 'section', within: 'blocks', bids: new Set(['b']) } as const
    expect(filterCards(CARDS, NO_FILTER)).toBe(CARDS)
    expect(ids(filterCards(CARDS, { ...NO_FILTER, author: 'hala' }))).toBe('13')
    expect(ids(filterCards(CARDS, { ...NO_FILTER, kind: 'deletion' }))).toBe('2')
    expect(ids(filterCards(CARDS, { ...NO_FILTER, place: b }))).toBe('23')
    expect(ids(filterCards(CARDS, { author: 'hala', kind: 'structure', place: b }))).toBe('3')
  })

  it('[UI440] to a selection let through exactly what is selected', () => {
    const place = { kind: 'selected', within: 'selection', ids: new Set(['1', '4']) } as const
    expect(ids(filterCards(CARDS, { ...NO_FILTER, place }))).toBe('14')
  })

  it('[UI440] count for each choice what choosing it would show', () => {
    for (const author of [null, 'hala', 'samir'])
      for (const kind of [null, ...KIND_GROUPS]) {
        const filter = { ...NO_FILTER, author, kind }
        const counts = filterCounts(CARDS, filter)
        for (const [other, count] of counts.authors)
          expect(filterCards(CARDS, { ...filter, author: other })).toHaveLength(count)
        for (const [other, count] of counts.kinds)
          expect(filterCards(CARDS, { ...filter, kind: other })).toHaveLength(count)
        expect(filterCards(CARDS, { ...filter, author: null })).toHaveLength(counts.anyAuthor)
        expect(filterCards(CARDS, { ...filter, kind: null })).toHaveLength(counts.anyKind)
      }
  })

  it('[UI442] lead on to the next and the one before, round the ends', () => {
    expect(neighbourOf(CARDS, '1', 1)).toBe('2')
    expect(neighbourOf(CARDS, '4', 1)).toBe('1')
    expect(neighbourOf(CARDS, '1', -1)).toBe('4')
    expect(neighbourOf(CARDS, null, 1)).toBe('1')
    expect(neighbourOf(CARDS, null, -1)).toBe('4')
    expect(neighbourOf([], null, 1)).toBe(null)
  })
})
