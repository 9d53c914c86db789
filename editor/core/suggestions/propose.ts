import { NO_FORMATS, sameFormatValue, withFormat, type RawFormats } from '../schema/content.ts'
import { STYLE_KEYS, suggestionKey, type SuggestionKind } from '../schema/formats.ts'
import { isTaken, isTakenBy } from './decide.ts'
import type { SequenceElement } from './element.ts'
import { matchElements, type Gap, type HowEdited, type Matching } from './match-elements.ts'
import { proposeChange, type Act, type Changes } from './propose-change.ts'
import { baseProp, proposedProps } from './shown.ts'
import { ownerOf, suggestionsOn, type Suggestion } from './suggestion.ts'

/** One step that turns an edit into a proposal; places are indices in the elements before it. */
export type ProposalStep =
  | { readonly op: 'format'; readonly index: number; readonly changes: Changes }
  | { readonly op: 'remove'; readonly index: number }
  | {
      readonly op: 'insert'
      /** In front of this element; the number of elements: behind the last. */
      readonly index: number
      readonly elements: readonly SequenceElement[]
      /** Of each inserted element the index in the elements after the edit. */
      readonly from: readonly number[]
    }

export interface Proposal {
  /** From the end to the start, so that the places of steps to come stay true. */
  readonly steps: readonly ProposalStep[]
  /** Of each element after the edit that stood there before, by index, the index before. */
  readonly kept: ReadonlyMap<number, number>
}

/** An edit of a stretch of text, as if the member wrote directly. Elements are single code points and markers. */
export interface Edit extends HowEdited {
  readonly before: readonly SequenceElement[]
  readonly after: readonly SequenceElement[]
  /** The elements next to the stretch; null at the ends of the text. */
  readonly previous: SequenceElement | null
  readonly next: SequenceElement | null
  /** Styles and attributes that a command set outright, by index in `after`, whatever the element said already. */
  readonly asked?: ReadonlyMap<number, Changes>
}

interface Mark {
  readonly id: string
  readonly by: string
  readonly at: number
}

const NONE: Changes = new Map()

const isOwn = (element: SequenceElement, member: string): boolean => ownerOf(element.formats)?.by === member

/**
 * Turns an edit into what a suggester may do ([SUG11]): what is the member's own is really changed, everything else
 * stays and bears marks. The whole edit is one suggestion: it continues the member's own proposal that it touches, or
 * bears `act.id`. Leaves `projectWithout(text, act.member)` as it was, and the accepted text is the edited one.
 */
export const propose = (edit: Edit, asked: Act): Proposal => {
  const { member } = asked
  const { kept, gaps } = matchElements(edit.before, edit.after, edit)
  const changed = changedElements(edit, kept)
  const floor = latestAnswered(edit, gaps, changed, member)
  const act: Act = { ...asked, at: Math.max(asked.at, floor + 1) }
  const mark = markFor(edit, gaps, act, floor)
  const steps: ProposalStep[] = gaps.flatMap((gap) => fill(edit, gap, mark))
  for (const { index, element, asked: props } of changed) {
    const changes = proposeChange(element, props, act)
    if (changes.size > 0) steps.push({ op: 'format', index, changes })
  }
  return {
    steps: steps.sort(fromTheEnd),
    kept: new Map(kept.map(([old, now]) => [now, old])),
  }
}

interface ChangedElement {
  readonly index: number
  readonly element: SequenceElement
  readonly asked: Changes
}

/** The elements that stay and are to be of other styles or attributes. */
const changedElements = (edit: Edit, kept: Matching['kept']): readonly ChangedElement[] =>
  kept.flatMap(([index, now]) => {
    const [element, after] = [edit.before[index], edit.after[now]]
    if (element === undefined || after === undefined) return []
    const asked = new Map([...differences(element, after), ...(edit.asked?.get(now) ?? NONE)])
    return asked.size === 0 ? [] : [{ index, element, asked }]
  })

