import * as Y from 'yjs'
import { touchesLocked, type LockedBlocks, type SectionOp } from '../locks/touches-locked.ts'
import { NO_FORMATS, sameFormats, withFormat, type RawFormats } from '../schema/content.ts'
import { joinRuns, markerElement, sameElements, type SequenceElement } from '../suggestions/element.ts'
import { projectWithout } from '../suggestions/project.ts'
import { markerMap } from './elements.ts'
import type { SequenceBlock } from './sequence-block.ts'
import type { Sequence } from './sequence.ts'

type DeleteSet = ReturnType<typeof Y.createDeleteSet>

/** What an undo or a redo would take away, and what it would bring back; as an undo manager keeps it. */
export interface UndoStep {
  readonly insertions: DeleteSet
  readonly deletions: DeleteSet
}

/**
 * Would taking this step leave P_U as it is: base, and what others than `member` propose? Reads the text alone.
 */
export const leavesOthers = (sequence: Sequence, step: UndoStep, member: string): boolean => {
  const done = new Set<Y.Item>()
  for (const item of touchedItems(sequence, step)) {
    if (done.has(item)) continue
    const { units } = forecast(sequence, step, item, done)
    const before = joinRuns(units.flatMap((unit) => (unit.lives ? [elementOf(unit, unit.was)] : [])))
    const after = joinRuns(units.flatMap((unit) => (unit.stays ? [elementOf(unit, unit.is)] : [])))
    if (!sameElements(projectWithout(before, member), projectWithout(after, member))) return false
  }
  return touchedMarkers(sequence, step).every((map) => {
    const [before, after] = [entriesOf(map), entriesAfter(map, step)].map((entries) =>
      projectWithout([markerElement(entries)], member),
    )
    return sameElements(before ?? [], after ?? [])
  })
}

/** Would taking this step change anything under a lock [LCK1]? The gate would refuse it, and all that came with it. */
export const changesLocked = (
  sequence: Sequence,
  step: UndoStep,
  locked: LockedBlocks<SequenceBlock>,
): boolean => {
  const mapsOf = (blocks: ReadonlySet<SequenceBlock>) =>
    new Set([...blocks].flatMap(({ map }) => (map === null ? [] : [map])))
  const maps = { all: mapsOf(locked.all), inner: mapsOf(locked.inner) }
  const done = new Set<Y.Item>()
  for (const item of touchedItems(sequence, step)) {
    if (done.has(item)) continue
    const { block, units } = forecast(sequence, step, item, done)
    const start: SectionOp<Y.Map<unknown>>[] =
      block === null ? [] : [{ kind: 'keep-marker', block, before: UNCHANGED, after: UNCHANGED }]
    if (touchesLocked([...start, ...units.map(opOf)], maps)) return true
  }
  return touchedMarkers(sequence, step).some(
    (map) => maps.all.has(map) && !sameFormats(entriesOf(map), entriesAfter(map, step)),
  )
}

/** Entries of markers are compared apart: see `touchedMarkers`. */
const UNCHANGED = { entries: NO_FORMATS }

const opOf = ({ map, lives, stays, was, is }: ForecastUnit): SectionOp<Y.Map<unknown>> => {
  if (map === null)
    return lives && stays ? { kind: 'keep', before: was, after: is } : { kind: lives ? 'delete' : 'insert' }
  if (lives && stays) return { kind: 'keep-marker', block: map, before: UNCHANGED, after: UNCHANGED }
  return { kind: lives ? 'delete-marker' : 'insert-marker', block: map }
}

/**
 * Is it certain that taking this step changes the text? Yjs takes the one below as well where it does not. Says no of
 * what a block's own attributes get back: whether they do depends on who set them since.
 */
export const surelyChanges = (sequence: Sequence, step: UndoStep): boolean =>
  touchedItems(sequence, step).some((item) => isLive(item) !== willLive(item, step))

const has = (set: DeleteSet, id: Y.ID): boolean => Y.isDeleted(set, id)

const isLive = (item: Y.Item): boolean => !item.deleted

/** Does it stand after the step? What an undo brings back comes to stand where it stood. */
const willLive = (item: Y.Item, { insertions, deletions }: UndoStep): boolean => {
  if (item.deleted) return item.redone === null && has(deletions, item.id) && !has(insertions, item.id)
  return !has(insertions, originalOf(item))
}

/** Of what an undo brought back earlier, the id under which the step knows it. */
const originals = new WeakMap<Y.Item, Y.ID>()
const originalOf = (item: Y.Item): Y.ID => originals.get(item) ?? item.id

/** What an item of a step is now: what an undo brought back since stands for what went. */
const currentOf = (doc: Y.Doc, struct: Y.Item): Y.Item => {
  let item = struct
  while (item.redone !== null) {
    const next: Y.Item | Y.GC = Y.getItem(doc.store, item.redone)
    if (!(next instanceof Y.Item)) break
    originals.set(next, struct.id)
    item = next
  }
  return item
}

const touchedItems = ({ doc, text }: Sequence, step: UndoStep): Y.Item[] =>
  itemsOf(doc, step).flatMap((item) => (item.parent === text ? [currentOf(doc, item)] : []))

