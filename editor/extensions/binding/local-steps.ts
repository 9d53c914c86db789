import type { Node } from 'prosemirror-model'
import {
  AddMarkStep,
  AddNodeMarkStep,
  AttrStep,
  RemoveMarkStep,
  RemoveNodeMarkStep,
  ReplaceAroundStep,
  ReplaceStep,
  type Step,
} from 'prosemirror-transform'
import {
  blockAttrsOf,
  encodeMarker,
  encodeMarks,
  sameFormatValue,
  type RawFormats,
} from '#core/schema/content.ts'
import type { SequenceEdit, SequencePosition } from '#core/shared-doc/sequence-edit.ts'
import type { Sequence } from '#core/shared-doc/sequence.ts'
import type { FormatChanges } from '#core/shared-doc/text-cursor.ts'
import { placeOf } from './positions.ts'
import { commonEnds, isSameText, matchedUnits, sameMarks, unitsOf, type Unit } from './units.ts'

/**
 * Writes one ProseMirror step into the sequence, as the smallest edits that do it ([DOC5]): `before` equals the
 * sequence, `after` is what the step makes of it. Within a replaced range blocks are matched by bid and text by
 * common prefix and suffix including marks, so that what stays keeps its identity for everybody else.
 */
export const writeStep = (
  sequence: Sequence,
  edit: SequenceEdit,
  step: Step,
  before: Node,
  after: Node,
): void => {
  if (startOf(step) <= (before.firstChild?.nodeSize ?? 0)) makeReal(sequence, edit, before)
  if (step instanceof AttrStep || step instanceof AddNodeMarkStep || step instanceof RemoveNodeMarkStep) {
    const index = before.resolve(step.pos).index(0)
    if (step.pos < before.content.size)
      edit.setMarker(sequence.slotOf(index), markerChanges(before.child(index), after.child(index)))
    return
  }
  if (step instanceof AddMarkStep || step instanceof RemoveMarkStep) {
    rewriteMarks(sequence, edit, before, after, step.from, step.to)
    return
  }
  const ranges: [number, number, number, number][] = []
  step.getMap().forEach((...range) => ranges.push(range))
  // From the end, so that what stands in front is still where `before` has it.
  for (const [from, to, newFrom, newTo] of ranges.reverse())
    replace(
      sequence,
      edit,
      placeOf(sequence, before, from),
      unitsOf(before, from, to),
      unitsOf(after, newFrom, newTo),
    )
}

/** Position at which a step begins to change the document. */
const startOf = (step: Step): number => {
  if (step instanceof AttrStep || step instanceof AddNodeMarkStep || step instanceof RemoveNodeMarkStep)
    return step.pos
  if (step instanceof AddMarkStep || step instanceof RemoveMarkStep) return step.from
  return step instanceof ReplaceStep || step instanceof ReplaceAroundStep ? step.from : 0
}

/**
 * The virtual block becomes a real one with the first edit of it: others then see the same block ([DOC1]). An edit of
 * another block leaves it alone: it may hold words on their way to a block that was moved.
 */
const makeReal = (sequence: Sequence, edit: SequenceEdit, doc: Node): void => {
  if (!sequence.virtual || doc.firstChild === null) return
  edit.insertMarker(
    { slot: 0, offset: 0 },
    encodeMarker(blockAttrsOf(doc.firstChild), encodeMarks(doc.firstChild.marks)),
  )
}

const markerChanges = (before: Node, after: Node): FormatChanges =>
  difference(
    encodeMarker(blockAttrsOf(before), encodeMarks(before.marks)),
    encodeMarker(blockAttrsOf(after), encodeMarks(after.marks)),
  )

const difference = (
  before: ReadonlyMap<string, unknown>,
  after: ReadonlyMap<string, unknown>,
): FormatChanges => {
  const changes = new Map<string, unknown>()
  for (const key of before.keys()) if (!after.has(key)) changes.set(key, null)
  for (const [key, value] of after) if (!sameFormatValue(before.get(key), value)) changes.set(key, value)
  return changes
}

