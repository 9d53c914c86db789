import type { BlockContent, RawFormats } from '#core/schema/content.ts'
import { suggestionsOn, type Suggestion } from '#core/suggestions/suggestion.ts'
import type { PlannedParagraph } from './mark-plan.ts'

/** A stretch that a move takes away, or brings. */
export interface MovedStretch {
  readonly by: Suggestion
  readonly first: { readonly block: number; readonly offset: number }
  /** `offset` behind its last letter. */
  readonly last: { readonly block: number; readonly offset: number }
  /** `inside`: letters of one block. `blocks`: whole blocks with their own marks. `shifted`: with the marks in front of them. */
  readonly form: 'inside' | 'blocks' | 'shifted'
}

export interface WordMove {
  readonly from: MovedStretch
  readonly to: MovedStretch
}

/** A letter run or the mark of a block that bears one suggestion and nothing else. */
interface Part {
  readonly by: Suggestion
  /** Of all elements of the text, in order. */
  readonly at: number
  readonly block: number
  readonly offset: number
  /** A line end for the mark of a block. */
  readonly text: string
}

interface Sides {
  readonly deletion: Part[]
  readonly insertion: Part[]
  /** Something else bears it, or bears another one beside it. */
  isMore: boolean
}

/**
 * The moves among the suggestions of a text, by id ([DOC740]): what one takes away in one place it brings, letter by
 * letter, in another, with something between that stays or comes. Only of these can Word be told that they are moves:
 * it gives both sides one name, and what was changed on the way, or by somebody else, has no place in it.
 */
export const movesIn = (
  blocks: readonly BlockContent[],
  plans: readonly PlannedParagraph[],
): ReadonlyMap<string, WordMove> => {
  const { sides, marks } = sidesOf(blocks)
  const moves = new Map<string, WordMove>()
  for (const [id, { deletion, insertion, isMore }] of sides) {
    if (isMore || textOf(deletion) !== textOf(insertion) || textOf(deletion).trim() === '') continue
    const [gone, come] = [spanOf(deletion), spanOf(insertion)]
    if (gone === null || come === null || areNeighbours(gone, come)) continue
    const from = stretchOf(deletion, marks, (block) => plans[block]?.markDeleted?.id === id)
    const to = stretchOf(insertion, marks, (block) => plans[block]?.markInserted?.id === id)
    if (from !== null && to !== null && (from.form === 'inside') === (to.form === 'inside'))
      moves.set(id, { from, to })
  }
  return moves
}

const sidesOf = (
  blocks: readonly BlockContent[],
): { readonly sides: ReadonlyMap<string, Sides>; readonly marks: ReadonlySet<number> } => {
  const sides = new Map<string, Sides>()
  const marks = new Set<number>()
  let at = 0
  const take = (formats: RawFormats, isMark: boolean, part: Omit<Part, 'by' | 'at'>): void => {
    const here = suggestionsOn(formats)
    for (const by of here) {
      const known = sides.get(by.id) ?? { deletion: [], insertion: [], isMore: false }
      sides.set(by.id, known)
      // The deletion of a mark alone joins two blocks.
      const isPart = here.length === 1 && by.kind !== 'formatChange'
      if (!isPart || (isMark && by.kind === 'deletion' && !by.whole)) known.isMore = true
      else known[by.kind === 'deletion' ? 'deletion' : 'insertion'].push({ ...part, by, at })
    }
    at++
  }
  blocks.forEach(({ formats, runs }, block) => {
    marks.add(at)
    take(formats, true, { block, offset: 0, text: '\n' })
    let offset = 0
    for (const run of runs) {
      if (run.text === '') continue
      take(run.formats, false, { block, offset, text: run.text })
      offset += run.text.length
    }
  })
  marks.add(at)
  return { sides, marks }
}

const textOf = (parts: readonly Part[]): string => parts.map(({ text }) => text).join('')

/** The elements that a side reaches over; null where something else stands between its parts, or there are none. */
const spanOf = (parts: readonly Part[]): { readonly start: number; readonly end: number } | null => {
  const [first, last] = [parts[0], parts.at(-1)]
  if (first === undefined || last === undefined || last.at - first.at !== parts.length - 1) return null
  return { start: first.at, end: last.at }
}

/** What comes right beside what goes replaces it. */
const areNeighbours = (
  one: { readonly start: number; readonly end: number },
  two: { readonly start: number; readonly end: number },
): boolean => one.end + 1 === two.start || two.end + 1 === one.start

/** `marks`: the elements with which blocks begin. Null for a form that Word has no move for. */
const stretchOf = (
  parts: readonly Part[],
  marks: ReadonlySet<number>,
  bearsMark: (block: number) => boolean,
): MovedStretch | null => {
  const [first, last] = [parts[0], parts.at(-1)]
  if (first === undefined || last === undefined) return null
  const isMark = ({ at }: Part): boolean => marks.has(at)
  const end = { block: last.block, offset: isMark(last) ? 0 : last.offset + last.text.length }
  const stretch = { by: first.by, first: { block: first.block, offset: first.offset }, last: end }
  if (!parts.some(isMark)) return { ...stretch, form: 'inside' }
  if (!isMark(first) || !marks.has(last.at + 1)) return null
  const count = last.block - first.block + 1
  const areOn = (start: number): boolean =>
    start >= 0 && Array.from({ length: count }, (_, index) => start + index).every(bearsMark)
  if (areOn(first.block)) return { ...stretch, form: 'blocks' }
  return areOn(first.block - 1) ? { ...stretch, form: 'shifted' } : null
}
