import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { BlockContent, RawFormats } from '#core/schema/content.ts'
import { keepRedundantFormats } from '#core/shared-doc/changes.ts'
import { contentOf, type SequenceElement } from '#core/shared-doc/elements.ts'
import { elementsAfter, elementsBefore, type Region } from '#core/shared-doc/regions.ts'
import { editSequence } from '#core/shared-doc/sequence-edit.ts'
import { Sequence } from '#core/shared-doc/sequence.ts'
import { readBlocks } from '#core/shared-doc/whole-text.ts'
import { seededRandom, seeds, type SeededRandom } from '../../support/seeded-random.ts'

/** One slot as comparable text: the attributes and suggestions of its marker, then its characters with formats. */
type Slot = { marker: string | null; chars: string[] }

const formatsText = (formats: RawFormats): string =>
  [...formats]
    .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
    .sort()
    .join()

const slotsOfBlocks = (blocks: Iterable<BlockContent>): Slot[] => {
  const slots: Slot[] = []
  for (const block of blocks)
    slots.push({
      marker: block.attrs.bid === null ? null : JSON.stringify(block.attrs) + formatsText(block.formats),
      chars: block.runs.flatMap((run) => run.text.split('').map((c) => `${c}{${formatsText(run.formats)}}`)),
    })
  if (slots[0]?.marker !== null) slots.unshift({ marker: null, chars: [] })
  return slots
}

const slotsOfElements = (elements: SequenceElement[]): Slot[] => {
  const slots: Slot[] = []
  for (const element of elements) {
    if (element.kind === 'marker')
      slots.push({
        marker: JSON.stringify(element.marker.attrs) + formatsText(element.marker.formats),
        chars: [],
      })
    else if (element.kind === 'text') {
      if (slots.length === 0) slots.push({ marker: null, chars: [] })
      slots.at(-1)?.chars.push(...element.text.split('').map((c) => `${c}{${formatsText(element.formats)}}`))
    }
  }
  return slots
}

const regionSlots = (region: Region, side: 'before' | 'after'): Slot[] => {
  const slots = slotsOfElements(side === 'before' ? elementsBefore(region) : elementsAfter(region))
  if (region.slot === 0 && slots[0]?.marker !== null) slots.unshift({ marker: null, chars: [] })
  return slots
}

/** The text by Yjs's own reading: the oracle. */
const slotsOfYjs = (text: Y.Text): Slot[] => {
  const slots: Slot[] = [{ marker: null, chars: [] }]
  const ops: { insert: unknown; attributes?: Record<string, unknown> }[] = text.toDelta()
  for (const op of ops) {
    if (typeof op.insert === 'string')
      slots
        .at(-1)
        ?.chars.push(
          ...op.insert
            .split('')
            .map((c) => `${c}{${formatsText(new Map(Object.entries(op.attributes ?? {})))}}`),
        )
    else if (op.insert instanceof Y.Map) {
      const { attrs, formats } = [...readBlocks(markerAlone(op.insert))][0] ?? {
        attrs: null,
        formats: new Map(),
      }
      slots.push({ marker: JSON.stringify(attrs) + formatsText(formats), chars: [] })
    }
  }
  return slots
}

const markerAlone = (map: Y.Map<unknown>): Y.Text => {
  const text = contentOf(new Y.Doc())
  text.insertEmbed(0, new Y.Map(map.entries()))
  return text
}

const KEYS: readonly (readonly [string, unknown])[] = [
  ['bold', true],
  ['insertion--a-1', { by: 'a', at: 1 }],
  ['deletion--b-1', { by: 'b', at: 2 }],
  ['link', { href: 'https://a.example' }],
  ['link', { href: 'https://b.example' }],
]

/** A random operation by Yjs's own interface. */
const plainOperation = (text: Y.Text, { below, pick, chance }: SeededRandom, name: () => string): void => {
  const at = below(text.length + 1)
  const length = Math.min(1 + below(5), text.length - at)
  const [key, value] = pick(KEYS)
  const kind = pick(['type', 'type', 'style', 'delete', 'marker', 'format', 'clear', 'attr'] as const)
  switch (kind) {
    case 'type':
      return text.insert(at, pick(['a', 'bc', 'd\ne']))
    case 'style':
      return text.insert(at, 'x', { [key]: value })
    case 'delete':
      return text.delete(at, length)
    case 'marker':
      return text.insertEmbed(at, new Y.Map<unknown>([['bid', name()]]), chance(0.5) ? {} : { bold: true })
    case 'format':
      return text.format(at, length, { [key]: value })
    case 'clear':
      return text.format(at, length, { [key]: null })
    case 'attr': {
      const maps: Y.Map<unknown>[] = []
      for (const op of text.toDelta() as { insert: unknown }[])
        if (op.insert instanceof Y.Map) maps.push(op.insert)
      if (maps.length > 0) pick(maps).set(pick(['kind', 'indent', 'deletion--z-1']), pick([1, 'quote']))
    }
  }
}

