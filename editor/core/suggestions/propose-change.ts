import type { BlockKind } from '../schema/block.ts'
import { sameFormatValue } from '../schema/content.ts'
import { suggestionKey } from '../schema/formats.ts'
import type { SequenceElement } from './element.ts'
import { baseProp, shownProp } from './shown.ts'
import { bySuggestionOrder, ownerOf, proposedChanges, suggestionsOn } from './suggestion.ts'

/** One action of one member: everything that it proposes bears this id, author and time. */
export interface Act {
  readonly member: string
  /** `<member>-<session>-<n>`; never used before. */
  readonly id: string
  /** Milliseconds since 1970, by the server's clock. */
  readonly at: number
  /** Is this suggestion decided, whatever still stands in the text? It is never gone on with [SUG452]. */
  readonly isDecided?: (id: string) => boolean
}

/** Keys to set on an element, or to take off with null: styles, attributes, suggestions. */
export type Changes = ReadonlyMap<string, unknown>

const NO_CHANGES: Changes = new Map()

const sameValue = (one: unknown, two: unknown): boolean =>
  (one ?? null) === (two ?? null) || sameFormatValue(one, two)

/**
 * Gives an element the styles or attributes `asked` (by name; null: off): outright where `act.member` owns it, as a
 * proposed change of format everywhere else, and where somebody else proposes otherwise [SUG10]. What the member asked
 * for before is changed in place, unless somebody else proposed otherwise after it; what only says again what the text
 * says is withdrawn. `act.at` must be later than every change of format that others propose on the element.
 */
export const proposeChange = (element: SequenceElement, asked: Changes, act: Act): Changes => {
  const wanted = [...asked].filter(([name, value]) => !sameValue(shownProp(element, name), value))
  if (wanted.length === 0) return NO_CHANGES
  const names = new Set(wanted.map(([name]) => name))
  const proposals = suggestionsOn(element.formats).filter(({ kind }) => kind === 'formatChange')
  const mine = proposals.filter(({ id, by }) => by === act.member && act.isDecided?.(id) !== true)
  const rivals = proposals.filter(
    (one) => one.by !== act.member && [...proposedChanges(one).keys()].some((name) => names.has(name)),
  )
  const hasRival = (name: string): boolean => rivals.some((one) => proposedChanges(one).has(name))
  const isOwn = ownerOf(element.formats)?.by === act.member
  const latest = mine.at(-1)
  const isOutdone = latest !== undefined && rivals.some((rival) => bySuggestionOrder(rival, latest) > 0)
  const target = latest === undefined || isOutdone ? { id: act.id, at: act.at, by: act.member } : latest
  const proposed = new Map<string, unknown>()
  const changes = new Map<string, unknown>()
  for (const [name, value] of wanted) {
    const isSaid = sameValue(baseProp(element, name), value)
    if (hasRival(name) || !(isOwn || isSaid)) proposed.set(name, value)
    else if (!isSaid) changes.set(name, value)
  }
  const kind = asked.get('kind') ?? shownProp(element, 'kind')
  for (const one of mine) {
    const set = proposedChanges(one)
    const kept = [...set].filter(([name]) => !names.has(name) && !isForeign(name, kind))
    if (one === target) for (const [name, value] of kept) proposed.set(name, value)
    if (kept.length < set.size) changes.set(keyOf(one.id), kept.length === 0 ? null : valueOf(one, kept))
  }
  if (proposed.size > 0) changes.set(keyOf(target.id), valueOf(target, proposed))
  return changes
}

/** Attributes that say something of one kind of block only. */
const KIND_OF: Readonly<Record<string, BlockKind>> = {
  level: 'heading',
  list: 'item',
  numbering: 'item',
  indent: 'item',
}

/** Does the attribute say nothing of a block of this kind? What was proposed of it before goes with the kind. */
const isForeign = (name: string, kind: unknown): boolean => name in KIND_OF && KIND_OF[name] !== kind

const keyOf = (id: string): string => suggestionKey('formatChange', id)

const valueOf = (
  { by, at }: { by: string; at: number },
  set: Iterable<readonly [string, unknown]>,
): unknown => ({
  by,
  at,
  set: JSON.stringify(Object.fromEntries([...set].sort(([one], [two]) => (one < two ? -1 : 1)))),
})
