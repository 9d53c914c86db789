import { Slice, type Node } from 'prosemirror-model'
import { Mapping, ReplaceStep, type Mappable, type Step } from 'prosemirror-transform'
import type { Region } from '#core/shared-doc/regions.ts'
import { blockStart } from './positions.ts'

/**
 * The block in which somebody composes, after another member moved it ([DOC200]). The view still shows it at the old
 * place; in the shadow its characters stand in the copy, or on their way there.
 */
export interface ComposedBlock {
  readonly bid: string
  /** Where each character of the block in the view begins in the shadow; null: it is gone there. */
  readonly characters: readonly (number | null)[]
}

/** A change of the shadow, as far as it matters to where characters stand. */
export interface ShadowChange {
  readonly before: Node
  readonly after: Node
  /** From positions in `before` to positions in `after`. */
  readonly mapping: Mapping
}

/** Does the change take a block with this bid away and write it anew? */
export const isMoved = (regions: readonly Region[], bid: string): boolean => {
  const has = (kind: 'insert-marker' | 'delete-marker'): boolean =>
    regions.some(({ ops }) => ops.some((op) => op.kind === kind && op.marker.attrs.bid === bid))
  return has('delete-marker') && has('insert-marker')
}

/** The block `index` of the view, in a shadow that `mapping` leads to; nothing of it has moved yet. */
export const composedBlock = (view: Node, index: number, bid: string, mapping: Mappable): ComposedBlock => {
  const start = blockStart(view, index) + 1
  const { size } = view.child(index).content
  const characters = Array.from({ length: size }, (_, offset) => mapCharacter(start + offset, mapping))
  return { bid, characters }
}

const mapCharacter = (position: number, mapping: Mappable): number | null => {
  const { pos, deletedAfter } = mapping.mapResult(position, 1)
  return deletedAfter ? null : pos
}

/** After a change from elsewhere: what it took away and wrote anew in the block with the bid has gone there. */
export const followComposed = (block: ComposedBlock, change: ShadowChange): ComposedBlock => {
  const mapped = block.characters.map((at) => (at === null ? null : mapCharacter(at, change.mapping)))
  const gone: { readonly index: number; readonly text: string }[] = []
  block.characters.forEach((at, index) => {
    if (at !== null && mapped[index] === null)
      gone.push({ index, text: change.before.textBetween(at, at + 1) })
  })
  if (gone.length === 0) return { ...block, characters: mapped }
  const come = writtenAnew(block.bid, change)
  for (const [from, to] of matched(gone.map(textOf).join(''), come.map(textOf).join(''))) {
    const [old, copy] = [gone[from], come[to]]
    if (old !== undefined && copy !== undefined) mapped[old.index] = copy.position
  }
  return { ...block, characters: mapped }
}

const textOf = ({ text }: { readonly text: string }): string => text

/** The characters of the block with this bid that came with the change. */
const writtenAnew = (
  bid: string,
  { after, mapping }: ShadowChange,
): { readonly position: number; readonly text: string }[] => {
  const place = bearerIn(after, bid)
  if (place === null) return []
  const back = mapping.invert()
  const come: { readonly position: number; readonly text: string }[] = []
  for (let at = place.from; at < place.to; at++)
    if (mapCharacter(at, back) === null) come.push({ position: at, text: after.textBetween(at, at + 1) })
  return come
}

/** Pairs of equal characters: from the start, from the end, and what is left over where it stands in one piece. */
const matched = (old: string, copy: string): [number, number][] => {
  const most = Math.min(old.length, copy.length)
  let start = 0
  while (start < most && old.charAt(start) === copy.charAt(start)) start++
  let end = 0
  while (end < most - start && old.charAt(old.length - 1 - end) === copy.charAt(copy.length - 1 - end)) end++
  const between = old.slice(start, old.length - end)
  const found = between === '' ? -1 : copy.slice(start, copy.length - end).indexOf(between)
  const pairs: [number, number][] = []
  for (let k = 0; k < start; k++) pairs.push([k, k])
  if (found >= 0) for (let k = 0; k < between.length; k++) pairs.push([start + k, start + found + k])
  for (let k = end; k > 0; k--) pairs.push([old.length - k, copy.length - k])
  return pairs
}