/** A random operation through our edits, mirrored on plain blocks. */
const ownOperation = (sequence: Sequence, { below, pick }: SeededRandom, name: () => string): void =>
  editSequence(sequence, 'own', (edit) => {
    for (let n = 0; n < 2; n++) {
      const slot = below(sequence.slots)
      const offset = below(sequence.block(slot).length + 1)
      const [key, value] = pick(KEYS)
      const kind = pick(['type', 'style', 'delete', 'marker', 'format', 'clear', 'attr'] as const)
      switch (kind) {
        case 'type':
        case 'style':
          edit.insertText({ slot, offset }, 'k', new Map(kind === 'type' ? [] : [[key, value]]))
          break
        case 'delete': {
          const to = Math.min(sequence.slots - 1, slot + below(3))
          const end = below(sequence.block(to).length + 1)
          edit.delete({ slot, offset }, { slot: to, offset: to === slot ? Math.max(offset, end) : end })
          break
        }
        case 'marker':
          edit.insertMarker({ slot, offset }, new Map([['bid', name()]]))
          break
        case 'format':
        case 'clear':
          edit.format(
            { slot, offset },
            below(sequence.block(slot).length - offset + 1),
            new Map([[key, kind === 'format' ? value : null]]),
          )
          break
        case 'attr':
          edit.setMarker(slot, new Map([[pick(['kind', 'indent']), pick([null, 'quote', 2])]]))
      }
    }
  })

const session = (seed: number, operations: number): void => {
  const draw = seededRandom(seed)
  let names = 0
  const name = (): string => `b${++names}`
  const docs = [1, 2, 3].map((id) => {
    const doc = new Y.Doc()
    doc.clientID = id * 7 + draw.below(5)
    return doc
  })
  const [watched, ...others] = docs
  if (watched === undefined) throw new Error('no document')
  if (seed % 2 === 0) keepRedundantFormats(watched)
  const text = contentOf(watched)
  const sequence = new Sequence(text)
  let slots = slotsOfYjs(text)
  const undo = new Y.UndoManager(text, { trackedOrigins: new Set(['own']), captureTimeout: 0 })
  sequence.onRemote((change) => {
    for (const region of change.regions) {
      const before = regionSlots(region, 'before')
      expect(slots.slice(region.slot, region.slot + before.length)).toEqual(before)
      slots.splice(region.slot, before.length, ...regionSlots(region, 'after'))
    }
  })
  for (let n = 0; n < operations; n++) {
    const kind = draw.below(12)
    if (kind < 4) ownOperation(sequence, draw, name)
    else if (kind < 5) undo.undo()
    else if (kind < 6) undo.redo()
    else if (kind < 7) plainOperation(text, draw, name)
    else {
      const other = draw.pick(others)
      for (let k = 0; k < 1 + draw.below(3); k++) plainOperation(contentOf(other), draw, name)
      if (draw.chance(0.5)) Y.applyUpdate(watched, Y.encodeStateAsUpdate(other, Y.encodeStateVector(watched)))
      if (draw.chance(0.5)) Y.applyUpdate(other, Y.encodeStateAsUpdate(watched, Y.encodeStateVector(other)))
    }
    const truth = slotsOfYjs(text)
    if (kind < 4) slots = truth
    expect(slots, `regions, seed ${seed}, operation ${n}`).toEqual(truth)
    expect(slotsOfBlocks(readBlocks(text)), `reading, seed ${seed}`).toEqual(truth)
    expect(slotsOfBlocks(sequence.blocks()), `index, seed ${seed}, operation ${n}`).toEqual(truth)
    const lengths = Array.from({ length: sequence.slots }, (_, slot) => sequence.block(slot).length)
    expect(lengths, `lengths, seed ${seed}, operation ${n}`).toEqual(truth.map((slot) => slot.chars.length))
  }
  // A document that never heard of the index reads the same.
  const plain = new Y.Doc()
  Y.applyUpdate(plain, Y.encodeStateAsUpdate(watched))
  expect(slotsOfYjs(contentOf(plain))).toEqual(slots)
}

describe('the index of the sequence', () => {
  it('[DOC3] stays equal to the text through any mixture of edits, undo and remote updates', () => {
    for (const seed of seeds(60, 3000)) session(seed, 40)
  })

  it('[DOC3] is right in a batch of many changes and when an observer writes', () => {
    const doc = new Y.Doc()
    const text = contentOf(doc)
    const other = new Y.Doc()
    const source = contentOf(other)
    for (let n = 0; n < 300; n++) {
      source.insertEmbed(source.length, new Y.Map<unknown>([['bid', `b${n}`]]), {})
      source.insert(source.length, 'abc', n % 3 === 0 ? { bold: true } : {})
    }
    const sequence = new Sequence(text)
    let heard = 0
    sequence.onRemote(() => heard++)
    text.observe((_event, transaction) => {
      if (!transaction.local) doc.transact(() => text.insert(text.length, '!'))
    })
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
    expect(heard).toBe(2)
    expect(slotsOfBlocks(sequence.blocks())).toEqual(slotsOfYjs(text))
    for (let n = 0; n < 290; n += 2) source.insert(n * 4 + 2, 'x')
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other, Y.encodeStateVector(doc)))
    expect(slotsOfBlocks(sequence.blocks())).toEqual(slotsOfYjs(text))
  })
})
