import { withFormat, type RawFormats } from '../schema/content.ts'
import { suggestionKey } from '../schema/formats.ts'
import { ownerOf } from '../suggestions/suggestion.ts'
import { decide, type Decision, type Outcome } from '../suggestions/decide.ts'
import { editFromEnd } from './edit-from-end.ts'
import type { SequenceEdit } from './sequence-edit.ts'
import type { Sequence } from './sequence.ts'

/** What a decision makes of a run or of a marker: keys to set (null: to take off), or it goes. */
export interface DecidedElement {
  readonly changes: ReadonlyMap<string, unknown>
  readonly isGone: boolean
}

export interface DecidedRun extends DecidedElement {
  readonly offset: number
  readonly text: string
  readonly formats: RawFormats
}

/** A block that a decision concerns, with its runs that it concerns, in order. */
export interface DecidedBlock {
  readonly slot: number
  readonly runs: readonly DecidedRun[]
  readonly marker: DecidedElement | null
  /** Its marker goes and text of it stays: that joins the block before. */
  readonly joins: boolean
}

/** What several decisions make of one element, one after the other; null when none concerns it. */
const decideAll = (formats: RawFormats, decisions: readonly Decision[]): Outcome | null => {
  const changes = new Map<string, unknown>()
  let fate: Outcome['fate'] | null = null
  let now = formats
  for (const decision of decisions) {
    const outcome = decide(now, decision)
    if (outcome === null) continue
    for (const [key, value] of outcome.changes) {
      now = withFormat(now, key, value)
      changes.set(key, value)
    }
    // What goes for one decision is still decided by the others: a first block may stay for its text.
    if (fate !== 'gone' && (outcome.fate !== 'stays' || fate === null)) fate = outcome.fate
  }
  return fate === null ? null : { fate, changes }
}

/**
 * What decisions, in their order, make of the text, block by block in order; changes nothing. Where a rule meets the end of the text
 * the text wins: the first block, which has none before it to join, stays as long as there is text in it (as a proposal, if all of that is proposed), and no
 * decision takes away what its authors did not write and nobody proposed to delete.
 */
export const decidedBlocks = (sequence: Sequence, decisions: readonly Decision[]): DecidedBlock[] => {
  const blocks: DecidedBlock[] = []
  const first = sequence.slotOf(0)
  /** The formats of what joins the block at hand, because the marker behind it goes. */
  let joining: readonly RawFormats[] = []
  let isAlone = true
  for (let slot = sequence.slots - 1; slot >= 0; slot--) {
    const { marker } = sequence.block(slot)
    const runs = decidedRuns(sequence, slot, decisions)
    const left = [...formatsLeft(sequence, slot, runs), ...joining]
    const outcome = decideAll(marker.formats, decisions)
    const goes = outcome !== null && outcome.fate !== 'stays'
    const staysForItsText = goes && left.length > 0 && (outcome.fate === 'whole' || slot === first)
    const isGone = goes && !staysForItsText
    const lead = staysForItsText && outcome.fate === 'gone' && !isAlone ? leadOf(left) : []
    const changes = new Map([...(outcome?.changes ?? []), ...lead])
    joining = isGone ? left : []
    isAlone &&= isGone
    if (outcome !== null || runs.length > 0)
      blocks.push({ slot, runs, marker: outcome && { changes, isGone }, joins: joining.length > 0 })
  }
  return blocks.reverse()
}

/** The formats of the text that a decision leaves in a block. */
const formatsLeft = (
  sequence: Sequence,
  slot: number,
  runs: readonly DecidedRun[],
): readonly RawFormats[] => {
  const left: RawFormats[] = []
  let offset = 0
  for (const { text, formats } of sequence.runs(slot)) {
    const decided = runs.find((run) => run.offset === offset)
    offset += text.length
    if (decided?.isGone === true) continue
    let after = formats
    for (const [key, value] of decided?.changes ?? []) after = withFormat(after, key, value)
    left.push(after)
  }
  return left
}

/**
 * What the first block has to bear that stays only for the text in it: the insertion that owns the first of it, when
 * all of it is proposed, so that rejecting that leaves no empty block of the base behind [GAT300].
 */
const leadOf = (left: readonly RawFormats[]): readonly (readonly [string, unknown])[] => {
  const owners = left.map((formats) => ({ formats, owner: ownerOf(formats) }))
  const [first] = owners
  if (first === undefined || first.owner === null || owners.some(({ owner }) => owner === null)) return []
  const key = suggestionKey(first.owner.kind, first.owner.id)
  return [[key, first.formats.get(key)]]
}

const decidedRuns = (sequence: Sequence, slot: number, decisions: readonly Decision[]): DecidedRun[] => {
  const decided: DecidedRun[] = []
  let offset = 0
  for (const { text, formats } of sequence.runs(slot)) {
    const outcome = decideAll(formats, decisions)
    if (outcome !== null)
      decided.push({ offset, text, formats, changes: outcome.changes, isGone: outcome.fate !== 'stays' })
    offset += text.length
  }
  return decided
}

/** Carries a decision out, in one transaction under `origin`. Listeners of the sequence hear of it. */
export const carryOut = (sequence: Sequence, blocks: readonly DecidedBlock[], origin: unknown): void => {
  if (blocks.length === 0) return
  editFromEnd(sequence, origin, (edit) => {
    for (const { slot, runs, marker } of [...blocks].reverse()) {
      for (const run of [...runs].reverse()) decideRun(edit, slot, run)
      if (marker !== null) decideMarker(sequence, edit, slot, marker)
    }
  })
}

/** Decides on the live text; answers whether anything changed. */
export const decideSuggestions = (sequence: Sequence, decision: Decision, origin: unknown): boolean => {
  const blocks = decidedBlocks(sequence, [decision])
  carryOut(sequence, blocks, origin)
  return blocks.length > 0
}

const decideRun = (edit: SequenceEdit, slot: number, { offset, text, changes, isGone }: DecidedRun): void => {
  if (isGone) edit.delete({ slot, offset }, { slot, offset: offset + text.length })
  else edit.format({ slot, offset }, text.length, changes)
}

const decideMarker = (
  sequence: Sequence,
  edit: SequenceEdit,
  slot: number,
  { changes, isGone }: DecidedElement,
): void => {
  if (!isGone) return edit.setMarker(slot, changes)
  // The virtual block in front of everything has no marker that could go.
  if (slot === 0) return
  const before = slot - 1
  edit.delete({ slot: before, offset: sequence.block(before).length }, { slot, offset: 0 })
}
