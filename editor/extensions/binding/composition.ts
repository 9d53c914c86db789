import type { Node } from 'prosemirror-model'
import { Mapping, ReplaceStep, type Step, type StepMap } from 'prosemirror-transform'
import { followEdit, followComposed, type ComposedBlock } from './composed-block.ts'

/**
 * While somebody composes (an input method, a dead key, a phone's keyboard) the browser owns the block's text node,
 * and a change to it from elsewhere would break the word. So that change waits: the *shadow* is the document as the
 * sequence has it, ahead of the view by what waits, with the mapping from the view to it ([DOC8]).
 */
export interface Shadow {
  readonly doc: Node
  /** From positions in the view's document to positions in the shadow. */
  readonly mapping: Mapping
  /** The block in which is composed, once somebody has moved it. */
  readonly moved: ComposedBlock | null
}

export const shadowOf = (doc: Node, mapping: Mapping): Shadow => {
  const copy = new Mapping()
  copy.appendMapping(mapping)
  return { doc, mapping: copy, moved: null }
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

/** A step to take on the shadow, and the shadow before and after it. */
export interface ShadowStep {
  readonly step: Step
  readonly before: Node
  readonly after: Node
}

/** What a step of the view comes to on the shadow, in order. */
export interface Followed {
  readonly shadow: Shadow
  readonly steps: readonly ShadowStep[]
}

/**
 * Takes a step of the view, whose document is `view`, over to the shadow. Null when it has no place there: then the
 * view has something that the sequence has not, and is brought back to the sequence at the end of the composition.
 */
export const followLocal = (shadow: Shadow, view: Node, step: Step): Followed | null =>
  followInMoved(shadow, view, step) ?? followMapped(shadow, step)

const followMapped = (shadow: Shadow, step: Step): Followed | null => {
  const mapped = step.map(shadow.mapping) ?? asInsertion(shadow, step)
  const doc = mapped === null ? null : apply(mapped, shadow.doc)
  if (mapped === null || doc === null) return null
  const { moved } = shadow
  return {
    steps: [{ step: mapped, before: shadow.doc, after: doc }],
    shadow: {
      doc,
      mapping: around(shadow.mapping, step.getMap(), mapped.getMap()),
      moved:
        moved === null
          ? null
          : followComposed(moved, {
              before: shadow.doc,
              after: doc,
              mapping: new Mapping([mapped.getMap()]),
            }),
    },
  }
}

/** What is composed in a block that somebody has moved is written into the block where it is now ([DOC200]). */
const followInMoved = (shadow: Shadow, view: Node, step: Step): Followed | null => {
  if (shadow.moved === null) return null
  const edit = followEdit(shadow.moved, shadow.doc, view, step)
  if (edit === null) return null
  const steps: ShadowStep[] = []
  const mapping = new Mapping()
  mapping.appendMap(step.getMap().invert())
  mapping.appendMapping(shadow.mapping)
  let { doc } = shadow
  for (const one of edit.steps) {
    const after = apply(one, doc)
    if (after === null) return null
    steps.push({ step: one, before: doc, after })
    mapping.appendMap(one.getMap())
    doc = after
  }
  return { steps, shadow: { doc, mapping, moved: edit.block } }
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
  moved: null,
})

/** The shadow after a step that waits. */
export const advanceShadow = (shadow: Shadow, doc: Node, mapping: Mapping): Shadow => {
  const next = new Mapping()
  next.appendMapping(shadow.mapping)
  next.appendMapping(mapping)
  const change = { before: shadow.doc, after: doc, mapping }
  return { doc, mapping: next, moved: shadow.moved === null ? null : followComposed(shadow.moved, change) }
}
