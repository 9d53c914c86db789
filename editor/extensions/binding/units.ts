import type { Mark, Node } from 'prosemirror-model'

/** A character (UTF-16 unit) or the opening of a block, as the sequence has it. */
export type Unit = { readonly char: string; readonly marks: readonly Mark[] } | { readonly block: Node }

/** The units that begin in `from`…`to`, in order. */
export const unitsOf = (doc: Node, from: number, to: number): Unit[] => {
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

export const sameMarks = (a: readonly Mark[], b: readonly Mark[]): boolean =>
  a === b || (a.length === b.length && a.every((mark) => mark.isInSet(b)))

const sameUnit = (a: Unit | undefined, b: Unit | undefined): boolean => {
  if (a === undefined || b === undefined) return false
  if ('block' in a) return 'block' in b && a.block.attrs['bid'] === b.block.attrs['bid']
  return !('block' in b) && a.char === b.char && sameMarks(a.marks, b.marks)
}

const isLowSurrogate = (unit: Unit | undefined): boolean =>
  unit !== undefined && !('block' in unit) && /^[\udc00-\udfff]$/.test(unit.char)

/** Lengths of the common start and end of two lists; never between the halves of a surrogate pair. */
export const commonEnds = (before: readonly Unit[], after: readonly Unit[]): [number, number] => {
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

/**
 * Which units stay when `before` becomes `after`, as pairs of indexes in order: the common start and end, and between them
 * blocks by bid. Everything else goes and comes, but for text that stays and gets other marks (`isSameText`).
 */
export const matchedUnits = (
  before: readonly Unit[],
  after: readonly Unit[],
): readonly (readonly [number, number])[] => {
  const [start, end] = commonEnds(before, after)
  const oldEnd = before.length - end
  const newEnd = after.length - end
  const pairs: [number, number][] = []
  for (let k = 0; k < start; k++) pairs.push([k, k])
  for (const [old, now] of matchedBlocks(before.slice(start, oldEnd), after.slice(start, newEnd)))
    pairs.push([old + start, now + start])
  for (let k = 0; k < end; k++) pairs.push([oldEnd + k, newEnd + k])
  return pairs
}

/** The same letters and no block: then only their marks are set. */
export const isSameText = (before: readonly Unit[], after: readonly Unit[]): boolean =>
  before.length === after.length &&
  before.every((unit, index) => {
    const other = after[index]
    return other !== undefined && !('block' in unit) && !('block' in other) && unit.char === other.char
  })
