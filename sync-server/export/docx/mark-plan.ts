import { BLOCK_ATTR_NAMES, type BlockAttrs } from '#core/schema/block.ts'
import { decodeAttrs, type BlockContent, type RawFormats } from '#core/schema/content.ts'
import { blocksToElements } from '#core/suggestions/element.ts'
import { isTaken, isTakenBy } from '#core/suggestions/decide.ts'
import { keptAccepted, projectAccepted } from '#core/suggestions/project.ts'
import { ownerOf, suggestionsOn, type Suggestion } from '#core/suggestions/suggestion.ts'

/** What Word is told of one paragraph: its properties, those before a tracked change, and what is tracked on its mark. */
export interface PlannedParagraph {
  readonly attrs: BlockAttrs
  readonly before: { readonly attrs: BlockAttrs; readonly by: Suggestion } | null
  readonly markInserted: Suggestion | null
  readonly markDeleted: Suggestion | null
}

/** The deletion on an element that would take it away; null for none. */
export const deletionOn = (formats: RawFormats): Suggestion | null => {
  const suggestions = suggestionsOn(formats)
  if (!isTaken(suggestions)) return null
  return suggestions.find((one) => isTakenBy(one, suggestions)) ?? null
}

/** The last change of format on an element; of several rivals it is the one that holds. */
export const changeOn = (formats: RawFormats): Suggestion | null =>
  suggestionsOn(formats).findLast(({ kind }) => kind === 'formatChange') ?? null

const acceptedAttrs = ({ attrs, formats }: BlockContent): BlockAttrs => {
  const changes = new Map([...formats].filter(([key]) => key.startsWith('formatChange--')))
  const [accepted] = projectAccepted([
    { kind: 'marker', attrs: new Map(Object.entries(attrs)), formats: changes },
  ])
  return accepted?.kind === 'marker' ? decodeAttrs(accepted.attrs) : attrs
}

const sameProperties = (one: BlockAttrs, two: BlockAttrs): boolean =>
  BLOCK_ATTR_NAMES.every((name) => name === 'bid' || one[name] === two[name])

/** What is tracked on a block: by whom, and whether all of its text shares its fate. */
interface Tracked {
  readonly by: Suggestion
  readonly isWhole: boolean
}

const insertedBlock = ({ formats, runs }: BlockContent): Tracked | null => {
  const by = ownerOf(formats)
  return by === null ? null : { by, isWhole: runs.every((run) => ownerOf(run.formats) !== null) }
}

/** Which blocks lose their markers when everything is accepted: a whole one stays as long as text would be left in it. */
const deletedBlocks = (blocks: readonly BlockContent[]): readonly (Tracked | null)[] => {
  const elements = blocksToElements(blocks)
  const stays = new Set(keptAccepted(elements).map(({ source }) => source))
  const markers = [...elements.keys()].filter((index) => elements[index]?.kind === 'marker')
  return blocks.map(({ formats, runs }, index) => {
    const by = stays.has(markers[index] ?? 0) ? null : deletionOn(formats)
    return by === null ? null : { by, isWhole: runs.every((run) => deletionOn(run.formats) !== null) }
  })
}

interface Marks {
  /** On the mark of each paragraph. */
  readonly on: readonly (Suggestion | null)[]
  /** Of each block that is the last of a chain of joined paragraphs: the block that the chain begins with. */
  readonly headOf: ReadonlyMap<number, number>
}

/**
 * Our marks lead blocks, Word's end paragraphs. A block that comes (or goes) with all its text bears its own mark; one
 * that shares its text with what stands before it is tracked on the mark in front of it, and so is everything up to the
 * last such block, and at the end of the text, whose last mark Word never takes away.
 */
const marksOf = (tracked: readonly (Tracked | null)[]): Marks => {
  const on: (Suggestion | null)[] = tracked.map(() => null)
  const headOf = new Map<number, number>()
  for (let start = 0; start < tracked.length; start++) {
    if (tracked[start] === null) continue
    let end = start
    while (end + 1 < tracked.length && tracked[end + 1] !== null) end++
    const isLast = end === tracked.length - 1
    let shared = isLast ? end : start - 1
    for (let at = start; at <= end && !isLast; at++) if (tracked[at]?.isWhole === false) shared = at
    // Nothing stands before the first block.
    if (start === 0 && !isLast) shared = -1
    for (let at = start; at <= end; at++) {
      const mark = at <= shared ? at - 1 : at
      if (mark >= 0) on[mark] = tracked[at]?.by ?? null
    }
    if (shared >= start && start > 0) headOf.set(shared, start - 1)
    start = end
  }
  return { on, headOf }
}

/** What Word is told of the paragraphs of a text with suggestions ([DOC610], the other way round). */
export const planMarks = (blocks: readonly BlockContent[]): readonly PlannedParagraph[] => {
  const accepted = blocks.map(acceptedAttrs)
  const inserted = marksOf(blocks.map(insertedBlock))
  const deleted = marksOf(deletedBlocks(blocks))
  return blocks.map(({ attrs, formats }, index) => {
    let to = accepted[index] ?? attrs
    let from = attrs
    let by = changeOn(formats)
    const head = inserted.headOf.get(index)
    if (ownerOf(formats) !== null) {
      // One paragraph of several has the properties of the last in Word: without the proposal, those of the first.
      from = head === undefined ? to : (blocks[head]?.attrs ?? to)
      by = ownerOf(formats)
    }
    const keeps = deleted.headOf.get(index)
    if (keeps !== undefined) {
      to = accepted[keeps] ?? to
      by = deletionOn(formats)
    }
    return {
      attrs: to,
      before: by === null || sameProperties(to, from) ? null : { attrs: from, by },
      markInserted: inserted.on[index] ?? null,
      markDeleted: deleted.on[index] ?? null,
    }
  })
}

/** A text without suggestions. */
export const planPlain = (blocks: readonly BlockContent[]): readonly PlannedParagraph[] =>
  blocks.map(({ attrs }) => ({ attrs, before: null, markInserted: null, markDeleted: null }))
