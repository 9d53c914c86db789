import { Fragment, Slice, type Node, type Schema } from 'prosemirror-model'
import { TextSelection, type EditorState, type Transaction } from 'prosemirror-state'
import { ReplaceStep } from 'prosemirror-transform'
import {
  decodeAttrs,
  decodeBlockMarks,
  decodeMark,
  decodeRuns,
  formatKey,
  sameFormats,
} from '#core/schema/content.ts'
import { parseSuggestionKey } from '#core/schema/formats.ts'
import { BLOCK_NODE } from '#core/schema/schema.ts'
import type { SequenceElement } from '#core/suggestions/element.ts'
import type { Proposal, ProposalStep } from '#core/suggestions/propose.ts'
import type { Changes } from '#core/suggestions/propose-change.ts'
import { endOf, type PlacedElement } from './placed-elements.ts'
import type { ReadEdit } from './read-edit.ts'

/** Where an inserted element ended when it was written, and how many steps there were then. */
interface Landed {
  readonly end: number
  readonly steps: number
}

/**
 * Writes a proposal into a transaction of its own, with the selection where the writer of `edited` expects it: behind
 * what was typed, in front of what was deleted backwards and behind what was deleted forwards.
 */
export const writeProposal = (
  state: EditorState,
  edited: Transaction,
  read: ReadEdit,
  proposal: Proposal,
): Transaction => {
  const { tr, schema } = state
  const landed = new Map<number, Landed>()
  for (const step of inStretches(proposal.steps, read.before)) {
    if (step.op === 'insert') insert(tr, schema, read, step, landed)
    else if (step.op === 'remove') remove(tr, step.stretch)
    else format(tr, schema, step.stretch, step.changes)
  }
  const place = placer(tr, state, edited, read, proposal, landed)
  const anchor = tr.doc.resolve(place(edited.selection.anchor))
  const head = tr.doc.resolve(place(edited.selection.head))
  tr.setSelection(TextSelection.between(anchor, head))
  if (edited.storedMarksSet)
    tr.setStoredMarks(
      edited.storedMarks?.filter((mark) => parseSuggestionKey(formatKey(mark)) === null) ?? null,
    )
  if (edited.scrolledIntoView) tr.scrollIntoView()
  return tr
}

/** A marker, or neighbouring letters with the same formats, `start`…`end` in the document before. */
interface Stretch {
  readonly element: SequenceElement
  readonly start: number
  readonly end: number
}

type InsertStep = Extract<ProposalStep, { op: 'insert' }>
type StretchStep =
  | InsertStep
  | { readonly op: 'remove'; readonly stretch: Stretch }
  | { readonly op: 'format'; readonly stretch: Stretch; readonly changes: Changes }

/** The steps, with one for all neighbouring letters to which the same happens. */
const inStretches = (steps: readonly ProposalStep[], before: readonly PlacedElement[]): StretchStep[] => {
  const joined: StretchStep[] = []
  for (const step of steps) {
    const placed = before[step.index]
    if (step.op === 'insert') joined.push(step)
    else if (placed !== undefined) {
      const { element, position: start } = placed
      const last = joined.at(-1)
      const behind =
        last !== undefined && last.op !== 'insert' && joins(last, step, placed) ? last.stretch : null
      if (behind !== null) joined.pop()
      joined.push({ ...step, stretch: { element, start, end: behind?.end ?? endOf(placed) } })
    }
  }
  return joined
}

const joins = (
  last: Exclude<StretchStep, InsertStep>,
  step: Exclude<ProposalStep, InsertStep>,
  placed: PlacedElement,
): boolean => {
  const { element } = last.stretch
  if (element.kind === 'marker' || placed.element.kind === 'marker') return false
  if (endOf(placed) !== last.stretch.start) return false
  if (last.op === 'remove' || step.op === 'remove') return last.op === step.op
  return sameFormats(element.formats, placed.element.formats) && sameFormats(last.changes, step.changes)
}

const remove = (tr: Transaction, { element, start, end }: Stretch): void => {
  if (element.kind === 'text') tr.delete(start, end)
  else if (start > 0) tr.join(start)
  // The first marker goes with its block, which is empty: its text would have kept it.
  else tr.delete(0, tr.doc.firstChild?.nodeSize ?? 0)
}

const format = (tr: Transaction, schema: Schema, stretch: Stretch, changes: Changes): void => {
  const { element, start, end } = stretch
  for (const [key, value] of changes) {
    if (element.kind === 'marker' && parseSuggestionKey(key) === null) {
      tr.setNodeAttribute(start, key, value)
      continue
    }
    const old = element.formats.has(key) ? decodeMark(schema, key, element.formats.get(key)) : null
    const mark = value === null ? null : decodeMark(schema, key, value)
    if (element.kind === 'text') {
      if (old !== null) tr.removeMark(start, end, old)
      if (mark !== null) tr.addMark(start, end, mark)
    } else {
      if (old !== null) tr.removeNodeMark(start, old)
      if (mark !== null) tr.addNodeMark(start, mark)
    }
  }
}

