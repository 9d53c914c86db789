import type { Transaction } from 'prosemirror-state'
import {
  AddMarkStep,
  AttrStep,
  RemoveMarkStep,
  ReplaceStep,
  type Mapping,
  type Step,
} from 'prosemirror-transform'
import { STYLE_KEYS } from '#core/schema/formats.ts'
import { formatKey, formatValue } from '#core/schema/content.ts'
import type { Edit } from '#core/suggestions/propose.ts'
import { elementAfter, elementBefore, elementsBetween, type PlacedElement } from './placed-elements.ts'

/** A transaction as an edit of a stretch of text, and where the elements of both versions stand. */
export interface ReadEdit {
  readonly edit: Edit
  readonly before: readonly PlacedElement[]
  readonly after: readonly PlacedElement[]
  /** The stretch in the document before; everything in front of `from` is as it was. */
  readonly from: number
  readonly to: number
  /** Its end in the document after. */
  readonly newTo: number
}

interface Range {
  readonly from: number
  readonly to: number
}

const rangesOf = (step: Step): Range[] => {
  if (step instanceof AddMarkStep || step instanceof RemoveMarkStep) return [{ from: step.from, to: step.to }]
  if (step instanceof AttrStep) return [{ from: step.pos, to: step.pos + 1 }]
  const ranges: Range[] = []
  step.getMap().forEach((from, to) => ranges.push({ from, to }))
  return ranges
}

/** A position before step `index` as a position of the document before the transaction. */
const mapBack = ({ maps }: Mapping, index: number, position: number, edge: -1 | 1): number => {
  let at = position
  for (let step = index - 1; step >= 0; step--) at = maps[step]?.invert().map(at, edge) ?? at
  return at
}

/**
 * What a transaction changes; null when it changes nothing of the text. `selected` is what was selected: the browser
 * tells of a selection that was written over only where it differs, and it was written over as a whole [SUG16].
 */
export const readEdit = (transaction: Transaction, selected: Range | null = null): ReadEdit | null => {
  const { before: doc, doc: newDoc, mapping, steps } = transaction
  let from = Infinity
  let to = -Infinity
  steps.forEach((step, index) => {
    for (const range of rangesOf(step)) {
      from = Math.min(from, mapBack(mapping, index, range.from, -1))
      to = Math.max(to, mapBack(mapping, index, range.to, 1))
    }
  })
  if (from > to) return null
  if (selected !== null && isRewriting(transaction) && selected.from <= from && to <= selected.to)
    ({ from, to } = selected)
  const newTo = to + newDoc.content.size - doc.content.size
  const before = elementsBetween(doc, from, to)
  const after = elementsBetween(newDoc, from, newTo)
  const edit: Edit = {
    before: before.map(({ element }) => element),
    after: after.map(({ element }) => element),
    previous: elementBefore(doc, from),
    next: elementAfter(doc, to),
    rewritten: isRewriting(transaction),
    composed: transaction.getMeta('composition') !== undefined,
    moved: takenOut(transaction),
    asked: readAsked(transaction, after),
  }
  return { edit, before, after, from, to, newTo }
}

/** The bids of whole blocks that a step takes out; of those that another puts back elsewhere it says that they moved. */
const takenOut = ({ steps, docs }: Transaction): ReadonlySet<string> => {
  const bids = new Set<string>()
  if (steps.length < 2) return bids
  steps.forEach((step, index) => {
    if (!(step instanceof ReplaceStep) || step.slice.size > 0) return
    docs[index]?.nodesBetween(step.from, step.to, (node, position) => {
      const bid: unknown = node.attrs['bid']
      const isWhole = position >= step.from && position + node.nodeSize <= step.to
      if (node.isTextblock && isWhole && typeof bid === 'string') bids.add(bid)
      return false
    })
  })
  return bids
}

/** Was a selection written over, by a key, a paste or a command? Keys beside one another change single letters. */
const isRewriting = ({ steps: [step, second] }: Transaction): boolean =>
  step instanceof ReplaceStep && second === undefined && step.from < step.to && step.slice.size > 0

/** What steps set outright, by index of the element: a command says so even where the text says it already. */
const readAsked = (
  { steps, mapping }: Transaction,
  after: readonly PlacedElement[],
): Map<number, Map<string, unknown>> => {
  const asked = new Map<number, Map<string, unknown>>()
  const ask = (range: Range, name: string, value: unknown): void => {
    after.forEach(({ element, position }, index) => {
      const isStyle = STYLE_KEYS.some((key) => key === name)
      if (position < range.from || position >= range.to || (element.kind === 'text') !== isStyle) return
      asked.set(index, (asked.get(index) ?? new Map<string, unknown>()).set(name, value))
    })
  }
  steps.forEach((step, index) => {
    const rest = mapping.slice(index + 1)
    if (step instanceof AttrStep) {
      const at = rest.map(step.pos, 1)
      if (step.attr !== 'bid') ask({ from: at, to: at + 1 }, step.attr, step.value)
    } else if (step instanceof AddMarkStep || step instanceof RemoveMarkStep)
      ask(
        { from: rest.map(step.from, 1), to: rest.map(step.to, -1) },
        formatKey(step.mark),
        step instanceof AddMarkStep ? formatValue(step.mark) : null,
      )
  })
  return asked
}
