import type { Mark, Node } from 'prosemirror-model'
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

/** A character (UTF-16 unit) or the opening of a block, as the sequence has it. */
type Unit = { readonly char: string; readonly marks: readonly Mark[] } | { readonly block: Node }

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

const unitsOf = (doc: Node, from: number, to: number): Unit[] => {
  const units: Unit[] = []
  if (to <= from) return units
  doc.nodesBetween(from, to, (node, position) => {
    if (node.text !== undefined) {
      const end = Math.min(to, position + node.nodeSize)
      for (let at = Math.max(from, position); at < end; at++)
        units.push({ char: node.text.charAt(at - position), marks: node.marks })
    } else if (position >= from && position < to) units.push({ block: node })
  })
  return units
}

const sameMarks = (a: readonly Mark[], b: readonly Mark[]): boolean =>
  a === b || (a.length === b.length && a.every((mark) => mark.isInSet(b)))

const sameUnit = (a: Unit | undefined, b: Unit | undefined): boolean => {
  if (a === undefined || b === undefined) return false
  if ('block' in a) return 'block' in b && a.block.attrs['bid'] === b.block.attrs['bid']
  return !('block' in b) && a.char === b.char && sameMarks(a.marks, b.marks)
}

const isLowSurrogate = (unit: Unit | undefined): boolean =>
  unit !== undefined && !('block' in unit) && /^[\udc00-\udfff]$/.test(unit.char)

/** Lengths of the common start and end of two lists; never between the halves of a surrogate pair. */
const commonEnds = (before: readonly Unit[], after: readonly Unit[]): [number, number] => {
  const most = Math.min(before.length, after.length)
  let start = 0
  while (start < most && sameUnit(before[start], after[start])) start++
  let end = 0
  while (end < most - start && sameUnit(before[before.length - 1 - end], after[after.length - 1 - end])) end++
  // Yjs turns a pair that is cut in two into two replacement characters.
  if (start > 0 && (isLowSurrogate(before[start]) || isLowSurrogate(after[start]))) start--
  if (end > 0 && (isLowSurrogate(before[before.length - end]) || isLowSurrogate(after[after.length - end])))
    end--
  return [start, end]
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

/** Pairs of positions in both lists at which the same block (by bid) stands, in order in both. */
const matchedBlocks = (before: readonly Unit[], after: readonly Unit[]): [number, number][] => {
  const where = new Map<unknown, number>()
  before.forEach((unit, index) => {
    if ('block' in unit && unit.block.attrs['bid'] !== null) where.set(unit.block.attrs['bid'], index)
  })
  const pairs: [number, number][] = []
  let last = -1
  after.forEach((unit, index) => {
    const old = 'block' in unit ? where.get(unit.block.attrs['bid']) : undefined
    if (old === undefined || old <= last) return
    pairs.push([old, index])
    last = old
  })
  return pairs
}

const replace = (
  sequence: Sequence,
  edit: SequenceEdit,
  at: SequencePosition,
  before: readonly Unit[],
  after: readonly Unit[],
): void => {
  const [start, end] = commonEnds(before, after)
  const oldEnd = before.length - end
  const newEnd = after.length - end
  const pairs: [number, number][] = []
  for (let k = 0; k < start; k++) pairs.push([k, k])
  for (const [old, now] of matchedBlocks(before.slice(start, oldEnd), after.slice(start, newEnd)))
    pairs.push([old + start, now + start])
  for (let k = 0; k < end; k++) pairs.push([oldEnd + k, newEnd + k])
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
  const sameText =
    before.length === after.length &&
    before.every((unit, index) => {
      const other = after[index]
      return other !== undefined && !('block' in unit) && !('block' in other) && unit.char === other.char
    })
  if (sameText) {
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