/** An insertion in front of an element comes before (later in the text than) nothing but what is behind it. */
const fromTheEnd = (one: ProposalStep, two: ProposalStep): number =>
  two.index - one.index || (one.op === 'insert' ? 1 : 0) - (two.op === 'insert' ? 1 : 0)

/** Styles or attributes, suggestions aside, in which `after` differs from `before`. */
const differences = (before: SequenceElement, after: SequenceElement): Changes => {
  if (before === after) return NONE
  const names =
    before.kind === 'marker' && after.kind === 'marker'
      ? new Set([...before.attrs.keys(), ...after.attrs.keys()])
      : new Set<string>(STYLE_KEYS)
  names.delete('bid')
  const changes = new Map<string, unknown>()
  for (const name of names) {
    const [old, now] = [baseProp(before, name), baseProp(after, name)]
    if (old !== now && !sameFormatValue(old, now)) changes.set(name, now)
  }
  return changes
}

/** What stands directly before and after a gap once what is the member's own in it is gone. */
const neighbours = (
  { before, previous, next }: Edit,
  { start, end }: Gap,
  member: string,
): readonly [SequenceElement | null, SequenceElement | null] => {
  for (let index = end - 1; index >= start; index--) {
    const element = before[index]
    if (element !== undefined && !isOwn(element, member)) return [element, before[end] ?? next]
  }
  return [start > 0 ? (before[start - 1] ?? null) : previous, before[end] ?? next]
}

/** Suggestions of others on both sides of a gap: what is inserted there stands inside them [SUG1]. */
const around = (edit: Edit, gap: Gap, member: string): readonly Suggestion[] => {
  const [one, two] = neighbours(edit, gap, member)
  if (one === null || two === null) return []
  const keys = new Set(suggestionsOn(two.formats).map(({ kind, id }) => suggestionKey(kind, id)))
  const areText = one.kind === 'text' && two.kind === 'text'
  return suggestionsOn(one.formats).filter(
    ({ kind, id, by }) =>
      by !== member && keys.has(suggestionKey(kind, id)) && (areText || kind !== 'formatChange'),
  )
}

/**
 * The latest time among what others propose and the edit answers to, −1 without any. An answer must follow it: the
 * innermost insertion owns, a later text outlives a deletion, of two changes of format the later holds.
 */
const latestAnswered = (
  edit: Edit,
  gaps: readonly Gap[],
  changed: readonly ChangedElement[],
  member: string,
): number => {
  const answered = gaps.flatMap((gap) => [
    ...around(edit, gap, member),
    ...edit.before.slice(gap.start, gap.end).flatMap(({ formats }) => ofKind('insertion', formats)),
  ])
  for (const { element } of changed) answered.push(...ofKind('formatChange', element.formats))
  return answered.reduce((latest, { by, at }) => (by === member ? latest : Math.max(latest, at)), -1)
}

const ofKind = (kind: SuggestionKind, formats: RawFormats): readonly Suggestion[] =>
  suggestionsOn(formats).filter((one) => one.kind === kind)

/** Id, author and time of the edit's insertions and deletions. */
const markFor = (edit: Edit, gaps: readonly Gap[], act: Act, floor: number): Mark => {
  const [only, second] = gaps
  const continued =
    only === undefined
      ? null
      : second === undefined
        ? continuedBy(edit, only, act, floor)
        : movedOn(edit, gaps, act, floor)
  return continued ?? { id: act.id, by: act.member, at: act.at }
}

/**
 * The member's own insertion that an edit at several places takes from one and puts to another as it was: what was
 * proposed to be moved goes on under its id, with where it came from.
 */