interface Range {
  readonly from: number
  readonly to: number
}

/** The content of the block that bears the bid; of two, the first. */
const bearerIn = (doc: Node, bid: string): Range | null => {
  let found: Range | null = null
  doc.forEach((node, offset) => {
    if (found === null && node.attrs['bid'] === bid)
      found = { from: offset + 1, to: offset + 1 + node.content.size }
  })
  return found
}

/** A place of the view's block in the shadow, and what stands right in front of it in the view and is still on its way. */
export interface ComposedPlace {
  readonly position: number
  readonly stranded: string
}

/**
 * Where `offset` of the view's block is in the shadow: behind the nearest character in front of it that has arrived in
 * the block with the bid, so that nothing is written at the old place. Null when no block has the bid.
 */
export const placeInShadow = (
  { bid, characters }: ComposedBlock,
  shadow: Node,
  offset: number,
): ComposedPlace | null => {
  const bearer = bearerIn(shadow, bid)
  if (bearer === null) return null
  let stranded = ''
  for (let index = offset - 1; index >= 0; index--) {
    const at = characters[index] ?? null
    if (at === null) continue
    if (at >= bearer.from && at < bearer.to) return { position: at + 1, stranded }
    stranded = shadow.textBetween(at, at + 1) + stranded
  }
  return { position: bearer.from, stranded }
}

/** What a step of the view inside its block does to the shadow. */
export interface ComposedEdit {
  readonly steps: readonly ReplaceStep[]
  readonly block: ComposedBlock
}

/** Null when the step does anything but replace text inside the block, or when the block is gone. */
export const followEdit = (
  block: ComposedBlock,
  shadow: Node,
  view: Node,
  step: Step,
): ComposedEdit | null => {
  if (!(step instanceof ReplaceStep) || step.slice.openStart > 0 || step.slice.openEnd > 0) return null
  const [$from, $to] = [view.resolve(step.from), view.resolve(step.to)]
  if ($from.depth === 0 || !$from.sameParent($to) || $from.parent.attrs['bid'] !== block.bid) return null
  const place = placeInShadow(block, shadow, $from.parentOffset)
  if (place === null) return null
  const [start, end] = [$from.parentOffset, $to.parentOffset]
  const { size } = step.slice
  const insertion = size === 0 ? [] : [new ReplaceStep(place.position, place.position, step.slice)]
  const inserted = new Mapping(insertion.map((one) => one.getMap()))
  const gone = block.characters.slice(start, end).flatMap((at) => (at === null ? [] : [inserted.map(at, 1)]))
  // From the end, so that what stands in front keeps its place.
  const deletions = runsOf(gone)
    .reverse()
    .map(({ from, to }) => new ReplaceStep(from, to, Slice.empty))
  const deleted = new Mapping(deletions.map((one) => one.getMap()))
  const first = deleted.map(place.position, -1)
  const stay = (at: number | null): number | null =>
    at === null ? null : mapCharacter(inserted.map(at, 1), deleted)
  return {
    steps: [...insertion, ...deletions],
    block: {
      ...block,
      characters: [
        ...block.characters.slice(0, start).map(stay),
        ...Array.from({ length: size }, (_, k) => first + k),
        ...block.characters.slice(end).map(stay),
      ],
    },
  }
}

/** Characters that stand side by side, as ranges in document order. */
const runsOf = (positions: readonly number[]): Range[] => {
  const runs: Range[] = []
  for (const at of positions.toSorted((one, two) => one - two)) {
    const last = runs[runs.length - 1]
    if (last?.to === at) runs[runs.length - 1] = { from: last.from, to: at + 1 }
    else runs.push({ from: at, to: at + 1 })
  }
  return runs
}
