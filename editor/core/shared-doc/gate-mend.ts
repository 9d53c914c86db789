import { BLOCK_ATTR_NAMES, DEFAULT_BLOCK_ATTRS } from '../schema/block.ts'
import { markerElement, textElement, type SequenceElement } from '../suggestions/element.ts'
import { keepsOthers, keepsOthersText, plainElements } from './gate-region.ts'
import { editAsServer, type Staging } from './gate-staging.ts'
import type { SuggestionNotes } from './judge.ts'
import { mendingOf } from './late-mends.ts'
import type { KnownWork } from './known-work.ts'
import { elementsBefore, type Region } from './regions.ts'
import type { FreshClocks } from './fresh-clocks.ts'
import type { SequenceBlock } from './sequence-block.ts'
import type { Sequence } from './sequence.ts'
import { isWrittenBlind } from './written-blind.ts'

interface Mended {
  readonly update: Uint8Array | null
  /** What the server changed. */
  readonly regions: readonly Region[]
  readonly renamed: SuggestionNotes['renamed']
  /** The blocks of what was mended, those that were set again among them. */
  readonly blocks: readonly SequenceBlock[]
}

/**
 * Sets right what a suggester did to what is not theirs, without knowing of what others did; null where that is not to
 * be had, and the copy is then of no more use. Whatever spoke for it: afterwards P_U is as it was [GAT402].
 */
export const mendLateWork = (
  staging: Staging,
  regions: readonly Region[],
  { member, fresh }: { readonly member: string; readonly fresh: FreshClocks },
  known: KnownWork,
): Mended | null => {
  const { sequence, text } = staging
  const changed = regions.filter((region) => !keepsOthersText(region, member))
  const mending = mendingOf(sequence, changed, member, known, isWrittenBlind(text, fresh))
  if (mending === null) return null
  const stretches = changed.map((region) => stretchOf(sequence, region))
  const written = staging.record(() =>
    editAsServer(sequence, (edit) => {
      for (const step of mending.steps.toReversed()) step(edit)
    }),
  )
  const blocks: SequenceBlock[] = []
  for (const [index, region] of changed.entries()) {
    const stretch = stretches[index]?.() ?? []
    blocks.push(...stretch)
    const after = stretch.flatMap((block) => elementsOf(sequence, block))
    const before = plainElements(elementsBefore(region))
    if (!keepsOthers(before.map(withoutDefaults), after.map(withoutDefaults), member)) return null
    for (const { formats } of after) known.ledger.note(formats)
  }
  return { ...written, renamed: mending.renamed, blocks }
}

/** An attribute that is taken off is set to its default, which says the same (see `setMarker`). */
const withoutDefaults = (element: SequenceElement): SequenceElement => {
  if (element.kind === 'text') return element
  const isSaid = ([key, value]: readonly [string, unknown]): boolean => {
    const attr = BLOCK_ATTR_NAMES.find((name) => name === key)
    return attr === undefined || value !== DEFAULT_BLOCK_ATTRS[attr]
  }
  return { ...element, attrs: new Map([...element.attrs].filter(isSaid)) }
}

/** Tells the blocks of a region as they stand then. */
const stretchOf = (sequence: Sequence, { ops }: Region): (() => readonly SequenceBlock[]) => {
  let first: SequenceBlock | null = null
  let last: SequenceBlock | null = null
  for (const op of ops) {
    if (op.kind !== 'keep-marker' && op.kind !== 'insert-marker') continue
    first ??= op.block
    last = op.block
  }
  const slotOf = (block: SequenceBlock | null): number => (block === null ? -1 : sequence.slotOfBlock(block))
  const next = slotOf(last) + 1
  const end = next < sequence.slots ? sequence.block(next) : null
  return () => {
    const blocks: SequenceBlock[] = []
    const until = end === null ? sequence.slots : slotOf(end)
    for (let slot = slotOf(first); slot < until; slot++) blocks.push(sequence.block(slot))
    return blocks
  }
}

const elementsOf = (sequence: Sequence, block: SequenceBlock): SequenceElement[] => [
  ...(block.item === null ? [] : [markerElement(block.marker.entries)]),
  ...sequence.runs(sequence.slotOfBlock(block)).map(({ text, formats }) => textElement(text, formats)),
]