const movedOn = (
  edit: Edit,
  gaps: readonly Gap[],
  { member, isDecided }: Act,
  floor: number,
): Mark | null => {
  const gone = gaps.flatMap(({ start, end }) => edit.before.slice(start, end))
  const come = gaps.flatMap(({ newStart, newEnd }) => edit.after.slice(newStart, newEnd))
  const owner = gone[0] === undefined ? null : ownerOf(gone[0].formats)
  const isMoved =
    owner !== null &&
    owner.by === member &&
    owner.at > floor &&
    isDecided?.(owner.id) !== true &&
    gone.every(({ formats }) => ownerOf(formats)?.id === owner.id) &&
    textOf(gone) === textOf(come)
  return isMoved ? { id: owner.id, by: owner.by, at: owner.at } : null
}

/** The letters, a line feed for each marker. */
const textOf = (elements: readonly SequenceElement[]): string =>
  elements.map((element) => (element.kind === 'text' ? element.text : '\n')).join('')

/** The member's own open proposal that an edit at one place touches and goes on with; insertions first. */
const continuedBy = (edit: Edit, gap: Gap, { member, isDecided }: Act, floor: number): Mark | null => {
  const { before, previous, next } = edit
  const touched = [
    gap.start > 0 ? before[gap.start - 1] : previous,
    gap.end < before.length ? before[gap.end] : next,
    ...before.slice(gap.start, gap.end),
  ]
  const own: Suggestion[] = []
  for (const element of touched)
    if (element)
      for (const suggestion of suggestionsOn(element.formats))
        if (
          suggestion.by === member &&
          suggestion.kind !== 'formatChange' &&
          suggestion.at > floor &&
          isDecided?.(suggestion.id) !== true
        )
          own.push(suggestion)
  return own.find(({ kind }) => kind === 'insertion') ?? own[0] ?? null
}

const fill = (edit: Edit, gap: Gap, mark: Mark): ProposalStep[] => {
  const { before, after } = edit
  const inserted = insert(edit, gap, mark)
  const steps: ProposalStep[] = []
  for (let index = gap.start; index < gap.end; index++) {
    const element = before[index]
    if (element === undefined) continue
    if (isOwn(element, mark.by)) {
      if (!leadsText(edit, gap, index, mark.by)) steps.push({ op: 'remove', index })
    } else if (!isDeletedBy(element, mark.by)) {
      const isWhole = element.kind === 'marker' && inserted === null && endsBlock(edit, gap)
      const value = { by: mark.by, at: mark.at, ...(isWhole ? { whole: true } : {}) }
      const changes = new Map([[suggestionKey('deletion', mark.id), value]])
      steps.push({ op: 'format', index, changes })
    }
  }
  if (inserted !== null && after.length > 0) steps.push(inserted)
  return steps
}

/** Has the member proposed to delete it already, and would that take it? */
const isDeletedBy = ({ formats }: SequenceElement, member: string): boolean => {
  const suggestions = suggestionsOn(formats)
  return suggestions.some((one) => one.by === member && isTakenBy(one, suggestions))
}

/** The first marker of the text stays as long as there would be text without a marker behind it. */
const leadsText = ({ before, previous, next }: Edit, gap: Gap, index: number, member: string): boolean => {
  if (previous !== null || index > 0 || before[0]?.kind !== 'marker') return false
  if (gap.newEnd > gap.newStart) return true
  const behind = before.find((element, at) => at > 0 && !(at < gap.end && isOwn(element, member))) ?? next
  return behind?.kind !== 'marker'
}

/**
 * Does the gap end where a block ends? Then the blocks in it go with all of their text, and what others write in them
 * meanwhile stays in a block. Otherwise text from behind is joined on, which would hold a marker in its place.
 */
const endsBlock = ({ before, next }: Edit, gap: Gap): boolean => {
  const behind = (gap.end < before.length ? before[gap.end] : next) ?? null
  return behind === null || (behind.kind === 'marker' && !isTaken(suggestionsOn(behind.formats)))
}

