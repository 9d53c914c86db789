import { decodeAttrs, encodeMarker, sameFormats } from '../schema/content.ts'
import type { SequenceElement } from '../suggestions/element.ts'
import type { ProposalStep } from '../suggestions/propose.ts'
import type { Changes } from '../suggestions/propose-change.ts'
import type { SequenceEdit, SequencePosition } from './sequence-edit.ts'

/** An element of the text that is proposed about, and the place in front of it. */
export interface PlacedOld {
  readonly element: SequenceElement
  readonly place: SequencePosition
}

/**
 * Carries the steps of a proposal out on the live text. They come from the end to the start, so places stay true.
 *
 * @param before the elements that the steps count, in order.
 * @param end the place behind the last of them.
 * @param newBid makes an id for a block that comes.
 */
export const writeProposalSteps = (
  edit: SequenceEdit,
  steps: readonly ProposalStep[],
  before: readonly PlacedOld[],
  end: SequencePosition,
  newBid: () => string,
): void => {
  let index = 0
  while (index < steps.length) {
    const step = steps[index]
    index++
    if (step === undefined) continue
    if (step.op === 'insert') {
      insertElements(edit, before[step.index]?.place ?? end, step.elements, newBid)
      continue
    }
    const last = before[step.index]
    if (last === undefined) continue
    if (last.element.kind === 'marker') {
      if (step.op === 'format') edit.setMarker(last.place.slot + 1, step.changes)
      else edit.delete(last.place, { slot: last.place.slot + 1, offset: 0 })
      continue
    }
    // Neighbouring letters to which the same happens are one edit.
    let first = last
    let length = last.element.text.length
    for (let next = steps[index]; next !== undefined; next = steps[++index]) {
      const placed = next.op === 'insert' ? undefined : before[next.index]
      if (placed?.element.kind !== 'text' || !continues(step, next)) break
      if (placed.place.slot !== first.place.slot) break
      if (placed.place.offset + placed.element.text.length !== first.place.offset) break
      first = placed
      length += placed.element.text.length
    }
    const { slot, offset } = first.place
    if (step.op === 'format') edit.format(first.place, length, step.changes)
    else edit.delete(first.place, { slot, offset: offset + length })
  }
}

const continues = (one: ProposalStep, two: ProposalStep): boolean => {
  if (one.op === 'remove') return two.op === 'remove'
  return one.op === 'format' && two.op === 'format' && sameFormats(one.changes, two.changes)
}

const insertElements = (
  edit: SequenceEdit,
  place: SequencePosition,
  elements: readonly SequenceElement[],
  newBid: () => string,
): void => {
  let at = place
  let text = ''
  let formats: Changes = new Map()
  const flush = (): void => {
    if (text === '') return
    edit.insertText(at, text, formats)
    at = { slot: at.slot, offset: at.offset + text.length }
    text = ''
  }
  for (const element of elements) {
    if (element.kind === 'marker') {
      flush()
      const attrs = { ...decodeAttrs(element.attrs), bid: newBid() }
      edit.insertMarker(at, encodeMarker(attrs, element.formats))
      at = { slot: at.slot + 1, offset: 0 }
    } else if (sameFormats(formats, element.formats)) text += element.text
    else {
      flush()
      text = element.text
      formats = element.formats
    }
  }
  flush()
}
