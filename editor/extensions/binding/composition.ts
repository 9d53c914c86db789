import type { Node } from 'prosemirror-model'
import { Mapping, ReplaceStep, type Step, type StepMap } from 'prosemirror-transform'

/**
 * While somebody composes (an input method, a dead key, a phone's keyboard) the browser owns the block's text node,
 * and a change to it from elsewhere would break the word. So that change waits: the *shadow* is the document as the
 * sequence has it, ahead of the view by what waits, with the mapping from the view to it ([DOC8]).
 */
export interface Shadow {
  readonly doc: Node
  /** From positions in the view's document to positions in the shadow. */
  readonly mapping: Mapping
}

export const shadowOf = (doc: Node, mapping: Mapping): Shadow => {
  const copy = new Mapping()
  copy.appendMapping(mapping)
  return { doc, mapping: copy }
}

/** The mapping after both sides took one more step each: `mine` on the view, `theirs` its like on the shadow. */
const around = (mapping: Mapping, mine: StepMap, theirs: StepMap): Mapping => {
  const next = new Mapping()
  next.appendMap(mine.invert())
  next.appendMapping(mapping)
  // The mirror lets positions in what `mine` inserted come out in the same text on the other side.
  next.appendMap(theirs, 0)
  return next
}

/**
 * Takes a step of the view over to the shadow. Null when it has no place there: then the view has something that the
 * sequence has not, and is brought back to the sequence at the end of the composition.
 */
export const followLocal = (shadow: Shadow, step: Step): { shadow: Shadow; step: Step } | null => {
  const mapped = step.map(shadow.mapping) ?? asInsertion(shadow, step)
  const doc = mapped === null ? null : apply(mapped, shadow.doc)
  if (mapped === null || doc === null) return null
  return {
    step: mapped,
    shadow: { doc, mapping: around(shadow.mapping, step.getMap(), mapped.getMap()) },
  }
}

/** Null when the step has no place there: ProseMirror fails some such steps and throws on others. */
const apply = (step: Step, doc: Node): Node | null => {
  try {
    return step.apply(doc).doc
  } catch (error) {
    if (error instanceof Error) return null
    throw error
  }
}

/** The place of the words is gone on the other side: the words are put where it was. */
const asInsertion = (shadow: Shadow, step: Step): Step | null => {
  if (!(step instanceof ReplaceStep) || step.slice.size === 0) return null
  const at = shadow.mapping.map(step.from)
  return new ReplaceStep(at, at, step.slice)
}

/** Takes a step of the shadow back to the view; null when it touches what waits. */
export const followRemote = (shadow: Shadow, view: Node, step: Step): { doc: Node; step: Step } | null => {
  const mapped = step.map(shadow.mapping.invert())
  const doc = mapped === null ? null : apply(mapped, view)
  return mapped === null || doc === null ? null : { doc, step: mapped }
}

/** The shadow after `theirs` was taken on it and `mine` on the view. */
export const advanceBoth = (shadow: Shadow, doc: Node, mine: StepMap, theirs: StepMap): Shadow => ({
  doc,
  mapping: around(shadow.mapping, mine, theirs),
})

/** The shadow after a step that waits. */
export const advanceShadow = (shadow: Shadow, doc: Node, mapping: Mapping): Shadow => {
  const next = new Mapping()
  next.appendMapping(shadow.mapping)
  next.appendMapping(mapping)
  return { doc, mapping: next }
}