/** Same text, same blocks, other marks. */
const rewriteMarks = (
  sequence: Sequence,
  edit: SequenceEdit,
  before: Node,
  after: Node,
  from: number,
  to: number,
): void => {
  replace(
    sequence,
    edit,
    placeOf(sequence, before, from),
    unitsOf(before, from, to),
    unitsOf(after, from, to),
  )
}

/** A place that moves over old units as they are passed. */
const passed = (place: SequencePosition, units: readonly Unit[]): SequencePosition => {
  let { slot, offset } = place
  for (const unit of units) {
    if ('block' in unit) {
      slot++
      offset = 0
    } else offset++
  }
  return { slot, offset }
}

const replace = (
  sequence: Sequence,
  edit: SequenceEdit,
  at: SequencePosition,
  before: readonly Unit[],
  after: readonly Unit[],
): void => {
  const pairs = matchedUnits(before, after)
  // From the end again: first the gap behind each matched unit, then the unit's own attributes.
  let gapOld = before.length
  let gapNew = after.length
  for (let k = pairs.length; k >= 0; k--) {
    const [old, now] = k === 0 ? [-1, -1] : (pairs[k - 1] ?? [-1, -1])
    if (old + 1 < gapOld || now + 1 < gapNew)
      fillGap(
        edit,
        passed(at, before.slice(0, old + 1)),
        before.slice(old + 1, gapOld),
        after.slice(now + 1, gapNew),
      )
    gapOld = old
    gapNew = now
    const one = before[old]
    const other = after[now]
    if (
      one !== undefined &&
      other !== undefined &&
      'block' in one &&
      'block' in other &&
      one.block !== other.block
    )
      edit.setMarker(passed(at, before.slice(0, old + 1)).slot, markerChanges(one.block, other.block))
  }
}

const fillGap = (
  edit: SequenceEdit,
  at: SequencePosition,
  before: readonly Unit[],
  after: readonly Unit[],
): void => {
  if (isSameText(before, after)) {
    remark(edit, at, before, after)
    return
  }
  const onlyText = [...before, ...after].every((unit) => !('block' in unit))
  const [start, end] = onlyText ? commonEnds(before, after) : [0, 0]
  const place = passed(at, before.slice(0, start))
  const old = before.slice(start, before.length - end)
  edit.delete(place, passed(place, old))
  let to = place
  for (const run of runsOf(after.slice(start, after.length - end))) {
    if ('block' in run) {
      edit.insertMarker(to, encodeMarker(blockAttrsOf(run.block), encodeMarks(run.block.marks)))
      to = { slot: to.slot + 1, offset: 0 }
    } else {
      edit.insertText(to, run.text, run.formats)
      to = { slot: to.slot, offset: to.offset + run.text.length }
    }
  }
}

type RunOrBlock = { readonly text: string; readonly formats: RawFormats } | { readonly block: Node }

const runsOf = (units: readonly Unit[]): RunOrBlock[] => {
  const runs: RunOrBlock[] = []
  for (let from = 0; from < units.length;) {
    const first = units[from]
    if (first === undefined) break
    if ('block' in first) {
      runs.push({ block: first.block })
      from++
      continue
    }
    let text = ''
    for (; from < units.length; from++) {
      const unit = units[from]
      if (unit === undefined || 'block' in unit || !sameMarks(unit.marks, first.marks)) break
      text += unit.char
    }
    runs.push({ text, formats: encodeMarks(first.marks) })
  }
  return runs
}

/** Same characters with other marks: one format per stretch. */
const remark = (
  edit: SequenceEdit,
  at: SequencePosition,
  before: readonly Unit[],
  after: readonly Unit[],
): void => {
  for (let from = 0; from < before.length;) {
    const [old, now] = [before[from], after[from]]
    if (old === undefined || now === undefined || 'block' in old || 'block' in now) return
    let to = from + 1
    for (; to < before.length; to++) {
      const [a, b] = [before[to], after[to]]
      if (a === undefined || b === undefined || 'block' in a || 'block' in b) break
      if (a.marks !== old.marks || b.marks !== now.marks) break
    }
    const changes = difference(encodeMarks(old.marks), encodeMarks(now.marks))
    edit.format({ slot: at.slot, offset: at.offset + from }, to - from, changes)
    from = to
  }
}
