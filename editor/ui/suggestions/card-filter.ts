import type { CardKind, SuggestionCard } from '#core/suggestions/cards.ts'
import type { CardPlace } from '../../extensions/suggesting/card-place.ts'

/** Kinds of suggestions as a reader tells them apart. */
export const KIND_GROUPS = ['insertion', 'deletion', 'replacement', 'move', 'structure', 'format'] as const
export type KindGroup = (typeof KIND_GROUPS)[number]

const GROUP_OF: Readonly<Record<CardKind, KindGroup>> = {
  insertion: 'insertion',
  deletion: 'deletion',
  remove: 'deletion',
  replacement: 'replacement',
  move: 'move',
  begin: 'structure',
  join: 'structure',
  format: 'format',
  'block-format': 'format',
}

/** Null: everything. */
export interface CardFilter {
  readonly author: string | null
  readonly kind: KindGroup | null
  readonly place: CardPlace | null
}

export const NO_FILTER: CardFilter = { author: null, kind: null, place: null }

const isIn = (card: SuggestionCard, place: CardPlace): boolean =>
  place.within === 'blocks' ? card.bids.some((bid) => place.bids.has(bid)) : place.ids.has(card.id)

/** The cards that a filter lets through, in their order; the same list when it lets all through [UI440]. */
export const filterCards = (
  cards: readonly SuggestionCard[],
  { author, kind, place }: CardFilter,
): readonly SuggestionCard[] =>
  author === null && kind === null && place === null
    ? cards
    : cards.filter(
        (card) =>
          (author === null || card.by === author) &&
          (kind === null || GROUP_OF[card.kind] === kind) &&
          (place === null || isIn(card, place)),
      )

/** For each author and kind how many cards would show if it were chosen, the other filters as they are. */
export interface FilterCounts {
  readonly authors: ReadonlyMap<string, number>
  readonly anyAuthor: number
  readonly kinds: ReadonlyMap<KindGroup, number>
  readonly anyKind: number
  readonly anyPlace: number
}

const tally = <T>(of: readonly T[]): Map<T, number> => {
  const counts = new Map<T, number>()
  for (const one of of) counts.set(one, (counts.get(one) ?? 0) + 1)
  return counts
}

export const filterCounts = (cards: readonly SuggestionCard[], filter: CardFilter): FilterCounts => {
  const ofAnyAuthor = filterCards(cards, { ...filter, author: null })
  const ofAnyKind = filterCards(cards, { ...filter, kind: null })
  return {
    authors: tally(ofAnyAuthor.map(({ by }) => by)),
    anyAuthor: ofAnyAuthor.length,
    kinds: tally(ofAnyKind.map(({ kind }) => GROUP_OF[kind])),
    anyKind: ofAnyKind.length,
    anyPlace: filterCards(cards, { ...filter, place: null }).length,
  }
}

/**
 * The id of the card after or before the active one, round the ends; the first or last when none is active. Null when
 * there are none.
 */
export const neighbourOf = (
  cards: readonly SuggestionCard[],
  active: string | null,
  step: 1 | -1,
): string | null => {
  const at = cards.findIndex(({ id }) => id === active)
  const next = at < 0 ? (step === 1 ? 0 : cards.length - 1) : (at + step + cards.length) % cards.length
  return cards[next]?.id ?? null
}