const insert = (edit: Edit, gap: Gap, mark: Mark): Extract<ProposalStep, { op: 'insert' }> | null => {
  const elements: SequenceElement[] = []
  const from: number[] = []
  const outer = around(edit, gap, mark.by)
  const styles = ownStyles(edit, gap, mark.by)
  for (let index = gap.newStart; index < gap.newEnd; index++) {
    const element = edit.after[index]
    // A copy of what is proposed to go is a copy of the text without it.
    if (element === undefined || suggestionsOn(element.formats).some(({ kind }) => kind === 'deletion'))
      continue
    elements.push(marked(element, mark, outer, styles))
    from.push(index)
  }
  return elements.length === 0 ? null : { op: 'insert', index: gap.end, elements, from }
}

/** Suggestions that an element inserted by a direct edit is to bear, by its index in the elements after. */
export interface Nested {
  readonly index: number
  readonly formats: RawFormats
}

/**
 * What a direct edit inserts strictly inside insertions or deletions of others: it keeps theirs and gets an insertion
 * of its own, later than they are [SUG12].
 */
export const nested = (edit: Edit, { member, id, at }: Act): readonly Nested[] => {
  // A direct edit leaves the letters that it leaves, of whatever word they are.
  const how = { ...edit, rewritten: false, composed: false }
  const gaps = matchElements(edit.before, edit.after, how).gaps.filter((gap) => gap.newStart < gap.newEnd)
  const inside = gaps.map((gap) => ({ gap, outer: around(edit, gap, member) }))
  const latest = inside.flatMap(({ outer }) => outer).reduce((floor, one) => Math.max(floor, one.at), -1)
  const mark: Mark = { id, by: member, at: Math.max(at, latest + 1) }
  return inside.flatMap(({ gap: { newStart, newEnd }, outer }) => {
    if (!outer.some(({ kind }) => kind !== 'formatChange')) return []
    const found: Nested[] = []
    for (let index = newStart; index < newEnd; index++) {
      const element = edit.after[index]
      // What a moved block or a pasted text bears of them already stays as it is.
      const others = outer.filter(
        ({ kind, id: one }) => element?.formats.has(suggestionKey(kind, one)) !== true,
      )
      if (element !== undefined) found.push({ index, formats: marksInside(element, mark, others) })
    }
    return found
  })
}

/** Styles that the member proposed for the text on both sides of a gap: what they type between has them outright. */
const ownStyles = (edit: Edit, gap: Gap, member: string): Changes => {
  const [one, two] = neighbours(edit, gap, member)
  if (one?.kind !== 'text' || two?.kind !== 'text') return NONE
  const ids = (element: SequenceElement): Set<string> =>
    new Set(
      suggestionsOn(element.formats)
        .filter(({ by, kind }) => by === member && kind === 'formatChange')
        .map(({ id }) => id),
    )
  const behind = ids(two)
  return [...ids(one)].some((id) => behind.has(id)) ? proposedProps(one) : NONE
}

/** The suggestions of what is inserted inside others: theirs, and the member's own insertion. */
const marksInside = (element: SequenceElement, mark: Mark, outer: readonly Suggestion[]): RawFormats => {
  const formats = new Map<string, unknown>()
  for (const { kind, id, by, at, set } of outer)
    if (kind !== 'formatChange' || element.kind === 'text')
      formats.set(suggestionKey(kind, id), set === null ? { by, at } : { by, at, set })
  return formats.set(suggestionKey('insertion', mark.id), { by: mark.by, at: mark.at })
}

const marked = (
  element: SequenceElement,
  mark: Mark,
  outer: readonly Suggestion[],
  styles: Changes,
): SequenceElement => {
  let formats: RawFormats = NO_FORMATS
  if (element.kind === 'text') {
    for (const key of STYLE_KEYS) formats = withFormat(formats, key, element.formats.get(key))
    for (const [name, value] of styles) formats = withFormat(formats, name, value)
  }
  for (const [key, value] of marksInside(element, mark, outer)) formats = withFormat(formats, key, value)
  if (element.kind === 'text') return { ...element, formats }
  const attrs = new Map(element.attrs)
  // A copy is a block of its own.
  attrs.delete('bid')
  return { kind: 'marker', attrs, formats }
}