/** Text in front of the first marker, and each marker with the text that it leads. */
interface Pieces {
  readonly lead: readonly SequenceElement[]
  readonly blocks: readonly { readonly marker: SequenceElement; readonly text: readonly SequenceElement[] }[]
}

const piecesOf = (elements: readonly SequenceElement[]): Pieces => {
  const lead: SequenceElement[] = []
  const blocks: { marker: SequenceElement; text: SequenceElement[] }[] = []
  for (const element of elements) {
    if (element.kind === 'marker') blocks.push({ marker: element, text: [] })
    else (blocks.at(-1)?.text ?? lead).push(element)
  }
  return { lead, blocks }
}

const textOf = (schema: Schema, elements: readonly SequenceElement[]): Fragment =>
  Fragment.from(
    decodeRuns(
      schema,
      elements.flatMap((element) => (element.kind === 'text' ? [element] : [])),
    ),
  )

const blockOf = (schema: Schema, marker: SequenceElement, text: readonly SequenceElement[]): Node =>
  schema.node(
    BLOCK_NODE,
    marker.kind === 'marker' ? { ...decodeAttrs(marker.attrs) } : {},
    textOf(schema, text),
    decodeBlockMarks(schema, marker.formats),
  )

const insert = (
  tr: Transaction,
  schema: Schema,
  { before, from }: ReadEdit,
  { index, elements, from: sources }: InsertStep,
  landed: Map<number, Landed>,
): void => {
  const at = gapPosition(tr.doc, before, from, index)
  const { lead, blocks } = piecesOf(elements)
  const nodes = blocks.map(({ marker, text }) => blockOf(schema, marker, text))
  const $at = tr.doc.resolve(at)
  let end = at
  if ($at.depth === 0) tr.insert(at, nodes)
  else if (nodes.length === 0) tr.step(new ReplaceStep(at, at, new Slice(textOf(schema, lead), 0, 0)))
  else {
    const first = $at.parent.copy(textOf(schema, lead))
    tr.step(new ReplaceStep(at, at, new Slice(Fragment.from([first, ...nodes]), 1, 1)))
  }
  let isClosed = $at.depth === 0
  elements.forEach((element, k) => {
    // A marker closes the block in front of it, unless it stands in front of all, and opens its own.
    if (element.kind === 'marker') {
      end += isClosed ? 1 : 2
      isClosed = false
    } else end += element.text.length
    const source = sources[k]
    if (source !== undefined) landed.set(source, { end, steps: tr.steps.length })
  })
}

/** Position of the gap in front of an element: of a marker the end of the block before it. */
const gapPosition = (doc: Node, before: readonly PlacedElement[], from: number, index: number): number => {
  const element = before[index]
  if (element !== undefined)
    return element.element.kind === 'text' || element.position === 0 ? element.position : element.position - 1
  const last = before.at(-1)
  if (last !== undefined) return endOf(last)
  return from > 0 && doc.resolve(from).depth === 0 ? from - 1 : from
}

/** Answers where a position of the edited document is in the proposal. */
const placer = (
  tr: Transaction,
  state: EditorState,
  edited: Transaction,
  { after, before, from, to, newTo }: ReadEdit,
  { kept }: Proposal,
  landed: ReadonlyMap<number, Landed>,
): ((position: number) => number) => {
  const { selection } = state
  const stayed = new Set(kept.values())
  const firstGone = before.find((_, index) => !stayed.has(index))
  const isForward =
    landed.size === 0 && selection.empty && firstGone !== undefined && selection.head <= firstGone.position
  return (position) => {
    if (position < from) return tr.mapping.map(position)
    if (position > newTo) return tr.mapping.map(position - newTo + to)
    const next = after.findIndex((placed) => placed.position >= position)
    const index = next < 0 ? after.length : next
    if (isForward) {
      const old = kept.get(index)
      const placed = old === undefined ? undefined : before[old]
      if (placed === undefined) return tr.mapping.map(to)
      return tr.mapping.map(placed.element.kind === 'text' ? placed.position : placed.position - 1)
    }
    const come = landed.get(index - 1)
    if (come !== undefined) return tr.mapping.slice(come.steps).map(come.end)
    const old = kept.get(index - 1)
    const placed = old === undefined ? undefined : before[old]
    return tr.mapping.map(placed === undefined ? from : endOf(placed), -1)
  }
}
