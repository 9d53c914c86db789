import type { Node } from 'prosemirror-model'
import {
  AddMarkStep,
  AddNodeMarkStep,
  AttrStep,
  RemoveMarkStep,
  RemoveNodeMarkStep,
  type Step,
} from 'prosemirror-transform'
import type { SectionOp } from '#core/locks/touches-locked.ts'
import { NO_FORMATS, blockAttrsOf, encodeMarker, encodeMarks } from '#core/schema/content.ts'
import { isSameText, matchedUnits, unitsOf, type Unit } from '../binding/units.ts'

/** A block by its index in the document before the step; one that comes is `NEW`. */
const NEW = -1

type Op = SectionOp<number>

interface ChangedRange {
  readonly from: number
  readonly to: number
  readonly newFrom: number
  readonly newTo: number
}

/**
 * What a step does to blocks and letters, told as the gate tells what an update does: by the very matching with which the
 * step is written into the shared text, so what stays here stays there. One list for each stretch it changes, beginning
 * with the marker of the block in which it begins (none where it begins in front of all).
 */
export const stepOps = (step: Step, before: Node, after: Node): readonly (readonly Op[])[] =>
  rangesOf(step, before).map((range) => [
    ...opsBefore(before, range),
    ...opsWithin(before, after, range),
    ...opsBehind(before, range),
  ])

const rangesOf = (step: Step, { content }: Node): readonly ChangedRange[] => {
  const flat = (from: number, to: number): ChangedRange[] => [{ from, to, newFrom: from, newTo: to }]
  if (step instanceof AttrStep || step instanceof AddNodeMarkStep || step instanceof RemoveNodeMarkStep)
    return step.pos < content.size ? flat(step.pos, step.pos + 1) : []
  if (step instanceof AddMarkStep || step instanceof RemoveMarkStep) return flat(step.from, step.to)
  const ranges: ChangedRange[] = []
  step.getMap().forEach((from, to, newFrom, newTo) => ranges.push({ from, to, newFrom, newTo }))
  return ranges
}

/** The block that is written on: the one that holds the place, or ends there. */
const opsBefore = (before: Node, { from }: ChangedRange): Op[] => {
  const $from = before.resolve(from)
  const index = $from.depth === 0 ? $from.index() - 1 : $from.index(0)
  return index < 0 ? [] : [keptMarker(index, before.child(index), before.child(index))]
}

/** The rest of the block in which the change ends: it may come to belong to another. */
const opsBehind = (before: Node, { to }: ChangedRange): Op[] => {
  const $to = before.resolve(to)
  return $to.depth > 0 && $to.parentOffset < $to.parent.content.size
    ? [{ kind: 'keep', before: NO_FORMATS, after: NO_FORMATS }]
    : []
}

const keptMarker = (block: number, was: Node, is: Node): Op => ({
  kind: 'keep-marker',
  block,
  before: { entries: entriesOf(was) },
  after: { entries: entriesOf(is) },
})

const entriesOf = (block: Node): ReadonlyMap<string, unknown> =>
  encodeMarker(blockAttrsOf(block), encodeMarks(block.marks))

const opsWithin = (before: Node, after: Node, { from, to, newFrom, newTo }: ChangedRange): Op[] => {
  const [old, now] = [unitsOf(before, from, to), unitsOf(after, newFrom, newTo)]
  const indexes = blockIndexes(old, before.resolve(from).index(0), before.resolve(from).depth)
  const ops: Op[] = []
  let [oldAt, nowAt] = [0, 0]
  for (const [oldNext, nowNext] of [...matchedUnits(old, now), [old.length, now.length] as const]) {
    const [gone, come] = [old.slice(oldAt, oldNext), now.slice(nowAt, nowNext)]
    if (isSameText(gone, come)) gone.forEach((unit, k) => ops.push(keptUnit(unit, come[k], NEW)))
    else {
      gone.forEach((unit, k) => ops.push(goneUnit(unit, indexes[oldAt + k] ?? NEW)))
      come.forEach((unit) => ops.push(comeUnit(unit)))
    }
    const kept = old[oldNext]
    if (kept !== undefined) ops.push(keptUnit(kept, now[nowNext], indexes[oldNext] ?? NEW))
    ;[oldAt, nowAt] = [oldNext + 1, nowNext + 1]
  }
  return ops
}

/** Of each unit that is a block its index in the document. */
const blockIndexes = (units: readonly Unit[], index: number, depth: number): readonly number[] => {
  let next = depth === 0 ? index : index + 1
  return units.map((unit) => ('block' in unit ? next++ : NEW))
}

const keptUnit = (was: Unit, is: Unit | undefined, index: number): Op => {
  if ('block' in was)
    return keptMarker(index, was.block, is !== undefined && 'block' in is ? is.block : was.block)
  const marks = is === undefined || 'block' in is ? was.marks : is.marks
  return { kind: 'keep', before: encodeMarks(was.marks), after: encodeMarks(marks) }
}

const goneUnit = (unit: Unit, index: number): Op =>
  'block' in unit ? { kind: 'delete-marker', block: index } : { kind: 'delete' }

const comeUnit = (unit: Unit): Op =>
  'block' in unit ? { kind: 'insert-marker', block: NEW } : { kind: 'insert' }