/** The blocks of which it touches an entry, as far as they stand now and after it. */
const touchedMarkers = ({ doc, text }: Sequence, step: UndoStep): ReadonlyArray<Y.Map<unknown>> => {
  const maps = new Set<Y.Map<unknown>>()
  for (const item of itemsOf(doc, step)) {
    const { parent } = item
    if (!(parent instanceof Y.Map) || parent._item?.parent !== text) continue
    const { _item: marker } = parent
    if (isLive(marker) && willLive(marker, step)) maps.add(parent)
    currentOf(doc, item)
  }
  return [...maps]
}

/** What it would say after the step: of each key what was there last, or what comes back, where nobody set it since. */
const entriesAfter = (map: Y.Map<unknown>, step: UndoStep): ReadonlyMap<string, unknown> => {
  const entries = new Map<string, unknown>()
  for (const [key, last] of map._map) {
    const stays = isLive(last) && willLive(last, step)
    let item: Y.Item | null = stays ? null : last
    for (; item !== null; item = item.left) {
      if (item.deleted && willLive(item, step)) break
      if (item.redone === null && !has(step.insertions, originalOf(item))) item = null
      if (item === null) break
    }
    const kept = stays ? last : item
    if (kept === null) continue
    const [value]: readonly unknown[] = kept.content.getContent()
    if (value !== undefined) entries.set(key, value)
  }
  return entries
}

const itemsOf = (doc: Y.Doc, { insertions, deletions }: UndoStep): Y.Item[] => {
  const items: Y.Item[] = []
  for (const set of [insertions, deletions])
    for (const [client, ranges] of set.clients) {
      const structs = doc.store.clients.get(client) ?? []
      for (const { clock, len } of ranges) {
        if (structs.length === 0 || clock >= Y.getState(doc.store, client)) continue
        for (let at = Y.findIndexSS(structs, clock); at < structs.length; at++) {
          const struct = structs[at]
          if (struct === undefined || struct.id.clock >= clock + len) break
          if (struct instanceof Y.Item) items.push(struct)
        }
      }
    }
  return items
}

/** A piece of text or a marker that stands before a step (`lives`), after it (`stays`), or both, with its formats. */
interface ForecastUnit {
  readonly text: string
  /** Of a marker. */
  readonly map: Y.Map<unknown> | null
  readonly lives: boolean
  readonly stays: boolean
  readonly was: RawFormats
  readonly is: RawFormats
}

interface Forecast {
  /** The block that stays, behind whose marker the stretch begins; null at the start of the text. */
  readonly block: Y.Map<unknown> | null
  readonly units: readonly ForecastUnit[]
}

const elementOf = ({ text, map }: ForecastUnit, formats: RawFormats): SequenceElement =>
  map === null ? { kind: 'text', text, formats } : markerElement(entriesOf(map))

/** The stretch around an item as it is and as it would be: from a block that stays to one before which both agree. */
const forecast = (sequence: Sequence, step: UndoStep, around: Y.Item, done: Set<Y.Item>): Forecast => {
  let first: Y.Item | null = around
  while (first !== null && !(isStanding(sequence, first) && willLive(first, step))) first = first.left
  const map = first === null ? null : markerMap(first)
  const block = map === null ? sequence.block(0) : sequence.blockOfMap(map)
  const units: ForecastUnit[] = []
  let was: RawFormats = block?.start ?? NO_FORMATS
  let is = was
  let isPast = false
  for (let item = first === null ? sequence.text._start : first.right; item !== null; item = item.right) {
    done.add(item)
    if (item === around) isPast = true
    const [lives, stays] = [isLive(item), willLive(item, step)]
    if (!lives && !stays) continue
    const { content } = item
    if (content instanceof Y.ContentFormat) {
      if (lives) was = withFormat(was, content.key, content.value)
      if (stays) is = withFormat(is, content.key, content.value)
      continue
    }
    const map = markerMap(item)
    if (map === null && !(content instanceof Y.ContentString)) continue
    if (map !== null && lives && stays && isPast && sameEntries(was, is)) break
    units.push({ text: content instanceof Y.ContentString ? content.str : '', map, lives, stays, was, is })
  }
  return { block: map, units }
}

const isStanding = (sequence: Sequence, item: Y.Item): boolean => {
  const map = item.deleted ? null : markerMap(item)
  return map !== null && sequence.blockOfMap(map) !== null
}

const sameEntries = (one: RawFormats, two: RawFormats): boolean =>
  sameElements(
    [{ kind: 'marker', attrs: NO_FORMATS, formats: one }],
    [{ kind: 'marker', attrs: NO_FORMATS, formats: two }],
  )

/** What a marker says, or said when it was deleted. */
const entriesOf = (map: Y.Map<unknown> | null): ReadonlyMap<string, unknown> => {
  const entries = new Map<string, unknown>()
  for (const [key, item] of map?._map ?? []) {
    if (item.deleted && map?._item?.deleted !== true) continue
    const [value]: readonly unknown[] = item.content.getContent()
    if (value !== undefined) entries.set(key, value)
  }
  return entries
}
