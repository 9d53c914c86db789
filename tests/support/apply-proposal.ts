import { withFormat } from '#core/schema/content.ts'
import { parseSuggestionKey } from '#core/schema/formats.ts'
import type { SequenceElement } from '#core/suggestions/element.ts'
import type { Proposal } from '#core/suggestions/propose.ts'

/** Carries the steps of a proposal out on plain elements. */
export const applyProposal = (before: readonly SequenceElement[], { steps }: Proposal): SequenceElement[] => {
  const result = [...before]
  for (const step of steps) {
    if (step.op === 'insert') result.splice(step.index, 0, ...step.elements)
    else if (step.op === 'remove') result.splice(step.index, 1)
    else {
      const element = result[step.index]
      if (element !== undefined) result[step.index] = changed(element, step.changes)
    }
  }
  return result
}

const changed = (element: SequenceElement, changes: ReadonlyMap<string, unknown>): SequenceElement => {
  let next = element
  for (const [key, value] of changes) {
    if (next.kind === 'text' || parseSuggestionKey(key) !== null)
      next = { ...next, formats: withFormat(next.formats, key, value) }
    else {
      const attrs = new Map(next.attrs)
      if (value === null) attrs.delete(key)
      else attrs.set(key, value)
      next = { ...next, attrs }
    }
  }
  return next
}
